-- A rate that is a share of something can't be more than the whole: names that begin with "Tỷ lệ" and speak of no growth.
with printed as (
  unpivot (
    select
      report_id, row_key, source_ref, name, unit, measure,
      plan_year, plan_month, plan_to_date, estimate_month, estimate_to_date, estimate_prior_year
    from marts.indicators
  )
  on plan_year, plan_month, plan_to_date, estimate_month, estimate_to_date, estimate_prior_year
  into name column_name value value
)

select
  printed.report_id,
  'indicators' as appendix,
  printed.source_ref,
  printed.row_key,
  printed.column_name as field,
  printed.row_key || '/' || printed.column_name as subject_key,
  printed.value::varchar as raw_value,
  null::varchar as read_value,
  json_object('name', printed.name, 'value', printed.value) as arguments
from printed
where
  printed.unit = 'percent'
  and printed.measure = 'rate'
  and printed.value > 100
  and regexp_matches(lower(printed.name), '^(tỷ lệ|tỉ lệ) ')
  and not regexp_matches(lower(printed.name), 'tăng|giảm|giải ngân|so với|đạt kế hoạch|hoàn thành kế hoạch|thu ')
