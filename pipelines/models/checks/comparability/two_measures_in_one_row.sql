-- A name that speaks of two rates, with one figure for both.
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
where len(string_split(lower(indicator.name), 'tỷ lệ')) + len(string_split(lower(indicator.name), 'tỉ lệ')) - 2 >= 2
