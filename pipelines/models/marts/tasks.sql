-- Overdue: the last day has passed before the report was issued, and the task is not done.
select
  task.report_id,
  task.locality_id,
  task.period,
  task.issued_date,
  task.source_ref,
  task.row_key,
  task.position,
  task.unit_ordinal,
  task.unit,
  task.ordinal,
  task.ordinal_text,
  task.task,
  task.deliverable,
  task.authority,
  task.result,
  task.forecast,
  task.recommendation,
  task.deadline_text,
  task.deadline_start_date,
  task.deadline_end_date,
  task.is_recurring,
  task.coordinating_units,
  task.status,
  task.progress_done,
  task.progress_total,
  task.cited_documents,
  task.status in ('completed', 'exceeded') as is_done,
  coalesce(task.deadline_end_date < task.issued_date and task.status not in ('completed', 'exceeded'), false)
    as is_overdue,
  case
    when task.deadline_end_date < task.issued_date and task.status not in ('completed', 'exceeded')
      then (task.issued_date - task.deadline_end_date)::integer
  end as overdue_days,
  round(100 * task.progress_done / nullif(task.progress_total, 0), 6) as progress_pct
from staging.tasks as task
where task.is_current
order by task.report_id, task.position
