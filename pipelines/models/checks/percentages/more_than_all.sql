-- "14/10 dự án": more done than there was to do. Only fractions that count something: "12/10" alone may be a day.
select
  fact.report_id,
  fact.appendix,
  fact.source_ref,
  concat(fact.row_key, '/', fact.field, '/', fact.text) as subject_key,
  fact.text as raw_value,
  null::varchar as read_value,
  {'text': fact.text, 'done': fact.value, 'total': fact.value_of} as arguments
from marts.facts as fact
where fact.kind = 'fraction' and fact.unit is not null and fact.value > fact.value_of
