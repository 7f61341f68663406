-- A deadline that was over before the first document cited as its result was made.
with first_documents as (
  select report_id, row_key, min(date_start) as date, arg_min(document_type || ' ' || document_number, date_start) as document
  from marts.facts
  where table_name = 'tasks' and field = 'result' and kind = 'document' and date_start is not null
  group by report_id, row_key
)

select
  task.report_id,
  'tasks' as appendix,
  task.source_ref,
  task.row_key,
  'deadline' as field,
  task.row_key || '/deadline' as subject_key,
  task.deadline_text as raw_value,
  task.deadline_end_date::varchar as read_value,
  json_object(
    'task', task.task, 'deadline', task.deadline_end_date, 'deadline_text', task.deadline_text,
    'document', first_documents.document, 'date', first_documents.date
  ) as arguments
from marts.tasks as task
join first_documents
  on first_documents.report_id = task.report_id and first_documents.row_key = task.row_key
-- A deadline of another year is asked about as such.
where first_documents.date > task.deadline_end_date and year(task.deadline_end_date) = year(task.period)
