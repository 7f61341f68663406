-- No project is built or paid beyond itself: physical progress, or money paid out of the total investment, above 100 %.
with progress as (
  select
    line.report_id, line.row_key, line.source_ref, line.name,
    unnest([
      {'column_name': 'physical_progress_pct', 'label': {'vi': 'khối lượng thực hiện', 'en': 'physical progress'}, 'value': line.physical_progress_pct},
      {'column_name': 'actual_pct', 'label': {'vi': 'tỷ lệ giải ngân', 'en': 'the share paid'}, 'value': line.actual_pct}
    ], max_depth := 2)
  from marts.disbursement_gaps as line
)

select
  report_id,
  'projects' as appendix,
  source_ref,
  row_key,
  regexp_replace(column_name, '_pct$', '') as field,
  concat(row_key, '/', column_name) as subject_key,
  value::varchar as raw_value,
  null::varchar as read_value,
  {'name': name, 'column': label, 'value': value} as arguments
from progress
where value > 100
