-- A task that is called done with nothing said of its result, or one that says nothing of how it will end, while most tasks of the
-- report do. A task that is still open may have no result yet.
with fields as (
  select
    task.report_id, task.row_key, task.source_ref, task.ordinal, task.task, task.is_done,
    unnest([
      {'field': 'result', 'text': task.result, 'label': {'vi': 'kết quả thực hiện', 'en': 'result'}},
      {'field': 'forecast', 'text': task.forecast, 'label': {'vi': 'dự báo khả năng hoàn thành', 'en': 'forecast'}}
    ], max_depth := 2)
  from marts.tasks as task
),

counted as (
  select
    fields.*,
    avg(if("text" is null, 0, 1)) over (partition by report_id, field) as share_filled
  from fields
)

select
  report_id,
  'tasks' as appendix,
  source_ref,
  row_key,
  field,
  row_key || '/' || field as subject_key,
  null::varchar as raw_value,
  null::varchar as read_value,
  {'ordinal': ordinal, 'task': task, 'label': label} as arguments
from counted
where "text" is null and share_filled >= 0.5 and (is_done or field = 'forecast')
