-- Three comparisons stand side by side and are never mixed: with the month's scenario, with the scenario to date, with the
-- year's plan. Where no column gives the scenario to date, the sentence may imply it:
--   flows and stocks: target = estimate / (1 + excess / 100)      ("vượt kịch bản 45,27%")
--   rates:            target = estimate - excess, in points       ("vượt kịch bản 2,68%": 27,68 against 25,00)
--   amounts:          target = estimate - excess                  ("vượt kịch bản 500 triệu đồng")
-- with the bounds that the printed digits of both figures allow. For January the month's plan is the plan to date, and for
-- December the year's plan is.
with indicators as (
  select
    indicator.*,
    month(indicator.period) as month_number
  from marts.indicators as indicator
),

-- The first sentence that compares with the scenario to date; one that speaks of the month or the year is another
-- comparison. "đạt 105% kịch bản" says the same as "vượt kịch bản 5%". `excess` is a percentage of the target, or an amount
-- in the indicator's unit (points for rates).
excesses as (
  select
    fact.report_id,
    fact.row_key,
    indicators.measure = 'rate' or fact.kind <> 'percent' as is_amount,
    case
      when fact.role = 'attainment_of_scenario' then fact.value - 100
      when fact.role = 'shortfall_of_scenario' then -abs(fact.value) / units.vnd
      else fact.value / units.vnd
    end as excess,
    case
      when fact.role = 'attainment_of_scenario' then coalesce(fact.value_low, fact.value) - 100
      when fact.role = 'shortfall_of_scenario' then -abs(coalesce(fact.value_high, fact.value)) / units.vnd
      else coalesce(fact.value_low, fact.value) / units.vnd
    end as excess_low,
    case
      when fact.role = 'attainment_of_scenario' then coalesce(fact.value_high, fact.value) - 100
      when fact.role = 'shortfall_of_scenario' then -abs(coalesce(fact.value_low, fact.value)) / units.vnd
      else coalesce(fact.value_high, fact.value) / units.vnd
    end as excess_high,
    fact.cell_ref
  from staging.facts as fact
  join indicators on indicators.report_id = fact.report_id and indicators.row_key = fact.row_key
  -- Sums of money are facts in VND, indicators in their own unit.
  cross join lateral (
    select
      case
        when fact.kind <> 'money' then 1
        when indicators.unit = 'vnd' then 1
        when indicators.unit = 'thousand_vnd' then 1e3
        when indicators.unit = 'million_vnd' then 1e6
        when indicators.unit = 'billion_vnd' then 1e9
      end as vnd
  ) as units
  where
    fact.is_current
    and fact.table_name = 'indicators'
    and (
      fact.role in ('excess_over_scenario', 'shortfall_of_scenario')
      or (fact.role = 'attainment_of_scenario' and indicators.measure in ('flow', 'stock'))
    )
    and coalesce(fact.scope, 'to_date') = 'to_date'
    and fact.value is not null
    and units.vnd is not null
    and indicators.measure <> 'rank'
  qualify row_number() over (
    partition by fact.report_id, fact.row_key
    order by fact.scope nulls last, fact.cell_ref, fact.start
  ) = 1
),

month_scope as (
  select
    report_id,
    row_key,
    'month' as scope,
    plan_month as target,
    plan_month_operator as target_operator,
    coalesce(plan_month_half_step, 0) as target_half_step,
    null::double as target_low,
    null::double as target_high,
    if(plan_month is null, null, 'reported') as target_basis,
    null::varchar as target_ref,
    null::double as excess_pct,
    null::double as excess_amount,
    estimate_month as actual,
    estimate_month_operator as actual_operator,
    coalesce(estimate_month_half_step, 0) as actual_half_step
  from indicators
),

to_date_actuals as (
  select
    indicators.*,
    coalesce(indicators.estimate_to_date, if(indicators.month_number = 1, indicators.estimate_month, null)) as actual,
    if(
      indicators.estimate_to_date is not null, indicators.estimate_to_date_operator, indicators.estimate_month_operator
    ) as actual_operator,
    coalesce(
      if(indicators.estimate_to_date is not null, indicators.estimate_to_date_half_step, indicators.estimate_month_half_step),
      0
    ) as actual_half_step
  from indicators
),

to_date_scope as (
  select
    actuals.report_id,
    actuals.row_key,
    'to_date' as scope,
    case
      when actuals.plan_to_date is not null then actuals.plan_to_date
      when actuals.month_number = 1 and actuals.plan_month is not null then actuals.plan_month
      when actuals.month_number = 12 and actuals.plan_year is not null then actuals.plan_year
      when excesses.is_amount then actuals.actual - excesses.excess
      when excesses.excess > -100 then actuals.actual / (1 + excesses.excess / 100)
    end as target,
    case
      when actuals.plan_to_date is not null then actuals.plan_to_date_operator
      when actuals.month_number = 1 and actuals.plan_month is not null then actuals.plan_month_operator
      when actuals.month_number = 12 and actuals.plan_year is not null then actuals.plan_year_operator
      else '='
    end as target_operator,
    coalesce(
      case
        when actuals.plan_to_date is not null then actuals.plan_to_date_half_step
        when actuals.month_number = 1 and actuals.plan_month is not null then actuals.plan_month_half_step
        when actuals.month_number = 12 and actuals.plan_year is not null then actuals.plan_year_half_step
      end,
      0
    ) as target_half_step,
    actuals.plan_to_date is null
    and not (actuals.month_number = 1 and actuals.plan_month is not null)
    and not (actuals.month_number = 12 and actuals.plan_year is not null)
    and excesses.excess is not null
    and actuals.actual is not null as is_implied,
    excesses.excess,
    excesses.excess_low,
    excesses.excess_high,
    excesses.cell_ref as target_ref,
    excesses.is_amount,
    actuals.actual,
    actuals.actual_operator,
    actuals.actual_half_step
  from to_date_actuals as actuals
  left join excesses on excesses.report_id = actuals.report_id and excesses.row_key = actuals.row_key
),

-- A rate or a stock is what it is at its latest estimate, whichever column gives it; a flow needs its sum since 1 January.
year_scope as (
  select
    report_id,
    row_key,
    'year' as scope,
    plan_year as target,
    plan_year_operator as target_operator,
    coalesce(plan_year_half_step, 0) as target_half_step,
    null::double as target_low,
    null::double as target_high,
    if(plan_year is null, null, 'reported') as target_basis,
    null::varchar as target_ref,
    null::double as excess_pct,
    null::double as excess_amount,
    coalesce(estimate_to_date, if(measure <> 'flow' or month_number = 1, estimate_month, null)) as actual,
    if(estimate_to_date is not null, estimate_to_date_operator, estimate_month_operator) as actual_operator,
    coalesce(if(estimate_to_date is not null, estimate_to_date_half_step, estimate_month_half_step), 0) as actual_half_step
  from indicators
),

comparisons as (
  select * from month_scope
  union all by name
  select
    report_id,
    row_key,
    scope,
    target,
    target_operator,
    target_half_step,
    case
      when is_implied and is_amount then (actual - actual_half_step) - excess_high
      when is_implied then (actual - actual_half_step) / (1 + excess_high / 100)
    end as target_low,
    case
      when is_implied and is_amount then (actual + actual_half_step) - excess_low
      when is_implied then (actual + actual_half_step) / nullif(greatest(1 + excess_low / 100, 0), 0)
    end as target_high,
    case when target is null then null when is_implied then 'implied' else 'reported' end as target_basis,
    case when is_implied and target is not null then target_ref end as target_ref,
    case when is_implied and target is not null and not is_amount then excess end as excess_pct,
    case when is_implied and target is not null and is_amount then excess end as excess_amount,
    actual,
    actual_operator,
    actual_half_step
  from to_date_scope
  union all by name
  select * from year_scope
),

-- Where the actual stands to the target: 1 above, -1 below, 0 equal within the printed precision. A threshold ("> 95") is
-- exact, and so is the target of a rate: only the actual was rounded there. Targets in money and counts are rounded too.
-- For an implied target the sentence itself says how far the excess may be from zero.
placed as (
  select
    comparisons.*,
    indicators.measure,
    indicators.direction,
    indicators.month_number,
    comparisons.actual - comparisons.target as difference,
    1e-9 * greatest(1, abs(comparisons.target)) as nothing,
    case
      when comparisons.target_operator <> '=' then 0
      when indicators.measure = 'rate' then comparisons.actual_half_step
      else comparisons.actual_half_step + comparisons.target_half_step
    end as tolerance,
    comparisons.actual_half_step + comparisons.target_half_step as wide_tolerance,
    excesses.excess_low,
    excesses.excess_high
  from comparisons
  join indicators on indicators.report_id = comparisons.report_id and indicators.row_key = comparisons.row_key
  left join excesses
    -- Not as a condition of its own: an outer join with one compares every row with every other.
    on excesses.report_id = if(comparisons.target_basis = 'implied', comparisons.report_id, null)
    and excesses.row_key = comparisons.row_key
),

positioned as (
  select
    placed.*,
    case
      when difference is null then null
      when target_basis = 'implied' then case when excess_low > 0 then 1 when excess_high < 0 then -1 else 0 end
      when abs(difference) <= nothing or abs(difference) < tolerance - nothing then 0
      else sign(difference)
    end as position,
    abs(difference) <= nothing or abs(difference) < wide_tolerance - nothing as is_within_printing
  from placed
),

-- An actual that is itself a bound ("> 90") settles only what lies on its side.
judged as (
  select
    positioned.*,
    case
      when position is null then null
      when actual_operator in ('>', '>=') and position < 0 then null
      when actual_operator in ('<', '<=') and position > 0 then null
      when target_operator = '>' then if(position > 0 or (position = 0 and actual_operator = '>'), 'met', 'missed')
      when target_operator = '>=' then if(position >= 0, 'met', 'missed')
      when target_operator = '<' then if(position < 0 or (position = 0 and actual_operator = '<'), 'met', 'missed')
      when target_operator = '<=' then if(position <= 0, 'met', 'missed')
      when position = 0 then 'met'
      when (position > 0) = (direction = 'higher') then 'exceeded'
      else 'missed'
    end as verdict_now
  from positioned
),

-- Before December a year's target that isn't reached is not missed yet. A sum where less is better is safe only at the end,
-- and lost as soon as it is over.
computed as (
  select
    judged.*,
    case
      when scope <> 'year' or month_number = 12 then verdict_now
      when target = 0 and actual = 0 then 'met'
      when measure = 'flow' and (direction = 'lower' or target_operator in ('<', '<='))
        then if(verdict_now = 'missed', 'missed', null)
      when verdict_now = 'missed' then null
      else verdict_now
    end as verdict_computed
  from judged
),

-- The author's verdict speaks of the scenario to date where there is one, else of the month's, else of the year's plan.
spoken as (
  select
    report_id,
    row_key,
    case
      when bool_or(scope = 'to_date' and target is not null and actual is not null) then 'to_date'
      when bool_or(scope = 'month' and target is not null and actual is not null) then 'month'
      else 'year'
    end as verdict_scope
  from comparisons
  group by report_id, row_key
)

select
  indicators.report_id,
  indicators.locality_id,
  indicators.period,
  indicators.issued_date,
  indicators.source_ref,
  indicators.row_key,
  indicators.position,
  indicators.indicator_id,
  computed.scope,
  'reported' as scenario_id,
  indicators.name,
  indicators.unit,
  indicators.measure,
  indicators.direction,
  round(computed.target, 6) as target,
  if(computed.target is null, null, computed.target_operator) as target_operator,
  computed.target_basis,
  round(computed.target_low, 6) as target_low,
  round(computed.target_high, 6) as target_high,
  computed.target_ref,
  computed.excess_pct,
  computed.excess_amount,
  round(computed.actual, 6) as actual,
  if(computed.actual is null, null, computed.actual_operator) as actual_operator,
  round(computed.difference, 6) as variance,
  if(indicators.measure in ('flow', 'stock') and computed.target <> 0, round(100 * computed.difference / computed.target, 6), null)
    as variance_pct,
  if(indicators.measure <> 'rank' and computed.target <> 0, round(100 * computed.actual / computed.target, 6), null)
    as attainment_pct,
  computed.verdict_computed,
  indicators.verdict_reported,
  computed.scope = spoken.verdict_scope as is_verdict_scope,
  case
    when computed.scope <> spoken.verdict_scope then null
    when computed.verdict_computed is null or indicators.verdict_reported is null then null
    when computed.verdict_computed = indicators.verdict_reported then true
    -- Beyond a threshold both words are true.
    when computed.target_operator <> '=' and computed.verdict_computed = 'met' and indicators.verdict_reported = 'exceeded'
      then computed.position <> 0
    -- What the printed digits can't settle is not held against the author.
    when computed.target_operator = '=' and computed.target_basis = 'reported' and computed.is_within_printing
      then indicators.verdict_reported = 'met'
      or (
        abs(computed.difference) > computed.nothing
        and indicators.verdict_reported = if((computed.difference > 0) = (indicators.direction = 'higher'), 'exceeded', 'missed')
      )
    else false
  end as is_verdict_confirmed
from computed
join indicators on indicators.report_id = computed.report_id and indicators.row_key = computed.row_key
join spoken on spoken.report_id = computed.report_id and spoken.row_key = computed.row_key
order by
  indicators.report_id,
  indicators.position,
  list_position(['month', 'to_date', 'year'], computed.scope)
