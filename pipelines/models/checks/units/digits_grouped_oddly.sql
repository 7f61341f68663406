-- "4730.644" beside "730.644": where a sign parts thousands, no more than three digits stand before the first one. A digit
-- too many, a sign left out, or decimals among whole numbers.
with figures as (
  select
    place.report_id,
    place.table_name,
    place.row_key,
    place.field,
    place.cell_ref,
    trim(place.raw_text) as printed
  from ledger.places as place
  where
    place.table_name in ('indicators', 'project_lines')
    and regexp_full_match(trim(place.raw_text), '\d+([.,]\d{3})+')
),

grouped as (
  select report_id, table_name, regexp_extract(printed, '[.,]') as sign, arg_min(printed, row_key) as example
  from figures
  where regexp_full_match(printed, '\d{1,3}(\.\d{3}){2,}|\d{1,3}(,\d{3}){2,}|\d{1,3}[.,]\d{3}')
  group by report_id, table_name, sign
)

select
  figure.report_id,
  if(figure.table_name = 'project_lines', 'projects', 'indicators') as appendix,
  figure.cell_ref as source_ref,
  figure.row_key,
  figure.field,
  figure.row_key || '/' || figure.field as subject_key,
  figure.printed as raw_value,
  null::varchar as read_value,
  {'printed': figure.printed, 'example': grouped.example, 'sign': grouped.sign} as arguments
from figures as figure
join grouped
  on grouped.report_id = figure.report_id and grouped.table_name = figure.table_name
  and grouped.sign = regexp_extract(figure.printed, '[.,]')
where regexp_matches(figure.printed, '^\d{4,}')
