-- One measure on two rows of a report, with two values.
with rows_of_measures as (
  select
    indicator.*,
    count(*) over (partition by report_id, indicator_id) as row_count,
    first_value(row_key) over by_measure as first_key,
    first_value(estimate_to_date) over by_measure as first_value_to_date,
    first_value(plan_year) over by_measure as first_plan
  from marts.indicators as indicator
  window by_measure as (partition by report_id, indicator_id order by position)
)

select
  report_id,
  'indicators' as appendix,
  source_ref,
  row_key,
  'estimate_to_date' as field,
  row_key || '/name' as subject_key,
  null::varchar as raw_value,
  first_key as read_value,
  json_object('name', name, 'first', first_value_to_date, 'second', estimate_to_date, 'first_plan', first_plan, 'second_plan', plan_year)
    as arguments
from rows_of_measures
where
  row_count > 1
  and row_key <> first_key
  and (estimate_to_date is distinct from first_value_to_date or plan_year is distinct from first_plan)
