-- The line that sums up the table against its groups. A group without a figure of its own counts with its projects. When the total is
-- not the sum of its groups, it is often that of all groups but one, or of the projects as printed.
with amounts as (
  select
    line.report_id, line.row_key, line.source_ref, line.group_code, line.level,
    unnest([
      {'column_name': 'total_investment_vnd', 'label': {'vi': 'tổng mức đầu tư', 'en': 'total investment'}, 'amount': line.total_investment_vnd},
      {'column_name': 'year_plan_vnd', 'label': {'vi': 'kế hoạch vốn năm', 'en': 'capital plan of the year'}, 'amount': line.year_plan_vnd},
      {'column_name': 'planned_vnd', 'label': {'vi': 'dự kiến giải ngân', 'en': 'planned disbursement'}, 'amount': line.planned_vnd},
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

printed_groups as (
  select
    report_id,
    column_name,
    group_code,
    nullif(regexp_extract(group_code, '^(.*)[.][^.]+$', 1), '') as parent_code,
    coalesce(
      max(amount) filter (where level = 'group'),
      if(count(*) filter (where level = 'project' and amount is null) = 0, sum(amount) filter (where level = 'project'), null)
    ) as amount
  from amounts
  where group_code is not null
  group by report_id, column_name, group_code
),

parts as (
  select report_id, column_name, parent_code, if(count(amount) = count(*), sum(amount), null) as amount
  from printed_groups
  where parent_code is not null
  group by report_id, column_name, parent_code
),

-- A.I and A.II are parts of A: their money is in its figure already.
groups as (
  select printed_groups.report_id, printed_groups.column_name, printed_groups.group_code,
    coalesce(printed_groups.amount, parts.amount) as amount
  from printed_groups
  left join parts
    on parts.report_id = printed_groups.report_id
    and parts.column_name = printed_groups.column_name
    and parts.parent_code = printed_groups.group_code
  where not exists (
    select 1
    from printed_groups as parent
    where
      parent.report_id = printed_groups.report_id
      and parent.column_name = printed_groups.column_name
      and parent.group_code = printed_groups.parent_code
  )
),

sums as (
  select
    report_id,
    column_name,
    sum(amount)::bigint as group_sum,
    count(*)::integer as group_count,
    count(amount)::integer as filled_count
  from groups
  group by report_id, column_name
),

candidates as (
  select
    groups.report_id, groups.column_name, 1 as preference, (sums.group_sum - groups.amount)::bigint as amount_sum,
    {
      'vi': concat('tổng các nhóm không kể nhóm ', groups.group_code),
      'en': concat('the sum of the groups without group ', groups.group_code)
    } as set_text
  from groups
  join sums on sums.report_id = groups.report_id and sums.column_name = groups.column_name
  where groups.amount > 0 and sums.group_count > 1
  union all
  select
    report_id, column_name, 2, sum(amount)::bigint,
    {'vi': 'tổng của mọi dự án trong phụ lục', 'en': 'the sum of all projects in the appendix'}
  from amounts
  where level = 'project'
  group by report_id, column_name
  having count(amount) > 1
)

select
  total.report_id,
  'projects' as appendix,
  total.source_ref,
  total.row_key,
  regexp_replace(total.column_name, '_vnd$', '') as field,
  concat(total.row_key, '/', total.column_name) as subject_key,
  total.amount::varchar as raw_value,
  sums.group_sum::varchar as read_value,
  {
    'column': total.label,
    'total': total.amount,
    'group_sum': sums.group_sum,
    'group_count': sums.group_count,
    'difference': abs(sums.group_sum - total.amount)::bigint,
    'explanation': if(
      candidates.set_text is null,
      {'vi': '', 'en': ''},
      {'vi': concat(' Số ở dòng tổng đúng bằng ', candidates.set_text.vi, '.'), 'en': concat(' The total equals ', candidates.set_text.en, ' exactly.')}
    )
  } as arguments
from amounts as total
join sums on sums.report_id = total.report_id and sums.column_name = total.column_name
join steps on steps.report_id = total.report_id and steps.column_name = total.column_name
left join candidates
  on candidates.report_id = total.report_id
  and candidates.column_name = total.column_name
  and candidates.amount_sum = total.amount
where
  total.level = 'group'
  and total.group_code is null
  and sums.group_count > 0
  and (sums.filled_count = sums.group_count or sums.group_sum > total.amount)
  and abs(sums.group_sum - total.amount) > (sums.group_count + 1) * steps.step_vnd / 2
qualify row_number() over (
  partition by total.report_id, total.row_key, total.column_name order by candidates.preference nulls last, candidates.set_text.vi
) = 1
