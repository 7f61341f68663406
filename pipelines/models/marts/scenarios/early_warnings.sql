-- Indicators and projects at risk of missing the year, worst first. Each row names its rule and carries the figures that the
-- sentence on the page is made of. `risk` runs from 0 to 100: how far the thing is from where it should be.
with standings as (
  select
    scenario_paths.*,
    max(month) filter (where actual_to_date is not null) over (
      partition by locality_id, indicator_id, scenario_id, year
    ) as latest_month,
    case when direction = 'higher' then max(actual_month) over so_far else min(actual_month) over so_far end as best_month
  from marts.scenario_paths as scenario_paths
  where scenario_id = 'reported'
  window so_far as (partition by locality_id, indicator_id, scenario_id, year)
),
latest as (
  select
    standings.*,
    indicators.name,
    indicators.row_key,
    case when standings.direction = 'lower' then -1 else 1 end as sign
  from standings
  inner join marts.indicators as indicators
    on indicators.report_id = standings.report_id and indicators.source_ref = standings.source_ref
  where standings.month = standings.latest_month
),
behind_scenario as (
  select
    report_id, source_ref, locality_id, month as period,
    'indicator' as subject_type, indicator_id as subject_key, name,
    'behind_scenario' as rule,
    least(100, 100 * abs(variance_to_date) / nullif(abs(target_to_date), 0)) as risk,
    json_object(
      'unit', unit, 'target', target_to_date, 'actual', actual_to_date, 'variance', variance_to_date, 'basis', basis
    ) as arguments
  from latest
  where sign * variance_to_date < 0 and basis in ('reported', 'implied')
),
pace_never_reached as (
  select
    report_id, source_ref, locality_id, month as period,
    'indicator' as subject_type, indicator_id as subject_key, name,
    'pace_never_reached' as rule,
    least(100, 100 * (required_monthly_run_rate / nullif(best_month, 0) - 1)) as risk,
    json_object(
      'unit', unit, 'required', required_monthly_run_rate, 'best', best_month, 'target', year_target,
      'actual', actual_to_date, 'months_left', 12 - month(month)
    ) as arguments
  from latest
  where measure = 'flow' and direction = 'higher' and best_month > 0 and required_monthly_run_rate > best_month
),
below_year_plan as (
  select
    report_id, source_ref, locality_id, month as period,
    'indicator' as subject_type, indicator_id as subject_key, name,
    'below_year_plan' as rule,
    least(100, 100 * abs(actual_to_date - year_target) / nullif(abs(year_target), 0)) as risk,
    json_object('unit', unit, 'target', year_target, 'actual', actual_to_date) as arguments
  from latest
  where measure in ('stock', 'rate')
    and sign * (actual_to_date - year_target) < 0
    and not exists (select 1 from behind_scenario where behind_scenario.source_ref = latest.source_ref)
    and target_to_date is not null
    and abs(actual_to_date - target_to_date) > 0.0000005
    and sign * (actual_to_date - target_to_date) < 0
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
  select * from below_year_plan
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
