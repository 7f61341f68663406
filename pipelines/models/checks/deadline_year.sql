-- A deadline in a year before the report's, or in a later year when the same days of the report's own year would fall into
-- the quarter reported on: the year looks wrong. More than five years ahead lies beyond any plan of a locality.
with deadlines as (
  select
    task.*,
    year(task.period) as report_year,
    year(task.deadline_end_date) as deadline_year
  from marts.tasks as task
  where task.deadline_end_date is not null
)

select
  report_id,
  'tasks' as appendix,
  source_ref,
  row_key,
  'deadline' as field,
  row_key as subject_key,
  deadline_text as raw_value,
  deadline_end_date as read_value,
  {
    'ordinal': ordinal,
    'task': task,
    'deadline': deadline_text,
    'deadline_year': deadline_year::varchar,
    'report_year': report_year::varchar,
    'period': period
  } as arguments
from deadlines
where
  deadline_year < report_year
  or deadline_year > report_year + 5
  or (
    deadline_year > report_year
    and deadline_start_date is not null
    and deadline_end_date - deadline_start_date < 100
    and quarter(deadline_start_date) = quarter(period)
  )
