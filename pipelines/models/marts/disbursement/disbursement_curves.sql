-- S-curves: planned, paid and physical progress, month by month from January to the end of the budget year (the next
-- January), for each project, each group and the portfolio. A month without a report has no value, only bounds: what is paid
-- never shrinks, so it lies between the months known before (of any year, where payments count since a project's start) and after.
-- A month that is known has no room left. Groups and the portfolio are sums of their projects, and say how many are known.
with projects as (
  select
    report_id,
    source_ref,
    position,
    gaps.locality_id,
    group_code,
    project_id,
    period,
    planned_vnd,
    date_trunc('month', planned_until_date)::date as planned_month,
    actual_vnd,
    payment_years.paid_since,
    total_investment_vnd,
    round(physical_progress_pct / 100 * total_investment_vnd)::bigint as physical_vnd
  from marts.disbursement_gaps as gaps
  left join staging.payment_years as payment_years
    on payment_years.locality_id = gaps.locality_id and payment_years.budget_year = year(gaps.period)
  where level = 'project' and project_id is not null
),
budget_years as (
  select distinct locality_id, group_code, project_id, year(period)::integer as budget_year, paid_since from projects
),
grid as (
  select
    budget_years.locality_id,
    budget_years.group_code,
    budget_years.project_id,
    budget_years.budget_year,
    series.series,
    months.month::date as month,
    -- What is planned is planned anew each year; work counts since a project's start, and so do most wards' payments.
    if(series.series = 'paid', budget_years.paid_since, null) as counted_since,
    if(series.series = 'planned', make_date(budget_years.budget_year, 1, 1), make_date(1, 1, 1)) as known_from
  from budget_years
  cross join generate_series(
    make_date(budget_years.budget_year, 1, 1), make_date(budget_years.budget_year + 1, 1, 1), interval 1 month
  ) as months (month)
  cross join (values ('planned'), ('paid'), ('physical')) as series (series)
),
known as (
  select locality_id, group_code, project_id, 'planned' as series, planned_month as month, null::date as counted_since,
    arg_max(planned_vnd, period) as value_vnd
  from projects where planned_vnd is not null and planned_month is not null
  group by locality_id, group_code, project_id, planned_month
  union all
  select locality_id, group_code, project_id, 'paid', period, paid_since, max(actual_vnd)
  from projects where actual_vnd is not null group by locality_id, group_code, project_id, period, paid_since
  union all
  select locality_id, group_code, project_id, 'physical', period, null, max(physical_vnd)
  from projects where physical_vnd is not null group by locality_id, group_code, project_id, period
),
ceilings as (
  select locality_id, group_code, project_id, arg_max(total_investment_vnd, period) as ceiling_vnd
  from projects group by locality_id, group_code, project_id
),
bounded as (
  select
    grid.locality_id,
    grid.group_code,
    grid.project_id,
    grid.budget_year,
    grid.series,
    grid.month,
    max(known.value_vnd) filter (where known.month = grid.month) as value_vnd,
    max_by(known.value_vnd, known.month) filter (where known.month < grid.month) as before_vnd,
    min_by(known.value_vnd, known.month) filter (where known.month > grid.month) as after_vnd
  from grid
  left join known
    on known.locality_id = grid.locality_id
    and known.group_code is not distinct from grid.group_code
    and known.project_id = grid.project_id
    and known.series = grid.series
    and known.month >= grid.known_from
    and known.counted_since is not distinct from grid.counted_since
  group by all
),
project_points as (
  select
    bounded.locality_id,
    bounded.group_code,
    bounded.project_id,
    bounded.budget_year,
    bounded.series,
    bounded.month,
    bounded.value_vnd,
    coalesce(bounded.value_vnd, bounded.before_vnd, 0) as low_vnd,
    -- A figure that was corrected downwards later leaves no room either, never less than none. `greatest` passes over NULL:
    -- without a figure after and a total investment nothing bounds it.
    coalesce(
      bounded.value_vnd,
      case
        when coalesce(bounded.after_vnd, ceilings.ceiling_vnd) is not null
          then greatest(coalesce(bounded.after_vnd, ceilings.ceiling_vnd), coalesce(bounded.before_vnd, 0))
      end
    ) as high_vnd
  from bounded
  left join ceilings
    on ceilings.locality_id = bounded.locality_id
    and ceilings.group_code is not distinct from bounded.group_code
    and ceilings.project_id = bounded.project_id
),
leveled as (
  select locality_id, 'project' as level, group_code, project_id, budget_year, series, month,
    sum(value_vnd)::bigint as value_vnd, sum(low_vnd)::bigint as low_vnd,
    case when count(high_vnd) = count(*) then sum(high_vnd)::bigint end as high_vnd,
    count(value_vnd)::integer as known_projects, count(*)::integer as project_count
  from project_points group by locality_id, group_code, project_id, budget_year, series, month
  union all
  select locality_id, 'group', group_code, null as project_id, budget_year, series, month,
    sum(value_vnd)::bigint, sum(low_vnd)::bigint, case when count(high_vnd) = count(*) then sum(high_vnd)::bigint end,
    count(value_vnd)::integer, count(*)::integer
  from project_points group by locality_id, group_code, budget_year, series, month
  union all
  select locality_id, 'portfolio', null, null as project_id, budget_year, series, month,
    sum(value_vnd)::bigint, sum(low_vnd)::bigint, case when count(high_vnd) = count(*) then sum(high_vnd)::bigint end,
    count(value_vnd)::integer, count(*)::integer
  from project_points group by locality_id, budget_year, series, month
),
places as (
  -- The row that a curve leads to: the newest printed line of its project, else the first of its group or portfolio.
  select locality_id, 'project' as level, group_code, project_id, year(period)::integer as budget_year,
    max_by(report_id, (period, -position)) as report_id, max_by(source_ref, (period, -position)) as source_ref
  from projects group by all
  union all by name
  select locality_id, 'group' as level, group_code, year(period)::integer as budget_year,
    max_by(report_id, (period, -position)) as report_id, max_by(source_ref, (period, -position)) as source_ref
  from projects group by all
  union all by name
  select locality_id, 'portfolio' as level, year(period)::integer as budget_year,
    max_by(report_id, (period, -position)) as report_id, max_by(source_ref, (period, -position)) as source_ref
  from projects group by all
)
select
  places.report_id,
  places.source_ref,
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
  leveled.project_count,
  leveled.known_projects = leveled.project_count as is_complete
from leveled
inner join places
  on places.locality_id = leveled.locality_id
  and places.level = leveled.level
  and places.group_code is not distinct from leveled.group_code
  and places.project_id is not distinct from leveled.project_id
  and places.budget_year = leveled.budget_year
