/** Cuts a document into segments: a header with the rows under it, or rows that go on from the page before. */
import type { Document, Paragraph, Place } from "../read/document.ts";
import { filled, type Grid, type GridRow, gridOf, paragraphRefOf } from "./grid.ts";
import type { HeaderBlock, HeaderFinder } from "./headerBlock.ts";
import type { LineReader } from "./lines.ts";
import type { SourceCell } from "./types.ts";

/** A line of text outside the data: a paragraph, or a cell of a row above a header. */
export interface TextLine {
  text: string;
  ref: string;
  place: Place;
  level?: number;
}

export interface Segment {
  grid: Grid;
  /** Null when the rows go on from an earlier segment, or nobody knows what they are. */
  header: HeaderBlock | null;
  /** Rows of this table above the header that hold titles. */
  titleRows: GridRow[];
  body: GridRow[];
  /** Rows under the data: signatures, notes. */
  layoutRows: GridRow[];
  /** Lines since the last segment, in reading order. */
  titles: TextLine[];
  /** The table stands in a cell of another one. */
  isNested: boolean;
}

export interface Segments {
  segments: Segment[];
  grids: Grid[];
  /** All paragraphs, with their keys. */
  paragraphs: TextLine[];
}

/** Cuts the document; every row of every table is in exactly one place of one segment, header rows included. */
export function cutSegments(document: Document, sourceId: string, finder: HeaderFinder, lines: LineReader): Segments {
  const segments: Segment[] = [];
  const grids: Grid[] = [];
  const paragraphs: TextLine[] = [];
  const nested = new Set(
    document.blocks.flatMap((block) =>
      block.kind === "table" ? block.cells.flatMap((cell) => cell.nestedTables ?? []) : [],
    ),
  );
  let pending: TextLine[] = [];
  for (const block of document.blocks) {
    if (block.kind === "paragraph") {
      const line = textLine(block, paragraphRefOf(sourceId, paragraphs.length + 1));
      paragraphs.push(line);
      pending.push(line);
      continue;
    }
    const grid = gridOf(block, sourceId);
    grids.push(grid);
    for (const segment of cutTable(grid, finder, lines)) {
      segment.isNested = nested.has(block.number);
      segment.titles = [...pending, ...segment.titles];
      pending = [];
      segments.push(segment);
    }
  }
  return { segments, grids, paragraphs };
}

function textLine(paragraph: Paragraph, ref: string): TextLine {
  const line: TextLine = { text: paragraph.text, ref, place: paragraph.place };
  if (paragraph.level !== undefined) line.level = paragraph.level;
  return line;
}

function cutTable(grid: Grid, finder: HeaderFinder, lines: LineReader): Segment[] {
  const segments: Segment[] = [];
  /** First row that belongs to no segment yet. */
  let from = 1;
  let open: { header: HeaderBlock | null; titleRows: GridRow[] } | null = null;
  const close = (until: number) => {
    const rows = grid.rows.slice(from - 1, until);
    if (open || rows.length > 0)
      segments.push(segmentOf(grid, open?.header ?? null, open?.titleRows ?? [], rows, lines));
  };
  for (let row = 1; row <= grid.rows.length; row++) {
    const header = finder.at(grid, row, from);
    if (!header) continue;
    const titleFrom = firstTitleRow(grid, from, header.firstRow, lines, segments.length === 0 && open === null);
    if (open || titleFrom > from) close(titleFrom - 1);
    open = { header, titleRows: grid.rows.slice(titleFrom - 1, header.firstRow - 1) };
    from = (header.numberingRows.at(-1) ?? header.lastRow) + 1;
    row = from - 1;
  }
  close(grid.rows.length);
  return segments;
}

/** Titles above a header inside its table: walked up from the header as long as rows hold title lines only. */
function firstTitleRow(grid: Grid, from: number, headerRow: number, lines: LineReader, isTop: boolean): number {
  const above = grid.rows.slice(from - 1, headerRow - 1);
  // Above the first header of a sheet stand letterhead and titles, whatever they say.
  if (isTop && above.every((row) => filled(row).length <= 2)) return from;
  // Under "Phụ lục …" everything is title, whatever the wording.
  for (let row = headerRow - 1; row >= Math.max(from, headerRow - 8); row--) {
    const cells = filled(grid.rows[row - 1] as GridRow);
    if (cells.length > 2) break;
    if (cells.some((cell) => lines.kind(cell.text) === "appendix_label")) return row;
  }
  let first = headerRow;
  while (first > from) {
    const cells = filled(grid.rows[first - 2] as GridRow);
    if (cells.length > 2 || !cells.every((cell) => lines.isTitleLine(cell.text) || lines.isLayout(cell.text))) break;
    first -= 1;
  }
  return first;
}

function segmentOf(
  grid: Grid,
  header: HeaderBlock | null,
  titleRows: GridRow[],
  rows: GridRow[],
  lines: LineReader,
): Segment {
  let end = rows.length;
  while (end > 0 && isLayoutRow(rows[end - 1] as GridRow, lines)) end -= 1;
  // Blank rows alone are no sign of a signature block.
  const layoutRows = rows.slice(end).some((row) => filled(row).length > 0) ? rows.slice(end) : [];
  const body = layoutRows.length > 0 ? rows.slice(0, end) : rows;
  const titles = titleRows.flatMap((row) => filled(row).flatMap(cellLines));
  return { grid, header, titleRows, body, layoutRows, titles, isNested: false };
}

function isLayoutRow(row: GridRow, lines: LineReader): boolean {
  return filled(row).every((cell) => lines.isLayout(cell.text));
}

/** The lines of a cell that holds titles or a letterhead. */
export function cellLines(cell: SourceCell): TextLine[] {
  return cell.text
    .split(/\r?\n/)
    .filter((text) => text.trim() !== "")
    .map((text) => ({ text, ref: cell.ref, place: cell.place }));
}
