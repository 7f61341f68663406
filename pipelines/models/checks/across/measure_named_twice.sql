-- One measure on two rows of a report, with two values in one column. Reading keeps such rows apart by a mark behind the measure's
-- name ("~2"); a figure that only one of them has contradicts nothing.
with figures as (
  select
    report_id,
    row_key,
    regexp_replace(indicator_id, '~\d+$', '') as measure_id,
    position,
    source_ref,
    name,
    coalesce(ordinal, ordinal_text) as ordinal,
    -- Rows of one measure may be printed in two sizes of money.
    case when contains(unit, '_vnd') or unit = 'vnd' then 'money' else unit end as unit_kind,
    case unit when 'vnd' then 1e-6 when 'thousand_vnd' then 1e-3 when 'billion_vnd' then 1e3 else 1 end as factor,
    unnest([
      {'place': 1, 'field': 'estimate_to_date', 'label': {'vi': 'ước lũy kế', 'en': 'estimate to date'}, 'value': estimate_to_date,
       'half_step': estimate_to_date_half_step, 'operator': estimate_to_date_operator},
      {'place': 2, 'field': 'estimate_month', 'label': {'vi': 'ước tháng', 'en': 'estimate of the month'}, 'value': estimate_month,
       'half_step': estimate_month_half_step, 'operator': estimate_month_operator},
      {'place': 3, 'field': 'plan_year', 'label': {'vi': 'kế hoạch năm', 'en': 'plan of the year'}, 'value': plan_year,
       'half_step': plan_year_half_step, 'operator': plan_year_operator},
      {'place': 4, 'field': 'plan_month', 'label': {'vi': 'kế hoạch tháng', 'en': 'plan of the month'}, 'value': plan_month,
       'half_step': plan_month_half_step, 'operator': plan_month_operator},
      {'place': 5, 'field': 'plan_to_date', 'label': {'vi': 'kế hoạch lũy kế', 'en': 'plan to date'}, 'value': plan_to_date,
       'half_step': plan_to_date_half_step, 'operator': plan_to_date_operator},
      {'place': 6, 'field': 'estimate_prior_year', 'label': {'vi': 'kết quả năm trước', 'en': 'last year''s result'}, 'value': estimate_prior_year,
       'half_step': estimate_prior_year_half_step, 'operator': '='}
    ], max_depth := 2)
  from marts.indicators
),

ranged as (
  select
    figures.*,
    factor * (value - coalesce(half_step, 0)) as low,
    factor * (value + coalesce(half_step, 0)) as high,
    first_value(row_key) over by_row as first_key,
    first_value(name) over by_row as first_name,
    first_value(ordinal) over by_row as first_ordinal,
    first_value(value) over by_row as first_printed,
    first_value(factor * (value - coalesce(half_step, 0))) over by_row as first_low,
    first_value(factor * (value + coalesce(half_step, 0))) over by_row as first_high,
    first_value(coalesce(operator, '=')) over by_row as first_operator
  from figures
  where value is not null
  window by_row as (partition by report_id, measure_id, unit_kind, field order by position)
)

select
  report_id,
  'indicators' as appendix,
  source_ref,
  row_key,
  field,
  row_key || '/name' as subject_key,
  null::varchar as raw_value,
  first_printed::varchar as read_value,
  {
    'name': first_name,
    'ordinal': coalesce(first_ordinal, first_key),
    'second_name': name,
    'second_ordinal': coalesce(ordinal, row_key),
    'column': label,
    'first': first_printed,
    'second': value
  } as arguments
from ranged
where
  row_key <> first_key
  and (low > first_high + 1e-9 or high < first_low - 1e-9 or coalesce(operator, '=') <> first_operator)
qualify row_number() over (partition by report_id, row_key order by place) = 1
