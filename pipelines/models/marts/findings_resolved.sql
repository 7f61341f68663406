-- What was asked and is no longer: a later file of the period put it right or left it out, or a person corrected a cell.
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

-- The file as it is would still be asked: the corrections alone make the difference.
lives as (
  select
    gone.*,
    min(file_number) over (partition by finding_id) as first_number,
    max(file_number) over (partition by finding_id) as last_number,
    bool_or(is_uncorrected) over (partition by finding_id) as is_corrected
  from gone
),

-- Who, when and why is in the mend's reason: "Lan, 2026-04-20: the paper says 12".
corrections as (
  select
    repair.cell_ref,
    repair.source_id,
    cell.appendix,
    regexp_extract(repair.reason, '^(.*?), (\d{4}-\d{2}-\d{2}): ((?s:.*))$', 1) as corrected_by,
    regexp_extract(repair.reason, '^(.*?), (\d{4}-\d{2}-\d{2}): ((?s:.*))$', 2)::date as corrected_date,
    regexp_extract(repair.reason, '^(.*?), (\d{4}-\d{2}-\d{2}): ((?s:.*))$', 3) as reason
  from ledger.repairs as repair
  join ledger.cells as cell on cell.cell_ref = repair.cell_ref
  where repair.rule = 'corrected_by_person'
),

-- The correction of the very cell, of its row, of its appendix; else any of the file.
causes as (
  select
    finding.finding_id,
    correction.cell_ref,
    correction.corrected_by,
    correction.corrected_date,
    correction.reason
  from lives as finding
  join corrections as correction on correction.source_id = left(finding.source_ref, 12)
  where finding.is_corrected
  qualify row_number() over (
    partition by finding.finding_id
    order by
      case
        when correction.cell_ref = finding.source_ref then 1
        when regexp_replace(correction.cell_ref, '-c\d+$', '') = regexp_replace(finding.source_ref, '-c\d+$', '') then 2
        when correction.appendix = finding.appendix then 3
        else 4
      end,
      correction.corrected_date desc,
      correction.cell_ref
  ) = 1
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
  if(finding.is_corrected, 'correction', 'later_file') as resolved_by,
  next_file.received_at as resolved_at,
  next_source.report_id as resolved_by_report_id,
  next_file.source_name as resolved_by_source_name,
  next_report.issued_date as resolved_by_issued_date,
  cause.corrected_by,
  cause.corrected_date,
  cause.cell_ref as corrected_cell_ref,
  cause.reason as correction_reason
from lives as finding
join files as first_file
  on first_file.locality_id = finding.locality_id and first_file.period = finding.period
  and first_file.file_number = finding.first_number
join files as last_file
  on last_file.locality_id = finding.locality_id and last_file.period = finding.period
  and last_file.file_number = finding.last_number
left join files as next_file
  on next_file.locality_id = if(finding.is_corrected, null, finding.locality_id) and next_file.period = finding.period
  and next_file.file_number = finding.last_number + 1
left join staging.report_sources as next_source on next_source.source_id = next_file.source_id
left join staging.reports as next_report on next_report.report_id = next_source.report_id
left join causes as cause on cause.finding_id = finding.finding_id
left join ledger.cells as cell on cell.cell_ref = finding.source_ref
left join ledger.paragraphs as paragraph on paragraph.paragraph_ref = finding.source_ref
left join staging.report_sources as source on source.source_id = left(finding.source_ref, 12)
-- Of several earlier states the last; as the file is without corrections it is said once.
where finding.file_number = finding.last_number and finding.is_uncorrected = finding.is_corrected
order by finding.locality_id, finding.period, resolved_at, finding.rule, finding.subject_key, finding.finding_id
