/** What recognise/ hands to normalise/: tables joined over pages, their columns named, their rows aligned. */

import type { Cell, Paragraph } from "../read/document.ts";
import type { AppendixKind } from "../values.ts";

/** A cell with its key in the ledger. */
export interface SourceCell extends Cell {
  ref: string;
  tableNumber: number;
}

/** The span of time that a header or title names. */
export interface Period {
  kind: "month" | "quarter" | "year" | "to_date";
  year: number;
  month?: number;
  quarter?: number;
  /** First and last day, YYYY-MM-DD. */
  start: string;
  end: string;
}

export interface RecognisedColumn {
  column: number;
  /** A field of the header catalogue, or null where no wording matched. */
  field: string | null;
  /** The field whose sum this column is a part of; where the parts add up, the first of them is the field's column too. */
  partOf?: string;
  /** Header texts from the top row down, joined by " / ". */
  headerText: string;
  headerRefs: string[];
  /** A unit named in the header, as printed: `Trđ`. */
  unitText?: string;
  /** The cell (or paragraph) that names the unit. */
  unitRef?: string;
  period?: Period;
  score: number;
  /** One sentence: which wording of the catalogue matched, or which came nearest. */
  why: string;
}

export interface RecognisedRow {
  /** By field. A field whose cell is missing in a short row has no entry. */
  cells: Map<string, SourceCell>;
  /** All cells of the row in reading order, mapped or not. */
  all: SourceCell[];
  /** By field, in the order of the columns: the cells that add up to it, where only its parts are printed. */
  parts?: Map<string, SourceCell[]>;
  /** Fields whose cell is a merged one that begins in a row above. */
  carried?: Set<string>;
}

export interface RecognisedTable {
  appendix: AppendixKind;
  /** Physical tables joined into this one, in order. */
  tableNumbers: number[];
  columns: RecognisedColumn[];
  /** Body rows only. */
  rows: RecognisedRow[];
  /** A unit in a line above the table ("Đơn vị tính: triệu đồng"). */
  unitText?: string;
  unitRef?: string;
  /** Titles above the table that belong to it. */
  titles: Paragraph[];
}

/** Who reports on what. */
export interface ReportIdentity {
  localityId: string;
  locality: string;
  reportNumber: string | null;
  issuedDate: string | null;
  /** YYYY-MM-01. */
  period: string;
  quarter: number | null;
}
