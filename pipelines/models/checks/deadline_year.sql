-- A deadline in a year before the report's, or in a later year when the same days of the report's own year would fall into
-- the quarter reported on: the year looks wrong. A deadline that ends before it starts can't be.
with deadlines as (
  select
    task.*,
    year(task.issued_date) as report_year,
    year(task.deadline_end_date) as deadline_year
  from marts.tasks as task
  where task.deadline_end_date is not null and task.issued_date is not null
)

select
  report_id,
  'tasks' as appendix,
  source_ref,
  row_key as subject_key,
  deadline_text as raw_value,
  deadline_end_date as read_value,
  {
    'ordinal': ordinal,
    'task': task,
    'deadline': deadline_text,
    'deadline_year': deadline_year::varchar,
    'report_year': report_year::varchar,
    'issued_date': issued_date
  } as arguments,
  if(deadline_start_date > deadline_end_date, 'error', 'warning') as severity
from deadlines
where
  deadline_year < report_year
  or deadline_start_date > deadline_end_date
  or (
    deadline_year > report_year
    and deadline_start_date is not null
    and deadline_end_date - deadline_start_date < 100
    and quarter(deadline_start_date) = quarter(period)
  )
