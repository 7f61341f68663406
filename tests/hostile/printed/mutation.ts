/** What the changes of a printed report are made with. */
import { type PrintedCell, type PrintedReport, type PrintedTable, tablesOf } from "../../generator/printed.ts";
import type { Rng } from "../../generator/rng.ts";
import type { Difference } from "../../reports/compare.ts";

export type Label = "harmless" | "flagged" | "refused";

export interface PrintedMutation {
  name: string;
  label: Label;
  /** The change, and which differences from the truth it makes true: the file says so now. */
  change: (report: PrintedReport, rng: Rng) => undefined | ((difference: Difference) => boolean);
  /** Formats in which it can be written; all by default. */
  formats?: string[];
}

export const figures = new Set([
  "planned",
  "total_investment",
  "plan_year",
  "plan_month",
  "estimate_month",
  "estimate_to_date",
]);
export const bodyRows = (table: PrintedTable) => table.rows.slice(table.headerRows);
export const figureCells = (report: PrintedReport) =>
  tablesOf(report).flatMap((table) =>
    bodyRows(table).flatMap((row) =>
      row.filter((cell) => cell.rowKey && figures.has(cell.field ?? "") && /\d{2}/.test(cell.text)),
    ),
  );
export const isFree = (row: PrintedCell[]) => row.every((cell) => !cell.merge);
export const freeRows = (report: PrintedReport) =>
  tablesOf(report).flatMap((table) =>
    table.rows.flatMap((row, index) =>
      index > table.headerRows && row[0]?.rowKey && isFree(row) && isFree(table.rows[index + 1] ?? [])
        ? [{ table, row, index }]
        : [],
    ),
  );

export function everyCell(report: PrintedReport, change: (cell: PrintedCell, isHeader: boolean) => void): void {
  for (const table of tablesOf(report)) {
    table.rows.forEach((row, index) => {
      for (const cell of row) change(cell, index < table.headerRows);
    });
  }
}

export function setFigure(
  report: PrintedReport,
  rng: Rng,
  change: (text: string) => string,
  having = /./,
): PrintedCell {
  const cell = rng.pick(figureCells(report).filter(({ text }) => having.test(text)));
  cell.text = change(cell.text);
  delete cell.number;
  return cell;
}

export const inRow = (cell: PrintedCell | undefined) => (difference: Difference) => difference.row === cell?.rowKey;
export const twin: Record<string, string> = {
  a: "а",
  e: "е",
  o: "о",
  c: "с",
  p: "р",
  T: "Т",
  H: "Н",
  K: "К",
  A: "А",
  O: "О",
};

export const mutation = (
  name: string,
  label: Label,
  change: PrintedMutation["change"],
  formats?: string[],
): PrintedMutation => ({ name, label, change, ...(formats && { formats }) });
