-- A row with a target and an estimate and no verdict, where most of the report's rows with both have one.
with rows_with_both as (
  select
    indicator.*,
    avg(if(verdict_reported is null, 0, 1)) over (partition by report_id) as share_judged
  from marts.indicators as indicator
  where estimate_to_date is not null and (plan_month is not null or plan_to_date is not null)
)

select
  report_id,
  'indicators' as appendix,
  source_ref,
  row_key,
  'verdict' as field,
  row_key || '/verdict' as subject_key,
  verdict_text as raw_value,
  null::varchar as read_value,
  {'name': name} as arguments
from rows_with_both
where verdict_reported is null and verdict_text is null and share_judged > 0.5
