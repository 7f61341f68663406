-- Names that are the same but for their accents: in columns that hold names, the spelling of the fewer rows is questioned; the
-- locality's own name is right as the report's title writes it.
with names as (
  select report_id, 'projects' as appendix, 'project_lines' as table_name, 'location' as field, row_key, source_ref, position, location as name
  from marts.disbursement_gaps
  union all
  select report_id, 'tasks', 'tasks', 'authority', row_key, source_ref, position, authority from marts.tasks
  union all
  select report_id, 'tasks', 'tasks', 'unit', row_key, source_ref, position, unit from marts.tasks
  union all
  select report_id, 'indicators', 'indicators', 'unit_text', row_key, source_ref, position, unit_text from marts.indicators
),

folded as (
  select
    names.*,
    replace(strip_accents(lower(trim(name))), 'đ', 'd') as folded_name,
    lower(trim(name)) as spelling
  from names
  where length(trim(name)) > 2
),

spellings as (
  select
    report_id,
    appendix,
    table_name,
    field,
    folded_name,
    spelling,
    min(name) as name,
    count(*)::integer as row_count,
    arg_min(row_key, position) as row_key,
    arg_min(source_ref, position) as source_ref
  from folded
  group by report_id, appendix, table_name, field, folded_name, spelling
),

ranked as (
  select
    spellings.*,
    first_value(name) over by_count as usual_name,
    first_value(row_count) over by_count as usual_count,
    row_number() over by_count as place
  from spellings
  left join marts.reports as report on report.report_id = spellings.report_id
  window by_count as (
    partition by spellings.report_id, appendix, field, folded_name
    order by (spelling = lower(report.locality)) desc nulls last, row_count desc, spelling
  )
)

select
  ranked.report_id,
  ranked.appendix,
  ranked.source_ref,
  ranked.row_key,
  regexp_replace(ranked.field, '_text$', '') as field,
  ranked.field || '/' || ranked.spelling as subject_key,
  ranked.name as raw_value,
  ranked.usual_name as read_value,
  json_object('name', ranked.name, 'count', ranked.row_count, 'usual', ranked.usual_name, 'usual_count', ranked.usual_count)
    as arguments
from ranked
where ranked.place > 1
