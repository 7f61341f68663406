-- Between what an indicator's figures lie, by the reference data. A report that prints a figure beyond shows that the limit
-- does not hold there (a rate that was called a share may be one of the plan): then nothing bounds it.
with printed as (
  select
    locality_id,
    indicator_id,
    min(least(plan_year, plan_month, estimate_prior_year, estimate_month, estimate_to_date)) as lowest,
    max(greatest(plan_year, plan_month, estimate_prior_year, estimate_month, estimate_to_date)) as highest
  from marts.indicator_months
  group by locality_id, indicator_id
)
select
  printed.locality_id,
  printed.indicator_id,
  case when coalesce(printed.lowest >= limits.lower_limit, true) then limits.lower_limit end as lower_limit,
  case when coalesce(printed.highest <= limits.upper_limit, true) then limits.upper_limit end as upper_limit
from printed
inner join raw.indicator_limits as limits on limits.indicator_id = printed.indicator_id
