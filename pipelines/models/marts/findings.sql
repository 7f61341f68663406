select
  finding.finding_id,
  finding.report_id,
  finding.locality_id,
  finding.period,
  finding.appendix,
  coalesce(paragraph.source_line, cell.source_line) as source_line,
  coalesce(paragraph.page, cell.page) as page,
  cell.sheet,
  -- A finding about a paragraph stands at the file's first cell: paragraphs are not in the ledger of cells.
  coalesce(cell.cell_ref, source.anchor_ref) as source_ref,
  finding.row_key,
  finding.field,
  finding.rule,
  finding.family,
  finding.severity,
  finding.subject_key,
  finding.raw_value,
  finding.read_value,
  finding.title_vi,
  finding.title_en,
  finding.message_vi,
  finding.message_en,
  finding.arguments
from checks.findings as finding
left join ledger.cells as cell on cell.cell_ref = finding.source_ref
left join ledger.paragraphs as paragraph on paragraph.paragraph_ref = finding.source_ref
left join staging.report_sources as source on source.source_id = left(finding.source_ref, 12)
order by
  finding.locality_id,
  finding.period,
  list_position(['error', 'warning', 'info'], finding.severity),
  finding.rule,
  finding.subject_key,
  finding.finding_id
