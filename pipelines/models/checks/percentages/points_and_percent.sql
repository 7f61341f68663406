-- For a rate "vượt kịch bản 2,68%" should mean points (27,68 against 25). Where the column of the scenario shows that the author
-- divided instead (27,68 ÷ 25 − 1 = 10,72%), that is a question; where nothing says "điểm", a note.
with stated as (
  select
    fact.*,
    if(fact.role = 'shortfall_of_scenario', -abs(fact.value), fact.value) as excess,
    (coalesce(fact.value_high, fact.value) - coalesce(fact.value_low, fact.value)) / 2 as half_step
  from marts.facts as fact
  where
    fact.table_name = 'indicators'
    and fact.kind = 'percent'
    and fact.role in ('excess_over_scenario', 'shortfall_of_scenario')
    and coalesce(fact.scope, 'to_date') = 'to_date'
),

compared as (
  select
    stated.*,
    indicator.name,
    indicator.estimate_to_date as actual,
    indicator.plan_to_date as target,
    coalesce(indicator.estimate_to_date_half_step, 0) + coalesce(indicator.plan_to_date_half_step, 0) as slack
  from stated
  join marts.indicators as indicator
    on indicator.report_id = stated.report_id and indicator.row_key = stated.row_key
  where indicator.measure = 'rate' and indicator.estimate_to_date is not null and stated.excess <> 0
),

judged as (
  select
    compared.*,
    abs(excess - (actual - target)) <= half_step + slack + 1e-9 as is_points,
    abs(excess - 100 * (actual / nullif(target, 0) - 1)) <= half_step + 100 * slack / nullif(target, 0) + 1e-9 as is_relative
  from compared
)

select
  report_id,
  appendix,
  source_ref,
  row_key || '/points' as subject_key,
  text as raw_value,
  round(actual - coalesce(target, actual - excess), 6)::varchar as read_value,
  {
    'name': name,
    'text': text,
    'actual': actual,
    'target': round(coalesce(target, actual - excess), 6),
    'points': round(actual - coalesce(target, actual - excess), 6),
    'reading': if(
      coalesce(is_relative and not is_points, false),
      {'vi': 'là phép chia hai tỷ lệ, còn chênh lệch', 'en': 'divides one rate by the other; the difference'},
      {'vi': 'được hiểu là điểm phần trăm: chênh lệch', 'en': 'was read as percentage points: the difference'}
    )
  } as arguments,
  if(coalesce(is_relative and not is_points, false), 'warning', 'info') as severity
from judged
where target is null or is_points or is_relative
