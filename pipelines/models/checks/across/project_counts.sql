-- "10/14 dự án", or "tổng số 14 dự án", in the tasks against the projects of the other appendix: neither the number printed, nor the
-- number that the groups announce, nor the number of one group.
with said as (
  select
    fact.*,
    coalesce(fact.value_of, fact.value) as total
  from marts.facts as fact
  where
    fact.table_name = 'tasks'
    and (fact.kind = 'fraction' or (fact.kind = 'count' and fact.role = 'total'))
    and (fact.unit = 'project' or lower(coalesce(fact.unit, '')) in ('dự án', 'công trình'))
),

counts as (
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
  {
    'text': if(fact.kind = 'fraction', concat(fact.value::bigint, '/', fact.value_of::bigint), fact.value::bigint::varchar),
    'total': fact.total,
    'printed': counts.printed,
    'announced': if(
      counts.announced is null,
      {'vi': '', 'en': ''},
      {'vi': concat(', các tiêu đề nhóm nêu ', counts.announced), 'en': concat(', and its headings announce ', counts.announced)}
    )
  } as arguments
from said as fact
join counts on counts.report_id = fact.report_id
where
  counts.printed > 0
  and fact.total <> counts.printed
  and fact.total is distinct from counts.announced
  and not exists (
    select 1
    from group_counts
    where group_counts.report_id = fact.report_id and group_counts.project_count = fact.total
  )
-- A sentence that counts twice asks once.
qualify row_number() over (partition by fact.report_id, fact.row_key, fact.field order by fact.total desc, fact.start) = 1
