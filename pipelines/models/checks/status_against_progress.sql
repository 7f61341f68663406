-- "Completed" beside 3/4.
select
  task.report_id,
  'tasks' as appendix,
  task.source_ref,
  task.row_key,
  'forecast' as field,
  task.row_key as subject_key,
  task.forecast as raw_value,
  concat(task.progress_done, '/', task.progress_total) as read_value,
  {
    'ordinal': task.ordinal,
    'task': task.task,
    'forecast': task.forecast,
    'done': task.progress_done,
    'total': task.progress_total,
    'left': task.progress_total - task.progress_done
  } as arguments
from marts.tasks as task
where task.is_done and task.progress_done < task.progress_total
