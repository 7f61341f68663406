-- One document cited with two dates in one year: the later is asked about, whatever the order of the file. Two offices may have the
-- same number, so it is a question.
with cited as (
  select
    fact.report_id,
    fact.appendix,
    fact.source_ref,
    fact.row_key,
    fact.document_type,
    fact.document_number,
    fact.date_start as date,
    first_value(fact.date_start) over same_document as first_date,
    row_number() over same_document as place
  from marts.facts as fact
  where
    fact.kind = 'document'
    and fact.date_start is not null
    and fact.document_type is not null
    and contains(fact.document_number, '/')
  window same_document as (
    partition by fact.report_id, fact.document_type, upper(fact.document_number), year(fact.date_start)
    order by fact.date_start, fact.source_ref, fact.start
  )
)

select
  report_id,
  appendix,
  source_ref,
  concat(document_type, '/', document_number, '/', date) as subject_key,
  document_number as raw_value,
  first_date::varchar as read_value,
  {'type': document_type, 'number': document_number, 'date': date, 'first_date': first_date} as arguments
from cited
where date <> first_date
qualify row_number() over (partition by report_id, document_type, upper(document_number), date order by place) = 1
