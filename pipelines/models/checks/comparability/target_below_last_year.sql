-- A year's target that is worse than what last year already reached. A bound ("> 95") asks for no less than that, and more is
-- welcome: near last year's result it is noted only.
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
    'ask', if(indicator.is_near_bound,
      json_object('vi', 'Đây chỉ là mức giới hạn; có nên đặt sát kết quả đã đạt hơn không?', 'en', 'It is a bound only; should it be nearer to what was reached?'),
      json_object('vi', 'Vì sao đặt thấp hơn?', 'en', 'Why a lower one?')
    ),
    'prior', indicator.estimate_prior_year, 'prior_year', year(indicator.period) - 1, 'year', year(indicator.period)
  ) as arguments,
  if(indicator.is_near_bound, 'info', 'warning') as severity
from (
  select
    *,
    plan_year_operator in ('>', '>=', '<', '<=')
      and abs(plan_year - estimate_prior_year) <= 0.05 * abs(estimate_prior_year) as is_near_bound
  from marts.indicators
) as indicator
where
  indicator.measure <> 'rank'
  and (
    (indicator.direction = 'higher' and indicator.plan_year < indicator.estimate_prior_year)
    or (indicator.direction = 'lower' and indicator.plan_year > indicator.estimate_prior_year)
  )
