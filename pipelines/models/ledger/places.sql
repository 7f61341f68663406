-- Where the value of a field is printed: the cell it was read from, or, where nothing was read (a blank, a dash), the cell that
-- stands in the field's column. One cell a field: one that holds the value before a merged one above it, then the first.
with typed_rows as (
  select source_id, report_id, 'tasks' as table_name, row_key, source_ref from staging.tasks
  union all
  select source_id, report_id, 'project_lines', row_key, source_ref from staging.project_lines
  union all
  select source_id, report_id, 'indicators', row_key, source_ref from staging.indicators
),

columns as (
  select source_id, table_number, unnest(from_json(columns_json, '[{"column": "INTEGER", "field": "VARCHAR"}]'), max_depth := 2)
  from raw.tables
),

candidates as (
  select
    lineage.source_id,
    lineage.report_id,
    lineage.table_name,
    lineage.row_key,
    regexp_replace(lineage.column_name, '_(vnd|pct|text|reported|start_date|end_date)$', '') as field,
    lineage.cell_ref,
    if(lineage.role = 'value', 1, 2) as preference
  from ledger.lineage as lineage
  where lineage.role in ('value', 'carried')
  union all
  select
    typed_rows.source_id,
    typed_rows.report_id,
    typed_rows.table_name,
    typed_rows.row_key,
    columns.field,
    cell.cell_ref,
    3
  from typed_rows
  join ledger.cells as name_cell on name_cell.cell_ref = typed_rows.source_ref
  join columns on columns.source_id = typed_rows.source_id and columns.table_number = name_cell.table_number
  join ledger.cells as cell
    on cell.source_id = typed_rows.source_id
    and cell.table_number = name_cell.table_number
    and cell.row_number = name_cell.row_number
    and cell.column_number = columns."column"
  where columns.field is not null
)

select
  candidates.source_id,
  candidates.report_id,
  candidates.table_name,
  candidates.row_key,
  candidates.field,
  cell.cell_ref,
  cell.raw_text
from candidates
join ledger.cells as cell on cell.cell_ref = candidates.cell_ref
qualify row_number() over (
  partition by candidates.source_id, candidates.table_name, candidates.row_key, candidates.field
  order by candidates.preference, cell.table_number, cell.row_number, cell.column_number
) = 1
