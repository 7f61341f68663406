-- What adds up over the year: one month can't bring more than all months since January did, and January is both.
select
  indicator.report_id,
  'indicators' as appendix,
  indicator.source_ref,
  indicator.row_key,
  'estimate_month' as field,
  indicator.row_key as subject_key,
  indicator.estimate_month::varchar as raw_value,
  indicator.estimate_to_date::varchar as read_value,
  {
    'name': indicator.name,
    'month': indicator.estimate_month,
    'to_date': indicator.estimate_to_date,
    'question': if(
      month(indicator.period) = 1,
      {'vi': 'Tháng 1 thì hai số phải bằng nhau.', 'en': 'In January both must be the same.'},
      {'vi': 'Một tháng không thể nhiều hơn cả kỳ.', 'en': 'One month can''t be more than all.'}
    )
  } as arguments
from marts.indicators as indicator
where
  indicator.measure = 'flow'
  and coalesce(indicator.estimate_month_operator, '=') = '='
  and coalesce(indicator.estimate_to_date_operator, '=') = '='
  and indicator.estimate_to_date >= 0
  and (
    indicator.estimate_month > indicator.estimate_to_date
    or (month(indicator.period) = 1 and indicator.estimate_month < indicator.estimate_to_date)
  )
