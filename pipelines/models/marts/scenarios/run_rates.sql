-- What each month left must bring to reach the year's target, beside what the months so far have brought, and how feasible
-- that is: (year's target − to date) ÷ months left. A flow's months are its amounts; a stock's or a rate's are its movements.
-- Where less is better the year's target is a ceiling, and what is needed is the most that each month left may bring.
with paths as (
  select
    scenario_paths.*,
    month(month)::integer as month_number,
    if(direction = 'lower', -1, 1) as sign
  from marts.scenario_paths as scenario_paths
  where measure <> 'rank'
),
moved as (
  select
    paths.*,
    case
      when measure = 'flow' then actual_month
      else actual_to_date - lag(actual_to_date) over by_month
    end as movement
  from paths
  window by_month as (partition by locality_id, indicator_id, scenario_id, year order by month)
),
so_far as (
  select
    moved.*,
    max(sign * movement) over up_to_now * sign as best_month,
    arg_max(month, sign * movement) over up_to_now as best_month_date,
    count(movement) over up_to_now::integer as months_known,
    case when measure = 'flow' then actual_to_date / month_number else avg(movement) over up_to_now end as average_month
  from moved
  window up_to_now as (
    partition by locality_id, indicator_id, scenario_id, year
    order by month rows between unbounded preceding and current row
  )
),
required as (
  select
    so_far.*,
    12 - month_number as months_left,
    year_target - actual_to_date as remaining,
    (year_target - actual_to_date) / nullif(12 - month_number, 0) as needed,
    case when is_anchored then (year_target - target_to_date) / nullif(12 - month_number, 0) end as foreseen
  from so_far
  where actual_to_date is not null and year_target is not null
)
select
  report_id,
  source_ref,
  locality_id,
  indicator_id,
  scenario_id,
  unit,
  measure,
  direction,
  year,
  month as as_of_month,
  months_left,
  year_target,
  year_target_operator,
  actual_to_date,
  round(remaining, 6) as remaining,
  round(needed, 6) as required_monthly_run_rate,
  round(foreseen, 6) as scenario_monthly_run_rate,
  round(average_month, 6) as average_month,
  round(best_month, 6) as best_month,
  best_month_date,
  months_known,
  case
    -- A ceiling can be broken at any time, but is kept only at the end.
    when measure = 'flow' and direction = 'lower' and remaining < 0 then 'lost'
    when measure = 'flow' and direction = 'lower' and months_left = 0 then 'reached'
    when not (measure = 'flow' and direction = 'lower') and sign * remaining < 0 then 'reached'
    when not (measure = 'flow' and direction = 'lower') and remaining = 0
      and coalesce(year_target_operator, '=') not in ('>', '<') then 'reached'
    when months_left = 0 then 'lost'
    when average_month is null then 'unknown'
    when sign * needed <= sign * average_month then 'within_average'
    when sign * needed <= sign * best_month then 'within_best'
    when months_known >= month_number - if(measure = 'flow', 0, 1) then 'above_best'
    else 'above_known'
  end as feasibility
from required
