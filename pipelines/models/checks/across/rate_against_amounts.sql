-- A rate of disbursement in the indicators against the amounts in the projects. They need not cover the same projects, so it is a
-- question: what rate do the printed projects give, by their plan and by their total investment?
with rates as (
  select
    indicator.*
  from marts.indicators as indicator
  where indicator.indicator_id = 'public_investment_disbursement_rate' and indicator.estimate_to_date is not null
),

amounts as (
  select
    report_id,
    sum(actual_vnd)::bigint as paid_vnd,
    sum(planned_vnd)::bigint as planned_vnd,
    sum(coalesce(year_plan_vnd, total_investment_vnd))::bigint as base_vnd,
    count(*)::integer as project_count
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
    'name', name, 'rate', estimate_to_date, 'count', project_count, 'paid', paid_vnd, 'base', base_vnd, 'computed', round(computed, 2)
  ) as arguments
from compared
where abs(estimate_to_date - computed) > greatest(2, 0.2 * estimate_to_date)
