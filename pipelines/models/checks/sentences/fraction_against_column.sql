-- "4.031/4.032 hồ sơ" in the sentence of a rate: the division, at the printed precision, must be a figure of the row. A figure that
-- was cut off instead of rounded (99,97 as 99,9) is a question, no proof.
with fractions as (
  select
    fact.*,
    indicator.name,
    100 * fact.value / fact.value_of as computed,
    indicator.estimate_month,
    indicator.estimate_to_date,
    coalesce(indicator.estimate_to_date, indicator.estimate_month) as printed,
    coalesce(if(indicator.estimate_to_date is null, indicator.estimate_month_half_step, indicator.estimate_to_date_half_step), 0) as half_step
  from marts.facts as fact
  join marts.indicators as indicator
    on indicator.report_id = fact.report_id and indicator.row_key = fact.row_key
  where
    fact.table_name = 'indicators'
    and fact.field = 'narrative'
    and fact.kind = 'fraction'
    and fact.value_of > 0
    and indicator.unit = 'percent'
    and indicator.measure = 'rate'
    and coalesce(indicator.estimate_to_date_operator, '=') = '='
),

off as (
  select
    fractions.*,
    -- What the column would be if digits were cut off.
    floor(computed / nullif(2 * half_step, 0) + 1e-9) * 2 * half_step as cut_off
  from fractions
  where
    abs(computed - printed) > half_step + 1e-9
    and coalesce(abs(computed - estimate_month) > half_step + 1e-9, true)
)

select
  report_id,
  appendix,
  source_ref,
  row_key || '/fraction' as subject_key,
  text as raw_value,
  printed::varchar as read_value,
  {'name': name, 'text': text, 'computed': round(computed, 4), 'printed': printed} as arguments,
  if(coalesce(abs(cut_off - printed) < 1e-6, false), 'warning', 'error') as severity
from off
qualify row_number() over (partition by report_id, row_key order by abs(computed - printed), start) = 1
