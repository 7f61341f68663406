-- Markup of a web page that the author's program left in a cell: it was taken off, and the printed report still shows it.
select distinct
  cell.report_id,
  cell.appendix,
  cell.cell_ref as source_ref,
  null::varchar as row_key,
  null::varchar as field,
  -- The same text in a re-issue, or in another format, is the same question: its letters and digits tell, not its blanks.
  substr(md5(regexp_replace(cell.raw_text, '[^\p{L}\p{N}]+', '', 'g')), 1, 12) as subject_key,
  regexp_extract(repair.before, '<[^<>]*>') as raw_value,
  null::varchar as read_value,
  {'markup': regexp_extract(repair.before, '<[^<>]*>')} as arguments
from ledger.repairs as repair
join ledger.cells as cell on cell.cell_ref = repair.cell_ref
where repair.rule = 'html_removed'
