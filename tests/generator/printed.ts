/**
 * A report as it stands on paper, whatever the file format: paragraphs and tables on a full grid. The writers turn it
 * into files; the planters change its cells; `printedFromText` makes one of a text file.
 */
import type { AppendixKind } from "../../pipelines/values.ts";

export interface PrintedCell {
  text: string;
  /** Covered by the cell above, or by the cell at the left: formats with spans merge them, text prints nothing. */
  merge?: "up" | "left";
  /** The column's meaning, for planters and for tests; unknown where the report came from text. */
  field?: string;
  /** `row_key` of the typed row that this cell belongs to. */
  rowKey?: string;
  /** What a workbook stores as a number: the number whose shown text is `text`. */
  number?: { value: number; decimals: number; isPercent?: boolean };
}

export interface PrintedTable {
  kind: "table";
  appendix?: AppendixKind;
  /** How many of the rows are header. */
  headerRows: number;
  /** Each row has the same number of cells. */
  rows: PrintedCell[][];
  /** The table goes on from the one before it (a page break with the header printed again). */
  continues?: boolean;
}

export interface PrintedParagraph {
  kind: "paragraph";
  text: string;
  style: "title" | "normal";
}

export type PrintedBlock = PrintedParagraph | PrintedTable;

export interface PrintedReport {
  blocks: PrintedBlock[];
}

/** A copy that can be changed without touching the original. */
export function clonePrinted(report: PrintedReport): PrintedReport {
  return structuredClone(report);
}

export function tablesOf(report: PrintedReport): PrintedTable[] {
  return report.blocks.filter((block) => block.kind === "table");
}

/** Spans of a cell, from the merges below and at the right of it. Null for a covered place. */
export function spanAt(table: PrintedTable, row: number, column: number): { rows: number; columns: number } | null {
  const cell = table.rows[row]?.[column];
  if (!cell || cell.merge) return null;
  let columns = 1;
  while (table.rows[row]?.[column + columns]?.merge === "left") columns++;
  let rows = 1;
  while (table.rows[row + rows]?.[column]?.merge === "up") rows++;
  return { rows, columns };
}

/** The report with tables that go on over pages joined into one, their header printed once. */
export function joinPages(report: PrintedReport): PrintedReport {
  const blocks: PrintedBlock[] = [];
  for (const block of clonePrinted(report).blocks) {
    const last = blocks.at(-1);
    if (block.kind === "table" && block.continues && last?.kind === "table") {
      last.rows.push(...block.rows.slice(block.headerRows));
    } else blocks.push(block);
  }
  return { blocks };
}

/**
 * Reads the shape of a text report: lines with tabs are table rows, a blank line ends a table, all else is a paragraph.
 * A table whose first row repeats the one before it goes on. Two-row headers get the merges that their blanks stand for.
 */
export function printedFromText(text: string): PrintedReport {
  const blocks: PrintedBlock[] = [];
  let table: PrintedTable | null = null;
  for (const line of text.split(/\r?\n/)) {
    if (line.includes("\t")) {
      if (!table) {
        table = { kind: "table", headerRows: 1, rows: [] };
        blocks.push(table);
      }
      table.rows.push(line.split("\t").map((cellText) => ({ text: cellText })));
      continue;
    }
    table = null;
    if (line.trim() !== "") blocks.push({ kind: "paragraph", text: line.trim(), style: titleStyle(line) });
  }
  let before: PrintedTable | null = null;
  for (const block of blocks) {
    if (block.kind !== "table") {
      before = null;
      continue;
    }
    squareUp(block);
    mergeHeader(block);
    block.continues = before !== null && sameRow(before, block);
    before = block;
  }
  return { blocks };
}

function titleStyle(line: string): "title" | "normal" {
  const letters = line.replace(/[^\p{L}]/gu, "");
  return letters !== "" && letters === letters.toUpperCase() ? "title" : "normal";
}

function squareUp(table: PrintedTable): void {
  const width = Math.max(...table.rows.map((row) => row.length));
  for (const row of table.rows) while (row.length < width) row.push({ text: "" });
}

/** A second row that has text only where the first has none, or under the start of such a run, is header too. */
function mergeHeader(table: PrintedTable): void {
  const [first, second] = table.rows;
  if (!first || !second) return;
  const isOpen = (column: number) =>
    first[column]?.text === "" || (first[column + 1]?.text === "" && second[column + 1]?.text !== "");
  const hasGap = first.some((cell, column) => column > 0 && cell.text === "" && second[column]?.text !== "");
  const fits = second.every((cell, column) => cell.text === "" || isOpen(column));
  if (!hasGap || !fits) return;
  table.headerRows = 2;
  first.forEach((cell, column) => {
    const below = second[column];
    if (cell.text === "" && column > 0) cell.merge = "left";
    if (below && below.text === "") below.merge = "up";
  });
}

function sameRow(a: PrintedTable, b: PrintedTable): boolean {
  const [x, y] = [a.rows[0] ?? [], b.rows[0] ?? []];
  return x.length === y.length && x.every((cell, i) => cell.text === y[i]?.text);
}
