-- A day named in a task's result, or the date of a document cited there, that lies after the report was issued: it can't
-- have happened yet when the report says it did.
select
  fact.report_id,
  fact.appendix,
  fact.source_ref,
  concat(fact.row_key, '/', fact.field, '/', fact.date_start, '/', coalesce(fact.document_number, '')) as subject_key,
  fact.text as raw_value,
  fact.date_start as read_value,
  {
    'ordinal': task.ordinal,
    'task': task.task,
    'printed': fact.text,
    'date': fact.date_start,
    'issued_date': fact.issued_date,
    'status_note': if(
      task.is_done,
      {'vi': ' Nhiệm vụ được ghi là đã hoàn thành.', 'en': ' The task is reported as completed.'},
      {'vi': '', 'en': ''}
    )
  } as arguments
from marts.facts as fact
join marts.tasks as task on task.report_id = fact.report_id and task.row_key = fact.row_key
where
  fact.table_name = 'tasks'
  and fact.field = 'result'
  and fact.kind in ('date', 'document')
  and coalesce(fact.role, '') <> 'expected_completion'
  and fact.date_start > fact.issued_date
