/**
 * Tables that a PDF says it has: browsers and office programs tag what they print, cell by cell. The tags are a promise of
 * the file's writer and no more: where the words don't stand as they say, they are not believed.
 */
import { overlapping, type Span } from "./pdfChunks.ts";
import type { PdfCell } from "./pdfPages.ts";
import { type TextItem, textOf } from "./pdfText.ts";

/** A node of the library's tree: an element with a role, or a piece of the page's drawing. */
export interface TagNode {
  role?: string;
  children?: TagNode[];
  type?: string;
  id?: string;
}

/** The words of one cell, and where they stand: points, y down. */
export interface TaggedCell extends Span {
  top: number;
  bottom: number;
  items: TextItem[];
}

/** Rows from the top, their cells from the left; a cell without words is missing. */
export type TaggedRows = TaggedCell[][];

/** Columns may touch, and letters reach a hair over their own width. */
const hair = 0.6;
/** As with tables found by alignment: two columns are more often a letterhead. */
const leastColumns = 3;
/** Each cell of a table is weighed against all its rows; a printed page has some 600. */
const mostCells = 2_000;
/** Rows that may be a head with captions over several columns. */
const headRows = 3;
const FIGURE = /^[\d.,]+%?$/;

/** The tagged tables of a page, as far as the places of `runs` bear them out. */
export function findTaggedTables(tree: TagNode | null, runs: TextItem[]): TaggedRows[] {
  const byMark = new Map<number, TextItem[]>();
  for (const run of runs) {
    if (run.mark === undefined) continue;
    const known = byMark.get(run.mark);
    if (known) known.push(run);
    else byMark.set(run.mark, [run]);
  }
  if (!tree || byMark.size === 0) return [];
  return tablesBelow(tree, byMark);
}

function tablesBelow(node: TagNode, byMark: Map<number, TextItem[]>): TaggedRows[] {
  const isTable = node.role === "Table";
  const rows = (isTable ? elements(node, ({ role }) => role === "TR") : (node.children ?? []))
    .map((row) => cellsOfRow(isTable ? cellNodes(row) : (row.children ?? []), byMark))
    .filter((row) => row.length > 0);
  if (rows.length > 0 && (isTable || isLikeTable(rows)) && isBorneOut(rows)) return [rows];
  return (node.children ?? []).flatMap((child) => tablesBelow(child, byMark));
}

const cellNodes = (row: TagNode) => elements(row, ({ role }) => role === "TD" || role === "TH");

/**
 * Browsers don't call every table one, but build it all the same: pieces of pieces. Those of a sentence look like a row of
 * short cells, though never like several, nor like one with lines beside lines.
 */
function isLikeTable(rows: TaggedRows): boolean {
  const full = rows.filter((row) => row.length >= leastColumns);
  const [only] = full;
  return (
    full.length > 1 || (only?.some(({ top, bottom, items }) => bottom - top > (items[0]?.height ?? 0) * 1.8) ?? false)
  );
}

/** The outermost elements of that kind below a node, in order. */
function elements(node: TagNode, isWanted: (node: TagNode) => boolean): TagNode[] {
  return (node.children ?? []).flatMap((child) => (isWanted(child) ? [child] : elements(child, isWanted)));
}

function cellsOfRow(cells: TagNode[], byMark: Map<number, TextItem[]>): TaggedCell[] {
  return cells.flatMap((cell) => {
    const items = elements({ children: [cell] }, ({ type }) => type === "content").flatMap(({ id }) => {
      const mark = Number(/_mc(\d+)$/.exec(id ?? "")?.[1] ?? Number.NaN);
      return byMark.get(mark) ?? [];
    });
    if (items.length === 0) return [];
    const left = Math.min(...items.map(({ x }) => x)) + hair;
    return [
      {
        left,
        right: Math.max(left + 0.1, ...items.map(({ x, width }) => x + width - hair)),
        top: Math.min(...items.map(({ y, height }) => y - height)),
        bottom: Math.max(...items.map(({ y }) => y)),
        items,
      },
    ];
  });
}

/** Cells go from left to right in columns of their own, each column's from the top down, and rows don't change places. */
function isBorneOut(rows: TaggedRows): boolean {
  if (rows.flat().length > mostCells) return false;
  const columns = columnsOf(rows);
  if (!columns || columns.length < leastColumns) return false;
  const lowest = columns.map(() => Number.NEGATIVE_INFINITY);
  for (const row of rows) {
    for (const cell of row) {
      const places = overlapping(columns, cell);
      if (places.some((place) => cell.top < (lowest[place] as number) - hair)) return false;
      for (const place of places) lowest[place] = cell.bottom - (cell.bottom - cell.top) * 0.3;
    }
  }
  return rows.every((row, index) => row.every((cell) => !isBelowLater(rows, columns, index, cell)));
}

/** Does a cell stand wholly below one of a later row? Words merged over rows may, as far down as their column is empty. */
function isBelowLater(rows: TaggedRows, columns: Span[], index: number, cell: TaggedCell): boolean {
  const places = overlapping(columns, cell);
  const isMerged = places.length === 1 && !FIGURE.test(textOf(cell.items));
  for (const later of rows.slice(index + 1)) {
    if (later.some((other) => overlapping(columns, other).some((place) => places.includes(place)))) return false;
    if (!isMerged && later.some((other) => cell.top > other.bottom)) return true;
  }
  return false;
}

/** The columns that rows share; undefined where one of them would have two cells in a column. */
export function columnsOf(rows: TaggedRows): Span[] | undefined {
  let columns: Span[] = [];
  for (const row of [...rows].sort((a, b) => b.length - a.length)) {
    for (const cell of row) {
      // A caption over several columns is none.
      if (rows.some((other) => overlapping(other, cell).length > 1)) continue;
      const [place, ...more] = overlapping(columns, cell);
      if (more.length > 0) continue;
      const column = columns[place ?? -1];
      const grown = column
        ? { left: Math.min(column.left, cell.left), right: Math.max(column.right, cell.right) }
        : { left: cell.left, right: cell.right };
      columns = [...columns.filter((other) => other !== column), grown].sort((a, b) => a.left - b.left);
    }
  }
  const areApart = columns.every(({ left }, index) => index === 0 || left >= (columns[index - 1] as Span).right);
  const isOneEach = rows.every((row) => {
    const places = row.flatMap((cell) => {
      const own = overlapping(columns, cell);
      return own.length > 0 ? own : [-1];
    });
    return !places.includes(-1) && places.every((place, index) => index === 0 || place > (places[index - 1] as number));
  });
  return areApart && isOneEach ? columns : undefined;
}

/** The cells of a page's rows, blank ones too. */
export function taggedCells(rows: TaggedRows, columns: Span[]): PdfCell[] {
  const cells: PdfCell[] = [];
  rows.forEach((_, index) => {
    const taken = new Set<number>();
    for (const { from, to, items } of placed(rows, index, columns)) {
      const bounds = {
        left: (columns[from] as Span).left,
        right: columns[to + 1]?.left ?? (columns[to] as Span).right,
      };
      for (let place = from; place <= to; place += 1) taken.add(place);
      const text = textOf(items, bounds);
      cells.push({ row: index + 1, column: from + 1, rowSpan: 1, columnSpan: to - from + 1, text });
    }
    columns.forEach((_column, place) => {
      if (!taken.has(place)) cells.push({ row: index + 1, column: place + 1, rowSpan: 1, columnSpan: 1, text: "" });
    });
  });
  return cells.sort((a, b) => a.row - b.row || a.column - b.column);
}

interface PlacedCell {
  from: number;
  to: number;
  items: TextItem[];
}

/** A row's cells in their columns. A head is the caption of the columns beside it that have heads below it and none here. */
function placed(rows: TaggedRows, index: number, columns: Span[]): PlacedCell[] {
  const row = rows[index] as TaggedCell[];
  const cells = row.map((cell) => {
    const places = overlapping(columns, cell);
    return { from: places[0] as number, to: places.at(-1) as number, items: cell.items };
  });
  const below = rows[index + 1];
  const hasFigure = [...row, ...(below ?? [])].some(({ items }) => FIGURE.test(textOf(items)));
  if (!below || index >= headRows || hasFigure) return cells;
  const under = new Set(below.flatMap((cell) => overlapping(columns, cell)));
  if (under.has(0)) return cells;
  const taken = new Set(
    cells.flatMap(({ from, to }) => columns.flatMap((_, at) => (at >= from && at <= to ? [at] : []))),
  );
  const isFree = (place: number) => under.has(place) && !taken.has(place);
  for (const [at, cell] of cells.entries()) {
    if (!under.has(cell.from)) continue;
    const { left, right } = row[at] as TaggedCell;
    const middle = (from: number, to: number) => ((columns[from] as Span).left + (columns[to] as Span).right) / 2;
    const isCentred = Math.abs((left + right) / 2 - middle(cell.from, cell.to)) > 3;
    while (isCentred && cell.from > 0 && isFree(cell.from - 1) && (left + right) / 2 < middle(cell.from, cell.to)) {
      cell.from -= 1;
      taken.add(cell.from);
    }
    while (isFree(cell.to + 1)) {
      cell.to += 1;
      taken.add(cell.to);
    }
  }
  return cells;
}
