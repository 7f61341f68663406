-- Which projects move an indicator, by the reference data (`moved_by`): its gap to the target, in its own unit, split over the
-- projects of the same report. With base_i as a project's part and paid_i as what it has paid, scale as a whole in the unit
-- (100 %) or as VND in one unit,
--   a share:   target − scale × Σ paid ÷ Σ base = Σ (target × base_i − scale × paid_i) ÷ Σ base
--   an amount: Σ planned ÷ scale − Σ paid ÷ scale = Σ (planned_i − paid_i) ÷ scale
-- and what the printed projects don't explain (others, other denominators, earlier years) is a row of its own: the rows add up
-- to the gap. Parts are rounded first, the remainder takes what rounding leaves.
with moved as (
  select
    indicators.report_id,
    indicators.source_ref,
    indicators.locality_id,
    indicators.period,
    indicators.indicator_id,
    indicators.row_key,
    indicators.name as indicator,
    indicators.unit,
    movers.moved_by,
    movers.denominators,
    movers.scale,
    coalesce(indicators.estimate_to_date, indicators.estimate_month) as actual,
    variance.scope as target_scope,
    variance.target
  from marts.indicators as indicators
  inner join raw.indicator_movers as movers on movers.indicator_id = indicators.indicator_id
  inner join marts.indicator_variance as variance
    on variance.report_id = indicators.report_id and variance.row_key = indicators.row_key
  where variance.target is not null
    and variance.target_basis in ('reported', 'implied')
    and coalesce(indicators.estimate_to_date, indicators.estimate_month) is not null
  -- The scenario to date is the comparison that the figure calls for; then the month's, then the year's plan.
  qualify row_number() over (
    partition by indicators.report_id, indicators.row_key
    order by list_position(['to_date', 'month', 'year'], variance.scope), variance.scenario_id <> 'reported', variance.scenario_id
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
    unnest([
      {'denominator': 'year_plan', 'vnd': year_plan_vnd},
      {'denominator': 'total_investment', 'vnd': total_investment_vnd},
      {'denominator': 'planned', 'vnd': planned_vnd}
    ]) as base
  from marts.disbursement_gaps
  where level = 'project' and actual_vnd is not null
),
bases as (
  -- Of a share the first denominator that the project has, of an amount what it planned.
  select
    moved.report_id,
    moved.row_key as indicator_row_key,
    projects.source_ref,
    projects.row_key,
    projects.project_id,
    projects.group_code,
    projects.name,
    projects.paid_vnd,
    projects.base.denominator as denominator,
    projects.base.vnd as base_vnd
  from moved
  inner join projects on projects.report_id = moved.report_id
  where projects.base.vnd > 0
    and list_contains(string_split(coalesce(moved.denominators, 'planned'), ','), projects.base.denominator)
  qualify row_number() over (
    partition by moved.report_id, moved.row_key, projects.row_key
    order by list_position(string_split(coalesce(moved.denominators, 'planned'), ','), projects.base.denominator)
  ) = 1
),
wholes as (
  select report_id, indicator_row_key, sum(base_vnd)::double as base_vnd, sum(paid_vnd)::double as paid_vnd
  from bases group by report_id, indicator_row_key
),
parts as (
  select
    bases.*,
    case moved.moved_by
      when 'paid_share' then round((moved.target * bases.base_vnd - moved.scale * bases.paid_vnd) / wholes.base_vnd, 6)
      else round((bases.base_vnd - bases.paid_vnd) / moved.scale, 6)
    end::decimal(38, 6) as contribution
  from bases
  inner join moved on moved.report_id = bases.report_id and moved.row_key = bases.indicator_row_key
  inner join wholes on wholes.report_id = bases.report_id and wholes.indicator_row_key = bases.indicator_row_key
),
all_parts as (
  select report_id, indicator_row_key, 'project' as part, source_ref, row_key, project_id, group_code, name, paid_vnd, denominator,
    base_vnd, contribution
  from parts
  union all by name
  select
    moved.report_id,
    moved.row_key as indicator_row_key,
    'remainder' as part,
    moved.source_ref,
    'remainder' as row_key,
    round(moved.target - moved.actual, 6)::decimal(38, 6) - sum(parts.contribution) as contribution
  from moved
  inner join parts on parts.report_id = moved.report_id and parts.indicator_row_key = moved.row_key
  group by moved.report_id, moved.row_key, moved.source_ref, moved.target, moved.actual
)
select
  all_parts.report_id,
  all_parts.source_ref,
  moved.locality_id,
  moved.period,
  moved.indicator_id,
  moved.row_key as indicator_row_key,
  moved.indicator,
  moved.unit,
  moved.moved_by,
  all_parts.row_key,
  all_parts.part,
  all_parts.group_code,
  all_parts.project_id,
  all_parts.name,
  all_parts.denominator,
  all_parts.base_vnd,
  all_parts.paid_vnd,
  moved.target_scope,
  moved.target,
  moved.actual,
  round(moved.target - moved.actual, 6) as gap,
  case moved.moved_by
    when 'paid_share' then round(moved.scale * wholes.paid_vnd / wholes.base_vnd, 6)
    else round(wholes.paid_vnd / moved.scale, 6)
  end as actual_of_projects,
  all_parts.contribution::double as contribution
from all_parts
inner join moved on moved.report_id = all_parts.report_id and moved.row_key = all_parts.indicator_row_key
inner join wholes on wholes.report_id = all_parts.report_id and wholes.indicator_row_key = all_parts.indicator_row_key
