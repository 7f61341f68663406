-- A task without a deadline, and not a recurring one.
select
  task.report_id,
  'tasks' as appendix,
  task.source_ref,
  task.row_key,
  'deadline' as field,
  task.row_key || '/deadline' as subject_key,
  task.deadline_text as raw_value,
  null::varchar as read_value,
  json_object('task', task.task, 'ordinal', task.ordinal) as arguments
from marts.tasks as task
where task.deadline_text is null and not task.is_recurring
