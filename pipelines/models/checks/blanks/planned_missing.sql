-- Projects and groups without a planned disbursement, where others of their level in the report have one. Within one group it is
-- one question, however many of its projects are left blank. A project whose own components have one can't do without.
with counted as (
  select
    line.*,
    count(line.planned_vnd) over (partition by line.report_id, line.level, line.group_code) as planned_in_group,
    count(line.planned_vnd) over (partition by line.report_id, line.level) as planned_in_level,
    count(line.planned_vnd) filter (where line.level = 'component') over (
      partition by line.report_id, line.group_code, line.project_ordinal
    ) as planned_in_components
  from marts.disbursement_gaps as line
  where not (line.level = 'group' and line.is_group_inferred)
),

blank as (
  select *
  from counted
  where
    planned_vnd is null
    and (
      (level = 'project' and (planned_in_group > 0 or planned_in_components > 0))
      or (level = 'group' and planned_in_level > 0)
    )
)

select
  report_id,
  'projects' as appendix,
  arg_min(source_ref, position) as source_ref,
  concat(level, '/', group_code, '/planned_vnd') as subject_key,
  null::varchar as raw_value,
  null::varchar as read_value,
  {
    'name': arg_min(name, position),
    'count': count(*),
    'total': sum(total_investment_vnd)::bigint,
    'rows': string_agg(row_key, ', ' order by position)
  } as arguments
from blank
group by report_id, level, group_code
