-- A project that is said to be finished, with a month in which it is expected to be.
select
  line.report_id,
  'projects' as appendix,
  coalesce(said.cell_ref, line.source_ref) as source_ref,
  line.row_key || '/completion' as subject_key,
  coalesce(line.forecast, line.result) as raw_value,
  line.expected_completion_month as read_value,
  json_object('name', line.name, 'month', line.expected_completion_month) as arguments
from marts.disbursement_gaps as line
left join (
  select report_id, row_key, any_value(cell_ref) as cell_ref
  from ledger.lineage
  where table_name = 'project_lines' and column_name = 'expected_completion_month'
  group by report_id, row_key
) as said
  on said.report_id = line.report_id and said.row_key = line.row_key
where
  line.level = 'project'
  and line.expected_completion_month >= strftime(line.period, '%Y-%m')
  and regexp_matches(
    lower(coalesce(line.result, '') || ' ' || coalesce(line.forecast, '')),
    '(dự án|công trình) (đã|được) hoàn thành|đã hoàn thành dự án'
  )
