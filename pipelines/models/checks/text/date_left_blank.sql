-- "…, ngày    tháng    năm 2026": a date whose day or month was never filled in.
select
  paragraph.report_id,
  null::varchar as appendix,
  paragraph.paragraph_ref as source_ref,
  'date/' || row_number() over (partition by paragraph.report_id order by paragraph.paragraph_number) as subject_key,
  trim(paragraph.raw_text) as raw_value,
  null::varchar as read_value,
  {'text': trim(paragraph.raw_text)} as arguments
from ledger.paragraphs as paragraph
join marts.reports as report on report.report_id = paragraph.report_id
where regexp_matches(lower(paragraph.raw_text), 'ngày[\s.…_]*tháng[\s.…_]*\d*[\s.…_]*năm|ngày\s*\d+\s*tháng[\s.…_]*năm')
