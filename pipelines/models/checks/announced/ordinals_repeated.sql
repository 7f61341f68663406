-- One number on two rows of a run: tasks of an office, projects of a group, indicators. Rows under one number that reading told
-- apart by a letter ("18b") are not repeats.
with numbered as (
  select report_id, 'tasks' as appendix, concat('unit ', unit_ordinal) as run_key, row_key, source_ref, position, ordinal, task as name
  from marts.tasks
  union all
  select report_id, 'projects', concat('group ', group_code), row_key, source_ref, position, project_ordinal, name
  from marts.disbursement_gaps
  where level = 'project'
  union all
  select report_id, 'indicators', 'indicators', row_key, source_ref, position, ordinal, name
  from marts.indicators
),

repeats as (
  select
    numbered.*,
    first_value(name) over same_number as first_name,
    row_number() over same_number as place
  from numbered
  where ordinal is not null
  window same_number as (partition by report_id, appendix, run_key, ordinal order by position)
)

select
  report_id,
  appendix,
  source_ref,
  row_key,
  'ordinal' as field,
  concat(appendix, '/', run_key, '/', ordinal) as subject_key,
  ordinal as raw_value,
  null::varchar as read_value,
  {'ordinal': ordinal, 'name': name, 'first': first_name} as arguments
from repeats
where place > 1
