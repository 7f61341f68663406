/** Tables without ruled lines over several pages: the pages share their columns, also those that are blank on one of them. */
import { cellsOf } from "./pdfAligned.ts";
import { overlapping, piecesIn, type Span } from "./pdfChunks.ts";
import type { PdfBlock } from "./pdfPages.ts";
import { type Region, unite } from "./pdfRegions.ts";
import { columnsOf, type TaggedRows, taggedCells } from "./pdfTags.ts";
import { lineText } from "./pdfText.ts";

interface RegionBlock {
  kind: "region";
  page: number;
  top: number;
  bottom: number;
  region: Region;
}

/** Lines that a header may take. */
const headLines = 3;

/** A block of a page; a region's cells wait for the pages that follow. */
export type OpenBlock = PdfBlock | RegionBlock | TaggedBlock;

interface TaggedBlock {
  kind: "tagged";
  page: number;
  top: number;
  bottom: number;
  rows: TaggedRows;
}

/** Makes tables of the regions of all pages, given in order. */
export function alignTables(blocks: OpenBlock[]): PdfBlock[] {
  const out: PdfBlock[] = [];
  let open: RegionBlock[] = [];
  let columns: Span[] = [];
  const close = () => {
    const [only] = open;
    if (only?.region.isHeadOnly && open.length === 1) {
      for (const line of only.region.lines) {
        out.push({ kind: "line", page: only.page, top: line.y, line, text: lineText(line.items) });
      }
      open = [];
    }
    columns = withHeads(columns, open);
    const cells = cellsOf(
      open.map(({ region }) => region.lines),
      columns,
    );
    open.forEach(({ page, top, bottom }, index) => {
      out.push({ kind: "table", page, top, bottom, xs: edgesOf(columns), cells: cells[index] ?? [] });
    });
    open = [];
  };
  for (const block of withTags(blocks)) {
    if (block.kind === "line" && block.isRunning) {
      out.push(block);
      continue;
    }
    if (block.kind !== "region") {
      close();
      out.push(block);
      continue;
    }
    const above = open.at(-1);
    const union = above && block.page === above.page + 1 ? unite(columns, block.region.columns) : undefined;
    if (!union) close();
    columns = union ?? block.region.columns;
    open.push(block);
  }
  close();
  return out;
}

/** Makes tables of what is tagged as such: one that goes on over pages has the same columns on all of them. */
function withTags(blocks: OpenBlock[]): (PdfBlock | RegionBlock)[] {
  const out: (PdfBlock | RegionBlock)[] = [];
  let open: TaggedBlock[] = [];
  const close = () => {
    const columns = columnsOf(open.flatMap(({ rows }) => rows)) ?? [];
    open.forEach(({ page, top, bottom, rows }, index) => {
      const cells = taggedCells(rows, columns);
      out.push({ kind: "table", page, top, bottom, xs: edgesOf(columns), cells, goesOn: index > 0 });
    });
    open = [];
  };
  for (const block of blocks) {
    if (block.kind === "line" && block.isRunning) {
      out.push(block);
      continue;
    }
    if (block.kind !== "tagged") {
      close();
      out.push(block);
      continue;
    }
    const goesOn = open.at(-1)?.page === block.page - 1 && columnsOf([...open, block].flatMap(({ rows }) => rows));
    if (!goesOn) close();
    open.push(block);
  }
  close();
  return out;
}

/**
 * A short heading set in the middle, and short words at the left of its column, may stand beside one another: neighbours
 * that never have a word on the same line, one of them with nothing but a heading, are one column.
 */
function withHeads(columns: Span[], blocks: RegionBlock[]): Span[] {
  const texts = columns.map(() => new Set<string>());
  const places = columns.map(() => [] as { page: number; y: number; height: number }[]);
  for (const { page, region } of blocks) {
    for (const line of region.lines) {
      for (const piece of piecesIn(columns, line).pieces) {
        const [column] = overlapping(columns, piece);
        if (column === undefined) continue;
        texts[column]?.add(lineText(piece.items));
        places[column]?.push({ page, y: line.y, height: line.height });
      }
    }
  }
  const areBeside = (one: number, other: number) =>
    places[one]?.some((a) =>
      places[other]?.some((b) => a.page === b.page && Math.abs(a.y - b.y) < Math.min(a.height, b.height) * 0.7),
    );
  const out: Span[] = [];
  columns.forEach((column, index) => {
    const last = out.at(-1);
    const fewest = Math.min(texts[index]?.size ?? 0, texts[index - 1]?.size ?? 0);
    if (last && columns.length > 3 && fewest <= headLines && !areBeside(index - 1, index)) last.right = column.right;
    else out.push({ ...column });
  });
  return out;
}

/** Where columns meet: in the middle of the gaps. */
function edgesOf(columns: Span[]): number[] {
  const inner = columns.slice(1).map(({ left }, index) => (left + (columns[index] as Span).right) / 2);
  return [columns[0]?.left ?? 0, ...inner, columns.at(-1)?.right ?? 0];
}
