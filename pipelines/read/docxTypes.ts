/** What is open while a Word part is walked, and small helpers of it. */
import type { Cell, Table } from "./document.ts";

export interface OpenParagraph {
  text: string;
  style?: string;
  list?: string;
  listLevel?: number;
  outline?: number;
  /** The paragraph's end is deleted by a tracked change: it runs on into the next. */
  isJoined: boolean;
}

/** A cell being read, or a text box: what collects paragraphs instead of the document itself. */
export interface OpenCell {
  paragraphs: string[];
  columnSpan: number;
  merge?: "start" | "continue";
  /** The cell is one with the one before it in its row. */
  isBeside?: boolean;
  /** A tracked change deletes the cell. */
  isDeleted?: boolean;
  nestedTables: number[];
}

export interface OpenTable {
  table: Table;
  row: number;
  column: number;
  /** Cells of the open row that no tracked change deletes. */
  cellsLeft: number;
  /** The cell before this place in the row. */
  last?: Cell | undefined;
  isRowDeleted: boolean;
  isRowHidden: boolean;
  /** Cells that the next row may continue, by column. */
  vertical: Map<number, Cell>;
  cell?: OpenCell;
  /** Widths of the grid's columns, in twips. */
  widths: number[];
}

/** Elements whose content is not part of the text shown. */
export const skipped = new Set([
  "w:del",
  "w:moveFrom",
  "w:rt",
  "w:instrText",
  "w:delText",
  "w:tblPrChange",
  "w:tblGridChange",
]);
/** Tracked changes that leave something standing, or delete a cell. */
export const tracked = new Set(["w:ins", "w:moveTo", "w:cellIns", "w:cellDel", "w:cellMerge"]);
export const propertyChanges = new Set([
  "w:pPrChange",
  "w:rPrChange",
  "w:trPrChange",
  "w:tcPrChange",
  "w:sectPrChange",
]);

/** Paragraphs of a cell as lines, without the blank ones at both ends. */
export function joinParagraphs(paragraphs: string[]): string {
  return paragraphs.join("\n").replace(/^(?:[ \t]*\n)+|(?:\n[ \t]*)+$/g, "");
}

export function toCount(value: string | undefined, fallback: number): number {
  const count = Number(value);
  return Number.isInteger(count) && count >= 0 ? Math.max(fallback, count) : fallback;
}
