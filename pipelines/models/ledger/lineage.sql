select distinct
  source.report_id,
  lineage.table_name,
  lineage.row_key,
  lineage.column_name,
  lineage.cell_ref,
  lineage.role,
  lineage.source_id
from raw.lineage as lineage
join staging.report_sources as source on source.source_id = lineage.source_id
