-- Every scenario beside what was reached, month by month. A scenario's latest version goes by its own name, an earlier one
-- by name@version.
with paths as (
  select
    case when is_latest then 'reported' else 'reported@' || version end as scenario_id,
    version, is_latest, locality_id, indicator_id, year, month_number, month, unit, measure, direction,
    report_id, source_ref, year_target, year_target_operator, target_month, target_to_date, basis_month, basis, is_anchored,
    interpolation, target_to_date_low, target_to_date_high
  from staging.reported_paths
  union all by name
  select
    case when is_latest then scenario_id else scenario_id || '@' || version end as scenario_id,
    version, is_latest, locality_id, indicator_id, year, month_number, month, unit, measure, direction,
    report_id, source_ref, year_target, year_target_operator, target_month, target_to_date, basis as basis_month, basis,
    is_anchored, interpolation
  from staging.file_paths
),
reached as (
  select * from marts.indicator_months
),
joined as (
  select
    paths.*,
    reached.actual_month,
    reached.actual_to_date,
    limits.lower_limit,
    limits.upper_limit,
    reached.report_id as month_report_id,
    reached.source_ref as month_source_ref
  from paths
  left join reached
    on reached.locality_id = paths.locality_id
    and reached.indicator_id = paths.indicator_id
    and reached.period = paths.month
  left join staging.indicator_limits as limits
    on limits.locality_id = paths.locality_id and limits.indicator_id = paths.indicator_id
),
projected as (
  select
    joined.*,
    case
      when measure = 'rank' then null
      when is_anchored and year_target is not null then round(actual_to_date + (year_target - target_to_date), 6)
      when measure = 'flow' then round(actual_to_date / month_number * 12, 6)
      else actual_to_date
    end as unbounded_year_end
  from joined
)
select
  scenario_id,
  version,
  is_latest,
  coalesce(month_report_id, report_id) as report_id,
  coalesce(month_source_ref, source_ref) as source_ref,
  locality_id,
  indicator_id,
  unit,
  measure,
  direction,
  year,
  month,
  target_month,
  basis_month,
  target_to_date,
  basis,
  is_anchored,
  interpolation,
  target_to_date_low,
  target_to_date_high,
  year_target,
  year_target_operator,
  actual_month,
  actual_to_date,
  case when is_anchored then round(actual_to_date - target_to_date, 6) end as variance_to_date,
  case
    when measure <> 'rank' and month_number < 12
      then round((year_target - actual_to_date) / (12 - month_number), 6)
  end as required_monthly_run_rate,
  lower_limit,
  upper_limit,
  -- A share can't pass its whole, nor a count fall below none: there the projection is held.
  case
    when unbounded_year_end is not null then least(greatest(unbounded_year_end, lower_limit), upper_limit)
  end as projected_year_end,
  case
    when unbounded_year_end < lower_limit then lower_limit
    when unbounded_year_end > upper_limit then upper_limit
  end as projection_limit,
  case
    when measure = 'rank' or actual_to_date is null then null
    when is_anchored and year_target is not null then 'rest_as_planned'
    when measure = 'flow' then 'average_so_far'
    else 'last_level'
  end as projection_method
from projected
