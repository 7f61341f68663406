-- A year's target that is worse than what last year already reached.
select
  indicator.report_id,
  'indicators' as appendix,
  indicator.source_ref,
  indicator.row_key,
  'plan_year' as field,
  indicator.row_key || '/plan_year' as subject_key,
  indicator.plan_year::varchar as raw_value,
  indicator.estimate_prior_year::varchar as read_value,
  json_object(
    'name', indicator.name, 'plan', indicator.plan_year, 'operator', coalesce(nullif(indicator.plan_year_operator, '=') || ' ', ''),
    'prior', indicator.estimate_prior_year, 'prior_year', year(indicator.period) - 1, 'year', year(indicator.period)
  ) as arguments
from marts.indicators as indicator
where
  indicator.measure <> 'rank'
  and (
    (indicator.direction = 'higher' and indicator.plan_year < indicator.estimate_prior_year)
    or (indicator.direction = 'lower' and indicator.plan_year > indicator.estimate_prior_year)
  )
