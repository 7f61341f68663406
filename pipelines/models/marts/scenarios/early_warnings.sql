-- Indicators and projects at risk of missing the year, worst first. Each row names its rule and carries the figures that the
-- sentence on the page is made of. `risk` runs from 0 to 100: how far the thing is from where it should be.
with latest as (
  -- The last month known of each indicator in the newest year of its locality: a year that has ended is no risk any more.
  select
    paths.*,
    indicators.name,
    case when paths.direction = 'lower' then -1 else 1 end as sign
  from marts.scenario_paths as paths
  inner join marts.indicators as indicators
    on indicators.report_id = paths.report_id and indicators.source_ref = paths.source_ref
  where paths.scenario_id = 'reported' and paths.actual_to_date is not null
  qualify paths.month = max(paths.month) over (partition by paths.locality_id, paths.indicator_id)
    and paths.year = max(paths.year) over (partition by paths.locality_id)
),
behind_scenario as (
  -- Only a scenario that the reports give or imply: what was interpolated accuses nobody.
  select
    report_id, source_ref, locality_id, month as period,
    'indicator' as subject_type, indicator_id as subject_key, name,
    'behind_scenario' as rule,
    least(100, 100 * abs(variance_to_date) / nullif(abs(target_to_date), 0)) as risk,
    json_object(
      'unit', unit, 'target', target_to_date, 'actual', actual_to_date, 'variance', variance_to_date, 'basis', basis
    ) as arguments
  from latest
  -- Within the bounds that the printed digits leave to an implied target, nothing is behind.
  where measure <> 'rank'
    and basis in ('reported', 'implied')
    and sign * variance_to_date < -0.0000005
    and sign * (actual_to_date - if(sign > 0, coalesce(target_to_date_low, target_to_date), coalesce(target_to_date_high, target_to_date))) < 0
),
pace_never_reached as (
  select
    latest.report_id, latest.source_ref, latest.locality_id, latest.month as period,
    'indicator' as subject_type, latest.indicator_id as subject_key, latest.name,
    'pace_never_reached' as rule,
    least(100, 100 * abs(rates.required_monthly_run_rate / nullif(rates.best_month, 0) - 1)) as risk,
    json_object(
      'unit', latest.unit, 'required', rates.required_monthly_run_rate, 'best', rates.best_month,
      'best_date', rates.best_month_date, 'target', rates.year_target, 'actual', rates.actual_to_date,
      'months_left', rates.months_left
    ) as arguments
  from latest
  inner join marts.run_rates as rates
    on rates.locality_id = latest.locality_id
    and rates.indicator_id = latest.indicator_id
    and rates.scenario_id = latest.scenario_id
    and rates.as_of_month = latest.month
  -- One or two months are no measure of what can be reached.
  where latest.measure = 'flow' and latest.direction = 'higher'
    and rates.feasibility = 'above_best' and rates.months_known >= 3 and rates.best_month > 0
),
ranges as (
  select
    locality_id,
    indicator_id,
    as_of_month,
    min(range_low) as low,
    max(range_high) as high,
    count(*) as methods
  from marts.projections
  group by locality_id, indicator_id, as_of_month
),
no_projection_reaches as (
  select
    latest.report_id, latest.source_ref, latest.locality_id, latest.month as period,
    'indicator' as subject_type, latest.indicator_id as subject_key, latest.name,
    'no_projection_reaches' as rule,
    least(100, 100 * abs(ranges.high / latest.year_target - 1)) as risk,
    json_object(
      'unit', latest.unit, 'low', ranges.low, 'high', ranges.high, 'target', latest.year_target, 'methods', ranges.methods
    ) as arguments
  from latest
  inner join ranges
    on ranges.locality_id = latest.locality_id
    and ranges.indicator_id = latest.indicator_id
    and ranges.as_of_month = latest.month
  where latest.measure = 'flow' and latest.direction = 'higher' and latest.year_target > 0
    and ranges.methods >= 2 and ranges.high < latest.year_target
),
earlier as (
  select
    latest.locality_id,
    latest.indicator_id,
    count(*) as months,
    min(paths.month) as first_month,
    min_by(paths.actual_to_date, paths.month) as first_level
  from latest
  inner join marts.scenario_paths as paths
    on paths.locality_id = latest.locality_id
    and paths.indicator_id = latest.indicator_id
    and paths.scenario_id = latest.scenario_id
    and paths.year = latest.year
    and paths.month < latest.month
    and paths.actual_to_date is not null
  group by latest.locality_id, latest.indicator_id
),
level_not_moving as (
  -- A level that still has to move and, over three reports or more of the year, has come no nearer to the year's plan.
  select
    latest.report_id, latest.source_ref, latest.locality_id, latest.month as period,
    'indicator' as subject_type, latest.indicator_id as subject_key, latest.name,
    'level_not_moving' as rule,
    least(100, 100 * abs(latest.actual_to_date - latest.year_target) / nullif(abs(latest.year_target), 0)) as risk,
    json_object(
      'unit', latest.unit, 'target', latest.year_target, 'actual', latest.actual_to_date,
      'first', earlier.first_level, 'since', earlier.first_month::varchar
    ) as arguments
  from latest
  inner join earlier on earlier.locality_id = latest.locality_id and earlier.indicator_id = latest.indicator_id
  where latest.measure in ('stock', 'rate')
    and latest.sign * (latest.actual_to_date - latest.year_target) < 0
    and earlier.months >= 2
    and latest.sign * (latest.actual_to_date - earlier.first_level) <= 0
),
newest as (
  select locality_id, max(period) as period from marts.disbursement_gaps group by locality_id
),
projects as (
  select gaps.*
  from marts.disbursement_gaps as gaps
  inner join newest on newest.locality_id = gaps.locality_id and newest.period = gaps.period
  where gaps.level = 'project'
),
nothing_paid as (
  select
    report_id, source_ref, locality_id, period,
    'project' as subject_type, row_key as subject_key, name,
    'nothing_paid' as rule,
    100.0 as risk,
    json_object('planned', planned_vnd, 'until', planned_until_date, 'gap', gap_vnd) as arguments
  from projects
  where planned_vnd > 0 and actual_vnd = 0
),
paid_below_plan as (
  select
    report_id, source_ref, locality_id, period,
    'project' as subject_type, row_key as subject_key, name,
    'paid_below_plan' as rule,
    100.0 * gap_vnd / planned_vnd as risk,
    json_object('planned', planned_vnd, 'actual', actual_vnd, 'until', planned_until_date, 'gap', gap_vnd) as arguments
  from projects
  where planned_vnd > 0 and actual_vnd > 0 and gap_vnd > 0
),
completion_due as (
  select
    report_id, source_ref, locality_id, period,
    'project' as subject_type, row_key as subject_key, name,
    'completion_due' as rule,
    least(100, 100 - physical_progress_pct) as risk,
    json_object('month', expected_completion_month, 'physical', physical_progress_pct) as arguments
  from projects
  where physical_progress_pct < 100 and expected_completion_month <= strftime(period + interval 1 month, '%Y-%m')
),
all_warnings as (
  select * from behind_scenario
  union all
  select * from pace_never_reached
  union all
  select * from no_projection_reaches
  union all
  select * from level_not_moving
  union all
  select * from nothing_paid
  union all
  select * from paid_below_plan
  union all
  select * from completion_due
)
select
  all_warnings.report_id,
  all_warnings.source_ref,
  all_warnings.locality_id,
  all_warnings.period,
  all_warnings.subject_type,
  all_warnings.subject_key,
  all_warnings.name,
  all_warnings.rule,
  round(all_warnings.risk, 6) as risk,
  (row_number() over (
    partition by all_warnings.locality_id, all_warnings.subject_type
    order by all_warnings.risk desc,
      try_cast(all_warnings.arguments ->> 'gap' as bigint) desc nulls last,
      all_warnings.subject_key, all_warnings.rule
  ))::integer as risk_rank,
  all_warnings.arguments
from all_warnings
