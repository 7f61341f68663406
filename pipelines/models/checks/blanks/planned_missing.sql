-- Projects without a planned disbursement where others of their group, or their own components, have one; and a group's heading
-- without one where its projects have, and no line of the group's sum below them. Within one group it is one question, however many of its projects are left blank. A group in
-- which nobody has a plan (works that go on, say) is left alone.
with counted as (
  select
    line.*,
    count(line.planned_vnd) filter (where line.level = 'project') over (partition by line.report_id, line.group_code) as planned_in_group,
    (sum(line.planned_vnd) filter (where line.level = 'project') over (partition by line.report_id, line.group_code))::bigint as planned_sum,
    count(line.planned_vnd) filter (where line.level = 'group') over (partition by line.report_id, line.group_code) as planned_in_sums,
    count(line.planned_vnd) filter (where line.level = 'component') over (
      partition by line.report_id, line.group_code, line.project_ordinal
    ) as planned_in_components
  from marts.disbursement_gaps as line
),

blank as (
  select *
  from counted
  where
    planned_vnd is null
    and (
      (level = 'project' and (planned_in_group > 0 or planned_in_components > 0))
      or (level = 'group' and not is_group_inferred and planned_in_group > 0 and planned_in_sums = 0)
    )
),

grouped as (
  select
    report_id,
    level,
    group_code,
    arg_min(source_ref, position) as source_ref,
    arg_min(row_key, position) as row_key,
    arg_min(name, position) as name,
    count(*)::integer as row_count,
    sum(total_investment_vnd)::bigint as total_vnd,
    string_agg(row_key, ', ' order by position) as row_keys,
    any_value(planned_sum) as planned_sum
  from blank
  group by report_id, level, group_code
)

select
  report_id,
  'projects' as appendix,
  source_ref,
  row_key,
  'planned' as field,
  concat(level, '/', group_code, '/planned_vnd') as subject_key,
  null::varchar as raw_value,
  if(level = 'group', planned_sum::varchar, null) as read_value,
  {
    'name': name,
    'count': row_count,
    'total': total_vnd,
    'rows': row_keys,
    'lines': if(
      row_count = 1,
      {'vi': concat(if(level = 'group', 'Nhóm ', 'Dự án '), row_keys), 'en': concat(if(level = 'group', 'Group ', 'Project '), row_keys)},
      {'vi': concat(row_count, ' dự án (', row_keys, '), từ'), 'en': concat(row_count, ' projects (', row_keys, '), from')}
    ),
    'note': if(
      level = 'group',
      {
        'vi': concat('các dự án in trong nhóm cộng lại là ', replace(format('{:,}', planned_sum), ',', '.'), ' đồng'),
        'en': concat('the projects printed in the group add up to ', format('{:,}', planned_sum), ' VND')
      },
      {'vi': 'chưa tính được nhanh hay chậm', 'en': 'nobody can tell how far they lag'}
    )
  } as arguments
from grouped
