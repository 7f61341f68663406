-- A result that is its own product, word for word: it says what was to be made, not what was made.
select
  task.report_id,
  'tasks' as appendix,
  task.source_ref,
  task.row_key,
  'result' as field,
  task.row_key || '/result' as subject_key,
  task.result as raw_value,
  task.deliverable as read_value,
  {'ordinal': task.ordinal, 'task': task.task, 'text': task.result} as arguments
from marts.tasks as task
where
  trim(regexp_replace(lower(task.result), '[\s.;,]+', ' ', 'g')) = trim(regexp_replace(lower(task.deliverable), '[\s.;,]+', ' ', 'g'))
  and len(string_split(trim(task.result), ' ')) >= 4
