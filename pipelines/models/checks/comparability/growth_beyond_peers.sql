-- A plan that is many times last year's result, far beyond what the other amounts of the report plan: last year's figure
-- probably covers another period or another split of revenue, and no growth should be read from it.
with growths as (
  select
    indicator.*,
    indicator.plan_year / indicator.estimate_prior_year as growth
  from marts.indicators as indicator
  where indicator.measure in ('flow', 'stock') and indicator.estimate_prior_year > 0 and indicator.plan_year > 0
),

peers as (
  select
    one.report_id,
    one.row_key,
    median(other.growth) as peer_growth,
    count(other.growth)::integer as peer_count
  from growths as one
  join growths as other on other.report_id = one.report_id and other.row_key <> one.row_key and other.unit = one.unit
  group by one.report_id, one.row_key
)

select
  growths.report_id,
  'indicators' as appendix,
  growths.source_ref,
  growths.row_key,
  'estimate_prior_year' as field,
  growths.row_key || '/estimate_prior_year' as subject_key,
  growths.estimate_prior_year::varchar as raw_value,
  null::varchar as read_value,
  json_object(
    'name', growths.name, 'plan', growths.plan_year, 'prior', growths.estimate_prior_year,
    'times', round(growths.growth, 1), 'peer_times', round(peers.peer_growth, 1)
  ) as arguments
from growths
join peers on peers.report_id = growths.report_id and peers.row_key = growths.row_key
where peers.peer_count >= 2 and growths.growth >= 3 and growths.growth >= 2 * peers.peer_growth
