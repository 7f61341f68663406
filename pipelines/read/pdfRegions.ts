/**
 * Where on a page words stand in columns without ruled lines. Cells may be set at the top, or in the middle of their rows:
 * then hardly a line has more than one cell on it. So it is not lines that are looked at but bands of lines, and columns
 * are what no word reaches over.
 */
import { type Chunk, chunksOf, merged, overlapping, piecesIn, type Span, wideGap } from "./pdfChunks.ts";
import type { TextLine } from "./pdfText.ts";

export interface Region {
  lines: TextLine[];
  columns: Span[];
  /** The region at the end of the page before that this one goes on with: it may begin in the middle of a row. */
  carried?: Region;
  /** Too little for a table by itself, at the end of its page: it counts if the next page goes on with it. */
  isHeadOnly?: boolean;
}

/** Lines this near stand in one band; rows further apart belong to no table. */
const bandHeight = 1.25;
const mostRowGap = 7;
/** Fewer lines may stand in columns by chance, as a letterhead does. */
const leastLines = 3;
/** First lines of a table in which captions may reach over several columns, and lines that a head may take by itself. */
const headerLines = 4;
const mostHeadLines = 16;

/**
 * Splits a page's lines into regions that are tables and single lines that are text, in order.
 * @param carried the region that the page before ended with
 */
export function findRegions(lines: TextLine[], carried?: Region): (Region | TextLine)[] {
  const out: (Region | TextLine)[] = [];
  for (let index = 0; index < lines.length; ) {
    const before = index === 0 && carried && goesOn(carried, lines[0] as TextLine) ? carried : undefined;
    const isStart = before !== undefined || isTabular(lines, index);
    const grown = isStart ? growFrom(lines, index, before) : undefined;
    if (!grown) {
      out.push(lines[index] as TextLine);
      index += 1;
      continue;
    }
    const { count, region } = grown;
    if (region) {
      const head = out.at(-1);
      if (head && "columns" in head && isHeadOver(head, region)) {
        region.lines.unshift(...head.lines);
        out.pop();
      }
      // The first lines of a tall cell stand above the cells in the middle of their row.
      for (let above = out.at(-1); above && "items" in above && isTopOf(region, above); above = out.at(-1)) {
        region.lines.unshift(above);
        out.pop();
      }
      const { before, after } = trimmed(region);
      out.push(...before, region, ...after);
    } else out.push(...lines.slice(index, index + count));
    index += count;
  }
  return out;
}

/** Do two sets of columns go together? Then what they make up together, else undefined. */
export function unite(one: Span[], other: Span[]): Span[] | undefined {
  const union = merged([...one, ...other]);
  const [fewer, more] = [Math.min(one.length, other.length), Math.max(one.length, other.length)];
  return union.length >= 3 && union.length >= fewer && union.length * 10 >= more * 8 ? union : undefined;
}

/** The lines of a band that begins here stand, taken together, in three or more places with wide gaps between. */
function isTabular(lines: TextLine[], start: number): boolean {
  const first = lines[start] as TextLine;
  const chunks: Span[] = [];
  for (let index = start; index < lines.length; index += 1) {
    const line = lines[index] as TextLine;
    if (line.y - first.y >= first.height * bandHeight) break;
    chunks.push(...chunksOf(line, wideGap));
  }
  const places = merged(chunks.map(({ left, right }) => ({ left, right: right + first.height * wideGap })));
  return places.length >= 3;
}

/** How many lines from `start` on were looked at, and the region that they are, if they are one. */
function growFrom(lines: TextLine[], start: number, carried?: Region): { count: number; region?: Region } {
  const taken: TextLine[] = [];
  let columns: Span[] = carried?.columns ?? [];
  let spanning: Chunk[] = [];
  let pending: TextLine[] = [];
  let crossed = 0;
  let index = start;
  for (; index < lines.length; index += 1) {
    const line = lines[index] as TextLine;
    const before = lines[index - 1] as TextLine;
    if (index > start && line.y - before.y > Math.max(line.height, before.height) * mostRowGap) break;
    const isHead = taken.length + pending.length < headerLines;
    let fit = fitInto(columns, line);
    if (fit === "other" && isHead) {
      // A caption over several columns came first, and looked like one column.
      const apart = withoutCaptions([...taken, ...pending], line);
      fit = apart ? fitInto(apart.columns, line) : fit;
      if (apart && typeof fit !== "string") spanning = apart.captions;
    }
    if (fit === "other") break;
    if (fit === "crossing") {
      const fewer = withoutFalseGaps(columns, [...(carried?.lines ?? []), ...taken], line);
      if (fewer) fit = fitInto(fewer, line);
    }
    if (fit === "other") break;
    if (fit === "crossing") {
      pending.push(line);
      if (pending.length > 2) break;
      continue;
    }
    crossed += pending.length;
    taken.push(...pending, line);
    pending = [];
    columns = fit;
  }
  const bands = taken.filter((_, at) => isTabular(taken, at)).length;
  const isTable =
    carried !== undefined ||
    (taken.length >= leastLines &&
      columns.length >= 3 &&
      bands >= 2 &&
      (crossed - spanning.length) * 4 <= taken.length);
  // Lines that the region was not to have are looked at again: another may begin there.
  const count = Math.max(1, taken.length);
  const isHeadOnly = !isTable && count === lines.length - start && columns.length >= 3 && crossed === 0;
  if (isHeadOnly) return { count, region: { lines: taken, columns, isHeadOnly } };
  return isTable ? { count, region: { lines: taken, columns, ...(carried && { carried }) } } : { count };
}

/** The columns with a line added; "crossing" where it reaches over several, "other" where one column would hold two texts. */
function fitInto(columns: Span[], line: TextLine): Span[] | "crossing" | "other" {
  const { crossing, pieces } = piecesIn(columns, line);
  const wide = chunksOf(line, wideGap).map((chunk) => overlapping(columns, chunk));
  const seen = new Set<number>();
  for (const places of wide) {
    for (const place of places) {
      if (seen.has(place)) return "other";
      seen.add(place);
    }
  }
  if (crossing.length > 0) return "crossing";
  const next = merged([...columns, ...pieces]);
  return next.length >= columns.length ? next : "crossing";
}

/** Columns that a line reaches over though no line has words in both are one: short words stood beside a short heading. */
function withoutFalseGaps(columns: Span[], lines: TextLine[], line: TextLine): Span[] | undefined {
  let out = columns;
  for (const chunk of piecesIn(columns, line).crossing) {
    const [one, other, ...more] = overlapping(columns, chunk);
    if (one === undefined || other === undefined || more.length > 0) return undefined;
    const isBeside = lines.some((each) => {
      const places = new Set(piecesIn(columns, each).pieces.flatMap((piece) => overlapping(columns, piece)));
      return places.has(one) && places.has(other);
    });
    if (isBeside) return undefined;
    const [left, right] = [columns[one] as Span, columns[other] as Span];
    out = [...out.filter((column) => column !== left && column !== right), { left: left.left, right: right.right }];
  }
  return merged(out);
}

/** The columns of the first lines without the chunks that reach over several of what `line` has. */
function withoutCaptions(lines: TextLine[], line: TextLine): { columns: Span[]; captions: Chunk[] } | undefined {
  const own = chunksOf(line, wideGap);
  const captions: Chunk[] = [];
  const rest: Span[] = [];
  for (const chunk of lines.flatMap((each) => chunksOf(each))) {
    if (overlapping(own, chunk).length > 1) captions.push(chunk);
    else rest.push(chunk);
  }
  return captions.length > 0 && captions.length <= 3 ? { columns: merged(rest), captions } : undefined;
}

/** The first line of a page goes on with the table of the page before: all of it stands in line with that table's columns. */
function goesOn(carried: Region, line: TextLine): boolean {
  const { crossing, pieces } = piecesIn(carried.columns, line);
  return (
    crossing.length === 0 &&
    typeof fitInto(carried.columns, line) !== "string" &&
    // Under headings set in the middle hardly anything is in line.
    (carried.isHeadOnly || pieces.every((piece) => isInLine(carried, line, piece)))
  );
}

/** A few lines whose words stand wider than those of the rows below: a head of many lines looks like a table by itself. */
function isHeadOver(head: Region, region: Region): boolean {
  const [last, first] = [head.lines.at(-1) as TextLine, region.lines[0] as TextLine];
  const reach = { left: head.columns[0]?.left ?? 0, right: head.columns.at(-1)?.right ?? 0 };
  return (
    head.carried === undefined &&
    head.lines.length <= mostHeadLines &&
    head.columns.length < region.columns.length &&
    first.y - last.y < Math.max(first.height, last.height) * mostRowGap &&
    overlapping(region.columns, reach).length * 2 >= region.columns.length
  );
}

/** A line right above in line with the words below, a caption over columns, or a row of heads. */
function isTopOf(region: Region, above: TextLine): boolean {
  const gap = (region.lines[0] as TextLine).y - above.y;
  const chunks = chunksOf(above);
  const places = chunks.map((chunk) => overlapping(region.columns, chunk));
  if (gap > above.height * 1.35 || places.some((place) => place.length === 0)) return false;
  if (places.every((place) => place.length === 1)) {
    return (
      (chunks.length * 2 >= region.columns.length && chunks.length >= 3) ||
      chunks.every((chunk) => isInLine(region, above, chunk))
    );
  }
  // A caption stands hardly above the heads beside it, which are set in the middle; a title a line or more.
  return gap < above.height && places.every((place) => !place.includes(0));
}

/** Does another line of the column begin there, or have its middle there? */
function isInLine({ carried, columns, lines }: Region, line: TextLine, chunk: Chunk): boolean {
  const [column] = overlapping(columns, chunk);
  return [...lines, ...(carried?.lines ?? [])].some(
    (other) =>
      other !== line &&
      chunksOf(other).some(
        (piece) =>
          overlapping(columns, piece)[0] === column &&
          (Math.abs(piece.left - chunk.left) < 1.5 ||
            Math.abs(piece.left + piece.right - chunk.left - chunk.right) < 3),
      ),
  );
}

/** Titles above and notes below that happen to fit: single chunks out of line with their column. They are taken out. */
function trimmed(region: Region): { before: TextLine[]; after: TextLine[] } {
  const { lines } = region;
  const isStray = (line: TextLine | undefined) => {
    if (!line || lines.length <= (region.carried ? 1 : leastLines)) return false;
    const [chunk, ...more] = chunksOf(line);
    if (!chunk || more.length > 0) return false;
    // A caption over columns stands hardly above the heads beside it, which are set in the middle; a title a line or more.
    const below = lines[lines.indexOf(line) + 1];
    const isCaption = overlapping(region.columns, chunk).length > 1 && below && below.y - line.y < line.height;
    return !isCaption && !isInLine(region, line, chunk);
  };
  const before: TextLine[] = [];
  const after: TextLine[] = [];
  while (isStray(lines[0])) before.push(lines.shift() as TextLine);
  while (isStray(lines.at(-1))) after.unshift(lines.pop() as TextLine);
  return { before, after };
}
