/**
 * What every reader gives, whatever the file's format: paragraphs and tables in reading order.
 * Nothing here knows what a cell means; that is the work of recognise/.
 */

/** Where a piece of text stands in its file. Lines, pages, rows and columns count from 1. */
export interface Place {
  /** Line of a text file. */
  line?: number;
  /** Page of a PDF. */
  page?: number;
  /** Sheet of a workbook. */
  sheet?: string;
  /** The cell's own address there, such as `C12`. */
  address?: string;
}

/** A value that the format stores as such (a workbook's number or date), beside the text that is shown. */
export type StoredValue =
  | { kind: "number"; value: number; numberFormat?: string }
  /** `value` is YYYY-MM-DD. */
  | { kind: "date"; value: string; numberFormat?: string }
  | { kind: "boolean"; value: boolean };

export interface Cell {
  /** Position in the table's grid, from 1. */
  row: number;
  column: number;
  rowSpan: number;
  columnSpan: number;
  /** The text as read, unmended: markup left in it by the author stays; markup of the format itself does not. */
  text: string;
  place: Place;
  stored?: StoredValue;
  /** In a hidden row, column or sheet. */
  isHidden?: boolean;
  /** A table inside this cell, if any (also listed as a block of its own, after this one). */
  nestedTables?: number[];
}

export interface Paragraph {
  kind: "paragraph";
  text: string;
  place: Place;
  /** Heading level from the format, if it says so. */
  level?: number;
}

export interface Table {
  kind: "table";
  /** From 1, in reading order over the whole file. */
  number: number;
  /** Cells in reading order; a place of the grid that a span covers has no cell. Text rows may be ragged. */
  cells: Cell[];
  rowCount: number;
  columnCount: number;
  place: Place;
  /** Rows that the format marks as header, from 1. */
  headerRows?: number[];
}

export type Block = Paragraph | Table;

export type DocumentFormat =
  | "text"
  | "docx"
  | "xlsx"
  | "odt"
  | "ods"
  | "pdf"
  | "html"
  | "markdown"
  | "csv"
  | "doc"
  | "xls";

/** Something the reader mended or noticed for the whole file, such as an encoding that was converted. */
export interface ReadNote {
  rule: string;
  place: Place;
  before: string;
  after: string;
  reason: string;
}

export interface Document {
  format: DocumentFormat;
  /** Encoding of text formats, such as `utf-8`, `windows-1258`, `tcvn3`. */
  encoding?: string;
  blocks: Block[];
  notes: ReadNote[];
}

/** The bytes of a file and the name it came under. The name is for messages only; the type is decided by content. */
export interface SourceFile {
  name: string;
  bytes: Uint8Array;
}
