-- A row that gives the month's estimate and not the sum since January, or the other way round, or a verdict on no figure, while other
-- rows of the report have both.
with counted as (
  select
    indicator.*,
    count(estimate_month) over (partition by report_id) as months,
    count(estimate_to_date) over (partition by report_id) as sums
  from marts.indicators as indicator
),

blank as (
  select
    counted.*,
    case
      when estimate_to_date is null and sums > 0 then 'estimate_to_date'
      when estimate_month is null and months > 0 then 'estimate_month'
    end as field
  from counted
  where (estimate_month is null) <> (estimate_to_date is null) or (verdict_reported is not null and estimate_month is null)
)

select
  report_id,
  'indicators' as appendix,
  source_ref,
  row_key,
  field,
  row_key || '/' || field as subject_key,
  null::varchar as raw_value,
  null::varchar as read_value,
  {'name': name, 'field': field, 'month': estimate_month, 'to_date': estimate_to_date, 'verdict': verdict_text} as arguments
from blank
where field is not null and measure <> 'rank'
