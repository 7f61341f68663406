-- S-curves: planned, paid and physical progress, month by month from January to the end of the budget year (the next
-- January), for each project, each group and the portfolio. A month without a report has no value, only bounds: what is paid
-- never shrinks, so it lies between the months known before and after. Groups and the portfolio are sums of their projects,
-- and say how many of them are known.
with projects as (
  select
    locality_id,
    group_code,
    project_id,
    period,
    planned_vnd,
    date_trunc('month', planned_until_date)::date as planned_month,
    actual_vnd,
    total_investment_vnd,
    round(physical_progress_pct / 100 * total_investment_vnd)::bigint as physical_vnd
  from marts.disbursement_gaps
  where level = 'project' and project_id is not null
),
budget_years as (
  select distinct locality_id, group_code, project_id, year(period)::integer as budget_year from projects
),
grid as (
  select
    budget_years.locality_id,
    budget_years.group_code,
    budget_years.project_id,
    budget_years.budget_year,
    series.series,
    months.month::date as month
  from budget_years
  cross join generate_series(
    make_date(budget_years.budget_year, 1, 1), make_date(budget_years.budget_year + 1, 1, 1), interval 1 month
  ) as months (month)
  cross join (values ('planned'), ('paid'), ('physical')) as series (series)
),
known as (
  select locality_id, group_code, project_id, 'planned' as series, planned_month as month, arg_max(planned_vnd, period) as value_vnd
  from projects where planned_vnd is not null and planned_month is not null
  group by locality_id, group_code, project_id, planned_month
  union all
  select locality_id, group_code, project_id, 'paid', period, max(actual_vnd)
  from projects where actual_vnd is not null group by locality_id, group_code, project_id, period
  union all
  select locality_id, group_code, project_id, 'physical', period, max(physical_vnd)
  from projects where physical_vnd is not null group by locality_id, group_code, project_id, period
),
ceilings as (
  select locality_id, group_code, project_id, arg_max(total_investment_vnd, period) as ceiling_vnd
  from projects group by locality_id, group_code, project_id
),
project_points as (
  select
    grid.*,
    known.value_vnd,
    coalesce(
      last_value(known.value_vnd ignore nulls) over (
        by_month rows between unbounded preceding and current row
      ), 0
    ) as low_vnd,
    coalesce(
      first_value(known.value_vnd ignore nulls) over (
        by_month rows between current row and unbounded following
      ), ceilings.ceiling_vnd
    ) as high_vnd
  from grid
  left join known
    on known.locality_id = grid.locality_id
    and known.group_code is not distinct from grid.group_code
    and known.project_id = grid.project_id
    and known.series = grid.series
    and known.month = grid.month
  left join ceilings
    on ceilings.locality_id = grid.locality_id
    and ceilings.group_code is not distinct from grid.group_code
    and ceilings.project_id = grid.project_id
  window by_month as (
    partition by grid.locality_id, grid.group_code, grid.project_id, grid.budget_year, grid.series order by grid.month
  )
),
leveled as (
  select locality_id, 'project' as level, group_code, project_id, budget_year, series, month,
    sum(value_vnd)::bigint as value_vnd, sum(low_vnd)::bigint as low_vnd,
    case when count(high_vnd) = count(*) then sum(high_vnd)::bigint end as high_vnd,
    count(value_vnd)::integer as known_projects, count(*)::integer as project_count
  from project_points group by locality_id, group_code, project_id, budget_year, series, month
  union all
  select locality_id, 'group', group_code, null, budget_year, series, month,
    sum(value_vnd)::bigint, sum(low_vnd)::bigint, case when count(high_vnd) = count(*) then sum(high_vnd)::bigint end,
    count(value_vnd)::integer, count(*)::integer
  from project_points group by locality_id, group_code, budget_year, series, month
  union all
  select locality_id, 'portfolio', null, null, budget_year, series, month,
    sum(value_vnd)::bigint, sum(low_vnd)::bigint, case when count(high_vnd) = count(*) then sum(high_vnd)::bigint end,
    count(value_vnd)::integer, count(*)::integer
  from project_points group by locality_id, budget_year, series, month
),
latest_reports as (
  select locality_id, year(period)::integer as budget_year, arg_max(report_id, period) as report_id,
    arg_max(source_ref, period) as source_ref
  from marts.disbursement_gaps group by locality_id, year(period)
)
select
  latest_reports.report_id,
  latest_reports.source_ref,
  leveled.locality_id,
  leveled.level,
  concat_ws('/', leveled.level, leveled.group_code, leveled.project_id) as curve_key,
  leveled.group_code,
  leveled.project_id,
  leveled.budget_year,
  leveled.series,
  leveled.month,
  leveled.value_vnd,
  leveled.low_vnd,
  leveled.high_vnd,
  leveled.known_projects,
  leveled.project_count
from leveled
inner join latest_reports
  on latest_reports.locality_id = leveled.locality_id and latest_reports.budget_year = leveled.budget_year
