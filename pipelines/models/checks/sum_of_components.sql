-- The components printed under a project against the project's own figure. Components may leave something out (what isn't
-- itemised), so a smaller sum is a question and a larger one can't be. Figures printed in whole millions, or tenths of
-- them, are rounded: half a step a figure is allowed.
with lines as (
  select line.*
  from marts.disbursement_gaps as line
),

amounts as (
  select
    report_id, row_key, source_ref, group_code, project_ordinal, level, name,
    unnest([
      {'column_name': 'total_investment_vnd', 'label': {'vi': 'tổng mức đầu tư', 'en': 'total investment'}, 'amount': total_investment_vnd},
      {'column_name': 'year_plan_vnd', 'label': {'vi': 'kế hoạch vốn năm', 'en': 'capital plan of the year'}, 'amount': year_plan_vnd},
      {'column_name': 'planned_vnd', 'label': {'vi': 'dự kiến giải ngân', 'en': 'planned disbursement'}, 'amount': planned_vnd},
      -- Paid money that follows from a percentage is rounded with it: only what is printed as money adds up.
      {'column_name': 'actual_vnd', 'label': {'vi': 'số đã giải ngân', 'en': 'money paid'},
       'amount': if(actual_basis = 'reported' and actual_pct is null, actual_vnd, null)}
    ], max_depth := 2)
  from lines
),

steps as (
  select
    report_id,
    column_name,
    case
      when bool_and(amount % 1000000 = 0) then 1000000
      when bool_and(amount % 100000 = 0) then 100000
      when bool_and(amount % 10000 = 0) then 10000
      else 0
    end as step_vnd
  from amounts
  where amount is not null
  group by report_id, column_name
),

components as (
  select
    report_id, group_code, project_ordinal, column_name,
    sum(amount)::bigint as component_sum,
    count(*) as component_count,
    count(amount) as filled_count
  from amounts
  where level = 'component'
  group by report_id, group_code, project_ordinal, column_name
)

select
  project.report_id,
  'projects' as appendix,
  project.source_ref,
  project.row_key,
  regexp_replace(project.column_name, '_vnd$', '') as field,
  concat(project.row_key, '/', project.column_name) as subject_key,
  project.amount as raw_value,
  components.component_sum as read_value,
  {
    'project': project.name,
    'column': project.label,
    'total': project.amount,
    'component_sum': components.component_sum,
    'component_count': components.component_count,
    'difference': abs(components.component_sum - project.amount)::bigint,
    'relation': if(
      components.component_sum > project.amount,
      {'vi': 'lớn hơn', 'en': 'more than'},
      {'vi': 'nhỏ hơn', 'en': 'less than'}
    )
  } as arguments,
  if(components.component_sum > project.amount, 'error', 'warning') as severity
from amounts as project
join components
  on components.report_id = project.report_id
  and components.group_code is not distinct from project.group_code
  and components.project_ordinal is not distinct from project.project_ordinal
  and components.column_name = project.column_name
join steps on steps.report_id = project.report_id and steps.column_name = project.column_name
where
  project.level = 'project'
  and components.filled_count = components.component_count
  and abs(components.component_sum - project.amount) > (components.component_count + 1) * steps.step_vnd / 2
  -- A total investment that is not itemised to the last is the usual form; only more than the whole is a finding there.
  and (project.column_name in ('planned_vnd', 'actual_vnd') or components.component_sum > project.amount)
