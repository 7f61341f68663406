-- "vượt kịch bản 4,33%" where a column gives the scenario to date: estimate ÷ scenario − 1 must give it (points for rates).
with stated as (
  select
    fact.*,
    if(fact.role = 'shortfall_of_scenario', -abs(fact.value), fact.value) as excess,
    if(fact.role = 'shortfall_of_scenario', -abs(fact.value_high), fact.value_low) as excess_low,
    if(fact.role = 'shortfall_of_scenario', -abs(fact.value_low), fact.value_high) as excess_high
  from marts.facts as fact
  where
    fact.table_name = 'indicators'
    and fact.kind = 'percent'
    and fact.role in ('excess_over_scenario', 'shortfall_of_scenario')
    and coalesce(fact.scope, 'to_date') <> 'year'
),

compared as (
  select
    stated.*,
    indicator.name,
    indicator.measure,
    indicator.estimate_to_date as actual,
    indicator.plan_to_date as target,
    case
      when indicator.measure = 'rate' then indicator.estimate_to_date - indicator.plan_to_date
      else 100 * (indicator.estimate_to_date / indicator.plan_to_date - 1)
    end as computed,
    case
      when indicator.measure = 'rate'
        then coalesce(indicator.estimate_to_date_half_step, 0) + coalesce(indicator.plan_to_date_half_step, 0)
      else 100 * (
        (indicator.estimate_to_date + coalesce(indicator.estimate_to_date_half_step, 0))
        / (indicator.plan_to_date - coalesce(indicator.plan_to_date_half_step, 0))
        - indicator.estimate_to_date / indicator.plan_to_date
      )
    end as slack
  from stated
  join marts.indicators as indicator
    on indicator.report_id = stated.report_id and indicator.row_key = stated.row_key
  where
    indicator.estimate_to_date is not null
    and indicator.plan_to_date > coalesce(indicator.plan_to_date_half_step, 0)
    and indicator.measure <> 'rank'
    -- A sentence that speaks of the month compares with the month's scenario, which in January is the scenario to date.
    and (coalesce(stated.scope, 'to_date') <> 'month' or month(indicator.period) = 1)
)

select
  report_id,
  appendix,
  cell_ref as source_ref,
  row_key || '/' || field as subject_key,
  text as raw_value,
  round(computed, 2)::varchar as read_value,
  json_object('name', name, 'stated', excess, 'actual', actual, 'target', target, 'computed', round(computed, 2)) as arguments
from compared
where
  (computed + slack < excess_low - 1e-9 or computed - slack > excess_high + 1e-9)
  -- A rate's excess by division is another question (points_and_percent).
  and not (measure = 'rate' and coalesce(abs(excess - 100 * (actual / nullif(target, 0) - 1)) <= 0.06, false))
