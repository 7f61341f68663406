-- What moved, we or the plan: the variance to date against a scenario's first version, split exactly into what its revisions
-- moved and what performance brought: (actual − original) = (revised − original) + (actual − revised). The parts are rounded
-- first, so that they add up in the table too. Nothing is split where either path is only an even share of the year.
with originals as (
  select * from marts.scenario_paths where ends_with(scenario_id, '@1')
),
latest as (
  select * from marts.scenario_paths where is_latest
),
split as (
  select
    latest.*,
    originals.year_target as original_year_target,
    originals.target_to_date as original_target_to_date,
    originals.basis as original_basis,
    case
      when latest.is_anchored and originals.is_anchored
        then round(latest.target_to_date - originals.target_to_date, 6)
    end as plan_moved,
    case
      when latest.is_anchored and originals.is_anchored then latest.variance_to_date
    end as performance
  from latest
  inner join originals
    on originals.scenario_id = latest.scenario_id || '@1'
    and originals.locality_id = latest.locality_id
    and originals.indicator_id = latest.indicator_id
    and originals.month = latest.month
  where latest.actual_to_date is not null
)
select
  report_id,
  source_ref,
  locality_id,
  scenario_id,
  indicator_id,
  unit,
  measure,
  year,
  month,
  original_year_target,
  year_target as revised_year_target,
  original_target_to_date,
  original_basis,
  target_to_date as revised_target_to_date,
  basis as revised_basis,
  actual_to_date,
  plan_moved,
  performance,
  round(plan_moved + performance, 6) as variance_against_original
from split
