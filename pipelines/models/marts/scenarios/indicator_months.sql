-- What each month's report says of an indicator, one row a month: the base of every path over time.
with indicators as (
  select * from marts.indicators
),
to_date_targets as (
  select * from marts.indicator_variance where scope = 'to_date'
)
select
  indicators.report_id,
  indicators.source_ref,
  indicators.row_key,
  indicators.locality_id,
  indicators.indicator_id,
  indicators.period,
  year(indicators.period)::integer as year,
  month(indicators.period)::integer as month_number,
  indicators.name,
  indicators.unit,
  indicators.measure,
  indicators.direction,
  indicators.estimate_prior_year,
  indicators.plan_year,
  indicators.plan_year_operator,
  indicators.plan_month,
  to_date_targets.target as target_to_date,
  to_date_targets.target_basis as target_to_date_basis,
  to_date_targets.target_low as target_to_date_low,
  to_date_targets.target_high as target_to_date_high,
  indicators.estimate_month,
  indicators.estimate_to_date
from indicators
left join to_date_targets
  on to_date_targets.report_id = indicators.report_id
  and to_date_targets.row_key = indicators.row_key
