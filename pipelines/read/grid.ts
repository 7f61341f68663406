/** Workbook sheets → paragraphs and tables: blank rows part the tables, lone cells above a table are its titles. */
import type { DocumentBuilder } from "./builder.ts";
import type { Cell, Place, StoredValue } from "./document.ts";
import { noteCovered } from "./leftOut.ts";
import { type MergedRange, MergeSweep } from "./merges.ts";
import { bandsOf, inBand } from "./sideBySide.ts";

/** A cell of a sheet before it is known to which table it belongs; row and column from 1, in the sheet. */
export interface SheetCell {
  row: number;
  column: number;
  text: string;
  stored?: StoredValue;
  /** What it says is crossed out, and not in `text`. */
  isStruck?: boolean;
}

export interface Sheet {
  name: string;
  isHidden: boolean;
  /** In reading order. Blank ones matter inside a table: they are cells of the file. */
  cells: SheetCell[];
  merges: MergedRange[];
  hiddenRows: Set<number>;
  /** Hidden columns, as ranges from first to last. */
  hiddenColumns: [number, number][];
  /** Headers and footers of its pages, with their codes. */
  printed?: { text: string; isFooter: boolean }[];
  /** Texts of drawings, with the row over which they float, in rising order. */
  floating?: { text: string; row: number }[];
  /** Lines of a text file, by row, where the sheet is one. */
  lineOfRow?: number[];
}

type Row = SheetCell[];

/** Adds one sheet's blocks. @throws RefusedFile `overlapping_merges`, `too_many_merges`, and those of the builder. */
export function addSheet(builder: DocumentBuilder, sheet: Sheet): void {
  const merges = new MergeSweep(builder, sheet.name, sheet.merges);
  const groups = groupRows(rowsOf(sheet.cells), merges);
  const parts = groups.flatMap((rows) => {
    const bands = bandsOf(rows, sheet.merges);
    return bands.map((band, index) => {
      const own = bands.length === 1 ? rows : inBand(rows, band);
      const first = own.findIndex((row) => filled(row).length >= 2);
      const [titles, body] = first < 0 ? [own, []] : [own.slice(0, first), own.slice(first)];
      return { titles, body, start: band.first, isBeside: index > 0 };
    });
  });
  // One first column for all tables of the sheet, so that a table that goes on after a blank row keeps its columns; and one
  // for all that stand beside them.
  const starts = new Set(parts.filter(({ isBeside }) => isBeside).map(({ start }) => start));
  let firstColumn = Number.POSITIVE_INFINITY;
  for (const { body } of parts) {
    for (const row of body)
      firstColumn = Math.min(firstColumn, (filled(row)[0] as SheetCell | undefined)?.column ?? firstColumn);
  }
  const floating = [...(sheet.floating ?? [])];
  for (const { titles, body, start } of parts) {
    // A box over a table or above it may say its title or its unit.
    const bottom = (body.at(-1) ?? titles.at(-1))?.[0]?.row ?? 0;
    while ((floating[0]?.row ?? Number.POSITIVE_INFINITY) <= bottom) addFloating(builder, sheet, floating.shift());
    for (const row of titles) {
      for (const cell of filled(row)) builder.paragraph(cell.text.trim(), placeOf(sheet, cell));
    }
    if (body.length > 0) addTable(builder, sheet, body, starts.has(start) ? start : firstColumn, merges);
  }
  for (const one of floating) addFloating(builder, sheet, one);
}

function addFloating(builder: DocumentBuilder, { name }: Sheet, one: { text: string } | undefined): void {
  builder.paragraph(one?.text ?? "", { sheet: name, address: "text box" });
}

function addTable(builder: DocumentBuilder, sheet: Sheet, body: Row[], firstColumn: number, merges: MergeSweep): void {
  const first = (body[0] as Row)[0] as SheetCell;
  const top = first.row;
  const bottom = ((body.at(-1) as Row)[0] as SheetCell).row;
  const table = builder.table(placeOf(sheet, first));
  let lastColumn = 0;
  for (const row of body) lastColumn = Math.max(lastColumn, (filled(row).at(-1) as SheetCell | undefined)?.column ?? 0);
  const isNarrow = lastColumn - firstColumn < widestFilled;
  for (const row of body) {
    for (const cell of isNarrow ? withBlanks(row, firstColumn, lastColumn) : row) {
      if (cell.column < firstColumn || cell.column > lastColumn) continue;
      const merge = merges.at(cell.row, cell.column);
      if (merge && (merge.top !== cell.row || merge.left !== cell.column) && merge.top >= top) {
        noteCovered(builder, cell.text, placeOf(sheet, cell));
        continue;
      }
      const starts = merge?.top === cell.row && merge.left === cell.column ? merge : undefined;
      const added: Cell = {
        row: cell.row - top + 1,
        column: cell.column - firstColumn + 1,
        rowSpan: starts ? Math.min(starts.bottom, bottom) - cell.row + 1 : 1,
        columnSpan: starts ? Math.min(starts.right, Math.max(lastColumn, cell.column)) - cell.column + 1 : 1,
        text: cell.text,
        place: placeOf(sheet, cell),
      };
      if (cell.stored) added.stored = cell.stored;
      if (isHidden(sheet, cell)) added.isHidden = true;
      builder.cell(table, added);
    }
  }
}

/** Wider tables keep their gaps: a stray cell far to the right must not make millions of blank ones. */
const widestFilled = 256;

/** Workbooks leave out cells that were never touched; in a table they are blank cells like any other. */
function withBlanks(row: Row, firstColumn: number, lastColumn: number): Row {
  const known = new Map(row.map((cell) => [cell.column, cell]));
  const first = row[0] as SheetCell;
  for (let column = firstColumn; column <= lastColumn; column++) {
    if (!known.has(column)) known.set(column, { row: first.row, column, text: "" });
  }
  return [...known.values()].sort((a, b) => a.column - b.column);
}

function isHidden(sheet: Sheet, cell: SheetCell): boolean {
  return (
    sheet.isHidden ||
    sheet.hiddenRows.has(cell.row) ||
    sheet.hiddenColumns.some(([first, last]) => first <= cell.column && cell.column <= last)
  );
}

function placeOf(sheet: Sheet, cell: SheetCell): Place {
  const line = sheet.lineOfRow?.[cell.row];
  if (line !== undefined) return { line };
  return { sheet: sheet.name, address: cellAddress(cell.row, cell.column) };
}

function rowsOf(cells: SheetCell[]): Row[] {
  const rows: Row[] = [];
  for (const cell of cells) {
    const last = rows.at(-1);
    if (last && (last[0] as SheetCell).row === cell.row) last.push(cell);
    else rows.push([cell]);
  }
  return rows;
}

function filled(row: Row): Row {
  return row.filter((cell) => cell.text.trim() !== "");
}

/** Runs of rows without a blank row between, or with only such as one merged cell reaches over. */
function groupRows(rows: Row[], merges: MergeSweep): Row[][] {
  const groups: Row[][] = [];
  let previous: number | undefined;
  for (const row of rows) {
    if (filled(row).length === 0) {
      // A blank row in the middle of a merged cell belongs to its table, with its blank cells; so does one crossed out.
      const own = (row[0] as SheetCell).row;
      const isStruck = previous === own - 1 && row.some((cell) => cell.isStruck);
      if (previous === undefined || !(isStruck || merges.bridges(previous, own))) continue;
      groups.at(-1)?.push(row);
      if (isStruck) previous = own;
      continue;
    }
    const number = (row[0] as SheetCell).row;
    const continues = previous !== undefined && (number === previous + 1 || merges.bridges(previous, number - 1));
    if (continues) groups.at(-1)?.push(row);
    else groups.push([row]);
    previous = number;
  }
  return groups;
}

/** 12, 3 → `C12`. */
export function cellAddress(row: number, column: number): string {
  let letters = "";
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return `${letters}${row}`;
}
