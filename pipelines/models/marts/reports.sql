select
  report.report_id,
  report.locality_id,
  report.locality,
  report.report_number,
  report.issued_date,
  report.period,
  report.quarter,
  report.issue_number,
  report.appendices,
  report.source_name,
  report.source_sha256,
  report.file_count,
  report.ingested_at,
  report.source_ref
from staging.reports as report
where report.is_current and report.source_ref is not null
order by report.locality_id, report.period, report.issued_date, report.report_id
