-- What changed since the month before, of the same locality: verdicts that turned, leads over the scenario that grew or shrank,
-- plans that moved, money paid, gaps that opened and closed, tasks done, overdue, put off, new and gone. What restates an earlier
-- figure of the same month is in marts.restatements; here two months are compared. `outlook` says whether the change is good.
-- Verdicts and leads are those of one comparison in both months. Across the turn of the year it is the month's: what counts since
-- 1 January begins anew, with another year's plan. Money that is counted anew is neither paid nor taken back.
with variances as (
  select
    report_id,
    row_key,
    verdict_computed,
    scope,
    unit,
    measure,
    direction,
    -- Points for rates, hundredths of the target for all else.
    if(measure in ('flow', 'stock'), variance_pct, variance) as lead,
    is_verdict_scope
  from marts.indicator_variance
  where scenario_id = 'reported'
),
indicator_pairs as (
  select
    matches.*,
    later.verdict_computed as verdict_after,
    earlier.verdict_computed as verdict_before,
    later.lead as lead_after,
    earlier.lead as lead_before,
    later.scope,
    if(later.measure in ('flow', 'stock'), 'percent', 'percentage_point') as lead_unit,
    if(later.direction = 'lower', -1, 1) as sign,
    now_row.unit,
    now_row.plan_year as plan_after,
    then_row.plan_year as plan_before,
    year(now_row.period) = year(then_row.period) and now_row.unit is not distinct from then_row.unit as is_same_plan
  from marts.month_matches as matches
  inner join marts.indicators as now_row on now_row.report_id = matches.report_id and now_row.row_key = matches.row_key
  inner join marts.indicators as then_row
    on then_row.report_id = matches.previous_report_id and then_row.row_key = matches.previous_row_key
  left join variances as later
    on later.report_id = matches.report_id
    and later.row_key = matches.row_key
    and if(year(now_row.period) = year(then_row.period), later.is_verdict_scope, later.scope = 'month')
  left join variances as earlier
    on earlier.report_id = matches.previous_report_id
    and earlier.row_key = matches.previous_row_key
    and earlier.scope = later.scope
  where matches.appendix = 'indicators'
),
project_pairs as (
  select
    matches.*,
    if(is_counted_on, now_row.actual_vnd, null) as paid_after,
    if(is_counted_on, then_row.actual_vnd, null) as paid_before,
    if(is_counted_on, now_row.gap_vnd, null) as gap_after,
    if(is_counted_on, then_row.gap_vnd, null) as gap_before,
    now_row.planned_vnd as planned_after,
    then_row.planned_vnd as planned_before,
    now_row.planned_until_date is not distinct from then_row.planned_until_date
    and (now_row.planned_until_date is not null or year(matches.previous_period) = year(now_row.period)) as is_same_day,
    now_row.total_investment_vnd as investment_after,
    then_row.total_investment_vnd as investment_before
  from marts.month_matches as matches
  inner join marts.disbursement_gaps as now_row
    on now_row.report_id = matches.report_id and now_row.row_key = matches.row_key
  inner join marts.disbursement_gaps as then_row
    on then_row.report_id = matches.previous_report_id and then_row.row_key = matches.previous_row_key
  left join staging.payment_years as payment_years
    on payment_years.locality_id = now_row.locality_id and payment_years.budget_year = year(now_row.period)
  cross join lateral (
    select coalesce(payment_years.paid_since <= matches.previous_period, true) as is_counted_on
  ) as counting
  where matches.appendix = 'projects'
),
task_pairs as (
  select
    matches.*,
    now_row.status as status_after,
    then_row.status as status_before,
    now_row.is_done as is_done_after,
    then_row.is_done as is_done_before,
    now_row.is_overdue as is_overdue_after,
    then_row.is_overdue as is_overdue_before,
    now_row.is_recurring,
    now_row.deadline_end_date as deadline_after,
    then_row.deadline_end_date as deadline_before,
    now_row.progress_done as progress_after,
    then_row.progress_done as progress_before,
    now_row.progress_total is not distinct from then_row.progress_total as is_same_total
  from marts.month_matches as matches
  inner join marts.tasks as now_row on now_row.report_id = matches.report_id and now_row.row_key = matches.row_key
  inner join marts.tasks as then_row
    on then_row.report_id = matches.previous_report_id and then_row.row_key = matches.previous_row_key
  where matches.appendix = 'tasks'
),
-- What may have changed of each pair, and whether it has: first what is a number, then what is a word or a day.
number_changes as (
  select report_id, appendix, row_key, previous_row_key, scope, unnest([
    {
      'change': 'lead_moved', 'has_changed': abs(lead_after - lead_before) > 1e-6,
      'column_name': if(lead_unit = 'percentage_point', 'variance', 'variance_pct'), 'unit': lead_unit,
      'outlook': if(sign * lead_after > sign * lead_before, 'better', 'worse'),
      'value_before': lead_before, 'value_after': lead_after
    },
    {
      'change': 'plan_moved', 'has_changed': is_same_plan and plan_before <> plan_after,
      'column_name': 'plan_year', 'unit': unit, 'outlook': 'neutral',
      'value_before': plan_before, 'value_after': plan_after
    }
  ], max_depth := 2)
  from indicator_pairs
  union all
  select report_id, appendix, row_key, previous_row_key, null, unnest([
    {
      -- Payments of one counting never shrink, so less than before can only be a restatement.
      'change': if(paid_after > paid_before, 'paid', 'paid_less'), 'has_changed': paid_after <> paid_before,
      'column_name': 'actual_vnd', 'unit': 'vnd', 'outlook': if(paid_after > paid_before, 'better', 'worse'),
      'value_before': paid_before::double, 'value_after': paid_after::double
    },
    {
      'change': case
        when gap_before <= 0 and gap_after > 0 then 'gap_opened'
        when gap_before > 0 and gap_after <= 0 then 'gap_closed'
        else 'gap_moved'
      end,
      'has_changed': gap_after <> gap_before,
      'column_name': 'gap_vnd', 'unit': 'vnd', 'outlook': if(gap_after > gap_before, 'worse', 'better'),
      'value_before': gap_before::double, 'value_after': gap_after::double
    },
    {
      'change': 'planned_moved', 'has_changed': is_same_day and planned_after <> planned_before,
      'column_name': 'planned_vnd', 'unit': 'vnd', 'outlook': 'neutral',
      'value_before': planned_before::double, 'value_after': planned_after::double
    },
    {
      'change': 'investment_moved', 'has_changed': investment_after <> investment_before,
      'column_name': 'total_investment_vnd', 'unit': 'vnd', 'outlook': 'neutral',
      'value_before': investment_before::double, 'value_after': investment_after::double
    }
  ], max_depth := 2)
  from project_pairs
  union all
  select report_id, appendix, row_key, previous_row_key, null, unnest([
    {
      'change': 'progress_moved', 'has_changed': is_same_total and progress_after <> progress_before,
      'column_name': 'progress_done', 'unit': 'count',
      'outlook': if(progress_after > progress_before, 'better', 'worse'),
      'value_before': progress_before::double, 'value_after': progress_after::double
    }
  ], max_depth := 2)
  from task_pairs
),
word_changes as (
  select report_id, appendix, row_key, previous_row_key, scope, unnest([
    {
      'change': 'verdict_turned', 'has_changed': verdict_before <> verdict_after, 'column_name': 'verdict_computed',
      'outlook': case
        when verdict_after = 'missed' then 'worse' when verdict_before = 'missed' then 'better' else 'neutral'
      end,
      'text_before': verdict_before, 'text_after': verdict_after
    }
  ], max_depth := 2)
  from indicator_pairs
  union all
  select report_id, appendix, row_key, previous_row_key, null, unnest([
    {
      'change': case
        when is_done_after and not is_done_before then 'completed'
        when is_done_before and not is_done_after then 'reopened'
        else 'status_moved'
      end,
      'has_changed': status_before <> status_after, 'column_name': 'status',
      'outlook': case
        when is_done_after and not is_done_before then 'better'
        -- What comes back every month is open again, and nothing is wrong with it.
        when is_done_before and not is_done_after and not coalesce(is_recurring, false) then 'worse'
        else 'neutral'
      end,
      'text_before': status_before, 'text_after': status_after
    },
    {
      'change': 'became_overdue', 'has_changed': is_overdue_after and not is_overdue_before,
      'column_name': 'deadline_end_date', 'outlook': 'worse',
      'text_before': deadline_before::varchar, 'text_after': deadline_after::varchar
    },
    {
      'change': 'deadline_moved',
      'has_changed': deadline_after <> deadline_before and not coalesce(is_recurring, false),
      'column_name': 'deadline_end_date', 'outlook': if(deadline_after > deadline_before, 'worse', 'better'),
      'text_before': deadline_before::varchar, 'text_after': deadline_after::varchar
    }
  ], max_depth := 2)
  from task_pairs
),
-- Rows that were not there, or are there no more. A task that was not done and is named no more is a question, and so is a
-- project that was behind its plan, unless a new year names its projects anew.
row_changes as (
  select
    matches.report_id,
    matches.appendix,
    matches.row_key,
    matches.previous_row_key,
    matches.match as change,
    if(
      matches.match = 'dropped'
      and (
        not earlier.is_done
        or (project.gap_vnd > 0 and year(matches.previous_period) = year(reports.period) and not is_parted)
      ),
      'worse', 'neutral'
    ) as outlook,
    earlier.status as text_before,
    later.status as text_after
  from marts.month_matches as matches
  left join marts.tasks as earlier
    on matches.appendix = 'tasks'
    and earlier.report_id = matches.previous_report_id
    and earlier.row_key = matches.previous_row_key
  left join marts.tasks as later
    on matches.appendix = 'tasks' and later.report_id = matches.report_id and later.row_key = matches.row_key
  left join marts.disbursement_gaps as project
    on matches.appendix = 'projects'
    and project.report_id = matches.previous_report_id
    and project.row_key = matches.previous_row_key
  inner join marts.reports as reports on reports.report_id = matches.report_id
  -- "Đường A (đoạn 1)" and "Đường A (đoạn 2)" are what became of "Đường A".
  cross join lateral (
    select exists (
      select 1 from marts.month_matches as added
      where
        added.report_id = matches.report_id
        and added.appendix = matches.appendix
        and added.match = 'added'
        and starts_with(strip_accents(lower(added.name)), strip_accents(lower(matches.name)))
    ) as is_parted
  ) as parted
  where matches.match in ('added', 'dropped')
),
changes as (
  select * from number_changes where has_changed
  union all by name
  select * from word_changes where has_changed
  union all by name
  select * from row_changes
)
select
  changes.report_id,
  reports.locality_id,
  reports.period,
  matches.source_ref,
  matches.previous_report_id,
  matches.previous_period,
  matches.previous_source_ref,
  changes.appendix,
  coalesce(changes.row_key, changes.previous_row_key) as row_key,
  matches.name,
  matches.match = 'reworded' as is_reworded,
  changes.change,
  changes.column_name,
  changes.scope,
  changes.outlook,
  changes.unit,
  changes.value_before,
  changes.value_after,
  round(changes.value_after - changes.value_before, 6) as value_change,
  changes.text_before,
  changes.text_after
from changes
inner join marts.month_matches as matches
  on matches.report_id = changes.report_id
  and matches.appendix = changes.appendix
  and matches.row_key is not distinct from changes.row_key
  and matches.previous_row_key is not distinct from changes.previous_row_key
inner join marts.reports as reports on reports.report_id = changes.report_id
