-- A deadline in a year before the report's, or in a later year when the same days of the report's own year would fall into
-- the quarter reported on: the year looks wrong. More than five years ahead lies beyond any plan of a locality.
-- A deadline in a year to come may be meant: it is a warning only where the task's own words speak of that time in this year.
with deadlines as (
  select
    task.*,
    year(task.period) as report_year,
    year(task.deadline_end_date) as deadline_year
  from marts.tasks as task
  where task.deadline_end_date is not null
),

-- "Dự kiến hoàn thành trong Quý I" beside "Quý I/2027", in a report of 2026.
said as (
  select deadlines.report_id, deadlines.row_key, arg_min(fact.text, fact.fact_id) as text
  from deadlines
  join marts.facts as fact
    on fact.report_id = deadlines.report_id
    and fact.table_name = 'tasks'
    and fact.row_key = deadlines.row_key
    and fact.field in ('forecast', 'result')
    and fact.kind in ('date', 'month', 'quarter')
    and year(fact.date_start) = deadlines.report_year
    and quarter(fact.date_start) = quarter(deadlines.deadline_start_date)
  where deadlines.deadline_year > deadlines.report_year
  group by deadlines.report_id, deadlines.row_key
)

select
  deadlines.report_id,
  'tasks' as appendix,
  source_ref,
  deadlines.row_key,
  'deadline' as field,
  deadlines.row_key as subject_key,
  deadline_text as raw_value,
  deadline_end_date as read_value,
  {
    'ordinal': ordinal,
    'task': task,
    'deadline': deadline_text,
    'deadline_year': deadline_year::varchar,
    'report_year': report_year::varchar,
    'period': period,
    'evidence': {
      'vi': coalesce('; phần kết quả, dự báo lại nêu “' || said.text || '” của năm ' || report_year, ''),
      'en': coalesce('; its result or forecast speaks of “' || said.text || '” of ' || report_year, '')
    }
  } as arguments,
  if(deadline_year between report_year + 1 and report_year + 5 and said.text is null, 'info', 'warning') as severity
from deadlines
left join said on said.report_id = deadlines.report_id and said.row_key = deadlines.row_key
where
  deadline_year < report_year
  or deadline_year > report_year + 5
  or (
    deadline_year > report_year
    and deadline_start_date is not null
    and deadline_end_date - deadline_start_date < 100
    and quarter(deadline_start_date) = quarter(period)
  )
