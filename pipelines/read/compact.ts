/**
 * Word's grids have a line wherever any row of the table has an edge, and rows drift apart by a hair when somebody drags
 * a border. Here a table's columns are what a reader sees: edges closer than a millimetre and a half are one, and grid
 * lines at which no cell begins go.
 */
import type { Table } from "./document.ts";

/** About 1.5 mm in twips (1/1440 inch). */
const hair = 85;

/**
 * Renumbers columns and spans in place.
 * @param widths of the grid's columns in twips, where the format gives them.
 */
export function compactColumns(table: Table, widths: number[] = []): void {
  const snapped = widths.length > 0 ? snapEdges(table, widths) : undefined;
  const lineOf = (column: number) => snapped?.[column] ?? column;
  const starts = new Set<number>();
  for (const cell of table.cells) starts.add(lineOf(cell.column));
  const lines = [...starts].sort((a, b) => a - b);
  const rank = new Map(lines.map((line, index) => [line, index + 1]));
  let columnCount = 0;
  for (const cell of table.cells) {
    const column = rank.get(lineOf(cell.column)) as number;
    const end = lineOf(cell.column + cell.columnSpan);
    cell.column = column;
    cell.columnSpan = Math.max(1, lines.filter((line) => line < end).length - column + 1);
    columnCount = Math.max(columnCount, column + cell.columnSpan - 1);
  }
  table.columnCount = columnCount;
}

/**
 * Grid line → the first line of its cluster; line n stands before column n. Undefined where two cells of one row would
 * fall together: then the table really has such narrow columns.
 */
function snapEdges(table: Table, widths: number[]): number[] | undefined {
  const lineOf: number[] = [0, 1];
  let cluster = 1;
  let distance = 0;
  widths.forEach((width, index) => {
    distance += width;
    const line = index + 2;
    if (distance > hair) {
      cluster = line;
      distance = 0;
    }
    lineOf[line] = cluster;
  });
  const taken = new Set<string>();
  for (const cell of table.cells) {
    const key = `${cell.row}:${lineOf[cell.column] ?? cell.column}`;
    if (taken.has(key)) return undefined;
    taken.add(key);
  }
  return lineOf;
}
