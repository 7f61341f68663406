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
  const covered = new Map<number, SourceCell>();
  const width = table.columnCount + 1;
  for (const cell of table.cells) {
    const ref = cellRefOf(sourceId, table.number, cell.row, cell.column);
    const sourceCell: SourceCell = { ...cell, ref, tableNumber: table.number };
    rows[cell.row - 1]?.cells.push(sourceCell);
    for (let row = cell.row; row < cell.row + cell.rowSpan; row++) {
      for (let column = cell.column; column < cell.column + cell.columnSpan; column++) {
        if (!covered.has(row * width + column)) covered.set(row * width + column, sourceCell);
      }
    }
  }
  for (const row of rows) row.cells.sort((a, b) => a.column - b.column);
  // A column beyond this table's last one is none of its cells: continued tables may be narrower than the first.
  const at = (row: number, column: number) => (column < width ? covered.get(row * width + column) : undefined);
  return { table, rows, columnCount: table.columnCount, at };
}

/** Nothing to see in it. */
export function isBlank(cell: SourceCell | undefined): boolean {
  return cell === undefined || !/[^\s\p{Cf}]/u.test(cell.text);
}

/** Cells of a row that say something. */
export function filled(row: GridRow): SourceCell[] {
  return row.cells.filter((cell) => !isBlank(cell));
}
