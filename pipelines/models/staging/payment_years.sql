-- Since when the payments of a year's reports count. Most reports count a project's payments since its start; others count
-- since 1 January, and their headings don't always say so. Payments since a start never shrink, so where those of the projects
-- that both years name are together less in a year's first report than in the last report before it, the counting began anew
-- on 1 January of that year. Of no project alone: one figure may have been corrected.
with years as (
  select distinct locality_id, year(period)::integer as budget_year
  from staging.project_lines
  where is_current
),
turns as (
  select
    years.locality_id,
    years.budget_year,
    max(line.period) filter (where year(line.period) < years.budget_year) as last_before,
    min(line.period) filter (where year(line.period) = years.budget_year) as first_after
  from years
  inner join staging.project_lines as line on line.locality_id = years.locality_id
  where line.is_current and line.level = 'project' and line.actual_vnd is not null
  group by years.locality_id, years.budget_year
),
paid as (
  select locality_id, period, project_id, max(actual_vnd) as actual_vnd
  from staging.project_lines
  where is_current and level = 'project' and project_id is not null and actual_vnd is not null
  group by locality_id, period, project_id
),
began_anew as (
  select turns.locality_id, turns.budget_year, sum(later.actual_vnd) < sum(earlier.actual_vnd) as is_anew
  from turns
  inner join paid as earlier on earlier.locality_id = turns.locality_id and earlier.period = turns.last_before
  inner join paid as later
    on later.locality_id = turns.locality_id and later.period = turns.first_after and later.project_id = earlier.project_id
  group by turns.locality_id, turns.budget_year
)
select
  years.locality_id,
  years.budget_year,
  max(case when began_anew.is_anew then make_date(years.budget_year, 1, 1) end) over (
    partition by years.locality_id order by years.budget_year
  ) as paid_since
from years
left join began_anew on began_anew.locality_id = years.locality_id and began_anew.budget_year = years.budget_year
