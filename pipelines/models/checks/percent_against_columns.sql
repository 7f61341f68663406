-- "đạt 29,6% dự toán" in a sentence against estimate to date ÷ year's plan from the columns; where the sentence speaks of the month,
-- the month's estimate may be meant too. Each printed digit allows a range: the two contradict each other only where the ranges
-- don't touch.
with ratios as (
  select
    fact.report_id,
    fact.row_key,
    fact.source_ref,
    fact.text,
    fact.value,
    coalesce(fact.value_low, fact.value) as value_low,
    coalesce(fact.value_high, fact.value) as value_high,
    indicator.name,
    indicator.estimate_to_date,
    indicator.plan_year,
    100 * indicator.estimate_to_date / indicator.plan_year as computed,
    100 * (indicator.estimate_to_date - coalesce(indicator.estimate_to_date_half_step, 0))
    / (indicator.plan_year + coalesce(indicator.plan_year_half_step, 0)) as computed_low,
    100 * (indicator.estimate_to_date + coalesce(indicator.estimate_to_date_half_step, 0))
    / nullif(indicator.plan_year - coalesce(indicator.plan_year_half_step, 0), 0) as computed_high,
    if(fact.scope = 'month' and month(indicator.period) > 1, 100 * indicator.estimate_month / indicator.plan_year, null) as computed_month
  from marts.facts as fact
  join marts.indicators as indicator on indicator.report_id = fact.report_id and indicator.row_key = fact.row_key
  where
    fact.table_name = 'indicators'
    and fact.kind = 'percent'
    and fact.role = 'attainment_of_year_plan'
    and indicator.measure in ('flow', 'stock')
    and indicator.plan_year > 0
    and indicator.plan_year_operator = '='
    and indicator.estimate_to_date_operator = '='
)

select
  report_id,
  'indicators' as appendix,
  source_ref,
  concat(row_key, '/attainment_of_year_plan') as subject_key,
  text as raw_value,
  round(computed, 6) as read_value,
  {
    'indicator': name,
    'printed': text,
    'estimate': estimate_to_date,
    'plan': plan_year,
    'computed_pct': round(computed, 2)
  } as arguments
from ratios
where
  (computed_low > value_high + 1e-9 or computed_high < value_low - 1e-9)
  and coalesce(computed_month > value_high + 0.05 or computed_month < value_low - 0.05, true)
