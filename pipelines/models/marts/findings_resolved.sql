-- What was asked of an earlier file of a period and is no longer: the file after it put it right, or left it out.
with files as (
  select
    source.locality_id,
    source.period,
    source.received_at,
    source.source_id,
    source.source_name,
    row_number() over (
      partition by source.locality_id, source.period order by source.received_order, source.source_name, source.source_id
    ) as file_number
  from raw.sources as source
),

gone as (
  select past.*
  from checks.past_findings as past
  anti join checks.findings as finding on finding.finding_id = past.finding_id
),

lives as (
  select
    gone.*,
    min(file_number) over (partition by finding_id) as first_number,
    max(file_number) over (partition by finding_id) as last_number
  from gone
)

select
  finding.finding_id,
  finding.report_id,
  finding.locality_id,
  finding.period,
  finding.appendix,
  coalesce(paragraph.source_line, cell.source_line) as source_line,
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
  'resolved' as status,
  first_file.received_at as first_seen_at,
  last_file.received_at as last_seen_at,
  next_file.received_at as resolved_at,
  next_source.report_id as resolved_by_report_id,
  next_file.source_name as resolved_by_source_name,
  next_report.issued_date as resolved_by_issued_date
from lives as finding
join files as first_file
  on first_file.locality_id = finding.locality_id and first_file.period = finding.period
  and first_file.file_number = finding.first_number
join files as last_file
  on last_file.locality_id = finding.locality_id and last_file.period = finding.period
  and last_file.file_number = finding.last_number
join files as next_file
  on next_file.locality_id = finding.locality_id and next_file.period = finding.period
  and next_file.file_number = finding.last_number + 1
join staging.report_sources as next_source on next_source.source_id = next_file.source_id
join staging.reports as next_report on next_report.report_id = next_source.report_id
left join ledger.cells as cell on cell.cell_ref = finding.source_ref
left join ledger.paragraphs as paragraph on paragraph.paragraph_ref = finding.source_ref
left join staging.report_sources as source on source.source_id = left(finding.source_ref, 12)
where finding.file_number = finding.last_number
order by finding.locality_id, finding.period, resolved_at, finding.rule, finding.subject_key, finding.finding_id
