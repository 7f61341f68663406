-- Money needed each month until the budget year for investment closes on 31 January of the next year. The denominator is
-- named on each row: the year's capital plan where the report gives it, else the total investment, which covers several years.
with projects as (
  select * from marts.disbursement_gaps where level = 'project'
),
needs as (
  select
    projects.*,
    coalesce(year_plan_vnd, total_investment_vnd) as target_vnd,
    case when year_plan_vnd is not null then 'year_plan' when total_investment_vnd is not null then 'total_investment' end
      as denominator,
    make_date(year(period)::integer + 1, 1, 31) as closing_date,
    13 - month(period)::integer as months_left
  from projects
)
select
  report_id,
  source_ref,
  row_key,
  locality_id,
  period,
  group_code,
  project_id,
  name,
  denominator,
  target_vnd,
  actual_vnd,
  (target_vnd - actual_vnd)::bigint as remaining_vnd,
  closing_date,
  months_left,
  round((target_vnd - actual_vnd) / months_left)::bigint as needed_per_month_vnd,
  round(100 * actual_vnd / nullif(year_plan_vnd, 0), 6) as paid_of_year_plan_pct,
  round(100 * actual_vnd / nullif(total_investment_vnd, 0), 6) as paid_of_total_investment_pct
from needs
