/** Ruled lines → tables: the grid they make, and which of its places are merged because no line parts them. */

import type { PageRules, Rules, Segment } from "./pdfRules.ts";
import { linesOf, type TextItem } from "./pdfText.ts";

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface GridCell {
  row: number;
  column: number;
  rowSpan: number;
  columnSpan: number;
  items: TextItem[];
}

export interface RuledTable {
  box: Box;
  /** Positions of the grid's lines. */
  xs: number[];
  ys: number[];
  cells: GridCell[];
}

const near = 3;

/**
 * The tables of a page by its lines and shaded areas. Areas that are stripes behind some of the rows, with words between
 * them that stand in none, make no tables: then the lines alone count.
 */
export function findTables(rules: PageRules, items: TextItem[]): { tables: RuledTable[]; rest: TextItem[] } {
  const shaded = findRuledTables(rules.shaded, items);
  return hasStripes(shaded) ? findRuledTables(rules.drawn, items) : shaded;
}

function hasStripes({ tables, rest }: { tables: RuledTable[]; rest: TextItem[] }): boolean {
  return tables.some((above, index) => {
    const below = tables[index + 1];
    if (
      !below ||
      Math.abs(above.box.left - below.box.left) > near ||
      Math.abs(above.box.right - below.box.right) > near
    ) {
      return false;
    }
    const between = rest.filter((item) => middle(item) > above.box.bottom && middle(item) < below.box.top);
    // Words under a column of the table, and not only a title in the middle.
    const columns = new Set(between.map((item) => indexIn(above.xs, item.x + Math.min(item.width, 4) / 2)));
    return columns.size >= 3;
  });
}

/** Finds the ruled tables of a page and puts into their cells the items that lie in them. */
function findRuledTables(rules: Rules, items: TextItem[]): { tables: RuledTable[]; rest: TextItem[] } {
  const tables = connectedGroups(rules)
    .flatMap(partTouching)
    .map(gridOf)
    .filter((table) => table !== undefined);
  // A frame around a table is another group only where the two don't touch; the smaller one is the table.
  tables.sort((a, b) => area(a.box) - area(b.box));
  const rest: TextItem[] = [];
  for (const item of items) {
    const table = tables.find(({ box }) =>
      contains(box, item.x + Math.min(item.width, 4) / 2, item.y - item.height * 0.3),
    );
    if (!table) rest.push(item);
    else for (const part of splitAtRules(item, table)) place(part, table);
  }
  for (const table of tables) table.cells = table.cells.flatMap((cell) => partedByWords(cell, table));
  tables.sort((a, b) => a.box.top - b.box.top || a.box.left - b.box.left);
  return { tables: tables.filter((table) => table.cells.some((cell) => cell.items.length > 0)), rest };
}

/**
 * A row may have no lines between its columns, as every other one of a list. Where the words of what looks like one cell
 * stand in three columns or more of the table, with a wide gap at each line that they would cross, they are cells of these.
 */
function partedByWords(cell: GridCell, table: RuledTable): GridCell[] {
  if (cell.columnSpan < 3) return [cell];
  const inner = table.xs.slice(cell.column, cell.column + cell.columnSpan - 1);
  const parts: TextItem[][] = [[], ...inner.map(() => [])];
  for (const item of cell.items) {
    if (inner.some((x) => item.x + 1 < x && x < item.x + item.width - 1)) return [cell];
    parts[inner.filter((x) => x <= item.x + 1).length]?.push(item);
  }
  if (parts.filter((items) => items.length > 0).length < 3) return [cell];
  const isSentence = linesOf(cell.items).some(({ items }) =>
    items.slice(1).some((next, index) => {
      const before = items[index] as TextItem;
      const end = before.x + before.width;
      return next.x - end < before.height * 0.5 && inner.some((x) => end <= x + 1 && x - 1 <= next.x);
    }),
  );
  if (isSentence) return [cell];
  return parts.map((items, index) => ({ ...cell, column: cell.column + index, columnSpan: 1, items }));
}

/** Does a piece of text lie in one of the tables? */
export function isInside(tables: RuledTable[], item: TextItem): boolean {
  const x = item.x + Math.min(item.width, 4) / 2;
  return tables.some(({ box }) => contains(box, x, middle(item)));
}

/** Segments that touch, directly or through others, belong to one table. */
function connectedGroups(rules: Rules): Rules[] {
  const { horizontal, vertical } = rules;
  const parent = Array.from({ length: horizontal.length + vertical.length }, (_, index) => index);
  const find = (index: number): number => {
    let root = index;
    while (parent[root] !== root) root = parent[root] as number;
    parent[index] = root;
    return root;
  };
  horizontal.forEach((h, i) => {
    vertical.forEach((v, j) => {
      if (v.at >= h.from - near && v.at <= h.to + near && h.at >= v.from - near && h.at <= v.to + near) {
        parent[find(i)] = find(horizontal.length + j);
      }
    });
  });
  const groups = new Map<number, Rules>();
  const groupOf = (index: number) => {
    const root = find(index);
    const group = groups.get(root) ?? { horizontal: [], vertical: [] };
    groups.set(root, group);
    return group;
  };
  horizontal.forEach((h, i) => {
    groupOf(i).horizontal.push(h);
  });
  vertical.forEach((v, j) => {
    groupOf(horizontal.length + j).vertical.push(v);
  });
  return [...groups.values()];
}

function gridOf(group: Rules): RuledTable | undefined {
  // A row that goes on over the page has no line there, and many tables have none at their sides: the ends of the other
  // lines say where the cells end.
  const ys = withEnds(positions(group.horizontal), group.vertical);
  const xs = withEnds(positions(group.vertical), group.horizontal);
  // One box is a frame around text, and rows without columns may be ruled off inside of one: the words tell their columns.
  if (xs.length <= 2 || ys.length < 2) return undefined;
  const box = { left: xs[0] as number, right: xs.at(-1) as number, top: ys[0] as number, bottom: ys.at(-1) as number };
  return { box, xs, ys, cells: regions(group, xs, ys) };
}

/** Positions with the far ends of the crossing lines, where those stick out by more than a border's width. */
function withEnds(lines: number[], crossing: Segment[]): number[] {
  if (crossing.length < 2) return lines;
  const first = Math.min(...crossing.map((segment) => segment.from));
  const last = Math.max(...crossing.map((segment) => segment.to));
  const before = lines.length === 0 || first < (lines[0] as number) - 2 * near ? [first] : [];
  const after = lines.length === 0 || last > (lines.at(-1) as number) + 2 * near ? [last] : [];
  return [...before, ...lines, ...after];
}

/** Lines nearer than a border's width are one grid line: the mean of each cluster. */
function positions(segments: Segment[]): number[] {
  const clusters: number[][] = [];
  for (const { at } of [...segments].sort((a, b) => a.at - b.at)) {
    const cluster = clusters.at(-1);
    if (cluster && at - (cluster[0] as number) <= near) cluster.push(at);
    else clusters.push([at]);
  }
  return clusters.map((cluster) => cluster.reduce((sum, at) => sum + at, 0) / cluster.length);
}

/** The grid line that a segment belongs to: the nearest. */
function nearest(lines: number[], at: number): number {
  let best = 0;
  for (let index = 1; index < lines.length; index += 1) {
    if (Math.abs((lines[index] as number) - at) < Math.abs((lines[best] as number) - at)) best = index;
  }
  return best;
}

/**
 * Tables that stand right under one another come as one group of lines. Between two rows that are ruled off from side to
 * side, where the edges below stand elsewhere than those above, another table begins.
 */
function partTouching(group: Rules): Rules[] {
  const ys = positions(group.horizontal);
  const starts = [0];
  let union: number[] = [];
  for (let row = 0; row + 1 < ys.length; row += 1) {
    const [top, bottom] = [ys[row] as number, ys[row + 1] as number];
    const own = group.vertical
      .filter((segment) => segment.from < (top + bottom) / 2 && segment.to > (top + bottom) / 2)
      .map((segment) => segment.at);
    const shared = own.filter((at) => union.some((other) => Math.abs(other - at) <= 1.5)).length;
    const fewer = Math.min(own.length, union.length);
    const isOther = fewer >= 4 && fewer - shared >= 2 && isRuledOff(group, top, own);
    if (isOther) {
      starts.push(row);
      union = own;
    } else union = [...union, ...own.filter((at) => !union.some((other) => Math.abs(other - at) <= 1.5))];
  }
  if (starts.length === 1) return [group];
  return starts.map((start, index) => {
    const top = ys[start] as number;
    const bottom = ys[starts[index + 1] ?? ys.length - 1] as number;
    const isLast = index === starts.length - 1;
    return {
      horizontal: group.horizontal.filter(({ at }) => at >= top - near && at <= bottom + near),
      vertical: group.vertical
        .map(({ at, from, to }) => ({
          at,
          from: index === 0 ? from : Math.max(from, top),
          to: isLast ? to : Math.min(to, bottom),
        }))
        .filter(({ from, to }) => to - from > near),
    };
  });
}

/** Does a line at `y` reach over all the columns? */
function isRuledOff(group: Rules, y: number, edges: number[]): boolean {
  const covered = group.horizontal.filter(({ at }) => Math.abs(at - y) <= near).sort((a, b) => a.from - b.from);
  let reached = Math.min(...edges);
  for (const { from, to } of covered) if (from <= reached + near) reached = Math.max(reached, to);
  return reached >= Math.max(...edges) - near;
}

/** Places of the grid without a line between them are one cell; what is not a rectangle is taken by its bounds. */
function regions(group: Rules, xs: number[], ys: number[]): GridCell[] {
  const columns = xs.length - 1;
  const rows = ys.length - 1;
  const byLine = (segments: Segment[], lines: number[]) => {
    const out: Segment[][] = lines.map(() => []);
    for (const segment of segments) out[nearest(lines, segment.at)]?.push(segment);
    return out;
  };
  const verticals = byLine(group.vertical, xs);
  const horizontals = byLine(group.horizontal, ys);
  const hasWall = (segments: Segment[] | undefined, middle: number) =>
    segments?.some((s) => s.from - near <= middle && middle <= s.to + near) ?? false;
  const middleX = xs.slice(0, -1).map((x, index) => (x + (xs[index + 1] as number)) / 2);
  const middleY = ys.slice(0, -1).map((y, index) => (y + (ys[index + 1] as number)) / 2);
  const owner: (GridCell | undefined)[][] = Array.from({ length: rows }, () => []);
  const cells: GridCell[] = [];
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      if (owner[row]?.[column]) continue;
      let columnSpan = 1;
      const isFree = (r: number, c: number) => owner[r]?.[c] === undefined;
      while (
        column + columnSpan < columns &&
        isFree(row, column + columnSpan) &&
        !hasWall(verticals[column + columnSpan], middleY[row] as number)
      ) {
        columnSpan += 1;
      }
      let rowSpan = 1;
      const isOpenBelow = (below: number) => {
        for (let c = column; c < column + columnSpan; c += 1) {
          if (!isFree(below, c) || hasWall(horizontals[below], middleX[c] as number)) return false;
        }
        return true;
      };
      while (row + rowSpan < rows && isOpenBelow(row + rowSpan)) rowSpan += 1;
      const cell: GridCell = { row: row + 1, column: column + 1, rowSpan, columnSpan, items: [] };
      for (let r = row; r < row + rowSpan; r += 1) {
        for (let c = column; c < column + columnSpan; c += 1) (owner[r] as GridCell[])[c] = cell;
      }
      cells.push(cell);
    }
  }
  return cells;
}

/** Neighbouring cells' words may come as one item where they stand close: it is cut at the blank nearest the line. */
function splitAtRules(item: TextItem, table: RuledTable): TextItem[] {
  const own = cellAt(table, item.x + 1, middle(item));
  const line = table.xs
    .slice(1, -1)
    .find((x) => item.x + 1 < x && x < item.x + item.width - 1 && cellAt(table, x + 1, middle(item)) !== own);
  if (line === undefined) return [item];
  const target = ((line - item.x) / item.width) * item.text.length;
  let cut = -1;
  for (let index = 0; index < item.text.length; index += 1) {
    if (item.text[index] === " " && (cut < 0 || Math.abs(index - target) < Math.abs(cut - target))) cut = index;
  }
  if (cut <= 0 || cut >= item.text.length - 1) return [item];
  const share = item.width / item.text.length;
  const head = { ...item, text: item.text.slice(0, cut), width: Math.min(cut * share, line - item.x - 0.5) };
  const x = Math.max(line + 1, item.x + (cut + 1) * share);
  const tail = { ...item, text: item.text.slice(cut + 1), x, width: Math.max(1, item.x + item.width - x) };
  return [head, ...splitAtRules(tail, table)];
}

function place(item: TextItem, table: RuledTable): void {
  cellAt(table, item.x + Math.min(item.width, 4) / 2, middle(item))?.items.push(item);
}

function cellAt(table: RuledTable, x: number, y: number): GridCell | undefined {
  const column = indexIn(table.xs, x) + 1;
  const row = indexIn(table.ys, y) + 1;
  return table.cells.find(
    (cell) =>
      cell.row <= row &&
      row < cell.row + cell.rowSpan &&
      cell.column <= column &&
      column < cell.column + cell.columnSpan,
  );
}

function indexIn(lines: number[], value: number): number {
  let index = 0;
  while (index < lines.length - 2 && value >= (lines[index + 1] as number)) index += 1;
  return index;
}

function middle(item: TextItem): number {
  return item.y - item.height * 0.3;
}

function contains(box: Box, x: number, y: number): boolean {
  return x >= box.left - near && x <= box.right + near && y >= box.top - near && y <= box.bottom + near;
}

function area(box: Box): number {
  return (box.right - box.left) * (box.bottom - box.top);
}
