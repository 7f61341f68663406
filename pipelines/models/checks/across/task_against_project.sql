-- A task that is still open for a project that the other appendix shows as built or paid out. The link between the two is by the
-- words of their names, so only a close one counts.
with closed_projects as (
  select
    line.*,
    case
      when line.physical_progress_pct >= 95 then {'vi': concat('khối lượng ', line.physical_progress_pct::integer, '%'), 'en': concat(line.physical_progress_pct::integer, '% built')}
      when line.actual_pct >= 95 then {'vi': concat('đã giải ngân ', line.actual_pct::integer, '%'), 'en': concat(line.actual_pct::integer, '% paid')}
      when regexp_matches(lower(concat(line.result, ' ', line.forecast)), '(dự án|công trình) đã hoàn thành|đã thi công xong|đã bàn giao')
        then {'vi': 'đã thi công xong', 'en': 'built'}
    end as state
  from marts.disbursement_gaps as line
  where line.level = 'project'
)

select
  link.report_id,
  'tasks' as appendix,
  task.source_ref,
  task.row_key,
  'forecast' as field,
  concat(task.row_key, '/', link.project_row_key) as subject_key,
  task.forecast as raw_value,
  link.project as read_value,
  {
    'ordinal': task.ordinal,
    'task': task.task,
    'forecast': coalesce(task.forecast, task.result),
    'project': link.project,
    'project_row': link.project_row_key,
    'state': closed_projects.state
  } as arguments
from marts.task_project_links as link
join marts.tasks as task on task.report_id = link.report_id and task.row_key = link.task_row_key
join closed_projects
  on closed_projects.report_id = link.report_id and closed_projects.row_key = link.project_row_key
where link.score >= 0.7 and link.is_open and task.status <> 'unknown' and closed_projects.state is not null
