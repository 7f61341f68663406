import type { Table } from "../read/document.ts";
import type { SourceCell } from "./types.ts";

export interface GridRow {
  /** Row of the table, from 1. */
  number: number;
  /** Cells that begin in this row, from left to right. */
  cells: SourceCell[];
}

/** A table with its cells by row and column, spans included. */
export interface Grid {
  table: Table;
  rows: GridRow[];
  columnCount: number;
  /** The cell that covers a place, also where it only reaches by its span. */
  at(row: number, column: number): SourceCell | undefined;
}

/** The key of a cell in the ledger. */
export function cellRefOf(sourceId: string, table: number, row: number, column: number): string {
  return `${sourceId}-t${table}-r${row}-c${column}`;
}

/** The key of a paragraph in the ledger; paragraphs count from 1 over the file. */
export function paragraphRefOf(sourceId: string, number: number): string {
  return `${sourceId}-p${number}`;
}

export function gridOf(table: Table, sourceId: string): Grid {
  const rows: GridRow[] = [];
  for (let number = 1; number <= table.rowCount; number++) rows.push({ number, cells: [] });
  const covered: SourceCell[] = [];
  const width = table.columnCount + 1;
  for (const cell of table.cells) {
    const ref = cellRefOf(sourceId, table.number, cell.row, cell.column);
    // Field by field: thousands of cells of one shape are read faster than copies of what came through another process.
    const { row: first, column, rowSpan, columnSpan, text, place, stored, isHidden, nestedTables } = cell;
    const sourceCell: SourceCell = {
      row: first,
      column,
      rowSpan,
      columnSpan,
      text,
      place,
      ref,
      tableNumber: table.number,
    };
    if (stored !== undefined) sourceCell.stored = stored;
    if (isHidden !== undefined) sourceCell.isHidden = isHidden;
    if (nestedTables !== undefined) sourceCell.nestedTables = nestedTables;
    rows[cell.row - 1]?.cells.push(sourceCell);
    for (let row = cell.row; row < cell.row + cell.rowSpan; row++) {
      for (let column = cell.column; column < cell.column + cell.columnSpan; column++) {
        covered[row * width + column] ??= sourceCell;
      }
    }
  }
  for (const row of rows) row.cells.sort((a, b) => a.column - b.column);
  // A column beyond this table's last one is none of its cells: continued tables may be narrower than the first.
  const at = (row: number, column: number) => (column < width ? covered[row * width + column] : undefined);
  return { table, rows, columnCount: table.columnCount, at };
}

/** A letter, figure or sign as nearly every cell begins with: there is no need to look for the letters of other alphabets. */
const beginsPlainly = /^[!-~\u00c0-\u024f\u1e00-\u1eff]/;

/** Nothing to see in it. */
export function isBlank(cell: SourceCell | undefined): boolean {
  return cell === undefined || (!beginsPlainly.test(cell.text) && !/[^\s\p{Cf}]/u.test(cell.text));
}

/** Cells of a row that say something. */
export function filled(row: GridRow): SourceCell[] {
  return row.cells.filter((cell) => !isBlank(cell));
}
