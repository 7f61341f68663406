-- A month's amount that stays the same to the last digit for three months running, with three significant digits or more: two so equal
-- landings in a row are rare. Levels and rates may stay where they are.
with runs as (
  select
    months.*,
    lag(estimate_month, 1) over by_period as one_before,
    lag(estimate_month, 2) over by_period as two_before,
    lag(period, 2) over by_period as period_two_before
  from marts.indicator_months as months
  where
    measure = 'flow'
    and length(trim(regexp_replace(round(abs(estimate_month), 6)::decimal(24, 6)::varchar, '[^0-9]', '', 'g'), '0')) >= 3
  window by_period as (partition by locality_id, indicator_id order by period)
)

select
  report_id,
  'indicators' as appendix,
  source_ref,
  row_key,
  'estimate_month' as field,
  row_key || '/estimate_month' as subject_key,
  estimate_month::varchar as raw_value,
  null::varchar as read_value,
  json_object('name', name, 'value', estimate_month, 'from', strftime(period_two_before, '%Y-%m'), 'to', strftime(period, '%Y-%m'))
    as arguments
from runs
where estimate_month = one_before and one_before = two_before and period_two_before = period - interval 2 month
