-- A name that speaks of two rates, or two indices, with one figure for both.
select
  indicator.report_id,
  'indicators' as appendix,
  indicator.source_ref,
  indicator.row_key,
  'name' as field,
  indicator.row_key || '/name' as subject_key,
  indicator.name as raw_value,
  null::varchar as read_value,
  json_object('name', indicator.name) as arguments
from marts.indicators as indicator
where
  len(regexp_extract_all(lower(indicator.name), 't[ỷỉ] lệ')) >= 2
  or len(regexp_extract_all(lower(indicator.name), 'chỉ số')) >= 2
