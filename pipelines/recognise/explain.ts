/** How each table and column of a file was understood, and why: the data behind `kichban explain FILE`. */
import { RefusedFile } from "../errors.ts";
import { Ledger } from "../ledger.ts";
import type { Document, Place } from "../read/document.ts";
import type { Catalogue } from "../reference/catalogue.ts";
import type { DoubtRow, RepairRow } from "../rows.ts";
import type { AppendixKind } from "../values.ts";
import { type NamedColumn, nameColumns } from "./columns.ts";
import { prepare, recogniseDocument } from "./index.ts";
import { suggestedEntry } from "./keptTables.ts";
import { headingTexts, type RecognisedSegment, type SegmentRole } from "./roles.ts";
import type { Segment } from "./segments.ts";
import type { ReportIdentity } from "./types.ts";

export interface ExplainedColumn {
  column: number;
  header: string;
  field: string | null;
  /** 1 is equal to a wording; below 0.7 nothing was near enough. */
  score: number;
  why: string;
  unit: string | null;
  /** First and last day that the heading names. */
  period: { start: string; end: string } | null;
}

export interface ExplainedTable {
  table: number;
  place: Place;
  /** `refused` where the file was refused before roles were given. */
  role: SegmentRole | "refused";
  appendix: AppendixKind | null;
  why: string;
  /** Header rows of the table, from 1; empty when it has none. */
  headerRows: number[];
  bodyRowCount: number;
  columns: ExplainedColumn[];
  /** For an unknown table of a file that is received: an entry for data/reference/headers.yaml to start from. */
  suggestion: string | null;
}

export interface Explanation {
  identity: ReportIdentity | null;
  /** The sentences of the refusal, if the file was refused. */
  refused: { code: string; vi: string; en: string } | null;
  tables: ExplainedTable[];
  doubts: DoubtRow[];
  repairs: RepairRow[];
}

/** Explains a document, also one that is refused. */
export function explainDocument(document: Document, sourceName: string, catalogue: Catalogue): Explanation {
  // The keys of cells need an id only; nothing here is loaded.
  const sourceId = "000000000000";
  const ledger = new Ledger(sourceId);
  try {
    const { identity, segments } = recogniseDocument(document, sourceId, ledger, catalogue, sourceName);
    const tables = segments.map((role) => explainRole(role));
    return { identity, refused: null, tables, doubts: ledger.doubts, repairs: ledger.repairs };
  } catch (error) {
    if (!(error instanceof RefusedFile)) throw error;
    const refused = { code: error.code, vi: error.messageVi, en: error.message };
    const tables = explainRefused(document, sourceId, catalogue);
    return { identity: null, refused, tables, doubts: ledger.doubts, repairs: ledger.repairs };
  }
}

function explainRole({ segment, role, appendix, columns, why }: RecognisedSegment): ExplainedTable {
  return {
    ...basics(segment),
    role,
    appendix,
    why,
    columns: columns.map(explainColumn),
    suggestion: role === "unknown" ? suggestedEntry(segment) : null,
  };
}

/** Each table as the nearest appendix would read it. */
function explainRefused(document: Document, sourceId: string, catalogue: Catalogue): ExplainedTable[] {
  const { segments, matchers, units } = prepare(document, sourceId, catalogue);
  return segments.map((segment) => {
    const { header } = segment;
    const matcher = header && matchers.get(header.appendix);
    const columns = header && matcher ? nameColumns(header, matcher, units, { year: null, month: null }) : [];
    return {
      ...basics(segment),
      role: "refused" as const,
      appendix: header?.appendix ?? null,
      why: header
        ? `${columns.filter((column) => column.field !== null).length} of ${columns.length} headings are those of ${header.appendix}`
        : `no row reads as a header; the first says: ${headingTexts(segment).slice(0, 8).join(" | ")}`,
      columns: columns.map(explainColumn),
      // Kept as it is, a table would not make the file a report: what would is told by the refusal.
      suggestion: null,
    };
  });
}

function basics(segment: Segment) {
  const { header, grid, body } = segment;
  const headerRows = header
    ? Array.from({ length: header.lastRow - header.firstRow + 1 }, (_, index) => header.firstRow + index)
    : [];
  return { table: grid.table.number, place: grid.table.place, headerRows, bodyRowCount: body.length };
}

function explainColumn({ column, headerText, field, score, why, unitText, period }: NamedColumn): ExplainedColumn {
  return {
    column,
    header: headerText,
    field,
    score: Math.round(score * 100) / 100,
    why,
    unit: unitText ?? null,
    period: period ? { start: period.start, end: period.end } : null,
  };
}
