-- "(06 DỰ ÁN)" in a group's heading against the projects printed below it, and what the missing ones must add up to.
with printed as (
  select
    project.report_id,
    project.group_code,
    count(*) as printed_count,
    sum(project.total_investment_vnd)::bigint as printed_investment_vnd,
    sum(project.planned_vnd)::bigint as printed_planned_vnd
  from marts.disbursement_gaps as project
  where project.level = 'project'
  group by project.report_id, project.group_code
),

compared as (
  select
    heading.*,
    coalesce(printed.printed_count, 0) as printed_count,
    heading.total_investment_vnd - coalesce(printed.printed_investment_vnd, 0) as rest_investment_vnd,
    heading.planned_vnd - coalesce(printed.printed_planned_vnd, 0) as rest_planned_vnd
  from marts.disbursement_gaps as heading
  left join printed
    on printed.report_id = heading.report_id and printed.group_code is not distinct from heading.group_code
  where heading.level = 'group' and heading.announced_project_count <> coalesce(printed.printed_count, 0)
)

select
  report_id,
  'projects' as appendix,
  source_ref,
  row_key,
  'name' as field,
  row_key as subject_key,
  null::varchar as raw_value,
  printed_count as read_value,
  {
    'group': name,
    'announced': announced_project_count,
    'printed': printed_count,
    'missing': announced_project_count - printed_count,
    'rest_investment_vnd': rest_investment_vnd,
    'rest_planned_vnd': rest_planned_vnd,
    'rest': if(
      announced_project_count > printed_count and rest_investment_vnd > 0,
      {
        'vi': concat(
          ' Còn thiếu ', announced_project_count - printed_count, ' dự án, tổng mức đầu tư cộng lại phải là ',
          replace(format('{:,}', rest_investment_vnd), ',', '.'), ' đồng.'
        ),
        'en': concat(
          ' The ', announced_project_count - printed_count, ' not printed must add up to a total investment of ',
          format('{:,}', rest_investment_vnd), ' VND.'
        )
      },
      {'vi': '', 'en': ''}
    )
  } as arguments
from compared
