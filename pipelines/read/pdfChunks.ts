/** Words of a line that stand together, and the columns that they lie in. */
import type { TextItem, TextLine } from "./pdfText.ts";

export interface Span {
  left: number;
  right: number;
}

/** Words that stand close on one line. */
export interface Chunk extends Span {
  items: TextItem[];
}

/** Gaps in a line, in heights of its letters: within a cell they are narrower, and no chance makes two wider ones. */
const nearGap = 0.45;
/** A blank between two words is a quarter of that wide. */
const wordGap = 0.32;
export const wideGap = 0.9;
/** Words of a line with gaps narrower than `most` heights between them are one chunk. */
export function chunksOf(line: TextLine, most = nearGap): Chunk[] {
  const chunks: Chunk[] = [];
  for (const item of line.items) {
    if (item.text.trim() === "") continue;
    const last = chunks.at(-1);
    if (last && item.x - last.right < line.height * most) {
      last.items.push(item);
      last.right = Math.max(last.right, item.x + item.width);
    } else chunks.push({ items: [item], left: item.x, right: item.x + item.width });
  }
  return chunks;
}

/**
 * A line's pieces, each within one column: its chunks, or, where two full cells stand close, the single pieces of a chunk.
 * What reaches over several columns all the same comes in `crossing`.
 */
export function piecesIn(columns: Span[], line: TextLine): { pieces: Chunk[]; crossing: Chunk[] } {
  const pieces: Chunk[] = [];
  const crossing: Chunk[] = [];
  for (const chunk of chunksOf(line)) {
    if (overlapping(columns, chunk).length <= 1) {
      pieces.push(chunk);
      continue;
    }
    const single = partsOf(chunk, line);
    if (single.length > 1 && single.every((piece) => overlapping(columns, piece).length <= 1)) pieces.push(...single);
    else crossing.push(chunk);
  }
  return { pieces, crossing };
}

/** The pieces that a chunk was drawn in; of a writer that draws letter by letter its words, as far as they stand apart. */
function partsOf(chunk: Chunk, line: TextLine): Chunk[] {
  const letters = chunk.items.reduce((sum, { text }) => sum + text.length, 0);
  if (letters < chunk.items.length * 4) return chunksOf({ ...line, items: chunk.items }, wordGap);
  return chunk.items.map((item) => ({ items: [item], left: item.x, right: item.x + item.width }));
}

/** Numbers of the columns that a stretch lies over, from 0. */
export function overlapping(columns: Span[], { left, right }: Span): number[] {
  return columns.flatMap((column, index) => (left < column.right && column.left < right ? [index] : []));
}

/** Stretches that touch become one. */
export function merged(spans: Span[]): Span[] {
  const out: Span[] = [];
  for (const { left, right } of [...spans].sort((a, b) => a.left - b.left)) {
    const last = out.at(-1);
    if (last && left < last.right) last.right = Math.max(last.right, right);
    else out.push({ left, right });
  }
  return out;
}
