-- Indicators with a plan and no estimate at all. Those that are followed once a year only are left alone; the others are one question.
with blank as (
  select *
  from marts.indicators
  where
    plan_year is not null
    and estimate_month is null
    and estimate_to_date is null
    and verdict_reported is null
    and cadence is distinct from 'year'
)

select
  report_id,
  'indicators' as appendix,
  arg_min(source_ref, position) as source_ref,
  arg_min(row_key, position) as row_key,
  'estimate_to_date' as field,
  'indicators/no_estimate' as subject_key,
  null::varchar as raw_value,
  null::varchar as read_value,
  {
    'count': count(*)::integer,
    'rows': string_agg(coalesce(ordinal, row_key), ', ' order by position),
    'name': arg_min(name, position),
    'more': if(count(*) > 1, '…', '')
  } as arguments
from blank
group by report_id
