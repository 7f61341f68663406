-- "3/4 (75%)", "4.031/4.032 hồ sơ = 99,99%": a fraction and the percentage said of it in the same breath. The word between
-- them must say so: an equals sign, an opening bracket, or "đạt", "bằng", "chiếm", "tương đương".
with fractions as (
  select * from marts.facts where kind = 'fraction' and value_of > 0
),

percents as (
  select * from marts.facts where kind = 'percent'
),

pairs as (
  select
    fractions.report_id,
    fractions.appendix,
    fractions.cell_ref,
    fractions.row_key,
    fractions.field,
    fractions.text as fraction_text,
    fractions.value,
    fractions.value_of,
    percents.text as percent_text,
    percents.value as stated,
    percents.value_low,
    percents.value_high,
    fractions.start,
    substr(cell.raw_text, fractions.end + 1, percents.start - fractions.end) as between_text
  from fractions
  join percents
    on percents.report_id = fractions.report_id
    and percents.cell_ref = fractions.cell_ref
    and percents.start >= fractions.end
    and percents.start - fractions.end <= 40
  join ledger.cells as cell on cell.report_id = fractions.report_id and cell.cell_ref = fractions.cell_ref
  qualify row_number() over (partition by fractions.fact_id order by percents.start) = 1
)

select
  report_id,
  appendix,
  cell_ref as source_ref,
  row_key || '/' || field || '/' || start as subject_key,
  fraction_text || ' … ' || percent_text as raw_value,
  round(100 * value / value_of, 2)::varchar as read_value,
  json_object(
    'fraction', fraction_text, 'stated', stated, 'computed', round(100 * value / value_of, 4)
  ) as arguments
from pairs
where
  regexp_matches(lower(between_text), '[=(]|đạt|bằng|chiếm|tương đương')
  and not regexp_matches(between_text, '[.;]\s')
  and (100 * value / value_of < value_low - 1e-9 or 100 * value / value_of > value_high + 1e-9)
