select
  cell.cell_ref,
  source.report_id,
  cell.appendix,
  cell.table_number,
  cell.row_number,
  cell.column_number,
  cell.row_span,
  cell.column_span,
  cell.source_line,
  cell.page,
  cell.sheet,
  cell.raw_text,
  cell.disposition,
  cell.field,
  cell.reason,
  cell.source_id
from raw.cells as cell
join staging.report_sources as source on source.source_id = cell.source_id
