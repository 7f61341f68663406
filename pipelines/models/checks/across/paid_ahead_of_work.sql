-- More paid than built: a share paid that is larger than the physical progress (an advance may explain it).
select
  line.report_id,
  'projects' as appendix,
  line.source_ref,
  line.row_key,
  'actual' as field,
  line.row_key || '/actual_pct' as subject_key,
  line.actual_pct::varchar as raw_value,
  line.physical_progress_pct::varchar as read_value,
  json_object('name', line.name, 'paid', line.actual_pct, 'physical', line.physical_progress_pct) as arguments
from marts.disbursement_gaps as line
where
  line.level = 'project'
  and line.actual_denominator = 'total_investment'
  and line.actual_pct > line.physical_progress_pct
