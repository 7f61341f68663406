-- A month's total over the wards that report it. Only what may be added is added; a share comes from the sums of its
-- numerators and denominators, where all its parts have both; anything else has no total, and says why.
-- Sums are made of decimals, so that the order of wards can't change the last digit.
with wards as (
  select period, locality_id, max(locality) as locality from marts.reports group by period, locality_id
),

months as (
  select period, count(*)::integer as reporting_count from wards group by period having count(*) > 1
),

sums as (
  select
    part.period,
    part.subject,
    part.item_id,
    part.figure,
    arg_min(part.report_id, part.locality_id) as report_id,
    arg_min(part.source_ref, part.locality_id) as source_ref,
    arg_min(part.item_name, part.locality_id) as item_name,
    if(count(distinct part.unit) = 1, any_value(part.unit), null) as unit,
    if(count(distinct part.measure) = 1, any_value(part.measure), null) as measure,
    list(part.source_ref order by part.locality_id) as source_refs,
    list(part.locality_id order by part.locality_id) as locality_ids,
    count(*)::integer as locality_count,
    sum(part.row_count)::integer as row_count,
    sum(part.known_count)::integer as known_count,
    sum(part.value::decimal(38, 6))::double as sum_value,
    sum(part.numerator::decimal(38, 6))::double as numerator,
    sum(part.denominator::decimal(38, 6))::double as denominator,
    bool_and(part.numerator is not null and part.denominator is not null) as is_share,
    case
      when count(distinct part.unit) > 1 or count(distinct part.measure) > 1 then 'unit_differs'
      else min(part.reason_not_added)
    end as reason
  from marts.rollup_parts as part
  join months on months.period = part.period
  group by part.period, part.subject, part.item_id, part.figure
),

missing as (
  select sums.period, sums.subject, sums.item_id, sums.figure, list(wards.locality_id order by wards.locality_id) as ids
  from sums
  join wards on wards.period = sums.period and not list_contains(sums.locality_ids, wards.locality_id)
  group by all
)

select
  sums.report_id,
  sums.source_ref,
  sums.period,
  sums.subject,
  sums.item_id,
  sums.figure,
  sums.item_name,
  sums.unit,
  sums.measure,
  case
    when sums.is_share then round(100 * sums.numerator / nullif(sums.denominator, 0), 6)
    when sums.reason is null then sums.sum_value
  end as total,
  case
    when sums.is_share then 'share'
    when sums.reason is null then 'sum'
  end as basis,
  if(sums.is_share, sums.numerator, null) as numerator,
  if(sums.is_share, sums.denominator, null) as denominator,
  if(sums.is_share, null, sums.reason) as reason_not_added,
  sums.locality_count,
  months.reporting_count,
  sums.locality_ids,
  coalesce(missing.ids, []) as missing_locality_ids,
  sums.row_count,
  sums.known_count,
  sums.source_refs
from sums
join months on months.period = sums.period
left join missing
  on missing.period = sums.period
  and missing.subject = sums.subject
  and missing.item_id = sums.item_id
  and missing.figure = sums.figure
order by sums.period, sums.subject, sums.item_id, sums.figure
