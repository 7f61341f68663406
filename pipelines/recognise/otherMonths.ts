/** A workbook may keep a sheet a month: of tables that are alike but for the month in their title, the newest is the report's. */
import type { Ledger } from "../ledger.ts";
import { firstMonth } from "./columns.ts";
import { fold } from "./fold.ts";
import { filled } from "./grid.ts";
import type { LineReader } from "./lines.ts";
import type { FoundPeriod, PeriodReader } from "./periods.ts";
import { ownTitles, type RecognisedSegment } from "./roles.ts";

interface Dated {
  role: RecognisedSegment;
  month: FoundPeriod;
  fields: string;
  names: Set<string>;
}

/** Rows of two tables are the same ones when so many have the same name. */
const SAME_ROWS = 0.6;

/** Takes tables of earlier months out of the data, and says so. Different rows, or different columns, are no earlier month. */
export function setAsideOtherMonths(
  roles: RecognisedSegment[],
  periods: PeriodReader,
  lines: LineReader,
  ledger: Ledger,
): void {
  const dated = roles.flatMap((role) => datedTable(role, periods, lines));
  for (const one of dated) {
    const newer = dated.find((other) => isNewer(other, one) && areAlike(other, one));
    if (!newer) continue;
    one.role.role = "other_month";
    one.role.why = "a table of a later month has the same columns and rows";
    for (const follower of roles) if (follower.leader === one.role) follower.role = "other_month";
    const first = filled(one.role.segment.body.find((row) => filled(row).length > 0) ?? { number: 0, cells: [] })[0];
    ledger.doubt({
      cellRef: one.role.columns[0]?.headerRefs.at(-1) ?? first?.ref ?? "",
      appendix: one.role.appendix,
      rule: "table_of_other_month",
      severity: "info",
      subjectKey: `${one.role.appendix} ${one.month.year ?? ""}-${one.month.month}`,
      rawValue: String(one.month.month),
      readValue: String(newer.month.month),
      arguments: { month: one.month.month ?? null, newer: newer.month.month ?? null },
    });
  }
}

function datedTable(role: RecognisedSegment, periods: PeriodReader, lines: LineReader): Dated[] {
  const name = role.columns.find((column) => column.field === "name" || column.field === "task")?.column;
  if (role.role !== "data" || name === undefined) return [];
  const found = ownTitles(role.segment.titles, lines)
    .filter(({ text }) => lines.kind(text) !== "report_citation")
    .map(({ text }) => firstMonth(periods.find(text).filter((period) => period.day === undefined)));
  const month = found.find((period) => period !== undefined);
  if (!month) return [];
  const names = role.segment.body.flatMap((row) => row.cells.filter((cell) => cell.column === name));
  return [
    {
      role,
      month,
      fields: role.columns.map((column) => column.field ?? "").join(),
      names: new Set(names.map((cell) => fold(cell.text)).filter((text) => text !== "")),
    },
  ];
}

function isNewer(one: Dated, other: Dated): boolean {
  const year = (found: FoundPeriod, beside: FoundPeriod) => found.year ?? beside.year ?? 0;
  const at = (found: FoundPeriod, beside: FoundPeriod) => year(found, beside) * 12 + (found.month ?? 0);
  return at(one.month, other.month) > at(other.month, one.month);
}

function areAlike(one: Dated, other: Dated): boolean {
  if (one.role.appendix !== other.role.appendix || one.fields !== other.fields) return false;
  const shared = [...one.names].filter((name) => other.names.has(name)).length;
  return shared > 0 && shared >= SAME_ROWS * Math.max(one.names.size, other.names.size);
}
