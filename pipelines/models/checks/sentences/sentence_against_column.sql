-- The figure that an indicator's sentence gives, against the column it speaks of. A sentence may hold several figures: a
-- finding is raised only when none of them agrees with a column of the row, within what the digits of both allow.
with columns as (
  select report_id, row_key, name, unit, measure, 'estimate_to_date' as field, estimate_to_date as value,
    coalesce(estimate_to_date_half_step, 0) as half_step, estimate_to_date_operator as operator
  from marts.indicators where estimate_to_date is not null
  union all
  select report_id, row_key, name, unit, measure, 'estimate_month', estimate_month,
    coalesce(estimate_month_half_step, 0), estimate_month_operator
  from marts.indicators where estimate_month is not null
),

said as (
  select
    fact.*,
    case
      when fact.kind = 'money' and starts_with(coalesce(indicator.unit, ''), 'million_vnd') then 1e6
      when fact.kind = 'money' and starts_with(coalesce(indicator.unit, ''), 'billion_vnd') then 1e9
      when fact.kind = 'money' and coalesce(indicator.unit, '') = 'vnd' then 1
      when fact.kind = 'percent' and indicator.unit = 'percent' then 1
      when fact.kind in ('count', 'number')
        and indicator.unit is not null and indicator.unit <> 'percent'
        and not contains(indicator.unit, 'vnd') and fact.unit = indicator.unit then 1
    end as factor
  from marts.facts as fact
  join marts.indicators as indicator
    on indicator.report_id = fact.report_id and indicator.row_key = fact.row_key
  where
    fact.table_name = 'indicators'
    and fact.field = 'narrative'
    and fact.role in ('estimate', 'reached')
    and coalesce(fact.scope, 'to_date') <> 'year'
),

candidates as (
  select
    said.report_id,
    said.appendix,
    said.row_key,
    said.cell_ref,
    said.fact_id,
    said.text,
    said.start,
    said.value / said.factor as stated,
    columns.name,
    columns.unit,
    columns.field as column_name,
    columns.value as printed,
    columns.operator,
    -- Ranges that only touch at their ends (55,3 and 55,4) are two figures.
    (
      (
        said.value_low / said.factor < columns.value + columns.half_step - 1e-9
        and said.value_high / said.factor > columns.value - columns.half_step + 1e-9
      )
      or abs(said.value / said.factor - columns.value) <= 1e-9
    )
    and not (columns.operator in ('>', '<') and abs(said.value / said.factor - columns.value) <= 1e-9) as agrees
  from said
  join columns on columns.report_id = said.report_id and columns.row_key = said.row_key
  where said.factor is not null
),

rows_judged as (
  select report_id, row_key, bool_or(agrees) as agrees from candidates group by report_id, row_key
)

select
  candidates.report_id,
  candidates.appendix,
  candidates.cell_ref as source_ref,
  candidates.row_key || '/narrative' as subject_key,
  candidates.text as raw_value,
  candidates.printed::varchar as read_value,
  json_object(
    'ask', if(coalesce(candidates.operator, '=') <> '=' and abs(candidates.stated - candidates.printed) <= 1e-9,
      json_object('vi', 'Đúng bằng hay hơn mức này?', 'en', 'Exactly that, or beyond it?'),
      json_object('vi', 'Số nào đúng?', 'en', 'Which is right?')
    ),
    'name', candidates.name, 'stated', round(candidates.stated, 6), 'printed', candidates.printed,
    'operator', coalesce(nullif(candidates.operator, '=') || ' ', ''), 'unit', candidates.unit
  ) as arguments,
  -- A column that gives a bound ("> 90") beside "90%" may be meant as at least.
  case
    when coalesce(candidates.operator, '=') = '=' then 'error'
    when abs(candidates.stated - candidates.printed) <= 1e-9 then 'info'
    else 'warning'
  end as severity
from candidates
join rows_judged
  on rows_judged.report_id = candidates.report_id and rows_judged.row_key = candidates.row_key
where not rows_judged.agrees
qualify row_number() over (
  partition by candidates.report_id, candidates.row_key
  order by abs(candidates.stated - candidates.printed), candidates.start, candidates.column_name
) = 1
