/**
 * Merged cells of OpenDocument texts whose covered places are not written down, as some converters leave them out: read as
 * written, everything behind a merged cell would stand in a column too far to the left.
 */
import type { DocumentBuilder } from "./builder.ts";
import type { Cell, Table } from "./document.ts";

const reason =
  "Ô gộp không chừa chỗ cho các ô bị nó che; a merged cell leaves no place for those that it covers, as a file must.";

/**
 * Moves a row's cells to where their spans put them, if that fills the table's columns to the last one.
 * @param cells of one row, in their order; none of its places is written as covered
 * @param columns how many the table declares
 */
export function spreadRow(builder: DocumentBuilder, cells: Cell[], columns: number): void {
  const width = cells.reduce((sum, cell) => sum + cell.columnSpan, 0);
  if (cells.length === width || width !== columns) return;
  let column = 1;
  for (const cell of cells) {
    if (cell.column !== column && cell.text.trim() !== "") note(builder, cell, `C${cell.column}`, `C${column}`);
    cell.column = column;
    column += cell.columnSpan;
  }
}

/** A merged cell ends above the next cell that is written in its first column. */
export function endSpans(builder: DocumentBuilder, table: Table): void {
  if (!table.cells.some((cell) => cell.rowSpan > 1)) return;
  const below = new Map<number, number>();
  for (const cell of [...table.cells].sort((a, b) => b.row - a.row)) {
    const next = below.get(cell.column);
    below.set(cell.column, cell.row);
    if (next === undefined || next >= cell.row + cell.rowSpan) continue;
    note(builder, cell, `R${cell.row}-${cell.row + cell.rowSpan - 1}`, `R${cell.row}-${next - 1}`);
    cell.rowSpan = next - cell.row;
  }
}

function note(builder: DocumentBuilder, { place }: Cell, before: string, after: string): void {
  builder.note({ rule: "span_mended", place, before, after, reason });
}
