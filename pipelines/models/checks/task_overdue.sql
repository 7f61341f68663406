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
    'whose': if(task.unit is null, '', ' (' || task.unit || ')'),
    'deadline': task.deadline_end_date,
    'issued_date': task.issued_date,
    'days': task.overdue_days,
    'said': if(
      task.forecast is null,
      '',
      ' (“' || if(
        length(task.forecast) > 72,
        regexp_replace(left(task.forecast, 70), '[\s,;:.]+\S*$', '') || '…',
        regexp_replace(task.forecast, '\s+', ' ', 'g')
      ) || '”)'
    )
  } as arguments
from marts.tasks as task
where task.is_overdue
