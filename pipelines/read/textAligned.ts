/**
 * Tables in plain text whose columns are aligned by blanks. Prose must never become one: lines are a table only where the
 * blanks between their pieces stand in the same places from line to line.
 */
import { isCutFigure } from "./cutFigures.ts";

export interface AlignedCell {
  column: number;
  columnSpan: number;
  text: string;
}

export interface AlignedRow {
  cells: AlignedCell[];
  /** Index of its first line. */
  line: number;
}

export interface AlignedTable {
  rows: AlignedRow[];
  columnCount: number;
  /** Index after its last line. */
  end: number;
}

/** A stretch of text without two blanks in it; positions count characters as they are shown, end exclusive. */
interface Piece {
  start: number;
  end: number;
  text: string;
}

interface Column {
  start: number;
  end: number;
}

/** Share of pieces that stand in line with another one above or below, and at the one edge of their column. */
const ALIGNED = 0.7;
const AT_EDGE = 0.85;
/** Caps, so that a long text of another kind costs little. */
const MOST_STARTS = 4;
const MOST_ENDS = 40;
const MOST_LINES = 5_000;
/** A full line has as many pieces as this share of the line with the most. */
const FULL = 0.6;
const NUMBER = /^[-+(<>=≥≤]*\d{1,3}(?:[.,\s]?\d{3})*(?:[.,]\d+)?\)?%?$/;

/** Of a row: 1, 1.2, IV, a) … */
const ORDINAL = /^(?:\d{1,3}(?:\.\d{1,3})*|[IVX]{1,5}|[A-ZĐa-zđ])[.)]?$/u;

/** The tables of a text, by the index of their first line. */
export function findAlignedTables(lines: string[]): Map<number, AlignedTable> {
  const found = new Map<number, AlignedTable>();
  let failures = 0;
  for (let index = 0; index < lines.length; index += 1) {
    if (piecesOf(lines[index] as string).length < 3) {
      failures = 0;
      continue;
    }
    // A heading or two may stand close above a table; further down nothing begins that did not begin before.
    const table = failures < MOST_STARTS ? tableAt(lines, index) : null;
    if (!table) {
      failures += 1;
      continue;
    }
    found.set(index, table);
    index = table.end - 1;
  }
  return found;
}

function tableAt(lines: string[], start: number): AlignedTable | null {
  const first = lines
    .slice(start, start + 12)
    .map(piecesOf)
    .filter((pieces) => pieces.length >= 3)
    .slice(0, 3);
  // Prose ends here: the gaps of its first lines don't meet.
  const most = Math.max(...first.map((pieces) => pieces.length));
  if (columnsOf(regular(first, most)).length < most) return null;
  const block = blockAt(lines, start);
  let tries = 0;
  for (let end = block.length; end >= 2 && tries < MOST_ENDS; end -= 1) {
    // Text that follows without a blank line is no part of the table: the longest run of lines that fits counts.
    if ((block[end - 1] as Piece[]).length === 0) continue;
    tries += 1;
    const table = tableOf(block.slice(0, end), start);
    if (table) return table;
  }
  return null;
}

/** Lines from `start` on, as pieces, up to two blank lines in a row, a line with a tab, or many lines that are no full ones. */
function blockAt(lines: string[], start: number): Piece[][] {
  const block: Piece[][] = [];
  let sinceTable = 0;
  for (let index = start; index < lines.length && block.length < MOST_LINES && sinceTable < 12; index += 1) {
    const line = lines[index] as string;
    if (line.includes("\t")) break;
    const pieces = piecesOf(line);
    if (pieces.length === 0 && (block.at(-1)?.length ?? 0) === 0) break;
    sinceTable = pieces.length >= 3 ? 0 : sinceTable + 1;
    block.push(pieces);
  }
  return block;
}

function piecesOf(line: string): Piece[] {
  const pieces: Piece[] = [];
  let width = 0;
  let at = 0;
  for (const match of line.matchAll(/[^\s](?:[^\s]|[ \u00a0](?=[^\s]))*/gu)) {
    const index = match.index ?? 0;
    width += widthOf(line.slice(at, index));
    const end = width + widthOf(match[0]);
    pieces.push({ start: width, end, text: match[0] });
    width = end;
    at = index + match[0].length;
  }
  return pieces;
}

/** Nothing but letters and signs of one code unit and one place each: nearly every text. */
const eachASign = /^[ -~\u00a0-\u024f\u1e00-\u1eff]*$/;

/** Accents that are signs of their own take no room. */
function widthOf(text: string): number {
  if (eachASign.test(text)) return text.length;
  return Array.from(text.replace(/[\p{M}\u200b-\u200f\ufeff]/gu, "")).length;
}

function tableOf(block: Piece[][], start: number): AlignedTable | null {
  const most = Math.max(...block.map((pieces) => pieces.length));
  const full = regular(
    block.filter((pieces) => pieces.length >= Math.max(3, most * FULL)),
    most,
  );
  if (full.length < 2 || (full.length < 3 && most < 5)) return null;
  if ((block.at(-1) as Piece[]).length < 3 && !isInsideSomeColumn(block.at(-1) as Piece[], columnsOf(full)))
    return null;
  const columns = columnsOf(full);
  if (columns.length < most || isDelimited(full) || !areAligned(full, columns)) return null;
  // A line that crosses the gaps is a caption over columns or a heading of a group; many such are prose.
  const crossing = block.filter((pieces) => pieces.some((piece) => spanOf(piece, columns).length !== 1));
  if (crossing.length * 4 > block.length || crossing.some((pieces) => pieces.length > 2 && overlaps(pieces, columns)))
    return null;
  const rows = rowsOf(block, columns, start);
  return rows.length < 2 ? null : { rows, columnCount: columns.length, end: start + block.length };
}

/** Full lines without those whose captions reach over several columns of the lines with the most pieces. */
function regular(full: Piece[][], most: number): Piece[][] {
  const kept = full.filter((pieces) => pieces.length === most);
  let columns = columnsOf(kept);
  return full.filter((pieces) => {
    if (pieces.length === most) return true;
    const wider = columnsOf([columns.map((column) => ({ ...column, text: "" })), pieces]);
    if (wider.length < columns.length) return false;
    columns = wider;
    return true;
  });
}

/** Places where the pieces of the lines stand, one over the other: what no gap parts is one column. */
function columnsOf(full: Piece[][]): Column[] {
  const pieces = full.flat().sort((a, b) => a.start - b.start);
  const columns: Column[] = [];
  for (const { start, end } of pieces) {
    const last = columns.at(-1);
    if (last && start < last.end) last.end = Math.max(last.end, end);
    else columns.push({ start, end });
  }
  return columns;
}

/**
 * Most pieces begin or end where another one of their column does: chance puts gaps over gaps, but few edges under edges. A
 * column of figures or of numbers of rows, which prose doesn't have, proves it; without one nearly all pieces of a column stand
 * at one edge, as who sets a table sees to.
 */
function areAligned(full: Piece[][], columns: Column[]): boolean {
  const all = full.flat().map((piece) => ({ ...piece, column: spanOf(piece, columns)[0] as number }));
  const aligned = all.filter((piece) =>
    all.some(
      (other) =>
        other !== piece && other.column === piece.column && (other.start === piece.start || other.end === piece.end),
    ),
  );
  if (aligned.length < all.length * ALIGNED) return false;
  // One piece of each column makes its edge; the others are at it or not.
  let [others, atEdge] = [0, 0];
  for (const column of columns.keys()) {
    const own = all.filter((piece) => piece.column === column);
    // The first line may be the head.
    const body = own.filter(
      (piece) => !full[0]?.some(({ start, text }) => start === piece.start && text === piece.text),
    );
    const figures = body.filter(({ text }) => NUMBER.test(text) || ORDINAL.test(text));
    if (figures.length > 1 && figures.length * 3 >= body.length * 2) return true;
    others += Math.max(0, own.length - 1);
    atEdge += Math.max(mostAlike(own.map(({ start }) => start)), mostAlike(own.map(({ end }) => end)), 1) - 1;
  }
  return others > 0 && atEdge >= others * AT_EDGE;
}

/** How many of them are the same. */
function mostAlike(places: number[]): number {
  const counts = new Map<number, number>();
  for (const place of places) counts.set(place, (counts.get(place) ?? 0) + 1);
  return Math.max(0, ...counts.values());
}

/** Columns that a piece stands in or reaches over; the nearest one where it stands between two. */
function spanOf(piece: Piece, columns: Column[]): number[] {
  const over = columns.flatMap((column, index) =>
    piece.start < column.end && piece.end > column.start ? [index] : [],
  );
  if (over.length > 0) return over;
  const distance = (column: Column) => Math.max(column.start - piece.end, piece.start - column.end);
  const nearest = columns.reduce((best, column, index) => {
    return distance(column) < distance(columns[best] as Column) ? index : best;
  }, 0);
  return [nearest];
}

function overlaps(pieces: Piece[], columns: Column[]): boolean {
  const all = pieces.flatMap((piece) => spanOf(piece, columns));
  return new Set(all).size < all.length;
}

function isInsideSomeColumn(pieces: Piece[], columns: Column[]): boolean {
  return pieces.every((piece) =>
    columns.some((column) => piece.start >= column.start - 1 && piece.end <= column.end + 1),
  );
}

/** Padded CSV: its pieces end with the delimiter. */
function isDelimited(full: Piece[][]): boolean {
  const inner = full.flatMap((pieces) => pieces.slice(0, -1));
  return [",", ";", "|"].some((sign) => inner.filter(({ text }) => text.endsWith(sign)).length * 2 > inner.length);
}

function rowsOf(block: Piece[][], columns: Column[], start: number): AlignedRow[] {
  const isNumbered = block.some(([first]) => first && spanOf(first, columns)[0] === 0 && ORDINAL.test(first.text));
  // Cells that go on for a line leave places blank in it: where no line has any, each is a row.
  const isPlain = block.every((pieces) => pieces.length === 0 || pieces.length === columns.length);
  const rows: AlignedRow[] = [];
  /** What stands in each column of the line before, for telling a wrapped cell from a new row. */
  let above = new Map<number, string>();
  block.forEach((pieces, offset) => {
    if (pieces.length === 0) {
      above = new Map();
      return;
    }
    const cells = pieces.map((piece): AlignedCell => {
      const span = spanOf(piece, columns);
      return { column: (span[0] as number) + 1, columnSpan: span.length, text: piece.text };
    });
    const row = rows.at(-1);
    if (row && !isPlain && goesOn(cells, row, above, columns, isNumbered)) {
      for (const cell of cells) {
        const before = row.cells.find(({ column }) => column === cell.column) as AlignedCell;
        const space = isCutFigure(before.text, cell.text) ? "" : " ";
        before.text = `${before.text}${space}${cell.text}`;
      }
    } else rows.push({ cells, line: start + offset });
    above = new Map(cells.map((cell) => [cell.column, cell.text]));
  });
  return rows;
}

/**
 * A line without a number of a row whose pieces all stand under text: it goes on with the row where at least half of them
 * do for sure, being the rest of a figure, in lower case, behind a comma, or of a first word that had no room above. A figure under a figure never does.
 */
function goesOn(
  cells: AlignedCell[],
  row: AlignedRow,
  above: Map<number, string>,
  columns: Column[],
  isNumbered: boolean,
): boolean {
  let sure = 0;
  for (const { column, columnSpan, text } of cells) {
    const before = row.cells.find((cell) => cell.column === column);
    const last = above.get(column);
    if ((column === 1 && isNumbered) || !before || last === undefined || columnSpan > 1 || before.columnSpan > 1)
      return false;
    if (isCutFigure(before.text, text)) {
      sure += 1;
      continue;
    }
    if (NUMBER.test(text) && NUMBER.test(before.text)) return false;
    const { start, end } = columns[column - 1] as Column;
    const word = /^\S+/.exec(text)?.[0] ?? "";
    const hadNoRoom = widthOf(last) + 1 + widthOf(word) > end - start;
    if (hadNoRoom || /^\p{Ll}/u.test(text) || /[,;+–-]$/.test(last)) sure += 1;
  }
  return sure * 2 >= cells.length;
}
