-- The deadline has passed at the date of issue, and the task is not reported as done.
select
  task.report_id,
  'tasks' as appendix,
  task.source_ref,
  task.row_key,
  'deadline' as field,
  task.row_key as subject_key,
  task.deadline_text as raw_value,
  task.deadline_end_date as read_value,
  {
    'ordinal': task.ordinal,
    'task': task.task,
    'unit': task.unit,
    'deadline': task.deadline_end_date,
    'issued_date': task.issued_date,
    'days': task.overdue_days,
    'forecast': task.forecast
  } as arguments
from marts.tasks as task
where task.is_overdue
