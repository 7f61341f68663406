-- Compares each issue of an appendix with the one before it of the same locality and period, cell by cell. Columns that
-- say where a value stands or how precisely it was printed are no values of their own.
with tasks as (
  -- Not "task": a column has that name, and would be taken for the row.
  select report_id, locality_id, period, row_key, source_ref, to_json(task_row) as row_json
  from staging.tasks as task_row
),

project_lines as (
  select report_id, locality_id, period, row_key, source_ref, to_json(line) as row_json
  from staging.project_lines as line
),

indicators as (
  select report_id, locality_id, period, row_key, source_ref, to_json(indicator) as row_json
  from staging.indicators as indicator
),

all_rows as (
  select 'tasks' as table_name, 'tasks' as appendix, * from tasks
  union all
  select 'project_lines', 'projects', * from project_lines
  union all
  select 'indicators', 'indicators', * from indicators
),

-- Only reports that have a report before or after them are taken apart.
pairs as (
  select report_id, previous_report_id, appendix, source_id
  from staging.report_appendices
  where previous_report_id is not null
),

sides as (
  select pairs.report_id as pair_id, pairs.previous_report_id, true as is_after, all_rows.*
  from pairs
  join all_rows on all_rows.report_id = pairs.report_id and all_rows.appendix = pairs.appendix
  union all
  select pairs.report_id, pairs.previous_report_id, false, all_rows.*
  from pairs
  join all_rows on all_rows.report_id = pairs.previous_report_id and all_rows.appendix = pairs.appendix
),

cells as (
  select
    sides.pair_id,
    sides.previous_report_id,
    sides.is_after,
    sides.table_name,
    sides.row_key,
    sides.source_ref,
    unnest(json_keys(sides.row_json)) as column_name,
    sides.row_json
  from sides
),

cell_values as (
  select
    cells.*,
    nullif(nullif(json_extract_string(cells.row_json, concat('$."', cells.column_name, '"')), ''), '[]') as value
  from cells
  where
    cells.column_name not in (
      'report_id', 'locality_id', 'period', 'issued_date', 'is_current', 'source_id', 'row_key', 'source_ref', 'position',
      'is_in_catalogue'
    )
    and cells.column_name not like '%\_half\_step' escape '\'
),

compared as (
  select
    pair_id,
    previous_report_id,
    table_name,
    row_key,
    column_name,
    max(value) filter (where not is_after) as value_before,
    max(value) filter (where is_after) as value_after,
    max(source_ref) filter (where not is_after) as ref_before,
    max(source_ref) filter (where is_after) as ref_after
  from cell_values
  group by all
)

select
  compared.pair_id as report_id,
  report.locality_id,
  report.period,
  coalesce(compared.ref_after, compared.ref_before) as source_ref,
  compared.previous_report_id,
  compared.table_name,
  compared.row_key,
  compared.column_name,
  compared.value_before,
  compared.value_after,
  case
    when compared.value_before is null then 'new'
    when compared.value_after is null then 'removed'
    when
      compared.column_name like 'plan%'
      or compared.column_name like 'deadline%'
      or compared.column_name in ('total_investment_vnd', 'year_plan_vnd', 'deliverable', 'expected_completion_month')
      then 'plan_changed'
    else 'restated'
  end as change
from compared
join staging.reports as report on report.report_id = compared.pair_id
where compared.value_before is distinct from compared.value_after
order by report.locality_id, report.period, compared.pair_id, compared.table_name, compared.row_key, compared.column_name
