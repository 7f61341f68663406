-- More planned, or set aside for the year, or paid, than the project's total investment.
with parts as (
  select
    line.report_id, line.row_key, line.source_ref, line.name, line.total_investment_vnd,
    unnest([
      {'field': 'year_plan', 'value': line.year_plan_vnd, 'label': {'vi': 'kế hoạch vốn năm', 'en': 'the capital plan of the year'}},
      {'field': 'planned', 'value': line.planned_vnd, 'label': {'vi': 'dự kiến giải ngân', 'en': 'the planned disbursement'}},
      {'field': 'actual', 'value': if(line.actual_pct is null, line.actual_vnd, null), 'label': {'vi': 'số đã giải ngân', 'en': 'the money paid'}}
    ], max_depth := 2)
  from marts.disbursement_gaps as line
)

select
  report_id,
  'projects' as appendix,
  source_ref,
  row_key,
  field,
  row_key || '/' || field || '/total' as subject_key,
  value::varchar as raw_value,
  total_investment_vnd::varchar as read_value,
  {'name': name, 'label': label, 'value': value, 'total': total_investment_vnd} as arguments
from parts
where total_investment_vnd > 0 and value > total_investment_vnd
