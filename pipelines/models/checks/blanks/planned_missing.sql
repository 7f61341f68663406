-- A project or group without a planned disbursement, where others of its level in the report have one.
with counted as (
  select
    line.*,
    count(line.planned_vnd) over (partition by line.report_id, line.level, line.group_code) as planned_in_group,
    count(line.planned_vnd) over (partition by line.report_id, line.level) as planned_in_level
  from marts.disbursement_gaps as line
  where not (line.level = 'group' and line.is_group_inferred)
)

select
  counted.report_id,
  'projects' as appendix,
  counted.source_ref,
  counted.row_key || '/planned_vnd' as subject_key,
  null::varchar as raw_value,
  null::varchar as read_value,
  json_object('name', counted.name, 'total', counted.total_investment_vnd) as arguments
from counted
where
  counted.planned_vnd is null
  and (
    (counted.level = 'project' and counted.planned_in_group > 0)
    or (counted.level = 'group' and counted.planned_in_level > 0)
  )
