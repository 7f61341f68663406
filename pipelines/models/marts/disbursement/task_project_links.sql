-- Which tasks belong to which projects, by the words that their names share. Rare words weigh more than common ones
-- (log of projects ÷ projects with the word), so that "cải tạo, nâng cấp" alone links nothing. A link is a suggestion: its
-- score is the share of the project's word weight that the task's text holds.
with words_of_tasks as (
  select
    report_id,
    row_key,
    unnest(list_distinct(string_split(
      trim(regexp_replace(replace(strip_accents(lower(task)), 'đ', 'd'), '[^a-z0-9]+', ' ', 'g')), ' '
    ))) as word
  from marts.tasks
),
words_of_projects as (
  select
    report_id,
    row_key,
    unnest(list_distinct(string_split(
      trim(regexp_replace(replace(strip_accents(lower(name)), 'đ', 'd'), '[^a-z0-9]+', ' ', 'g')), ' '
    ))) as word
  from marts.disbursement_gaps
  where level = 'project' and name is not null
),
project_counts as (
  select report_id, count(distinct row_key) as project_count from words_of_projects group by report_id
),
weights as (
  select
    words_of_projects.report_id,
    words_of_projects.word,
    ln((1 + any_value(project_counts.project_count)) / count(*)) as weight
  from words_of_projects
  inner join project_counts on project_counts.report_id = words_of_projects.report_id
  group by words_of_projects.report_id, words_of_projects.word
),
totals as (
  select words_of_projects.report_id, words_of_projects.row_key, sum(weights.weight) as weight
  from words_of_projects
  inner join weights
    on weights.report_id = words_of_projects.report_id and weights.word = words_of_projects.word
  group by words_of_projects.report_id, words_of_projects.row_key
),
shared as (
  select
    words_of_tasks.report_id,
    words_of_tasks.row_key as task_row_key,
    words_of_projects.row_key as project_row_key,
    sum(weights.weight) as weight,
    count(*)::integer as shared_words
  from words_of_tasks
  inner join words_of_projects
    on words_of_projects.report_id = words_of_tasks.report_id and words_of_projects.word = words_of_tasks.word
  inner join weights
    on weights.report_id = words_of_tasks.report_id and weights.word = words_of_tasks.word
  group by words_of_tasks.report_id, task_row_key, project_row_key
),
scored as (
  select
    shared.*,
    round(shared.weight / nullif(totals.weight, 0), 6) as score,
    row_number() over (
      partition by shared.report_id, shared.task_row_key order by shared.weight / nullif(totals.weight, 0) desc, project_row_key
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
  scored.shared_words
from scored
inner join marts.tasks as tasks on tasks.report_id = scored.report_id and tasks.row_key = scored.task_row_key
inner join marts.disbursement_gaps as projects
  on projects.report_id = scored.report_id and projects.row_key = scored.project_row_key
where scored.place = 1 and scored.score >= 0.6 and scored.shared_words >= 4
