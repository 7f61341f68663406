-- Numbers that a run of ordinals skips: offices, tasks of an office, projects of a group, indicators.
with numbered as (
  select
    report_id, 'tasks' as appendix, concat('unit ', unit_ordinal) as run_key, unit as run_text, row_key, source_ref, position, ordinal,
    concat(regexp_extract(ordinal, '^(.*[.])', 1)) as prefix,
    try_cast(regexp_extract(ordinal, '(\d+)$', 1) as integer) as number
  from marts.tasks
  union all
  select
    report_id, 'tasks', 'units', null, arg_min(row_key, position), arg_min(source_ref, position), min(position), unit_ordinal, '',
    try_cast(regexp_extract(unit_ordinal, '^(\d+)$', 1) as integer)
  from marts.tasks
  group by report_id, unit_ordinal
  union all
  select
    report_id, 'projects', concat('group ', group_code), concat(group_code), row_key, source_ref, position, project_ordinal, '',
    try_cast(regexp_extract(project_ordinal, '^(\d+)$', 1) as integer)
  from marts.disbursement_gaps
  where level = 'project'
  union all
  select
    report_id, 'indicators', 'indicators', null, row_key, source_ref, position, ordinal, '',
    try_cast(regexp_extract(ordinal, '^(\d+)$', 1) as integer)
  from marts.indicators
),

-- The number before: of its own run, where the same number twice is no gap; and of the row above, whatever its run.
neighbours as (
  select
    numbered.*,
    lag(numbered.number) over (
      partition by numbered.report_id, numbered.appendix, numbered.run_key
      order by numbered.number, numbered.position
    ) as before_in_run,
    lag(numbered.number) over (
      partition by numbered.report_id, numbered.appendix, numbered.run_key = 'units', numbered.prefix
      order by numbered.position
    ) as before_in_table
  from numbered
  where numbered.number is not null
),

-- Numbers may begin anew with each office or group, or run on through all of them.
ordered as (
  select
    neighbours.*,
    coalesce(before_in_run, if(before_in_table = number - 1, before_in_table, 0)) as number_before
  from neighbours
),

gaps as (
  select
    ordered.*,
    concat(prefix, number_before + 1) as first_missing,
    concat(prefix, number - 1) as last_missing,
    number - number_before - 1 as missing_count
  from ordered
  where number - number_before > 1
)

select
  report_id,
  appendix,
  source_ref,
  row_key,
  if(run_key = 'units', 'unit_ordinal', 'ordinal') as field,
  concat(appendix, '/', run_key, '/', first_missing) as subject_key,
  ordinal as raw_value,
  first_missing as read_value,
  {
    'missing': if(missing_count = 1, first_missing, concat(first_missing, '–', last_missing)),
    'missing_count': missing_count,
    'following': ordinal,
    'place': case
      when run_text is null then {'vi': '', 'en': ''}
      when appendix = 'tasks' then {'vi': concat(' (', run_text, ')'), 'en': concat(' (', run_text, ')')}
      else {'vi': concat(' trong nhóm ', run_text), 'en': concat(' in group ', run_text)}
    end
  } as arguments
from gaps
