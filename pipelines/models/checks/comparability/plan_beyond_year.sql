-- What adds up over the year: no month's plan, and no plan to date, can be more than the whole year's.
with parts as (
  select
    indicator.report_id, indicator.row_key, indicator.source_ref, indicator.name, indicator.plan_year,
    unnest([
      {'field': 'plan_month', 'value': indicator.plan_month, 'operator': indicator.plan_month_operator},
      {'field': 'plan_to_date', 'value': indicator.plan_to_date, 'operator': indicator.plan_to_date_operator}
    ], max_depth := 2)
  from marts.indicators as indicator
  where indicator.measure = 'flow' and indicator.plan_year > 0 and coalesce(indicator.plan_year_operator, '=') = '='
)

select
  report_id,
  'indicators' as appendix,
  source_ref,
  row_key,
  field,
  row_key || '/' || field as subject_key,
  value::varchar as raw_value,
  plan_year::varchar as read_value,
  {'name': name, 'field': field, 'value': value, 'plan': plan_year} as arguments
from parts
where value > plan_year and coalesce(operator, '=') = '='
