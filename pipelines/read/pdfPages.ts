/** Blocks of the pages of a PDF → paragraphs and tables of the document. */
import type { DocumentBuilder } from "./builder.ts";
import { joinLines, type TextLine } from "./pdfText.ts";

export interface PdfCell {
  row: number;
  column: number;
  rowSpan: number;
  columnSpan: number;
  text: string;
  /** Of a table over two pages. */
  page?: number;
}

export type PdfBlock =
  | {
      kind: "line";
      page: number;
      top: number;
      line: TextLine;
      text: string;
      /** A head or foot that other pages have too. */
      isRunning?: boolean;
    }
  | {
      kind: "table";
      page: number;
      top: number;
      bottom: number;
      xs: number[];
      cells: PdfCell[];
      /** The file says that it is one with the table at the end of the page before. */
      goesOn?: boolean;
    };

type PdfTable = Extract<PdfBlock, { kind: "table" }>;
type PdfLine = Extract<PdfBlock, { kind: "line" }>;

/** Rows that a head may have. */
const mostHeadRows = 4;

/** Adds the blocks in order; lines of one paragraph and rows over two pages are joined first. */
export function addPdfBlocks(builder: DocumentBuilder, blocks: PdfBlock[]): void {
  joinBrokenRows(builder, blocks);
  joinBrokenHeads(blocks);
  let paragraph: PdfLine[] = [];
  const flush = () => {
    const [first] = paragraph;
    if (first) builder.paragraph(paragraph.map((line) => line.text).join(" "), { page: first.page });
    paragraph = [];
  };
  for (const block of blocks) {
    if (block.kind === "line") {
      const before = paragraph.at(-1);
      if (before && !goesOn(before, block)) flush();
      paragraph.push(block);
      continue;
    }
    flush();
    if (block.cells.every((cell) => cell.text === "")) continue;
    const table = builder.table({ page: block.page });
    for (const { page, ...cell } of block.cells) {
      builder.cell(table, { ...cell, place: { page: page ?? block.page } });
    }
  }
  flush();
}

/** A line goes on the one above when that one was full, and it neither begins a list item nor stands apart. */
function goesOn(before: PdfLine, line: PdfLine): boolean {
  const isNear = line.page === before.page && line.top > before.top && line.top - before.top < before.line.height * 1.6;
  const isSameSize = Math.abs(line.line.height - before.line.height) < 0.6;
  const isFull = before.line.right > line.line.right - before.line.height || before.line.right - before.line.x > 400;
  return isNear && isSameSize && isFull && /^\p{Ll}/u.test(line.text);
}

/**
 * A row that did not fit on its page goes on at the head of the next one, in the same columns: without an ordinal, with
 * nothing but text, and only under cells that hold text already. Its words go back to the cells above.
 */
function joinBrokenRows(builder: DocumentBuilder, blocks: PdfBlock[]): void {
  let above: PdfTable | undefined;
  for (const [index, block] of blocks.entries()) {
    if (block.kind !== "table") continue;
    const between = above ? blocks.slice(blocks.indexOf(above) + 1, index).filter((other) => !isRunning(other)) : [];
    const isNext = above && block.page === above.page + 1 && between.length === 0;
    if (above && isNext && hasSameColumns(above, block) && !isHeadOnly(above, blocks.slice(0, index))) {
      joinFirstRow(builder, above, block);
    }
    above = block;
  }
}

/** A head that the end of a page has cut, or left without rows, is one table with what follows. */
function joinBrokenHeads(blocks: PdfBlock[]): void {
  const own = blocks.filter((block) => !isRunning(block));
  own.forEach((below, index) => {
    const above = own[index - 1];
    if (above?.kind !== "table" || below.kind !== "table" || !below.goesOn) return;
    const rows = rowCount(above);
    if (rows > mostHeadRows || above.cells.some(({ text }) => /^\d/.test(text))) return;
    const head = above.cells.map((cell) => ({ ...cell, page: cell.page ?? above.page }));
    below.cells = [...head, ...below.cells.map((cell) => ({ ...cell, row: cell.row + rows, page: below.page }))];
    below.page = above.page;
    above.cells = [];
  });
}

const isRunning = (block: PdfBlock) => block.kind === "line" && block.isRunning === true;

function hasSameColumns(a: PdfTable, b: PdfTable): boolean {
  return (
    a.xs.length > 2 &&
    a.xs.length === b.xs.length &&
    a.xs.every((x, index) => Math.abs(x - (b.xs[index] as number)) < 6)
  );
}

/** Does the table hold nothing but the head of one before it? What follows on the next page is its first row then. */
function isHeadOnly(table: PdfTable, blocks: PdfBlock[]): boolean {
  const rows = rowCount(table);
  return blocks.some(
    (other) =>
      other.kind === "table" &&
      other !== table &&
      hasSameColumns(other, table) &&
      rowCount(other) > rows &&
      repeatedHeaderRows(other, table) >= rows,
  );
}

const rowCount = (table: PdfTable) => Math.max(...table.cells.map((cell) => cell.row + cell.rowSpan - 1));

function joinFirstRow(builder: DocumentBuilder, above: PdfTable, below: PdfTable): void {
  const lastRow = rowCount(above);
  const last = new Map(
    above.cells.filter((cell) => cell.row + cell.rowSpan - 1 === lastRow).map((cell) => [cell.column, cell]),
  );
  const headers = repeatedHeaderRows(above, below);
  const first = below.cells.filter((cell) => cell.row === headers + 1);
  const filled = first.filter((cell) => cell.text !== "");
  const isRest =
    filled.length > 0 &&
    lastRow > headers &&
    !first.some((cell) => cell.column === 1 && cell.text !== "") &&
    first.every(
      // A blank cell may reach further down: a merged cell that the end of the page has cut as well.
      (cell) =>
        cell.text === "" ||
        (cell.rowSpan === 1 && (last.get(cell.column)?.columnSpan ?? cell.columnSpan) === cell.columnSpan),
    ) &&
    filled.every((cell) => canFollow(last.get(cell.column)?.text ?? "", cell.text)) &&
    // One sentence may end in a figure alone, several don't on the same line: those are figures of a row of its own.
    filled.filter((cell) => isFigure(cell.text)).length < 2 &&
    filled.some((cell) => /^[\p{Ll}\d(;,.]/u.test(cell.text) || !/[.;:!?)]$/.test(last.get(cell.column)?.text ?? "."));
  if (!isRest) return;
  for (const cell of filled) {
    const target = last.get(cell.column) as PdfCell;
    const joined = joinLines([target.text, cell.text]);
    builder.note({
      rule: "row_joined_over_pages",
      place: { page: below.page },
      before: cell.text.slice(0, 200),
      after: joined.slice(0, 400),
      reason: "Dòng bị ngắt qua trang được nối lại; a row broken by the end of the page was joined.",
    });
    target.text = joined;
  }
  const gone = headers + 1;
  below.cells = below.cells.filter((cell) => cell.row !== gone || cell.rowSpan > 1);
  for (const cell of below.cells) {
    if (cell.row !== gone) continue;
    cell.row += 1;
    cell.rowSpan -= 1;
  }
  for (const cell of below.cells) if (cell.row > gone) cell.row -= 1;
}

/** A figure can be the end of a sentence above, but not of another figure; nothing follows a blank cell. */
function canFollow(above: string, text: string): boolean {
  return above !== "" && (!isFigure(text) || /\p{L}/u.test(above));
}

const isFigure = (text: string) => /^[-–<>≥≤=]?\s*[\d.,]+\s*%?$/.test(text);

/** How many rows at the head of both tables say the same. */
function repeatedHeaderRows(above: PdfTable, below: PdfTable): number {
  const textOf = (table: PdfTable, row: number) =>
    table.cells
      .filter((cell) => cell.row === row)
      .map((cell) => `${cell.column}:${cell.text}`)
      .join("|");
  let rows = 0;
  while (rows < 6 && /\p{L}/u.test(textOf(below, rows + 1)) && textOf(above, rows + 1) === textOf(below, rows + 1))
    rows += 1;
  return rows;
}
