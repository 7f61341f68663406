-- What moved, we or the plan: the variance to date against the original annual plan, split exactly into what the revision
-- moved and what performance brought: (actual − original) = (revised − original) + (actual − revised).
with originals as (
  select * from marts.scenario_paths where scenario_id = 'reported@1'
),
latest as (
  select * from marts.scenario_paths where scenario_id = 'reported'
)
select
  latest.report_id,
  latest.source_ref,
  latest.locality_id,
  latest.indicator_id,
  latest.unit,
  latest.year,
  latest.month,
  originals.year_target as original_year_target,
  latest.year_target as revised_year_target,
  originals.target_to_date as original_target_to_date,
  latest.target_to_date as revised_target_to_date,
  latest.actual_to_date,
  round(latest.target_to_date - originals.target_to_date, 6) as plan_moved,
  round(latest.actual_to_date - latest.target_to_date, 6) as performance,
  round(
    round(latest.target_to_date - originals.target_to_date, 6)
    + round(latest.actual_to_date - latest.target_to_date, 6), 6
  ) as variance_against_original
from latest
inner join originals
  on originals.locality_id = latest.locality_id
  and originals.indicator_id = latest.indicator_id
  and originals.month = latest.month
where latest.actual_to_date is not null
