-- The first cell of each appendix in each file: what stands outside tables (a title, a unit line) points to it.
select
  cell.source_id,
  cell.appendix,
  arg_min(cell.cell_ref, (cell.table_number, cell.row_number, cell.column_number)) as cell_ref
from raw.cells as cell
where cell.appendix is not null
group by cell.source_id, cell.appendix
