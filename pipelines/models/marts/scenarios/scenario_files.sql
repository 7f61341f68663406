-- What planners wrote, whether or not a report can be set beside it yet: a scenario for a year without a report has no path,
-- and says so here. `report_id` and `source_ref` lead to the locality's newest report.
with newest as (
  select locality_id, max_by(report_id, period) as report_id, max_by(source_ref, period) as source_ref
  from marts.reports
  group by locality_id
),
held as (
  select locality_id, year(period)::integer as year, count(*)::integer as report_count
  from marts.reports
  group by all
),
targets as (
  select scenario_id, version, indicator_id from raw.scenario_points
  union
  select scenario_id, version, indicator_id from raw.scenario_rules
),
counts as (
  select scenario_id, version, count(*)::integer as indicator_count from targets group by all
),
paths as (
  select
    locality_id,
    regexp_replace(scenario_id, '@[0-9]+$', '') as scenario_id,
    version,
    year,
    count(distinct indicator_id)::integer as path_count
  from marts.scenario_paths
  group by all
)
select
  newest.report_id,
  newest.source_ref,
  newest.locality_id,
  files.scenario_id,
  files.version,
  files.version = max(files.version) over (partition by files.scenario_id) as is_latest,
  files.year,
  files.title_vi,
  files.title_en,
  files.decided_date,
  coalesce(counts.indicator_count, 0)::integer as indicator_count,
  coalesce(paths.path_count, 0)::integer as path_count,
  coalesce(held.report_count, 0)::integer as report_count
from raw.scenarios as files
inner join newest on files.locality_id is null or files.locality_id = newest.locality_id
left join counts on counts.scenario_id = files.scenario_id and counts.version = files.version
left join held on held.locality_id = newest.locality_id and held.year = files.year
left join paths
  on paths.locality_id = newest.locality_id
  and paths.scenario_id = files.scenario_id
  and paths.version = files.version
  and paths.year = files.year
