-- Which projects move the rate of disbursement: the gap between the rate's target and the rate reported, in points, split over
-- the projects. With base_i as a project's denominator and paid_i as what it has paid,
--   target − Σ paid ÷ Σ base = Σ (target × base_i − paid_i) ÷ Σ base,
-- and what the printed projects don't explain (others, other denominators) is a row of its own: the rows add up to the gap.
with rates as (
  select
    indicators.report_id,
    indicators.source_ref,
    indicators.locality_id,
    indicators.period,
    indicators.indicator_id,
    coalesce(indicators.estimate_to_date, indicators.estimate_month) as rate_pct,
    variance.scope as target_scope,
    variance.target as target_pct
  from marts.indicators as indicators
  inner join marts.indicator_variance as variance
    on variance.report_id = indicators.report_id and variance.row_key = indicators.row_key
  where indicators.indicator_id = 'public_investment_disbursement_rate'
    and variance.target is not null
    and variance.target_basis in ('reported', 'implied')
  -- The scenario to date is the comparison that the rate calls for; then the month's, then the year's plan.
  qualify row_number() over (
    partition by indicators.report_id, indicators.row_key
    order by list_position(['to_date', 'month', 'year'], variance.scope)
  ) = 1
),
projects as (
  select
    report_id,
    source_ref,
    row_key,
    project_id,
    group_code,
    name,
    actual_vnd as paid_vnd,
    coalesce(year_plan_vnd, total_investment_vnd) as base_vnd,
    case when year_plan_vnd is not null then 'year_plan' else 'total_investment' end as denominator
  from marts.disbursement_gaps
  where level = 'project' and actual_vnd is not null and coalesce(year_plan_vnd, total_investment_vnd) > 0
),
wholes as (
  select report_id, sum(base_vnd)::double as base_vnd, sum(paid_vnd)::double as paid_vnd
  from projects group by report_id
),
parts as (
  select
    rates.report_id,
    projects.source_ref,
    rates.indicator_id,
    projects.row_key,
    'project' as part,
    projects.group_code,
    projects.project_id,
    projects.name,
    projects.denominator,
    projects.base_vnd,
    projects.paid_vnd,
    round((rates.target_pct * projects.base_vnd - 100.0 * projects.paid_vnd) / wholes.base_vnd, 6) as contribution_points
  from rates
  inner join projects on projects.report_id = rates.report_id
  inner join wholes on wholes.report_id = rates.report_id
),
explained as (
  select report_id, indicator_id, sum(contribution_points) as points from parts group by report_id, indicator_id
),
all_parts as (
  select * from parts
  union all by name
  select
    rates.report_id,
    rates.source_ref,
    rates.indicator_id,
    'remainder' as row_key,
    'remainder' as part,
    round(rates.target_pct - rates.rate_pct - explained.points, 6) as contribution_points
  from rates
  inner join explained on explained.report_id = rates.report_id and explained.indicator_id = rates.indicator_id
)
select
  all_parts.report_id,
  all_parts.source_ref,
  rates.locality_id,
  rates.period,
  all_parts.indicator_id,
  all_parts.row_key,
  all_parts.part,
  all_parts.group_code,
  all_parts.project_id,
  all_parts.name,
  all_parts.denominator,
  all_parts.base_vnd,
  all_parts.paid_vnd,
  rates.target_scope,
  rates.target_pct,
  rates.rate_pct,
  round(rates.target_pct - rates.rate_pct, 6) as gap_points,
  round(100 * wholes.paid_vnd / wholes.base_vnd, 6) as rate_of_projects_pct,
  all_parts.contribution_points
from all_parts
inner join rates on rates.report_id = all_parts.report_id and rates.indicator_id = all_parts.indicator_id
inner join wholes on wholes.report_id = all_parts.report_id
where rates.rate_pct is not null
