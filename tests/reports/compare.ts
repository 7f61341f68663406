/** Compares what was read with the truth, cell by cell. */
import type { ParsedSource } from "../../pipelines/rows.ts";
import type { GeneratedReport } from "../generator/report.ts";

export interface Difference {
  table: string;
  row: string;
  column: string;
  expected: unknown;
  read: unknown;
}

type Row = Record<string, unknown>;

/** Columns that say where a row stands, or that truth leaves to the reference data. */
const unjudged = new Set(["source_id", "source_ref", "project_id", "is_in_catalogue"]);

export function compareWithTruth(parsed: ParsedSource, { truth }: GeneratedReport): Difference[] {
  const differences: Difference[] = [];
  for (const column of ["locality", "report_number", "issued_date", "period", "quarter"] as const) {
    judge(differences, "source", truth.report_number, column, truth[column], parsed.source[column]);
  }
  judge(
    differences,
    "source",
    truth.report_number,
    "appendices",
    truth.appendices,
    [...parsed.source.appendices].sort(byOrder),
  );
  for (const table of ["tasks", "project_lines", "indicators"] as const) {
    compareRows(differences, table, truth[table], parsed[table]);
  }
  projectsKeepTheirIds(differences, parsed);
  return differences;
}

const order = ["tasks", "projects", "indicators"];
const byOrder = (a: string, b: string) => order.indexOf(a) - order.indexOf(b);

function compareRows(differences: Difference[], table: string, expected: Row[], read: Row[]): void {
  const byKey = new Map(read.map((row) => [row.row_key as string, row]));
  for (const row of expected) {
    const key = row.row_key as string;
    const found = byKey.get(key);
    if (!found) {
      differences.push({ table, row: key, column: "row_key", expected: key, read: null });
      continue;
    }
    byKey.delete(key);
    for (const [column, value] of Object.entries(row)) {
      if (!unjudged.has(column)) judge(differences, table, key, column, value, found[column]);
    }
  }
  for (const key of byKey.keys()) differences.push({ table, row: key, column: "row_key", expected: null, read: key });
}

function judge(
  differences: Difference[],
  table: string,
  row: string,
  column: string,
  expected: unknown,
  read: unknown,
): void {
  if (!same(expected, read)) differences.push({ table, row, column, expected, read });
}

/** Numbers are the same when they differ by less than what a binary fraction loses. */
function same(a: unknown, b: unknown): boolean {
  if (typeof a === "number" && typeof b === "number") return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a));
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Two lines are one project exactly when their ids are equal: components share their project's, projects differ. */
function projectsKeepTheirIds(differences: Difference[], parsed: ParsedSource): void {
  const owners = new Map<string, string>();
  for (const line of parsed.project_lines) {
    if (line.level === "group") continue;
    const owner = `${line.group_code}/${line.project_ordinal}`;
    const key = line.project_id ?? "";
    const other = owners.get(key);
    if (key === "" || (other !== undefined && other !== owner)) {
      differences.push({
        table: "project_lines",
        row: line.row_key,
        column: "project_id",
        expected: "its own",
        read: key,
      });
    }
    owners.set(key, owner);
  }
}
