-- What a project's sentence says is paid, against the column: in money, or as a share of the total, of the year's plan or of what was
-- planned. A question only where nothing agrees.
with said as (
  select
    fact.*,
    line.name,
    line.actual_vnd,
    line.actual_pct,
    case
      when fact.kind = 'money'
        then abs(fact.value - line.actual_vnd) <= (coalesce(fact.value_high, fact.value) - coalesce(fact.value_low, fact.value)) / 2 + 500000
      else
        coalesce(abs(fact.value - line.actual_pct) <= 0.5, false)
        or coalesce(abs(fact.value - 100 * line.actual_vnd / nullif(line.total_investment_vnd, 0)) <= 0.5, false)
        or coalesce(abs(fact.value - 100 * line.actual_vnd / nullif(line.year_plan_vnd, 0)) <= 0.5, false)
        or coalesce(abs(fact.value - 100 * line.actual_vnd / nullif(line.planned_vnd, 0)) <= 0.5, false)
    end as agrees
  from marts.facts as fact
  join marts.disbursement_gaps as line on line.report_id = fact.report_id and line.row_key = fact.row_key
  where
    fact.table_name = 'project_lines'
    and fact.role = 'disbursed'
    and fact.kind in ('money', 'percent')
    and coalesce(fact.scope, 'to_date') <> 'month'
    and line.actual_basis = 'reported'
    and line.actual_vnd is not null
)

select
  report_id,
  'projects' as appendix,
  source_ref,
  row_key || '/disbursed' as subject_key,
  text as raw_value,
  coalesce(actual_pct, actual_vnd)::varchar as read_value,
  {
    'name': name,
    'text': text,
    'column': if(
      actual_pct is not null,
      {'vi': concat(replace(actual_pct::varchar, '.0', ''), '%'), 'en': concat(replace(actual_pct::varchar, '.0', ''), '%')},
      {'vi': concat(replace(format('{:,}', actual_vnd), ',', '.'), ' đồng'), 'en': concat(format('{:,}', actual_vnd), ' VND')}
    )
  } as arguments
from said
where not agrees
qualify
  not bool_or(agrees) over (partition by report_id, row_key)
  and row_number() over (partition by report_id, row_key order by start) = 1
