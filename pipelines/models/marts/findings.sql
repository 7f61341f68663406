-- A finding is open until a person has answered it; an answer closes it and stays beside it. It was first seen with the first file of
-- its period that had it, and is seen as long as the latest file of the period has it.
with files as (
  select
    locality_id,
    period,
    received_at,
    row_number() over (partition by locality_id, period order by received_order, source_name, source_id) as file_number
  from raw.sources
),

first_seen as (
  select past.finding_id, min(files.received_at) as first_seen_at
  from checks.past_findings as past
  join files
    on files.locality_id = past.locality_id and files.period = past.period and files.file_number = past.file_number
  where not past.is_uncorrected
  group by past.finding_id
),

latest_files as (
  select locality_id, period, max(received_at) as received_at, count(*) as file_count
  from files
  group by locality_id, period
),

explanations as (
  select finding_id, explained_by, explained_date, reason
  from raw.explanations
  qualify row_number() over (partition by finding_id order by explained_date desc, explained_by, reason) = 1
)

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
  finding.arguments,
  if(explanations.finding_id is null, 'open', 'explained') as status,
  explanations.explained_by,
  explanations.explained_date,
  explanations.reason as explanation,
  coalesce(first_seen.first_seen_at, latest_files.received_at) as first_seen_at,
  latest_files.received_at as last_seen_at,
  -- In a period of one file nothing is new, for everything is.
  first_seen.finding_id is null and latest_files.file_count > 1 as is_new
from checks.findings as finding
left join ledger.cells as cell on cell.cell_ref = finding.source_ref
left join ledger.paragraphs as paragraph on paragraph.paragraph_ref = finding.source_ref
left join staging.report_sources as source on source.source_id = left(finding.source_ref, 12)
left join explanations on explanations.finding_id = finding.finding_id
left join first_seen on first_seen.finding_id = finding.finding_id
left join latest_files on latest_files.locality_id = finding.locality_id and latest_files.period = finding.period
order by
  finding.locality_id,
  finding.period,
  list_position(['error', 'warning', 'info'], finding.severity),
  finding.rule,
  finding.subject_key,
  finding.finding_id
