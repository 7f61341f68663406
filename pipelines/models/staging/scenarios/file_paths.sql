-- The scenarios that planners wrote, month by month: points as they stand in the files, and rules worked out on the path
-- that they stand on, `growth_pct` per cent more ambitious month for month: higher where more is better, lower where less
-- is, and never beyond what the indicator can be (staging.indicator_limits).
with recursive known_indicators as (
  select
    locality_id,
    indicator_id,
    year,
    arg_max(measure, period) as measure,
    arg_max(direction, period) as direction,
    arg_max(unit, period) as unit,
    arg_max(report_id, period) as report_id,
    arg_max(source_ref, period) as source_ref
  from marts.indicator_months
  group by locality_id, indicator_id, year
),
written as (
  select
    scenarios.*,
    scenarios.version = max(scenarios.version) over (partition by scenarios.scenario_id) as is_latest
  from raw.scenarios as scenarios
),
points as (
  select
    points.scenario_id,
    points.version,
    known_indicators.locality_id,
    points.indicator_id,
    year(points.month)::integer as year,
    month(points.month)::integer as month_number,
    points.target_month,
    points.target_to_date,
    points.year_target,
    '=' as year_target_operator,
    case when points.target_to_date is not null or points.target_month is not null then 'planned' end as basis,
    case when points.target_to_date is not null then true end as is_anchored,
    points.method as interpolation
  from raw.scenario_points as points
  inner join written
    on written.scenario_id = points.scenario_id and written.version = points.version
  inner join known_indicators
    on known_indicators.indicator_id = points.indicator_id
    and known_indicators.year = year(points.month)
    and (written.locality_id is null or written.locality_id = known_indicators.locality_id)
),
paths as (
  select
    'reported' as scenario_id,
    version,
    locality_id,
    indicator_id,
    year,
    month_number,
    target_month,
    target_to_date,
    year_target,
    year_target_operator,
    basis,
    is_anchored,
    interpolation,
    0 as depth
  from staging.reported_paths
  where is_latest
  union all
  select
    scenario_id,
    version,
    locality_id,
    indicator_id,
    year,
    month_number,
    target_month,
    target_to_date,
    year_target,
    year_target_operator,
    basis,
    is_anchored,
    interpolation,
    0 as depth
  from points
  union all
  select
    rules.scenario_id,
    rules.version,
    paths.locality_id,
    paths.indicator_id,
    paths.year,
    paths.month_number,
    case when grown.target_month is not null then
      round(least(greatest(grown.target_month, limits.lower_limit), limits.upper_limit), 6) end as target_month,
    case when grown.target_to_date is not null then
      round(least(greatest(grown.target_to_date, limits.lower_limit), limits.upper_limit), 6) end as target_to_date,
    case when grown.year_target is not null then
      round(least(greatest(grown.year_target, limits.lower_limit), limits.upper_limit), 6) end as year_target,
    paths.year_target_operator,
    -- What was interpolated below stays so above it.
    case when paths.basis = 'interpolated' then 'interpolated' when paths.basis is not null then 'planned' end as basis,
    paths.is_anchored,
    'rule:' || rules.base_scenario_id as interpolation,
    paths.depth + 1 as depth
  from raw.scenario_rules as rules
  inner join written
    on written.scenario_id = rules.scenario_id and written.version = rules.version
  inner join paths
    on paths.scenario_id = rules.base_scenario_id
    and paths.indicator_id = rules.indicator_id
    and paths.year = written.year
    and (written.locality_id is null or written.locality_id = paths.locality_id)
    and (
      rules.base_scenario_id = 'reported'
      or paths.version = (
        select max(bases.version) from raw.scenarios as bases where bases.scenario_id = rules.base_scenario_id
      )
    )
  inner join known_indicators
    on known_indicators.locality_id = paths.locality_id
    and known_indicators.indicator_id = paths.indicator_id
    and known_indicators.year = paths.year
  left join staging.indicator_limits as limits
    on limits.locality_id = paths.locality_id and limits.indicator_id = paths.indicator_id
  -- A rank has only order: a tenth more of it says nothing.
  cross join lateral (
    select case known_indicators.measure when 'rank' then 0 else 1 end
      * case known_indicators.direction when 'lower' then -1 else 1 end as turned
  ) as turns
  cross join lateral (
    select
      paths.target_month * greatest(0, 1 + sign(paths.target_month) * turns.turned * rules.growth_pct / 100) as target_month,
      paths.target_to_date * greatest(0, 1 + sign(paths.target_to_date) * turns.turned * rules.growth_pct / 100) as target_to_date,
      paths.year_target * greatest(0, 1 + sign(paths.year_target) * turns.turned * rules.growth_pct / 100) as year_target
  ) as grown
  where paths.depth < 20
)
select
  paths.scenario_id,
  paths.version,
  written.is_latest,
  paths.locality_id,
  paths.indicator_id,
  paths.year,
  paths.month_number,
  make_date(paths.year, paths.month_number, 1) as month,
  known_indicators.unit,
  known_indicators.measure,
  known_indicators.direction,
  known_indicators.report_id,
  known_indicators.source_ref,
  paths.year_target,
  paths.year_target_operator,
  paths.target_month,
  paths.target_to_date,
  paths.basis,
  paths.is_anchored,
  paths.interpolation
from paths
inner join written on written.scenario_id = paths.scenario_id and written.version = paths.version
inner join known_indicators
  on known_indicators.locality_id = paths.locality_id
  and known_indicators.indicator_id = paths.indicator_id
  and known_indicators.year = paths.year
