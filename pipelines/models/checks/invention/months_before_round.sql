-- Sums since January whose months before this one come to whole thousands on several rows, while the month's own figure is printed to
-- the last digit: the months before were probably rounded, or the month was worked out. By chance it is one row in a thousand.
with rests as (
  select
    indicator.*,
    estimate_to_date - estimate_month as rest
  from marts.indicators as indicator
  where
    measure = 'flow'
    and month(period) > 1
    and estimate_month % 1000 <> 0
    and estimate_to_date - estimate_month >= 100000
    and coalesce(estimate_month_operator, '=') = '='
    and coalesce(estimate_to_date_operator, '=') = '='
)

select
  report_id,
  'indicators' as appendix,
  arg_min(source_ref, position) as source_ref,
  arg_min(row_key, position) as row_key,
  'estimate_to_date' as field,
  'indicators/months_before' as subject_key,
  null::varchar as raw_value,
  null::varchar as read_value,
  {
    'count': count(*)::integer,
    'name': arg_min(name, position),
    'to_date': arg_min(estimate_to_date, position),
    'month': arg_min(estimate_month, position),
    'rest': arg_min(rest, position)
  } as arguments
from rests
where rest % 1000 = 0
group by report_id
having count(*) >= 2
