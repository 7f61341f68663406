-- Which tasks belong to which projects, by the pairs of neighbouring words that their names share ("Hoa Lư", "Lê Lợi"). Rare
-- pairs weigh more than common ones (log of texts ÷ texts with the pair), so that "trên địa bàn phường" or "cải tạo, nâng
-- cấp" links nothing. A link is a suggestion: its score is the share of the project's weight that the task's text holds.
with texts as (
  select report_id, 'task' as kind, row_key, task as text from marts.tasks where task is not null
  union all
  select report_id, 'project' as kind, row_key, name as text
  from marts.disbursement_gaps where level = 'project' and name is not null
),
words as (
  select
    report_id,
    kind,
    row_key,
    string_split(
      trim(regexp_replace(replace(strip_accents(lower(text)), 'đ', 'd'), '[^a-z0-9]+', ' ', 'g')), ' '
    ) as list
  from texts
),
pairs as (
  select
    report_id,
    kind,
    row_key,
    unnest(list_distinct(list_transform(list_zip(list[:-2], list[2:]), lambda pair: pair[1] || ' ' || pair[2]))) as pair
  from words
  where len(list) > 1
),
text_counts as (
  select report_id, count(*) as text_count from texts group by report_id
),
weights as (
  select pairs.report_id, pairs.pair, ln((1 + any_value(text_counts.text_count)) / count(*)) as weight
  from pairs
  inner join text_counts on text_counts.report_id = pairs.report_id
  group by pairs.report_id, pairs.pair
),
project_pairs as (
  select pairs.report_id, pairs.row_key, pairs.pair, weights.weight
  from pairs
  inner join weights on weights.report_id = pairs.report_id and weights.pair = pairs.pair
  where pairs.kind = 'project'
),
totals as (
  select report_id, row_key, sum(weight) as weight from project_pairs group by report_id, row_key
),
shared as (
  select
    pairs.report_id,
    pairs.row_key as task_row_key,
    project_pairs.row_key as project_row_key,
    sum(project_pairs.weight) as weight,
    count(*)::integer as shared_pairs
  from pairs
  inner join project_pairs on project_pairs.report_id = pairs.report_id and project_pairs.pair = pairs.pair
  where pairs.kind = 'task'
  group by pairs.report_id, task_row_key, project_row_key
),
scored as (
  select
    shared.*,
    round(shared.weight / nullif(totals.weight, 0), 6) as score,
    row_number() over (
      partition by shared.report_id, shared.task_row_key
      order by shared.weight / nullif(totals.weight, 0) desc, project_row_key
    ) as place
  from shared
  inner join totals on totals.report_id = shared.report_id and totals.row_key = shared.project_row_key
)
select
  scored.report_id,
  tasks.source_ref,
  scored.task_row_key,
  scored.project_row_key,
  projects.source_ref as project_source_ref,
  tasks.locality_id,
  tasks.period,
  tasks.task,
  projects.name as project,
  projects.project_id,
  tasks.status,
  tasks.is_overdue,
  tasks.status not in ('completed', 'exceeded') as is_open,
  scored.score,
  scored.shared_pairs
from scored
inner join marts.tasks as tasks on tasks.report_id = scored.report_id and tasks.row_key = scored.task_row_key
inner join marts.disbursement_gaps as projects
  on projects.report_id = scored.report_id and projects.row_key = scored.project_row_key
where scored.place = 1 and scored.score >= 0.5 and scored.shared_pairs >= 3
