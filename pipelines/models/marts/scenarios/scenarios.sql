-- The scenarios that have a path, by locality and year: the reports' own, and those that planners wrote. An earlier version
-- goes by <scenario>@<version>.
with paths as (
  select
    locality_id,
    scenario_id,
    max(version) as version,
    bool_and(is_latest) as is_latest,
    year,
    count(distinct indicator_id)::integer as indicator_count,
    max_by(report_id, (month, source_ref, report_id)) as report_id,
    max_by(source_ref, (month, source_ref)) as source_ref
  from marts.scenario_paths
  group by locality_id, scenario_id, year
)
select
  paths.report_id,
  paths.source_ref,
  paths.locality_id,
  paths.scenario_id,
  paths.version,
  paths.is_latest,
  paths.year,
  paths.scenario_id = 'reported' or starts_with(paths.scenario_id, 'reported@') as is_reported,
  coalesce(files.title_vi, 'Kịch bản trong báo cáo') as title_vi,
  coalesce(files.title_en, 'The reports'' own scenario') as title_en,
  files.decided_date,
  files.author,
  files.note,
  paths.indicator_count
from paths
left join raw.scenarios as files
  on files.scenario_id = regexp_replace(paths.scenario_id, '@[0-9]+$', '')
  and files.version = paths.version
  and files.year = paths.year
