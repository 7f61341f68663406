-- What adds up over the year: a sum since January that is no larger than last month's, while this month brought something. The months
-- before may have been corrected downwards; then by how much?
with runs as (
  select
    months.*,
    lag(months.estimate_to_date) over by_period as before,
    lag(months.period) over by_period as period_before
  from marts.indicator_months as months
  where months.measure = 'flow' and months.estimate_to_date is not null
  window by_period as (partition by months.locality_id, months.indicator_id, year(months.period) order by months.period)
)

select
  runs.report_id,
  'indicators' as appendix,
  runs.source_ref,
  runs.row_key,
  'estimate_to_date' as field,
  runs.row_key || '/estimate_to_date' as subject_key,
  runs.estimate_to_date::varchar as raw_value,
  null::varchar as read_value,
  {
    'name': runs.name,
    'to_date': runs.estimate_to_date,
    'before': runs.before,
    'month_before': strftime(runs.period_before, '%Y-%m'),
    'month': runs.estimate_month,
    'relation': if(
      runs.estimate_to_date = runs.before,
      {'vi': 'đúng bằng', 'en': 'exactly'},
      {'vi': 'nhỏ hơn', 'en': 'less than'}
    ),
    'expected': round(runs.before + runs.estimate_month, 6)
  } as arguments
from runs
where
  runs.period_before = runs.period - interval 1 month
  and runs.estimate_month > 0
  and runs.estimate_to_date <= runs.before
