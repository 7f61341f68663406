-- A percentage and an amount of money paid, both printed for one line: the percentage must be the amount's share of the total
-- investment, of the year's plan or of what was planned. Amounts are allowed the half step of the coarsest of the column.
with printed as (
  select
    line.*
  from marts.disbursement_gaps as line
  join ledger.lineage as share
    on share.report_id = line.report_id and share.table_name = 'project_lines' and share.row_key = line.row_key
    and share.column_name = 'actual_pct' and share.role = 'value'
  join ledger.lineage as money
    on money.report_id = line.report_id and money.table_name = 'project_lines' and money.row_key = line.row_key
    and money.column_name = 'actual_vnd' and money.role = 'value'
    and money.cell_ref <> share.cell_ref
  where line.actual_basis = 'reported' and line.actual_pct is not null and line.actual_vnd is not null
),

shares as (
  select
    printed.*,
    100 * actual_vnd / nullif(total_investment_vnd, 0) as of_investment,
    100 * actual_vnd / nullif(year_plan_vnd, 0) as of_year_plan,
    100 * actual_vnd / nullif(planned_vnd, 0) as of_planned,
    -- Half of the last printed digit: 38,4 is 38,35 to 38,45.
    0.5 * pow(10, -length(regexp_extract(actual_pct::varchar, '\.(\d*[1-9])0*$', 1))) + 0.05 as slack
  from printed
)

select
  report_id,
  'projects' as appendix,
  source_ref,
  row_key,
  'actual_pct' as field,
  row_key || '/actual_pct' as subject_key,
  actual_pct::varchar as raw_value,
  coalesce(of_year_plan, of_planned, of_investment)::varchar as read_value,
  {
    'name': name,
    'stated': actual_pct,
    'paid': actual_vnd,
    'of_investment': round(of_investment, 2),
    'of_year_plan': round(of_year_plan, 2),
    'of_planned': round(of_planned, 2)
  } as arguments
from shares
where
  coalesce(of_investment, of_year_plan, of_planned) is not null
  and coalesce(abs(actual_pct - of_investment) > slack, true)
  and coalesce(abs(actual_pct - of_year_plan) > slack, true)
  and coalesce(abs(actual_pct - of_planned) > slack, true)
