-- A rate of disbursement in the indicators against the amounts in the projects. They need not cover the same projects, so it is a
-- question: what rate do the printed projects give, by their plan and by their total investment?
with rates as (
  select
    indicator.*
  from marts.indicators as indicator
  where indicator.moved_by = 'paid_share' and indicator.unit = 'percent' and indicator.estimate_to_date is not null
),

amounts as (
  select
    report_id,
    sum(actual_vnd)::bigint as paid_vnd,
    sum(planned_vnd)::bigint as planned_vnd,
    sum(coalesce(year_plan_vnd, total_investment_vnd))::bigint as base_vnd,
    count(*)::integer as project_count,
    count(year_plan_vnd) = count(*) as has_year_plans
  from marts.disbursement_gaps
  where level = 'project' and actual_basis = 'reported' and actual_vnd is not null
  group by report_id
),

compared as (
  select
    rates.*,
    amounts.*,
    100 * amounts.paid_vnd / nullif(amounts.base_vnd, 0) as computed
  from rates
  join amounts on amounts.report_id = rates.report_id
)

select
  report_id,
  'indicators' as appendix,
  source_ref,
  row_key,
  'estimate_to_date' as field,
  row_key || '/estimate_to_date' as subject_key,
  estimate_to_date::varchar as raw_value,
  round(computed, 2)::varchar as read_value,
  json_object(
    'name', name, 'rate', estimate_to_date, 'count', project_count, 'paid', paid_vnd, 'base', base_vnd,
    'of', if(has_year_plans,
      json_object('vi', 'kế hoạch vốn năm', 'en', 'planned for the year'),
      json_object('vi', 'tổng vốn đầu tư', 'en', 'of total investment')
    ), 'computed', round(computed, 2)
  ) as arguments
from compared
-- Of the year's plans the rate should follow closely; of the whole investment only roughly.
where abs(estimate_to_date - computed) > greatest(2, if(has_year_plans, 0.05, 0.2) * estimate_to_date)
