/**
 * Word's grids have a line wherever any row of the table has an edge, and rows drift apart by a hair when somebody drags
 * a border. Here a table's columns are what a reader sees: edges closer than a millimetre and a half are one, and grid
 * lines at which no cell begins go.
 */
import type { Table } from "./document.ts";

/** A cell's place in a grid. */
export interface Placed {
  row: number;
  column: number;
  rowSpan: number;
  columnSpan: number;
}

/**
 * Two tables that touch come as one from Word, and on a PDF page. Rows whose edges stand elsewhere than those of the rows
 * above begin another table, unless a merged cell reaches over.
 * @returns the first row of each table, beginning with the first row there is.
 */
export function splitByEdges(cells: Placed[], lineOf: (column: number) => number = (column) => column): number[] {
  const edges = new Map<number, Set<number>>();
  const bridged = new Set<number>();
  for (const cell of cells) {
    for (let row = cell.row; row < cell.row + cell.rowSpan; row += 1) {
      const set = edges.get(row) ?? new Set();
      set.add(lineOf(cell.column));
      edges.set(row, set);
      if (row > cell.row) bridged.add(row);
    }
  }
  const rows = [...edges.keys()].sort((a, b) => a - b);
  const starts: number[] = [];
  let union = new Set<number>();
  for (const row of rows) {
    const own = new Set(edges.get(row));
    own.delete(1);
    const shared = [...own].filter((edge) => union.has(edge)).length;
    const fewer = Math.min(own.size, union.size);
    const isOther = fewer - shared >= 2 && shared / fewer < 0.7;
    if (starts.length === 0 || (isOther && !bridged.has(row))) {
      starts.push(row);
      union = own;
    } else for (const edge of own) union.add(edge);
  }
  return starts;
}

/** About 1.5 mm in twips (1/1440 inch). */
const hair = 85;
/** Two tables may have edges closer than that: 1 pt tells them apart. */
export const fineHair = 20;

/**
 * Renumbers columns and spans in place.
 * @param widths of the grid's columns in twips, where the format gives them.
 */
export function compactColumns(table: Table, widths: number[] = []): void {
  table.columnCount = compactCells(table.cells, snapEdges(table, widths));
}

/** Renumbers the columns of cells in place; `lineOf` says which grid line a column begins at. Returns how many are left. */
export function compactCells(cells: Placed[], lineOf: (column: number) => number = (column) => column): number {
  const starts = new Set<number>();
  for (const cell of cells) starts.add(lineOf(cell.column));
  const lines = [...starts].sort((a, b) => a - b);
  const rank = new Map(lines.map((line, index) => [line, index + 1]));
  let columnCount = 0;
  for (const cell of cells) {
    const column = rank.get(lineOf(cell.column)) as number;
    const end = lineOf(cell.column + cell.columnSpan);
    cell.column = column;
    cell.columnSpan = Math.max(1, lines.filter((line) => line < end).length - column + 1);
    columnCount = Math.max(columnCount, column + cell.columnSpan - 1);
  }
  return columnCount;
}

/**
 * Grid column → the first column of its cluster, where edges closer than a hair are one. Every column by itself where two
 * cells of one row would fall together: then the table really has such narrow columns.
 */
export function snapEdges(table: Table, widths: number[], width = hair): (column: number) => number {
  const lineOf: number[] = [0, 1];
  let cluster = 1;
  let distance = 0;
  widths.forEach((step, index) => {
    distance += step;
    const line = index + 2;
    if (distance > width) {
      cluster = line;
      distance = 0;
    }
    lineOf[line] = cluster;
  });
  const snap = (column: number) => lineOf[column] ?? column;
  const taken = new Set<string>();
  for (const cell of table.cells) {
    const key = `${cell.row}:${snap(cell.column)}`;
    if (taken.has(key)) return (column) => column;
    taken.add(key);
  }
  return snap;
}
