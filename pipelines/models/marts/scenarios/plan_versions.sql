-- Each value that the reports of a year gave for an indicator's annual plan, in the order in which they appeared.
with monthly as (
  select * from marts.indicator_months where plan_year is not null
),
changes as (
  select
    monthly.*,
    coalesce(
      plan_year is distinct from lag(plan_year) over by_period
      or plan_year_operator is distinct from lag(plan_year_operator) over by_period,
      true
    ) as is_new_version
  from monthly
  window by_period as (partition by locality_id, indicator_id, year order by period)
),
numbered as (
  select
    changes.*,
    count(*) filter (where is_new_version) over (
      partition by locality_id, indicator_id, year order by period
    )::integer as version
  from changes
)
select
  locality_id,
  indicator_id,
  year,
  version,
  arg_min(report_id, period) as report_id,
  arg_min(source_ref, period) as source_ref,
  arg_min(plan_year, period) as plan_year,
  arg_min(plan_year_operator, period) as plan_year_operator,
  min(period) as first_period,
  max(period) as last_period,
  version = max(version) over (partition by locality_id, indicator_id, year) as is_latest
from numbered
group by locality_id, indicator_id, year, version
