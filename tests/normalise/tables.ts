/** Recognised tables for tests of the normalisers, written as rows of texts. All data here is invented. */
import { Ledger } from "../../pipelines/ledger.ts";
import { type NormaliseContext, normaliseContext } from "../../pipelines/normalise/context.ts";
import { shippedDataFolder } from "../../pipelines/paths.ts";
import type { StoredValue } from "../../pipelines/read/document.ts";
import type { Period, RecognisedColumn, RecognisedTable, SourceCell } from "../../pipelines/recognise/types.ts";
import { loadCatalogue } from "../../pipelines/reference/catalogue.ts";
import type { AppendixKind } from "../../pipelines/values.ts";

export const SOURCE = "0123456789ab";
const folder = `${shippedDataFolder}/reference`;
export const catalogue = loadCatalogue({ own: folder, shipped: folder });

export function contextOf(period = "2026-03-01"): NormaliseContext {
  const identity = {
    localityId: "test",
    locality: "Test",
    reportNumber: null,
    issuedDate: "2026-03-12",
    period,
    quarter: null,
  };
  return normaliseContext(new Ledger(SOURCE), identity, catalogue);
}

export interface TestColumn {
  field: string | null;
  header?: string;
  unitText?: string;
  period?: Period;
}

/** null: the row has no such cell. A number: a workbook's stored value, shown as its text. */
export type TestCell = string | null | { text: string; stored: StoredValue };

export function tableOf(
  appendix: AppendixKind,
  columns: (string | TestColumn)[],
  rows: TestCell[][],
  options: { unitText?: string } = {},
): RecognisedTable {
  const described = columns.map((column) => (typeof column === "string" ? { field: column } : column) as TestColumn);
  const recognised = described.map((column, index): RecognisedColumn => {
    const ref = `${SOURCE}-t1-r1-c${index + 1}`;
    return {
      column: index + 1,
      field: column.field,
      headerText: column.header ?? column.field ?? "",
      headerRefs: [ref],
      ...(column.unitText ? { unitText: column.unitText, unitRef: ref } : {}),
      ...(column.period ? { period: column.period } : {}),
      score: 1,
      why: "test",
    };
  });
  return {
    appendix,
    tableNumbers: [1],
    columns: recognised,
    rows: rows.map((texts, index) => {
      const cells = new Map<string, SourceCell>();
      const all: SourceCell[] = [];
      texts.forEach((text, position) => {
        if (text === null) return;
        const field = described[position]?.field;
        const cell: SourceCell = {
          row: index + 2,
          column: position + 1,
          rowSpan: 1,
          columnSpan: 1,
          ref: `${SOURCE}-t1-r${index + 2}-c${position + 1}`,
          tableNumber: 1,
          place: { line: index + 2 },
          ...(typeof text === "string" ? { text } : text),
        };
        all.push(cell);
        if (field) cells.set(field, cell);
      });
      return { cells, all };
    }),
    titles: [],
    ...(options.unitText ? { unitText: options.unitText, unitRef: `${SOURCE}-p1` } : {}),
  };
}

/** The rules of all doubts, with what they are about. */
export function doubtsOf(context: NormaliseContext): string[] {
  return context.ledger.doubts.map((doubt) => `${doubt.rule} ${doubt.subject_key}`);
}

export function repairsOf(context: NormaliseContext): string[] {
  return context.ledger.repairs.map((repair) => `${repair.rule}: ${repair.before} → ${repair.after}`);
}
