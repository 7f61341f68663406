/** Tables without ruled lines: lines of words that stand in the same columns, one under the other. */
import type { GridCell } from "./pdfGrid.ts";
import { joinLines, lineText, type TextItem, type TextLine } from "./pdfText.ts";

interface Chunk {
  items: TextItem[];
  left: number;
  right: number;
}

export interface AlignedTable {
  lines: TextLine[];
  cells: (Omit<GridCell, "items"> & { text: string })[];
}

/** Fewer lines than this in a row may stand in columns by chance, as a letterhead does. */
const leastLines = 3;

/** Splits lines into runs that are tables and single lines that are text, in order. */
export function findAlignedTables(lines: TextLine[]): (AlignedTable | TextLine)[] {
  const out: (AlignedTable | TextLine)[] = [];
  let run: TextLine[] = [];
  const flush = () => {
    // The first lines of a row whose other cells are set in the middle.
    for (let above = out.at(-1); run.length >= leastLines && above && isTopOf(run, above); above = out.at(-1)) {
      run.unshift(above as TextLine);
      out.pop();
    }
    const table = run.length >= leastLines ? toTable(run) : undefined;
    if (table) out.push(table);
    else out.push(...run);
    run = [];
  };
  for (const line of lines) {
    const before = run.at(-1);
    const isClose = !before || line.y - before.y < Math.max(line.height, before.height) * 3;
    const isTabular = chunksOf(line).length >= 3 || (run.length > 0 && isClose && fitsColumns(run, line));
    if (!isTabular || !isClose) flush();
    if (isTabular) run.push(line);
    else out.push(line);
  }
  flush();
  return out;
}

function isTopOf(run: TextLine[], above: AlignedTable | TextLine): boolean {
  const first = run[0] as TextLine;
  return "items" in above && first.y - above.y < above.height * 1.25 && fitsColumns(run, above);
}

/** Words with a gap wider than a letter and a half between them stand in different columns. */
function chunksOf(line: TextLine): Chunk[] {
  const chunks: Chunk[] = [];
  for (const item of line.items) {
    if (item.text.trim() === "") continue;
    const last = chunks.at(-1);
    if (last && item.x - last.right < line.height * 0.9) {
      last.items.push(item);
      last.right = Math.max(last.right, item.x + item.width);
    } else chunks.push({ items: [item], left: item.x, right: item.x + item.width });
  }
  return chunks;
}

/** Does every chunk of the line stand within one column of the run? Then it goes on a cell above. */
function fitsColumns(run: TextLine[], line: TextLine): boolean {
  const columns = columnsOf(run);
  return chunksOf(line).every((chunk) => columns.filter((c) => overlaps(c, chunk)).length === 1);
}

function columnsOf(run: TextLine[]): { left: number; right: number }[] {
  const chunks = run.flatMap(chunksOf).sort((a, b) => a.left - b.left);
  const columns: { left: number; right: number }[] = [];
  for (const { left, right } of chunks) {
    const last = columns.at(-1);
    if (last && left <= last.right) last.right = Math.max(last.right, right);
    else columns.push({ left, right });
  }
  return columns;
}

function overlaps(a: { left: number; right: number }, b: { left: number; right: number }): boolean {
  return a.left <= b.right && b.left <= a.right;
}

/** One line's chunks by column, and where it stands. */
interface Strip {
  cells: (Chunk | undefined)[];
  texts: string[];
  y: number;
}

function toTable(run: TextLine[]): AlignedTable | undefined {
  const columns = columnsOf(run);
  if (columns.length < 3) return undefined;
  const strips = run.map((line) => stripOf(line, columns));
  const cells = (rowsByGaps(strips) ?? rowsByWords(strips, columns)).flatMap((row, r) =>
    columns.map((_, c) => ({
      row: r + 1,
      column: c + 1,
      rowSpan: 1,
      columnSpan: 1,
      text: joinLines(row.map(({ texts }) => texts[c] as string)),
    })),
  );
  return { lines: run, cells };
}

function stripOf(line: TextLine, columns: { left: number; right: number }[]): Strip {
  const texts = columns.map(() => "");
  const cells: Strip["cells"] = columns.map(() => undefined);
  for (const chunk of chunksOf(line)) {
    const column = columns.findIndex((candidate) => overlaps(candidate, chunk));
    texts[column] = `${texts[column]} ${lineText(chunk.items)}`.trim();
    cells[column] = chunk;
  }
  return { cells, texts, y: line.y };
}

/** Gaps this much wider than those between the lines of a cell stand between rows. */
const widerGap = 1.2;

/**
 * Rows parted by wider gaps, where the page has them: each holds one number of a row, wherever in the row it stands, and no
 * figure under a figure. Undefined where the gaps tell nothing.
 */
function rowsByGaps(strips: Strip[]): Strip[][] | undefined {
  const gaps = strips.slice(1).map((strip, index) => strip.y - (strips[index] as Strip).y);
  const leading = leadingOf(strips);
  const rows: Strip[][] = [[strips[0] as Strip]];
  strips.slice(1).forEach((strip, index) => {
    if ((gaps[index] as number) > leading * widerGap) rows.push([strip]);
    else rows.at(-1)?.push(strip);
  });
  if (rows.length < 3 || rows.length === strips.length) return undefined;
  const firsts = rows.map((row) => row.filter(({ texts }) => texts[0] !== "").length);
  const isOneEach =
    firsts.every((count) => count <= 1) && firsts.filter((count) => count === 1).length * 3 >= rows.length * 2;
  const isClean = rows.every((row) =>
    row.every((strip, index) => row.slice(0, index).every((above) => !hasFigureUnderFigure(above, strip))),
  );
  return isOneEach && isClean ? rows : undefined;
}

/** Distance of two lines of one cell: the least that two lines of a column have. Cells set in the middle share no baselines. */
function leadingOf(strips: Strip[]): number {
  let least = Number.POSITIVE_INFINITY;
  const last = new Map<number, number>();
  for (const { texts, y } of strips) {
    texts.forEach((text, column) => {
      if (text === "") return;
      least = Math.min(least, y - (last.get(column) ?? Number.NEGATIVE_INFINITY));
      last.set(column, y);
    });
  }
  return least;
}

/** Rows by what the lines say: one without a first cell goes on with the row above where its pieces do. */
function rowsByWords(strips: Strip[], columns: { left: number; right: number }[]): Strip[][] {
  const rows: Strip[][] = [];
  for (const strip of strips) {
    const row = rows.at(-1);
    if (row && goesOn(strip, row, columns)) row.push(strip);
    else rows.push([strip]);
  }
  return rows;
}

function goesOn(strip: Strip, row: Strip[], columns: { left: number; right: number }[]): boolean {
  if (strip.texts[0] !== "" || row.some((above) => hasFigureUnderFigure(above, strip))) return false;
  const filled = strip.texts.flatMap((text, index) => (text === "" ? [] : [index]));
  const sure = filled.filter((index) => {
    const last = row.at(-1)?.cells[index];
    const own = strip.cells[index] as Chunk;
    const { left, right } = columns[index] as { left: number; right: number };
    const text = strip.texts[index] as string;
    const word = (/^\S+/.exec(text)?.[0].length ?? 0) * ((own.right - own.left) / Math.max(1, text.length));
    const hadNoRoom = last !== undefined && last.right - last.left + word > right - left;
    return hadNoRoom || /^\p{Ll}/u.test(text);
  });
  const isUnderText = filled.every((index) => row.some(({ texts }) => texts[index] !== ""));
  if (isUnderText && sure.length * 2 >= filled.length) return true;
  // Few words, and no figure among them.
  return filled.length <= columns.length / 2 && !strip.texts.some((text) => FIGURE.test(text));
}

const FIGURE = /^[\d.,]+%?$/;

function hasFigureUnderFigure(above: Strip, strip: Strip): boolean {
  return strip.texts.some((text, index) => FIGURE.test(text) && FIGURE.test(above.texts[index] ?? ""));
}
