-- The projects printed in a group against the group's own figure. Where the heading announces more projects than are
-- printed, a smaller sum proves nothing here (rows_announced says what the missing ones must add up to). When the total is
-- not the sum of its own projects, other sets of printed lines are tried: it often equals one of them exactly.
with amounts as (
  select
    line.report_id, line.row_key, line.source_ref, line.group_code, line.level, line.name, line.announced_project_count,
    unnest([
      {'column_name': 'total_investment_vnd', 'label': {'vi': 'tổng mức đầu tư', 'en': 'total investment'}, 'amount': line.total_investment_vnd},
      {'column_name': 'year_plan_vnd', 'label': {'vi': 'kế hoạch vốn năm', 'en': 'capital plan of the year'}, 'amount': line.year_plan_vnd},
      {'column_name': 'planned_vnd', 'label': {'vi': 'dự kiến giải ngân', 'en': 'planned disbursement'}, 'amount': line.planned_vnd},
      -- Paid money that follows from a percentage is rounded with it: only what is printed as money adds up.
      {'column_name': 'actual_vnd', 'label': {'vi': 'số đã giải ngân', 'en': 'money paid'},
       'amount': if(line.actual_basis = 'reported' and line.actual_pct is null, line.actual_vnd, null)}
    ], max_depth := 2)
  from marts.disbursement_gaps as line
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

by_group as (
  select
    report_id, column_name, group_code, level,
    sum(amount)::bigint as amount_sum,
    count(*) as line_count,
    count(amount) as filled_count
  from amounts
  where level <> 'group'
  group by report_id, column_name, group_code, level
),

mismatches as (
  select
    heading.*,
    projects.amount_sum as project_sum,
    projects.line_count as project_count,
    steps.step_vnd
  from amounts as heading
  join by_group as projects
    on projects.report_id = heading.report_id
    and projects.column_name = heading.column_name
    and projects.group_code is not distinct from heading.group_code
    and projects.level = 'project'
  join steps on steps.report_id = heading.report_id and steps.column_name = heading.column_name
  where
    heading.level = 'group'
    and projects.filled_count > 0
    and abs(projects.amount_sum - heading.amount) > (projects.line_count + 1) * steps.step_vnd / 2
    -- Missing rows, or rows without a figure, can only make the sum smaller.
    and not (
      projects.amount_sum < heading.amount
      and (coalesce(heading.announced_project_count > projects.line_count, false) or projects.filled_count < projects.line_count)
    )
),

candidates as (
  select
    report_id, column_name, null as group_code, 1 as preference,
    sum(amount_sum)::bigint as amount_sum,
    {'vi': 'tổng của mọi dự án trong phụ lục', 'en': 'the sum of all projects in the appendix'} as set_text
  from by_group
  where level = 'project'
  group by report_id, column_name
  having count(*) > 1
  union all
  select
    report_id, column_name, group_code, 2, amount_sum,
    {'vi': concat('tổng các thành phần của nhóm ', group_code), 'en': concat('the sum of the components of group ', group_code)}
  from by_group
  where level = 'component'
  union all
  select
    report_id, column_name, group_code, 3, amount_sum,
    {'vi': concat('tổng các dự án của nhóm ', group_code), 'en': concat('the sum of the projects of group ', group_code)}
  from by_group
  where level = 'project'
  union all
  select
    one.report_id, one.column_name, one.group_code, 4, (one.amount_sum + other.amount_sum)::bigint,
    {
      'vi': concat('tổng các dự án của nhóm ', one.group_code, ' và nhóm ', other.group_code),
      'en': concat('the sum of the projects of groups ', one.group_code, ' and ', other.group_code)
    }
  from by_group as one
  join by_group as other
    on other.report_id = one.report_id and other.column_name = one.column_name and other.group_code > one.group_code
  where one.level = 'project' and other.level = 'project'
  union all
  select
    report_id, column_name, null, 5, sum(amount)::bigint,
    {'vi': 'tổng các dòng nhóm', 'en': 'the sum of the groups'' own figures'}
  from amounts
  where level = 'group' and group_code is not null
  group by report_id, column_name
  having count(amount) > 1
  union all
  -- Less one project: a line that was added to the table, or left out of the total, afterwards.
  select
    project.report_id, project.column_name, project.group_code, 6, (own.amount_sum - project.amount)::bigint,
    {
      'vi': concat('tổng các dự án của nhóm không kể dự án ', project.row_key),
      'en': concat('the sum of the group''s projects without ', project.row_key)
    }
  from amounts as project
  join by_group as own
    on own.report_id = project.report_id and own.column_name = project.column_name
    and own.group_code is not distinct from project.group_code and own.level = 'project'
  where project.level = 'project' and project.amount > 0
),

explained as (
  select
    mismatches.*,
    candidates.set_text
  from mismatches
  left join candidates
    on candidates.report_id = mismatches.report_id
    and candidates.column_name = mismatches.column_name
    and candidates.amount_sum = mismatches.amount
  qualify row_number() over (
    partition by mismatches.report_id, mismatches.row_key, mismatches.column_name
    order by candidates.preference nulls last, candidates.group_code
  ) = 1
)

select
  report_id,
  'projects' as appendix,
  source_ref,
  row_key,
  regexp_replace(column_name, '_vnd$', '') as field,
  concat(row_key, '/', column_name) as subject_key,
  amount as raw_value,
  project_sum as read_value,
  {
    'group': name,
    'column': label,
    'total': amount,
    'project_sum': project_sum,
    'project_count': project_count,
    'difference': abs(project_sum - amount)::bigint,
    'explanation': if(
      set_text is null,
      {'vi': '', 'en': ''},
      {'vi': concat(' Số ở dòng nhóm đúng bằng ', set_text.vi, '.'), 'en': concat(' The group''s figure equals ', set_text.en, ' exactly.')}
    )
  } as arguments
from explained
