-- Each ward's part of a month: what wards can be compared by, and which of it may be added.
-- An indicator printed twice by one ward counts once, as first printed. Money of projects is taken at the finest level that
-- the ward prints, so that a group is not added to its own projects.
with indicators as (
  select indicator.*, printed.is_in_catalogue
  from marts.indicator_months as indicator
  join marts.indicators as printed
    on printed.report_id = indicator.report_id and printed.row_key = indicator.row_key
  qualify row_number() over (
    partition by indicator.period, indicator.locality_id, indicator.indicator_id
    order by length(indicator.row_key), indicator.row_key, indicator.report_id
  ) = 1
),

indicator_figures as (
  select
    report_id, source_ref, period, locality_id, indicator_id as item_id, name as item_name, unit, measure, direction,
    is_in_catalogue,
    unnest([
      {'figure': 'plan_month', 'value': plan_month},
      {'figure': 'actual_month', 'value': actual_month},
      {'figure': 'target_to_date', 'value': target_to_date},
      {'figure': 'actual_to_date', 'value': actual_to_date},
      {'figure': 'plan_year', 'value': plan_year}
    ]) as cell
  from indicators
),

indicator_parts as (
  select
    report_id, source_ref, period, locality_id, 'indicator' as subject, item_id, item_name, unit, measure, direction,
    cell.figure as figure, cell.value as value, null::double as numerator, null::double as denominator,
    1 as row_count, 1 as known_count,
    -- A level may be added over wards where it counts things; an average or a density is a level too, and may not.
    case
      when measure = 'rank' then 'rank'
      when measure = 'rate' or unit in ('percent', 'percentage_point', 'per_mille', 'point') then 'rate'
      when unit is null then 'unit_unknown'
      when contains(unit, '_per_') or unit = 'year_of_age' then 'average'
      when measure = 'stock' and not coalesce(is_in_catalogue, false) then 'may_be_average'
    end as reason_not_added
  from indicator_figures
  where cell.value is not null
),

project_lines as (
  select line.*
  from marts.disbursement_gaps as line
  where line.level in ('project', 'group')
  qualify line.level = max(line.level) over (partition by line.period, line.locality_id)
),

-- A plan that was not printed leaves its project out of both sides of the share.
disbursement as (
  select
    period,
    locality_id,
    arg_min(report_id, source_ref) as report_id,
    min(source_ref) as source_ref,
    count(*)::integer as row_count,
    sum(total_investment_vnd)::double as total_investment,
    count(total_investment_vnd)::integer as total_investment_known,
    sum(planned_vnd)::double as planned,
    count(planned_vnd)::integer as planned_known,
    sum(actual_vnd)::double as actual,
    count(actual_vnd)::integer as actual_known,
    sum(gap_vnd)::double as gap,
    count(gap_vnd)::integer as gap_known,
    sum(case when gap_vnd is not null then planned_vnd end)::double as both_planned,
    sum(case when gap_vnd is not null then actual_vnd end)::double as both_actual
  from project_lines
  group by period, locality_id
),

disbursement_parts as (
  select report_id, source_ref, period, locality_id, row_count, unnest([
    {'figure': 'total_investment', 'unit': 'vnd', 'value': total_investment, 'numerator': null::double, 'denominator': null::double, 'known': total_investment_known},
    {'figure': 'planned', 'unit': 'vnd', 'value': planned, 'numerator': null, 'denominator': null, 'known': planned_known},
    {'figure': 'actual', 'unit': 'vnd', 'value': actual, 'numerator': null, 'denominator': null, 'known': actual_known},
    {'figure': 'gap', 'unit': 'vnd', 'value': gap, 'numerator': null, 'denominator': null, 'known': gap_known},
    {'figure': 'line_count', 'unit': 'project', 'value': row_count::double, 'numerator': null, 'denominator': null, 'known': row_count},
    {'figure': 'actual_of_planned', 'unit': 'percent', 'value': round(100 * both_actual / nullif(both_planned, 0), 6), 'numerator': both_actual, 'denominator': both_planned, 'known': gap_known}
  ]) as cell
  from disbursement
),

tasks as (
  select
    period,
    locality_id,
    arg_min(report_id, source_ref) as report_id,
    min(source_ref) as source_ref,
    count(*)::integer as row_count,
    count(*) filter (where status <> 'unknown')::integer as known_count,
    count(*) filter (where is_done)::integer as done_count,
    count(*) filter (where is_overdue)::integer as overdue_count
  from marts.tasks
  group by period, locality_id
),

task_parts as (
  select report_id, source_ref, period, locality_id, row_count, unnest([
    {'figure': 'task_count', 'unit': 'task', 'value': row_count::double, 'numerator': null::double, 'denominator': null::double, 'known': row_count},
    {'figure': 'done_count', 'unit': 'task', 'value': done_count::double, 'numerator': null, 'denominator': null, 'known': known_count},
    {'figure': 'overdue_count', 'unit': 'task', 'value': overdue_count::double, 'numerator': null, 'denominator': null, 'known': row_count},
    {'figure': 'done_of_all', 'unit': 'percent', 'value': round(100 * done_count / row_count, 6), 'numerator': done_count::double, 'denominator': row_count::double, 'known': known_count}
  ]) as cell
  from tasks
),

parts as (
  select * from indicator_parts
  union all by name
  select
    report_id, source_ref, period, locality_id, 'disbursement' as subject, cell.figure as item_id, null as item_name,
    cell.unit as unit, if(cell.numerator is null, 'flow', 'rate') as measure, cell.figure as figure, cell.value as value,
    cell.numerator as numerator, cell.denominator as denominator, row_count, cell.known as known_count,
    null as reason_not_added
  from disbursement_parts
  where cell.value is not null
  union all by name
  select
    report_id, source_ref, period, locality_id, 'task' as subject, cell.figure as item_id, null as item_name,
    cell.unit as unit, if(cell.numerator is null, 'flow', 'rate') as measure, cell.figure as figure, cell.value as value,
    cell.numerator as numerator, cell.denominator as denominator, row_count, cell.known as known_count,
    null as reason_not_added
  from task_parts
),

names as (
  select locality_id, arg_max(locality, period) as locality from marts.reports group by locality_id
)

select
  parts.report_id,
  parts.source_ref,
  parts.period,
  parts.locality_id,
  names.locality,
  parts.subject,
  parts.item_id,
  parts.figure,
  parts.item_name,
  parts.unit,
  parts.measure,
  parts.direction,
  parts.value,
  parts.numerator,
  parts.denominator,
  parts.row_count,
  parts.known_count,
  parts.reason_not_added
from parts
left join names on names.locality_id = parts.locality_id
order by parts.period, parts.locality_id, parts.subject, parts.item_id, parts.figure
