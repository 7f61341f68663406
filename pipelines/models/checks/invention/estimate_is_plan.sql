-- An estimate equal to its plan to the last digit, where the digits are many: so exact a landing is rare. Counts and rates with
-- few digits land on their plan by nature and are left alone.
select
  indicator.report_id,
  'indicators' as appendix,
  indicator.source_ref,
  indicator.row_key,
  'estimate_month' as field,
  indicator.row_key || '/estimate_month' as subject_key,
  indicator.estimate_month::varchar as raw_value,
  indicator.plan_month::varchar as read_value,
  json_object('name', indicator.name, 'value', indicator.estimate_month, 'unit', indicator.unit) as arguments
from marts.indicators as indicator
where
  indicator.measure = 'flow'
  and indicator.estimate_month = indicator.plan_month
  and coalesce(indicator.plan_month_operator, '=') = '='
  and indicator.estimate_month / nullif(2 * indicator.estimate_month_half_step, 0) >= 1000
