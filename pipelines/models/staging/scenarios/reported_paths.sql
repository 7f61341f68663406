-- The reports' own scenario, month by month, one path for each version of the annual plan.
-- Flows: known sums to date are anchors; between two anchors the months that no report gave share the rest evenly.
-- Levels (stocks, rates): straight lines between known levels; before the first known level nothing is said. Ranks: reported points only.
-- An even share of the whole year, with no other anchor in it, is an assumption and no scenario: `is_anchored` is false there,
-- and nothing may be judged by it.
with facts as (
  select * from marts.indicator_months
),
versions as (
  select * from marts.plan_versions
  union all by name
  -- A year without an annual plan still has the months that its reports give.
  select
    facts.locality_id,
    facts.indicator_id,
    facts.year,
    1 as version,
    arg_min(facts.report_id, facts.period) as report_id,
    arg_min(facts.source_ref, facts.period) as source_ref,
    max(facts.period) as last_period,
    true as is_latest
  from facts
  anti join marts.plan_versions as planned
    on planned.locality_id = facts.locality_id
    and planned.indicator_id = facts.indicator_id
    and planned.year = facts.year
  where facts.plan_month is not null or facts.target_to_date is not null
  group by facts.locality_id, facts.indicator_id, facts.year
),
grid as (
  select
    versions.locality_id,
    versions.indicator_id,
    versions.year,
    versions.version,
    versions.is_latest,
    versions.plan_year,
    versions.plan_year_operator,
    versions.report_id as plan_report_id,
    versions.source_ref as plan_source_ref,
    months.month_number::integer as month_number,
    latest.measure,
    latest.direction,
    latest.unit,
    facts.report_id,
    facts.source_ref,
    facts.plan_month,
    facts.target_to_date as stated_to_date,
    facts.target_to_date_basis as stated_basis,
    facts.target_to_date_low as stated_low,
    facts.target_to_date_high as stated_high
  from versions
  cross join generate_series(1, 12) as months (month_number)
  inner join (
    select
      locality_id,
      indicator_id,
      year,
      arg_max(measure, period) as measure,
      arg_max(direction, period) as direction,
      arg_max(unit, period) as unit
    from facts
    group by locality_id, indicator_id, year
  ) as latest
    on latest.locality_id = versions.locality_id
    and latest.indicator_id = versions.indicator_id
    and latest.year = versions.year
  left join facts
    on facts.locality_id = versions.locality_id
    and facts.indicator_id = versions.indicator_id
    and facts.year = versions.year
    and facts.month_number = months.month_number
    and facts.period <= versions.last_period
),
anchored as (
  select
    grid.*,
    case
      when measure = 'rank' then coalesce(stated_to_date, plan_month)
      when measure in ('stock', 'rate') then
        coalesce(stated_to_date, plan_month, case when month_number = 12 then plan_year end)
      else coalesce(
        stated_to_date,
        case when month_number = 12 then plan_year end,
        lead(stated_to_date) over by_month - lead(plan_month) over by_month
      )
    end as anchor,
    case
      when measure in ('stock', 'rate', 'rank') and stated_to_date is null and plan_month is not null then 'reported'
      when stated_to_date is not null then stated_basis
      when month_number = 12 and plan_year is not null and measure <> 'rank' then 'reported'
      when measure = 'flow' and lead(stated_to_date) over by_month - lead(plan_month) over by_month is not null then 'implied'
    end as anchor_basis
  from grid
  window by_month as (partition by locality_id, indicator_id, year, version order by month_number)
),
segmented as (
  -- Months after one anchor up to and with the next are one segment; month 0 is the anchor of a flow's year.
  select
    anchored.*,
    count(anchor) over (
      partition by locality_id, indicator_id, year, version
      order by month_number rows between unbounded preceding and 1 preceding
    ) as segment
  from anchored
),
filled as (
  select
    segmented.*,
    max(anchor) over in_segment as segment_end,
    max(month_number) filter (where anchor is not null) over in_segment as segment_end_month,
    sum(plan_month) over in_segment as segment_known,
    count(*) filter (where plan_month is null) over in_segment as segment_unknown_months,
    coalesce(
      last_value(anchor ignore nulls) over (
        partition by locality_id, indicator_id, year, version
        order by month_number rows between unbounded preceding and 1 preceding
      ),
      case when measure = 'flow' then 0 end
    ) as segment_start,
    coalesce(
      max(case when anchor is not null then month_number end) over (
        partition by locality_id, indicator_id, year, version
        order by month_number rows between unbounded preceding and 1 preceding
      ),
      0
    ) as segment_start_month
  from segmented
  window in_segment as (partition by locality_id, indicator_id, year, version, segment)
),
monthly as (
  select
    filled.*,
    case
      when measure = 'flow' then coalesce(
        plan_month,
        round(
          (segment_end - segment_start - coalesce(segment_known, 0)) / nullif(segment_unknown_months, 0), 6
        )
      )
      when measure = 'rank' then plan_month
      else coalesce(
        plan_month,
        anchor,
        round(
          segment_start + (segment_end - segment_start)
          * (month_number - segment_start_month) / (segment_end_month - segment_start_month), 6
        )
      )
    end as target_month
  from filled
),
cumulated as (
  select
    monthly.*,
    count(*) filter (where plan_month is null) over up_to_now as months_unknown_so_far,
    case
      when anchor is not null then anchor
      when measure = 'flow' and count(target_month) over up_to_now = count(*) over up_to_now
        then round(segment_start + sum(target_month) over up_to_now, 6)
      when measure in ('stock', 'rate') and segment_start is not null and segment_end is not null then round(
        segment_start + (segment_end - segment_start)
        * (month_number - segment_start_month) / (segment_end_month - segment_start_month), 6
      )
    end as target_to_date
  from monthly
  window up_to_now as (
    partition by locality_id, indicator_id, year, version, segment
    order by month_number rows between unbounded preceding and current row
  )
),
labelled as (
  select
    cumulated.*,
    case
      when target_to_date is null then null
      when anchor is not null then anchor_basis
      when measure = 'flow' and months_unknown_so_far = 0 then 'implied'
      else 'interpolated'
    end as basis
  from cumulated
)
select
  locality_id,
  indicator_id,
  year,
  version,
  is_latest,
  coalesce(report_id, plan_report_id) as report_id,
  coalesce(source_ref, plan_source_ref) as source_ref,
  month_number,
  make_date(year, month_number, 1) as month,
  unit,
  measure,
  direction,
  plan_year as year_target,
  plan_year_operator as year_target_operator,
  target_month,
  case
    when target_month is null then null
    when plan_month is not null then 'reported'
    when measure <> 'flow' and anchor is not null then anchor_basis
    else 'interpolated'
  end as basis_month,
  target_to_date,
  basis,
  case
    when target_to_date is not null
      then basis <> 'interpolated' or segment_start_month > 0 or segment_end_month < 12
  end as is_anchored,
  case
    when basis = 'interpolated'
      then (case when measure = 'flow' then 'even' else 'linear' end)
        || ':' || segment_start_month || '-' || segment_end_month
  end as interpolation,
  case when stated_to_date is not null then stated_low end as target_to_date_low,
  case when stated_to_date is not null then stated_high end as target_to_date_high
from labelled
