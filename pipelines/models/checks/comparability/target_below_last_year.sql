-- A year's target that is worse than what last year already reached.
select
  indicator.report_id,
  'indicators' as appendix,
  coalesce(cell.cell_ref, indicator.source_ref) as source_ref,
  indicator.row_key || '/plan_year' as subject_key,
  indicator.plan_year::varchar as raw_value,
  indicator.estimate_prior_year::varchar as read_value,
  json_object(
    'name', indicator.name, 'plan', indicator.plan_year, 'operator', coalesce(nullif(indicator.plan_year_operator, '='), ''),
    'prior', indicator.estimate_prior_year, 'prior_year', year(indicator.period) - 1, 'year', year(indicator.period)
  ) as arguments
from marts.indicators as indicator
left join (
  select report_id, row_key, any_value(cell_ref) as cell_ref
  from ledger.lineage
  where table_name = 'indicators' and column_name = 'plan_year'
  group by report_id, row_key
) as cell
  on cell.report_id = indicator.report_id and cell.row_key = indicator.row_key
where
  indicator.measure <> 'rank'
  and (
    (indicator.direction = 'higher' and indicator.plan_year < indicator.estimate_prior_year)
    or (indicator.direction = 'lower' and indicator.plan_year > indicator.estimate_prior_year)
  )
