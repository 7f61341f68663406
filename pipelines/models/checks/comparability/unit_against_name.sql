-- A name that counts with a unit of per cent, or a name that is a rate with a unit that counts.
select
  indicator.report_id,
  'indicators' as appendix,
  indicator.source_ref,
  indicator.row_key,
  'unit' as field,
  indicator.row_key || '/unit' as subject_key,
  indicator.unit_text as raw_value,
  indicator.unit as read_value,
  json_object('name', indicator.name, 'unit', coalesce(indicator.unit_text, indicator.unit)) as arguments
from marts.indicators as indicator
where
  (
    indicator.unit = 'percent'
    and regexp_matches(lower(indicator.name), '^(số|tổng số) ')
    and not regexp_matches(lower(indicator.name), 'tỷ lệ|tỉ lệ|tăng|giảm|%')
  )
  or (
    indicator.unit <> 'percent'
    and regexp_matches(lower(indicator.name), '^(tỷ lệ|tỉ lệ) ')
    and not regexp_matches(indicator.unit, 'per_mille|point|rank|ratio')
  )
