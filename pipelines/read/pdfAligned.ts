/** Tables without ruled lines → rows and cells: which lines are one row, whether cells stand at its top or in its middle. */

import { isCutFigure } from "./cutFigures.ts";
import { type Chunk, overlapping, piecesIn, type Span } from "./pdfChunks.ts";
import type { PdfCell } from "./pdfPages.ts";
import { joinLines, lineText, type TextItem, type TextLine } from "./pdfText.ts";

/** One line's chunks by column, what of it reaches over several, and where it stands. */
interface Strip {
  cells: (Chunk | undefined)[];
  texts: string[];
  captions: { from: number; to: number; text: string }[];
  y: number;
}

const FIGURE = /^[\d.,]+%?$/;
/** Gaps this much wider than those between the lines of a cell stand between rows. */
const widerGap = 1.12;

/** The cells of a table, row by row, for each of its pages: what tells rows on one page tells them on all. */
export function cellsOf(pages: TextLine[][], columns: Span[]): PdfCell[][] {
  const strips = pages.map((lines) => lines.map((line) => stripOf(line, columns)));
  const leading = leadingOf(strips);
  const rows =
    rowsByGaps(strips, leading) ?? strips.map((page) => rowsByMiddles(page, leading) ?? rowsByWords(page, columns));
  return rows.map((page) => {
    const cells: PdfCell[] = [];
    let row = 1;
    for (const strip of page) row += addRow(cells, strip, row, columns.length);
    return cells.sort((a, b) => a.row - b.row || a.column - b.column);
  });
}

function stripOf(line: TextLine, columns: Span[]): Strip {
  const { crossing, pieces } = piecesIn(columns, line);
  const strip: Strip = {
    cells: columns.map(() => undefined),
    texts: columns.map(() => ""),
    captions: crossing.map((chunk) => {
      const places = overlapping(columns, chunk);
      return { from: places[0] as number, to: places.at(-1) as number, text: lineText(chunk.items) };
    }),
    y: line.y,
  };
  for (const [column, chunk] of byColumn(columns, pieces)) {
    strip.cells[column] = chunk;
    strip.texts[column] = lineText(chunk.items);
  }
  return strip;
}

/** Pieces of one column on one line belong together. */
function byColumn(columns: Span[], pieces: Chunk[]): Map<number, Chunk> {
  const out = new Map<number, Chunk>();
  for (const piece of pieces) {
    const column = overlapping(columns, piece)[0];
    if (column === undefined) continue;
    const known = out.get(column);
    if (!known) out.set(column, { ...piece, items: [...piece.items] });
    else {
      known.items.push(...piece.items);
      known.items.sort((a: TextItem, b: TextItem) => a.x - b.x);
      known.left = Math.min(known.left, piece.left);
      known.right = Math.max(known.right, piece.right);
    }
  }
  return out;
}

/** Words over several columns, `from` to `to`. */
interface Caption {
  from: number;
  to: number;
  texts: string[];
  /** Of its last line. */
  y: number;
  /** 1 for the top one of those over one another. */
  level: number;
}

/** Adds the cells of one row; a row of headings with captions over several of them is two or more. How many it was. */
function addRow(cells: PdfCell[], strips: Strip[], row: number, columnCount: number): number {
  const captions = captionsOf(strips);
  const over = (column: number) => captions.filter(({ from, to }) => column >= from && column <= to);
  const hasUnder = strips.some(({ texts, y }) =>
    texts.some((text, column) => text !== "" && over(column).some((caption) => caption.y < y)),
  );
  const depth = hasUnder ? Math.max(0, ...captions.map(({ level }) => level)) : 0;
  for (const { from, to, texts, level } of captions) {
    const text = joinLines(texts);
    cells.push({
      row: row + (hasUnder ? level - 1 : 0),
      column: from + 1,
      rowSpan: 1,
      columnSpan: to - from + 1,
      text,
    });
  }
  for (let column = 0; column < columnCount; column += 1) {
    const text = textOfLines(strips.map(({ texts }) => texts[column] as string));
    const above = over(column);
    if (above.length > 0 && !hasUnder) {
      // What stands in the way of a heading of a group goes behind it.
      const cell = cells.find((each) => each.row === row && each.column === (above[0] as Caption).from + 1) as PdfCell;
      if (text !== "") cell.text = `${cell.text} ${text}`;
      continue;
    }
    const level = Math.max(0, ...above.map((caption) => caption.level));
    cells.push({ row: row + level, column: column + 1, rowSpan: depth + 1 - level, columnSpan: 1, text });
  }
  return depth + 1;
}

/** The captions of a row from the top down, those over the same columns joined. */
function captionsOf(strips: Strip[]): Caption[] {
  const captions: Caption[] = [];
  for (const { captions: own, y } of strips) {
    for (const { from, to, text } of own) {
      const same = captions.find((caption) => caption.from === from && caption.to === to);
      if (same) {
        same.texts.push(text);
        same.y = y;
        continue;
      }
      const above = captions.filter((caption) => caption.from <= to && from <= caption.to);
      const level = Math.max(0, ...above.map((caption) => caption.level)) + 1;
      captions.push({ from, to, texts: [text], y, level });
    }
  }
  return captions;
}

/**
 * Rows parted by wider gaps, where the pages have them: each holds one number of a row at most, wherever in the row it
 * stands, and no figure under a figure. Undefined where the gaps tell nothing.
 */
function rowsByGaps(pages: Strip[][], leading: number): Strip[][][] | undefined {
  const rows = pages.map((strips) => {
    const page: Strip[][] = [];
    strips.forEach((strip, index) => {
      const gap = strip.y - (strips[index - 1]?.y ?? Number.NEGATIVE_INFINITY);
      if (gap > leading * widerGap) page.push([strip]);
      else page.at(-1)?.push(strip);
    });
    return page;
  });
  if (rows.flat().length < 2 || rows.flat().length === pages.flat().length) return undefined;
  return areRows(rows) ? rows : undefined;
}

function areRows(pages: Strip[][][]): boolean {
  const rows = pages.flat();
  const firsts = new Set(pages.map((page) => page[0]));
  const numbersOf = (row: Strip[]) => row.filter(({ texts }) => texts[0] !== "").length;
  // The head of the first column may take several lines.
  if (rows.some((row) => numbersOf(row) > 1 && !firsts.has(row))) return false;
  const isClean = rows.every((row) =>
    row.every((strip, index) => row.slice(0, index).every((above) => !hasFigureUnderFigure(above, strip))),
  );
  // A row without a number and without a figure may be the second paragraph of the row above.
  const doubtful = rows.filter(
    (row) =>
      !firsts.has(row) && numbersOf(row) === 0 && !row.some(({ texts }) => texts.some((text) => FIGURE.test(text))),
  );
  return isClean && doubtful.length * 3 <= rows.length;
}

/** Distance of two lines of one cell: nearly the least that two lines of a column have. */
function leadingOf(pages: Strip[][]): number {
  const distances: number[] = [];
  for (const strips of pages) {
    const last = new Map<number, number>();
    for (const { texts, y } of strips) {
      texts.forEach((text, column) => {
        if (text === "") return;
        const above = last.get(column);
        if (above !== undefined) distances.push(y - above);
        last.set(column, y);
      });
    }
  }
  distances.sort((a, b) => a - b);
  return distances[Math.floor(distances.length * 0.05)] ?? Number.POSITIVE_INFINITY;
}

/**
 * Rows without any gap between them whose cells stand in the middle: a row's number then is its middle, and where the row
 * ends follows from where it began. Undefined unless each end found so lies between two lines.
 */
function rowsByMiddles(strips: Strip[], leading: number): Strip[][] | undefined {
  const numbered = strips.filter(({ texts }) => texts[0] !== "");
  if (!Number.isFinite(leading) || numbered.length < 3) return undefined;
  const rows: Strip[][] = [];
  let top = (strips[0] as Strip).y - leading / 2;
  let from = 0;
  for (const { y } of numbered) {
    const bottom = 2 * y - top;
    let to = from;
    while (to < strips.length && (strips[to] as Strip).y < bottom) to += 1;
    const above = strips[to - 1]?.y ?? Number.NEGATIVE_INFINITY;
    const below = strips[to]?.y ?? Number.POSITIVE_INFINITY;
    if (to === from || bottom - above < leading * 0.3 || below - bottom < leading * 0.3) return undefined;
    rows.push(strips.slice(from, to));
    from = to;
    top = below === Number.POSITIVE_INFINITY ? bottom : (above + below) / 2;
  }
  if (from < strips.length) return undefined;
  return areRows([rows]) && rows.some((row) => row[0]?.texts[0] === "") ? rows : undefined;
}

/** Rows by what the lines say: one without a first cell goes on with the row above where its pieces do. */
function rowsByWords(strips: Strip[], columns: Span[]): Strip[][] {
  const rows: Strip[][] = [];
  for (const strip of strips) {
    const row = rows.at(-1);
    if (row && goesOn(strip, row, columns)) row.push(strip);
    else rows.push([strip]);
  }
  return rows;
}

function goesOn(strip: Strip, row: Strip[], columns: Span[]): boolean {
  if (strip.captions.length > 0 || row.at(-1)?.captions.length) return false;
  if (strip.texts[0] !== "" || row.some((above) => hasFigureUnderFigure(above, strip))) return false;
  const filled = strip.texts.flatMap((text, index) => (text === "" ? [] : [index]));
  const sure = filled.filter((index) => {
    const last = row.at(-1)?.cells[index];
    const own = strip.cells[index] as Chunk;
    const { left, right } = columns[index] as Span;
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

function hasFigureUnderFigure(above: Strip, strip: Strip): boolean {
  return strip.texts.some((text, index) => {
    const figure = above.texts[index] ?? "";
    return FIGURE.test(text) && FIGURE.test(figure) && !isCutFigure(figure, text);
  });
}

/** The lines of a cell as one text. */
function textOfLines(lines: string[]): string {
  const out: string[] = [];
  for (const line of lines) {
    const last = out.at(-1);
    if (last !== undefined && isCutFigure(last, line)) out[out.length - 1] = last + line;
    else if (line !== "") out.push(line);
  }
  return joinLines(out);
}
