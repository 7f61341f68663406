/** Finds the rows of a table that are its header, over one, two or more rows, and the heading of each column. */
import type { AppendixKind } from "../values.ts";
import { fold } from "./fold.ts";
import { filled, type Grid, type GridRow, isBlank } from "./grid.ts";
import type { PeriodReader } from "./periods.ts";
import type { SourceCell } from "./types.ts";
import { type HeadingKey, type HeadingMatcher, headingKey } from "./wordings.ts";

/** The heading of one column, from the caption at the top down. */
export interface ColumnHeading {
  column: number;
  cells: SourceCell[];
  key: HeadingKey;
}

export interface HeaderBlock {
  appendix: AppendixKind;
  firstRow: number;
  lastRow: number;
  /** Rows of formula letters or numbers right below: (1) (2) (3)=(2)/(1). */
  numberingRows: number[];
  columns: ColumnHeading[];
  /** Fields recognised, for choosing between appendices. */
  fieldCount: number;
}

export type Matchers = Map<AppendixKind, HeadingMatcher>;

/** No heading is longer; a longer text is not compared with the wordings. */
const LONGEST_HEADING = 220;
/** Texts whose appendices are remembered; a batch of big files must not fill the memory. */
const MOST_REMEMBERED = 10_000;
/** A heading cell must fit this well for its row to be taken for a header. */
const HEADER_SCORE = 0.8;

export class HeaderFinder {
  private readonly matchers: Matchers;
  private readonly periods: PeriodReader;
  private readonly known = new Map<string, Set<AppendixKind>>();

  constructor(matchers: Matchers, periods: PeriodReader) {
    this.matchers = matchers;
    this.periods = periods;
  }

  /** The header that begins in this row, or in the row of captions over it; null when none does. Rows before `from` are taken. */
  at(grid: Grid, rowNumber: number, from = 1): HeaderBlock | null {
    const row = grid.rows[rowNumber - 1];
    if (!row || !this.looksLikeHeader(row)) return null;
    const first = rowNumber > from && this.captionRowAbove(grid, rowNumber) ? rowNumber - 1 : rowNumber;
    const last = this.lastHeaderRow(grid, first, rowNumber);
    const columns = this.headings(grid, first, last);
    const best = this.bestAppendix(columns);
    if (!best) return null;
    const numberingRows: number[] = [];
    for (let next = last + 1; isNumberingRow(grid.rows[next - 1], grid.columnCount); next++) numberingRows.push(next);
    return { ...best, firstRow: first, lastRow: last, numberingRows, columns };
  }

  /** At least three cells of the row, and two in five, are headings of one appendix. */
  private looksLikeHeader(row: GridRow): boolean {
    const cells = filled(row);
    if (cells.length < 3 || cells.some((cell) => cell.text.length > LONGEST_HEADING)) return false;
    if (cells.filter((cell) => /\p{L}/u.test(cell.text)).length * 2 < cells.length) return false;
    const enough = Math.max(3, cells.length * 0.4);
    const counts = new Map<AppendixKind, number>();
    let most = 0;
    for (const [index, cell] of cells.entries()) {
      // Rows of data are told after a few cells: what is left could not make a header of them.
      if (most + (cells.length - index) < enough) return false;
      for (const appendix of this.appendicesKnowing(cell.text)) {
        const count = (counts.get(appendix) ?? 0) + 1;
        counts.set(appendix, count);
        most = Math.max(most, count);
      }
    }
    return most >= enough;
  }

  /** The appendices that have a wording for this text. */
  private appendicesKnowing(text: string): Set<AppendixKind> {
    if (text.length > LONGEST_HEADING || !/\p{L}|%/u.test(text)) return NONE;
    let known = this.known.get(text);
    if (!known) {
      const key = headingKey(this.periods, [text]);
      known = new Set();
      for (const [appendix, matcher] of this.matchers) {
        if ((matcher.match(key)[0]?.score ?? 0) >= HEADER_SCORE) known.add(appendix);
      }
      if (this.known.size >= MOST_REMEMBERED) this.known.clear();
      this.known.set(text, known);
    }
    return known;
  }

  /** Captions may stand a row above the row of ordinal and name: blank over those, and over no other heading. */
  private captionRowAbove(grid: Grid, rowNumber: number): boolean {
    const above = grid.rows[rowNumber - 2];
    if (!above) return false;
    const cells = filled(above);
    if (cells.length === 0 || cells.some((cell) => cell.columnSpan >= grid.columnCount)) return false;
    if (cells.some((cell) => cell.text.length > LONGEST_HEADING || cell.column <= 2)) return false;
    return cells.length >= 2 || cells.some((cell) => cell.columnSpan > 1);
  }

  private lastHeaderRow(grid: Grid, first: number, main: number): number {
    let last = main;
    for (let row = first; row <= last; row++) {
      for (const cell of grid.rows[row - 1]?.cells ?? []) {
        if (!isBlank(cell)) last = Math.max(last, Math.min(row + cell.rowSpan - 1, main + 3));
      }
    }
    while (this.isSubheader(grid, first, last, grid.rows[last])) last += 1;
    return last;
  }

  /** A row under the header whose texts stand only under captions, with nothing under the ordinal and the name. */
  private isSubheader(grid: Grid, first: number, last: number, row: GridRow | undefined): boolean {
    if (!row) return false;
    const cells = filled(row);
    if (cells.length === 0 || cells.some((cell) => cell.text.length > LONGEST_HEADING)) return false;
    if (cells.some((cell) => cell.column <= 2 && !isBlank(headerCell(grid, first, last, cell.column)))) return false;
    if (cells.some((cell) => cell.columnSpan >= Math.max(3, grid.columnCount - 1))) return false;
    if (cells.some((cell) => !/\p{L}|%/u.test(cell.text))) return false;
    return cells.filter((cell) => this.fitsUnderCaption(grid, first, last, cell)).length * 2 >= cells.length;
  }

  private fitsUnderCaption(grid: Grid, first: number, last: number, cell: SourceCell): boolean {
    if (this.appendicesKnowing(cell.text).size > 0) return true;
    const caption = headerCell(grid, first, last, cell.column) ?? captionToTheLeft(grid, last, cell.column);
    if (!caption) return false;
    const key = headingKey(this.periods, [caption.text, cell.text]);
    return [...this.matchers.values()].some((matcher) => matcher.match(key).length > 0);
  }

  /** For each column its texts from the top row down, each cell once. */
  private headings(grid: Grid, first: number, last: number): ColumnHeading[] {
    const columns: ColumnHeading[] = [];
    for (let column = 1; column <= grid.columnCount; column++) {
      const cells: SourceCell[] = [];
      for (let row = first; row <= last; row++) {
        const own = grid.at(row, column);
        const cell = isBlank(own) ? inferredCaption(grid, row, last, column) : own;
        if (cell && !cells.includes(cell)) cells.push(cell);
      }
      const key = headingKey(
        this.periods,
        cells.map((cell) => cell.text.slice(0, LONGEST_HEADING)),
      );
      columns.push({ column, cells, key });
    }
    // A sheet is as wide as its widest table: columns to the right of the last heading are not this table's.
    while (columns.at(-1)?.cells.length === 0) columns.pop();
    return columns;
  }

  private bestAppendix(columns: ColumnHeading[]): { appendix: AppendixKind; fieldCount: number } | null {
    let best: { appendix: AppendixKind; fieldCount: number; score: number } | null = null;
    for (const [appendix, matcher] of this.matchers) {
      const scores = new Map<string, number>();
      for (const column of columns) {
        const match = matcher.match(column.key)[0];
        if (match) scores.set(match.field, Math.max(match.score, scores.get(match.field) ?? 0));
      }
      const score = [...scores.values()].reduce((sum, each) => sum + each, 0);
      if (!best || score > best.score) best = { appendix, fieldCount: scores.size, score };
    }
    return best && best.fieldCount > 0 ? { appendix: best.appendix, fieldCount: best.fieldCount } : null;
  }
}

const NONE: Set<AppendixKind> = new Set();

/** The lowest header cell that says something in this column. */
function headerCell(grid: Grid, first: number, last: number, column: number): SourceCell | undefined {
  for (let row = last; row >= first; row--) {
    const cell = grid.at(row, column);
    if (!isBlank(cell)) return cell;
  }
  return undefined;
}

function captionToTheLeft(grid: Grid, row: number, column: number): SourceCell | undefined {
  for (let left = column - 1; left >= 1; left--) {
    const cell = grid.at(row, left);
    if (!isBlank(cell)) return cell;
  }
  return undefined;
}

/**
 * Text files have no spans: a caption stands in its first column, and the columns to the right of it are blank there.
 * They belong to it as far as they have headings of their own below.
 */
function inferredCaption(grid: Grid, row: number, last: number, column: number): SourceCell | undefined {
  if (row >= last || !hasHeadingBelow(grid, row, last, column)) return undefined;
  for (let left = column - 1; left >= 1; left--) {
    if (!hasHeadingBelow(grid, row, last, left)) return undefined;
    const cell = grid.at(row, left);
    if (!isBlank(cell)) return cell;
  }
  return undefined;
}

function hasHeadingBelow(grid: Grid, row: number, last: number, column: number): boolean {
  const above = grid.at(row, column);
  for (let below = row + 1; below <= last; below++) {
    const cell = grid.at(below, column);
    if (cell !== above && !isBlank(cell)) return true;
  }
  return false;
}

/** `A B 1 2 3=2/1`, `(1) (2) (3)`: the columns' own numbers, in a row under the header. */
function isNumberingRow(row: GridRow | undefined, columnCount: number): boolean {
  if (!row) return false;
  const cells = filled(row);
  if (cells.length < 3 || cells.length * 5 < columnCount * 3) return false;
  const keys = cells.map((cell) => cell.text.replace(/\s+/g, "").toLowerCase());
  if (!keys.every((key) => /^[([]?(?:\d{1,2}|[a-zđ]|[ivx]{1,4})[)\]]?(?:=[\d()+\-–*x×:/%,.]+)?$/u.test(key)))
    return false;
  const numbers = keys.map((key) => Number(/\d+/.exec(key)?.[0] ?? Number.NaN)).filter((value) => !Number.isNaN(value));
  const isRising = numbers.every((value, index) => index === 0 || value > (numbers[index - 1] ?? 0));
  return isRising && numbers.length >= 2 && (numbers[0] ?? 99) <= 3;
}

/** Two headers that say the same: the second one is a repetition after a page break. */
export function headerSignature(block: HeaderBlock): string {
  return block.columns.map((column) => column.cells.map((cell) => fold(cell.text)).join("/")).join("|");
}
