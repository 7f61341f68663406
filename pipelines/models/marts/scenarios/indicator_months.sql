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
  indicators.estimate_to_date,
  -- A level is what it is at its latest estimate; a flow's missing sum follows from the month before, where that was reported.
  case
    when indicators.measure = 'flow' then indicators.estimate_month
    else coalesce(indicators.estimate_month, indicators.estimate_to_date)
  end as actual_month,
  case
    when indicators.estimate_to_date is not null then indicators.estimate_to_date
    when indicators.measure <> 'flow' or month(indicators.period) = 1 then indicators.estimate_month
    when lag(indicators.period) over by_period = indicators.period - interval 1 month
      then round(lag(indicators.estimate_to_date) over by_period + indicators.estimate_month, 6)
  end as actual_to_date
from indicators
left join to_date_targets
  on to_date_targets.report_id = indicators.report_id
  and to_date_targets.row_key = indicators.row_key
window by_period as (
  partition by indicators.locality_id, indicators.indicator_id, year(indicators.period) order by indicators.period
)
