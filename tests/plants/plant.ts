/** Planting: one labelled error into a clean report. Pure: the report given is not touched. */
import type { AppendixKind } from "../../pipelines/values.ts";
import type { PrintedCell, PrintedReport, PrintedTable } from "../generator/printed.ts";
import { clonePrinted, tablesOf } from "../generator/printed.ts";
import type { GeneratedReport } from "../generator/report.ts";
import type { Rng } from "../generator/rng.ts";

export interface Label {
  kind: string;
  /** Families of rules any of which is the right answer. */
  families: string[];
  appendix: AppendixKind;
  /** The row that was changed, and the column. */
  rowKey: string | null;
  field: string | null;
  before: string;
  after: string;
  /** The arithmetic, or a form that can't be, proves it from what the report itself prints. */
  provable: boolean;
  /** Where findings about it may stand, as `t<table>-r<row>` of the text rendering; empty: anywhere in the appendix. */
  places: string[];
  /** Rows were moved: no other error may stand in this appendix. */
  fillsAppendix?: boolean;
}

export interface Planted {
  printed: PrintedReport;
  label: Label;
}

/** Gives null where the report has no place for this error. */
export type Planter = (report: GeneratedReport, rng: Rng) => Planted | null;

/** A cell with its place in the printed report. */
export interface Spot {
  table: PrintedTable;
  tableNumber: number;
  row: number;
  column: number;
  cell: PrintedCell;
}

/** Body cells of an appendix, in reading order. */
export function spotsOf(printed: PrintedReport, appendix: AppendixKind, field?: string): Spot[] {
  const spots: Spot[] = [];
  tablesOf(printed).forEach((table, tableIndex) => {
    if (table.appendix !== appendix) return;
    table.rows.forEach((row, rowIndex) => {
      if (rowIndex < table.headerRows) return;
      row.forEach((cell, column) => {
        if (field && cell.field !== field) return;
        spots.push({ table, tableNumber: tableIndex + 1, row: rowIndex, column, cell });
      });
    });
  });
  return spots;
}

export const placeOf = (spot: Spot) => `t${spot.tableNumber}-r${spot.row + 1}`;

/** Where the rows of these keys stand. */
export function placesOf(
  printed: PrintedReport,
  appendix: AppendixKind,
  keys: (string | null | undefined)[],
): string[] {
  const wanted = new Set(keys);
  return [
    ...new Set(
      spotsOf(printed, appendix)
        .filter(({ cell }) => wanted.has(cell.rowKey))
        .map(placeOf),
    ),
  ];
}

/** The cell of a row and field in a copy of the report. */
export function findSpot(printed: PrintedReport, appendix: AppendixKind, rowKey: string, field: string): Spot | null {
  return spotsOf(printed, appendix, field).find(({ cell }) => cell.rowKey === rowKey) ?? null;
}

export interface Change {
  kind: string;
  families: string[];
  appendix: AppendixKind;
  rowKey: string;
  field: string;
  provable: boolean;
  /** The new text; null: no place for this error here. */
  change: (text: string, spot: Spot) => string | null;
  /** Other rows that a finding may point at: a total, a heading. */
  related?: string[];
}

/** Changes one cell's text. */
export function changeCell(report: GeneratedReport, wanted: Change): Planted | null {
  const printed = clonePrinted(report.printed);
  const spot = findSpot(printed, wanted.appendix, wanted.rowKey, wanted.field);
  if (!spot) return null;
  const before = spot.cell.text;
  const after = wanted.change(before, spot);
  if (after === null || after === before) return null;
  spot.cell.text = after;
  delete spot.cell.number;
  return {
    printed,
    label: {
      kind: wanted.kind,
      families: wanted.families,
      appendix: wanted.appendix,
      rowKey: wanted.rowKey,
      field: wanted.field,
      before,
      after,
      provable: wanted.provable,
      places: placesOf(printed, wanted.appendix, [wanted.rowKey, ...(wanted.related ?? [])]),
    },
  };
}

/** The text with one of its digits changed, never the first to zero; null where it has none. */
export function changeDigit(text: string, rng: Rng): string | null {
  const at = [...text.matchAll(/\d/g)].map((match) => match.index);
  if (at.length === 0) return null;
  // One of the leading digits: a change in the last ones may be within what rounding allows.
  const index = rng.pick(at.slice(0, Math.max(1, Math.ceil(at.length / 2))));
  const digit = Number(text[index]);
  const other = rng.pick([1, 2, 3, 4, 5, 6, 7, 8, 9].filter((d) => d !== digit));
  return text.slice(0, index) + other + text.slice(index + 1);
}

/** A new text of one cell. */
export interface Edit {
  appendix: AppendixKind;
  rowKey: string;
  field: string;
  text: string;
}

/** What is planted over several cells: the label's own place is the first edit's. */
export interface Changes extends Pick<Label, "kind" | "families" | "provable"> {
  edits: [Edit, ...Edit[]];
  /** Other rows of the first edit's appendix that a finding may point at. */
  related?: string[];
}

/** Changes several cells; null where one of them is not printed. */
export function changeCells(report: GeneratedReport, { edits, related, ...wanted }: Changes): Planted | null {
  const printed = clonePrinted(report.printed);
  const [first] = edits;
  let before = "";
  for (const edit of edits) {
    const spot = findSpot(printed, edit.appendix, edit.rowKey, edit.field);
    if (!spot) return null;
    if (edit === first) before = spot.cell.text;
    spot.cell.text = edit.text;
    delete spot.cell.number;
  }
  if (before === first.text) return null;
  const own = edits.filter((edit) => edit.appendix === first.appendix).map((edit) => edit.rowKey);
  const { appendix, rowKey, field, text } = first;
  const places = placesOf(printed, appendix, [...own, ...(related ?? [])]);
  return { printed, label: { ...wanted, appendix, rowKey, field, before, after: text, places } };
}
