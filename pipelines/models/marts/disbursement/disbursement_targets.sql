-- The disbursement targets of planners' scenarios by date, beside what was paid by the newest report that is not later: for a
-- project, a group or the portfolio. A target in per cent is of the named denominator, summed over the same projects.
with targets as (
  select
    targets.*,
    scenarios.year,
    scenarios.locality_id as only_locality_id,
    targets.version = max(targets.version) over (partition by targets.scenario_id) as is_latest
  from raw.scenario_disbursement_targets as targets
  inner join raw.scenarios as scenarios
    on scenarios.scenario_id = targets.scenario_id and scenarios.version = targets.version
),
localities as (
  select distinct locality_id from marts.disbursement_gaps
),
newest as (
  select
    targets.scenario_id,
    targets.version,
    targets.level,
    targets.target_key,
    targets.by_date,
    localities.locality_id,
    max(gaps.period) as period
  from targets
  inner join localities on targets.only_locality_id is null or targets.only_locality_id = localities.locality_id
  inner join marts.disbursement_gaps as gaps
    on gaps.locality_id = localities.locality_id
    and gaps.period <= targets.by_date
    and gaps.period >= make_date(targets.year, 1, 1)
  group by all
),
sums as (
  select
    newest.scenario_id,
    newest.version,
    newest.level,
    newest.target_key,
    newest.by_date,
    newest.locality_id,
    newest.period,
    min_by(gaps.report_id, gaps.position) as report_id,
    min_by(gaps.source_ref, gaps.position) as source_ref,
    count(*) filter (where matches.is_match)::integer as project_count,
    count(gaps.actual_vnd) filter (where matches.is_match)::integer as known_projects,
    sum(gaps.actual_vnd) filter (where matches.is_match) as actual_vnd,
    sum(gaps.total_investment_vnd) filter (where matches.is_match) as total_investment_vnd,
    sum(gaps.year_plan_vnd) filter (where matches.is_match) as year_plan_vnd,
    sum(gaps.planned_vnd) filter (where matches.is_match) as planned_vnd
  from newest
  inner join marts.disbursement_gaps as gaps
    on gaps.locality_id = newest.locality_id and gaps.period = newest.period and gaps.level = 'project'
  cross join lateral (
    select case newest.level
      when 'project' then coalesce(gaps.project_id = newest.target_key, false)
      when 'group' then coalesce(gaps.group_code = newest.target_key, false)
      else true
    end as is_match
  ) as matches
  group by all
),
resolved as (
  select
    sums.*,
    targets.is_latest,
    targets.target_pct,
    targets.denominator,
    round(coalesce(
      targets.target_vnd,
      targets.target_pct / 100 * case targets.denominator
        when 'total_investment' then sums.total_investment_vnd
        when 'year_plan' then sums.year_plan_vnd
        when 'planned' then sums.planned_vnd
      end
    ))::bigint as target_vnd,
    datediff('month', sums.period, targets.by_date)::integer as months_left
  from sums
  inner join targets
    on targets.scenario_id = sums.scenario_id
    and targets.version = sums.version
    and targets.level = sums.level
    and targets.target_key is not distinct from sums.target_key
    and targets.by_date = sums.by_date
)
select
  report_id,
  source_ref,
  locality_id,
  case when is_latest then scenario_id else scenario_id || '@' || version end as scenario_id,
  concat_ws('/', level, target_key) as curve_key,
  level,
  target_key,
  by_date,
  period,
  denominator,
  target_pct,
  target_vnd,
  actual_vnd::bigint as actual_vnd,
  known_projects,
  project_count,
  (target_vnd - actual_vnd)::bigint as gap_vnd,
  months_left,
  round((target_vnd - actual_vnd) / nullif(months_left, 0))::bigint as needed_per_month_vnd
from resolved
