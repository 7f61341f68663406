-- An estimate equal to its plan to the last digit, where the digits are many: so exact a landing is rare. Counts and rates with
-- few digits land on their plan by nature and are left alone.
select
  indicator.report_id,
  'indicators' as appendix,
  coalesce(cell.cell_ref, indicator.source_ref) as source_ref,
  indicator.row_key || '/estimate_month' as subject_key,
  indicator.estimate_month::varchar as raw_value,
  indicator.plan_month::varchar as read_value,
  json_object('name', indicator.name, 'value', indicator.estimate_month, 'unit', indicator.unit) as arguments
from marts.indicators as indicator
left join (
  select report_id, row_key, any_value(cell_ref) as cell_ref
  from ledger.lineage
  where table_name = 'indicators' and column_name = 'estimate_month'
  group by report_id, row_key
) as cell
  on cell.report_id = indicator.report_id and cell.row_key = indicator.row_key
where
  indicator.measure = 'flow'
  and indicator.estimate_month = indicator.plan_month
  and coalesce(indicator.plan_month_operator, '=') = '='
  and indicator.estimate_month / nullif(2 * indicator.estimate_month_half_step, 0) >= 1000
