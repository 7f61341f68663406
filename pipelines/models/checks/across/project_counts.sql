-- "10/14 dự án" in the tasks against the projects of the other appendix: neither the number printed, nor the number that the
-- groups announce, nor the number of one group.
with counts as (
  select
    line.report_id,
    count(*) filter (where line.level = 'project')::integer as printed,
    sum(line.announced_project_count)::integer as announced
  from marts.disbursement_gaps as line
  group by line.report_id
),

group_counts as (
  select report_id, group_code, count(*)::integer as project_count
  from marts.disbursement_gaps
  where level = 'project'
  group by report_id, group_code
)

select
  fact.report_id,
  fact.appendix,
  fact.cell_ref as source_ref,
  fact.row_key || '/' || fact.field as subject_key,
  fact.text as raw_value,
  counts.printed::varchar as read_value,
  json_object('text', concat(fact.value::bigint, '/', fact.value_of::bigint), 'total', fact.value_of, 'printed', counts.printed, 'announced', counts.announced) as arguments
from marts.facts as fact
join counts on counts.report_id = fact.report_id
where
  fact.table_name = 'tasks'
  and fact.kind = 'fraction'
  and (fact.unit = 'project' or lower(coalesce(fact.unit, '')) = 'dự án')
  and fact.value_of <> counts.printed
  and fact.value_of is distinct from counts.announced
  and not exists (
    select 1
    from group_counts
    where group_counts.report_id = fact.report_id and group_counts.project_count = fact.value_of
  )
