-- A project that is said to be finished, with a month in which it is expected to be.
select
  line.report_id,
  'projects' as appendix,
  line.source_ref,
  line.row_key,
  'expected_completion_month' as field,
  line.row_key || '/completion' as subject_key,
  coalesce(line.forecast, line.result) as raw_value,
  line.expected_completion_month as read_value,
  json_object('name', line.name, 'month', line.expected_completion_month) as arguments
from marts.disbursement_gaps as line
where
  line.level = 'project'
  and line.expected_completion_month >= strftime(line.period, '%Y-%m')
  and regexp_matches(
    lower(coalesce(line.result, '') || ' ' || coalesce(line.forecast, '')),
    '(dự án|công trình) (đã|được) hoàn thành|đã hoàn thành dự án'
  )
