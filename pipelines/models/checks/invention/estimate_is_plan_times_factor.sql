-- An estimate that is its plan times a whole per cent, rounded to the printed digit: 237.371 × 1,12 = 265.856. Only where the
-- digits are so many that a whole per cent would be hit by chance less than once in fifty rows.
with candidates as (
  select
    indicator.*,
    round(100 * (indicator.estimate_month / indicator.plan_month - 1)) as factor_pct
  from marts.indicators as indicator
  where
    indicator.measure = 'flow'
    and indicator.plan_month > 0
    and indicator.estimate_month <> indicator.plan_month
    and coalesce(indicator.plan_month_operator, '=') = '='
    and indicator.plan_month / nullif(2 * indicator.estimate_month_half_step, 0) >= 5000
)

select
  candidates.report_id,
  'indicators' as appendix,
  candidates.source_ref,
  candidates.row_key,
  'estimate_month' as field,
  candidates.row_key || '/estimate_month' as subject_key,
  candidates.estimate_month::varchar as raw_value,
  (candidates.plan_month * (1 + candidates.factor_pct / 100))::varchar as read_value,
  json_object(
    'name', candidates.name, 'value', candidates.estimate_month, 'plan', candidates.plan_month,
    'factor', 1 + candidates.factor_pct / 100, 'product', round(candidates.plan_month * (1 + candidates.factor_pct / 100), 2)
  ) as arguments
from candidates
where
  candidates.factor_pct between -50 and 50
  and candidates.factor_pct <> 0
  and abs(candidates.plan_month * (1 + candidates.factor_pct / 100) - candidates.estimate_month)
    <= candidates.estimate_month_half_step + 1e-6
