-- How good were the estimates: a report's figure to date is a forecast made before the period ended. Later reports tell what
-- it turned out to be: the next month's figure to date less that month's own (flows), and next year's "estimate of the year
-- before" for December. A report that was issued again tells by itself: as then known, and as now known.
with months as (
  select * from marts.indicator_months
),
later as (
  select
    months.*,
    lead(period) over by_period as next_period,
    lead(report_id) over by_period as next_report_id,
    lead(estimate_to_date) over by_period - lead(estimate_month) over by_period as next_less_its_month
  from months
  window by_period as (partition by locality_id, indicator_id, year order by period)
),
next_years as (
  select
    locality_id,
    indicator_id,
    year - 1 as year,
    arg_min(report_id, period) as next_report_id,
    arg_min(estimate_prior_year, period) as known_later
  from months
  where estimate_prior_year is not null
  group by locality_id, indicator_id, year
),
compared as (
  select
    later.*,
    'next_month' as basis,
    later.next_report_id as later_report_id,
    later.estimate_to_date as estimated_then,
    later.next_less_its_month as known_later
  from later
  where later.measure = 'flow' and later.next_period = later.period + interval 1 month
  union all by name
  select
    later.*,
    'next_year' as basis,
    next_years.next_report_id as later_report_id,
    later.estimate_to_date as estimated_then,
    next_years.known_later
  from later
  inner join next_years
    on next_years.locality_id = later.locality_id
    and next_years.indicator_id = later.indicator_id
    and next_years.year = later.year
  where later.month_number = 12
  union all by name
  select
    later.*,
    'reissued' as basis,
    later.report_id as later_report_id,
    try_cast(restatements.value_before as double) as estimated_then,
    later.estimate_to_date as known_later
  from later
  inner join marts.restatements as restatements
    on restatements.report_id = later.report_id
    and restatements.row_key = later.row_key
    and restatements.table_name = 'indicators'
    and restatements.column_name = 'estimate_to_date'
)
select
  report_id,
  source_ref,
  later_report_id,
  locality_id,
  indicator_id,
  unit,
  measure,
  period,
  basis,
  estimated_then,
  round(known_later, 6) as known_later,
  round(known_later - estimated_then, 6) as revision,
  case
    when measure in ('flow', 'stock') then round((known_later / nullif(estimated_then, 0) - 1) * 100, 6)
  end as revision_pct
from compared
where known_later is not null and estimated_then is not null
