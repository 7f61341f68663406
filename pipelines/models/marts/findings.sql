select
  finding.finding_id,
  finding.report_id,
  finding.locality_id,
  finding.period,
  finding.appendix,
  cell.source_line,
  cell.page,
  cell.sheet,
  finding.source_ref,
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
order by
  finding.locality_id,
  finding.period,
  list_position(['error', 'warning', 'info'], finding.severity),
  finding.rule,
  finding.subject_key,
  finding.finding_id
