-- What is known of each project's and component's gap on any day: `where date '2026-04-20' between from_date and to_date`.
-- A span is a run of days between two figures of reports; in it nothing new is known, so its bounds hold on each of its days.
-- Payments and plans never shrink (payments since a project's start, or since 1 January where a ward counts them so; plans
-- within a budget year): on a day between two figures of one counting they lie between them, before the first above none, after the last below the total investment. Where a figure
-- stands on either side, the straight line between is the estimate:
--   before_vnd + (after_vnd - before_vnd) * (day - before_date) / (after_date - before_date), rounded,
--   gap = planned - paid.
-- `known_` columns are what the newest report issued by then said, as it said it, replaced issues included; all other
-- columns use every report held today. A line without any plan, or any payment, has no gap at all: unknown is not zero.
with lines as (
  select
    line.report_id,
    line.source_ref,
    line.is_current,
    coalesce(report.issue_number, 1) as issue_number,
    line.locality_id,
    line.period,
    year(line.period)::integer as budget_year,
    coalesce(line.issued_date, last_day(line.period)) as issued_date,
    line.position,
    line.level,
    line.group_code,
    line.project_id,
    line.component,
    line.name,
    line.total_investment_vnd,
    line.planned_vnd,
    line.planned_until_date,
    line.actual_vnd,
    payment_years.paid_since,
    -- A payment told in a sentence is as of the report's day.
    coalesce(line.actual_until_date, line.issued_date, last_day(line.period)) as actual_until_date,
    concat_ws('/', coalesce(line.group_code, ''), line.project_id, line.component) as printed_key
  from staging.project_lines as line
  left join staging.reports as report on report.report_id = line.report_id
  left join staging.payment_years as payment_years
    on payment_years.locality_id = line.locality_id and payment_years.budget_year = year(line.period)
  where line.level in ('project', 'component') and line.project_id is not null
),
keyed as (
  -- Two lines of one name are two lines.
  select
    lines.*,
    printed_key || case when occurrence > 1 then '~' || occurrence else '' end as line_key
  from (
    select *, row_number() over (partition by report_id, level, printed_key order by position) as occurrence from lines
  ) as lines
),
planned as (
  select locality_id, line_key, budget_year, planned_until_date as day, arg_max(planned_vnd, period) as vnd
  from keyed
  where is_current and planned_vnd is not null and planned_until_date is not null
  group by locality_id, line_key, budget_year, planned_until_date
),
paid as (
  select locality_id, line_key, paid_since, actual_until_date as day, arg_max(actual_vnd, period) as vnd
  from keyed
  where is_current and actual_vnd is not null
  group by locality_id, line_key, paid_since, actual_until_date
),
issues as materialized (
  -- Of several issues of one day the one that counts, or else the last that was replaced.
  select
    row_number() over () as issue_id,
    locality_id,
    line_key,
    issued_date as day,
    report_id,
    source_ref,
    planned_vnd,
    planned_until_date,
    actual_vnd,
    actual_until_date
  from keyed
  qualify row_number() over (
    partition by locality_id, line_key, issued_date
    order by period desc, is_current desc, issue_number desc, report_id desc
  ) = 1
),
years as (
  -- The budget year for investment closes on 31 January, unless reports of the next have begun.
  select
    locality_id,
    line_key,
    budget_year,
    make_date(budget_year, 1, 1) as first_day,
    case
      when bool_or(budget_year + 1 in (select year(later.period) from keyed as later where later.locality_id = keyed.locality_id))
        then make_date(budget_year, 12, 31)
      else make_date(budget_year + 1, 1, 31)
    end as last_day,
    any_value(paid_since) as paid_since,
    arg_max(level, period) as level,
    arg_max(group_code, period) as group_code,
    arg_max(project_id, period) as project_id,
    arg_max(component, period) as component,
    arg_max(name, period) as name,
    arg_max(position, period) as position,
    arg_max(total_investment_vnd, period) as ceiling_vnd
  from keyed
  where is_current
  group by locality_id, line_key, budget_year
),
moments as (
  select locality_id, line_key, first_day as day from years
  union
  select locality_id, line_key, unnest([day, day + 1]) from planned
  union
  select locality_id, line_key, unnest([day, day + 1]) from paid
  union
  select locality_id, line_key, day from issues
),
spans as (
  select
    years.*,
    moments.day as from_date,
    coalesce(
      lead(moments.day) over (partition by years.locality_id, years.line_key, years.budget_year order by moments.day) - 1,
      years.last_day
    )::date as to_date
  from years
  inner join moments
    on moments.locality_id = years.locality_id
    and moments.line_key = years.line_key
    and moments.day between years.first_day and years.last_day
),
known_then as (
  -- By their numbers: aggregates of whole lines don't fit into the memory of a small machine.
  select
    spans.locality_id,
    spans.line_key,
    spans.from_date,
    max_by(issues.issue_id, issues.day) filter (where issues.day <= spans.from_date) as known_id,
    min_by(issues.issue_id, issues.day) filter (where issues.day > spans.from_date) as coming_id
  from spans
  inner join issues on issues.locality_id = spans.locality_id and issues.line_key = spans.line_key
  group by spans.locality_id, spans.line_key, spans.from_date
),
plans as (
  select
    spans.locality_id,
    spans.line_key,
    spans.from_date,
    max(planned.day) filter (where planned.day <= spans.from_date) as before_date,
    max_by(planned.vnd, planned.day) filter (where planned.day <= spans.from_date) as before_vnd,
    min(planned.day) filter (where planned.day >= spans.from_date) as after_date,
    min_by(planned.vnd, planned.day) filter (where planned.day >= spans.from_date) as after_vnd
  from spans
  inner join planned
    on planned.locality_id = spans.locality_id
    and planned.line_key = spans.line_key
    and planned.budget_year = spans.budget_year
  group by spans.locality_id, spans.line_key, spans.from_date
),
payments as (
  select
    spans.locality_id,
    spans.line_key,
    spans.from_date,
    max(paid.day) filter (where paid.day <= spans.from_date) as before_date,
    max_by(paid.vnd, paid.day) filter (where paid.day <= spans.from_date) as before_vnd,
    min(paid.day) filter (where paid.day >= spans.from_date) as after_date,
    min_by(paid.vnd, paid.day) filter (where paid.day >= spans.from_date) as after_vnd
  from spans
  inner join paid
    on paid.locality_id = spans.locality_id
    and paid.line_key = spans.line_key
    and paid.paid_since is not distinct from spans.paid_since
  group by spans.locality_id, spans.line_key, spans.from_date
),
told as (
  select
    spans.*,
    place.report_id,
    place.source_ref,
    known.report_id as known_report_id,
    known.source_ref as known_source_ref,
    known.day as known_issued_date,
    known.planned_vnd as known_planned_vnd,
    known.planned_until_date as known_planned_until_date,
    known.actual_vnd as known_actual_vnd,
    known.actual_until_date as known_actual_until_date,
    plans.before_date as planned_before_date,
    plans.before_vnd as planned_before_vnd,
    plans.after_date as planned_after_date,
    plans.after_vnd as planned_after_vnd,
    payments.before_date as paid_before_date,
    payments.before_vnd as paid_before_vnd,
    payments.after_date as paid_after_date,
    payments.after_vnd as paid_after_vnd
  from spans
  left join known_then
    on known_then.locality_id = spans.locality_id
    and known_then.line_key = spans.line_key
    and known_then.from_date = spans.from_date
  left join issues as known on known.issue_id = known_then.known_id
  left join issues as place on place.issue_id = coalesce(known_then.known_id, known_then.coming_id)
  left join plans
    on plans.locality_id = spans.locality_id and plans.line_key = spans.line_key and plans.from_date = spans.from_date
  left join payments
    on payments.locality_id = spans.locality_id
    and payments.line_key = spans.line_key
    and payments.from_date = spans.from_date
),
bounded as (
  select
    told.*,
    -- A figure that was put lower later leaves no room above the higher one.
    case when planned_before_vnd is not null or planned_after_vnd is not null
      then least(coalesce(planned_before_vnd, 0), coalesce(planned_after_vnd, planned_before_vnd)) end as planned_low_vnd,
    case
      when planned_after_vnd is not null then greatest(planned_after_vnd, coalesce(planned_before_vnd, 0))
      -- `greatest` passes over NULL: without a ceiling nothing bounds it.
      when planned_before_vnd is not null and ceiling_vnd is not null then greatest(ceiling_vnd, planned_before_vnd)
    end as planned_high_vnd,
    case when paid_before_vnd is not null or paid_after_vnd is not null
      then least(coalesce(paid_before_vnd, 0), coalesce(paid_after_vnd, paid_before_vnd)) end as paid_low_vnd,
    case
      when paid_after_vnd is not null then greatest(paid_after_vnd, coalesce(paid_before_vnd, 0))
      when paid_before_vnd is not null and ceiling_vnd is not null then greatest(ceiling_vnd, paid_before_vnd)
    end as paid_high_vnd
  from told
)
select
  report_id,
  source_ref,
  locality_id,
  budget_year,
  level,
  line_key,
  group_code,
  project_id,
  component,
  name,
  position,
  from_date,
  to_date,
  known_report_id,
  known_source_ref,
  known_issued_date,
  known_planned_vnd,
  case when known_planned_vnd is not null then known_planned_until_date end as known_planned_until_date,
  known_actual_vnd,
  case when known_actual_vnd is not null then known_actual_until_date end as known_actual_until_date,
  known_planned_vnd - known_actual_vnd as known_gap_vnd,
  planned_before_date,
  planned_before_vnd,
  planned_after_date,
  planned_after_vnd,
  paid_before_date,
  paid_before_vnd,
  paid_after_date,
  paid_after_vnd,
  ceiling_vnd,
  planned_low_vnd,
  planned_high_vnd,
  paid_low_vnd,
  paid_high_vnd,
  planned_low_vnd - paid_high_vnd as gap_low_vnd,
  planned_high_vnd - paid_low_vnd as gap_high_vnd,
  case
    when planned_low_vnd is null or paid_low_vnd is null then 'unknown'
    when planned_before_vnd is null or planned_after_vnd is null or paid_before_vnd is null or paid_after_vnd is null
      then 'bounded'
    when planned_before_date = planned_after_date and paid_before_date = paid_after_date then 'reported'
    else 'interpolated'
  end as basis
from bounded
