/** Everything that is read of a report, as text that a person can read beside the report, and a machine can compare. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { ParsedSource } from "../../pipelines/rows.ts";

/** Cell references without the file's hash: `t1-r2-c2`. */
const short = (ref: string) => ref.replace(/^[0-9a-f]{12}-/, "");

export function renderGolden(parsed: ParsedSource): string {
  const lines: string[] = ["# source"];
  for (const [column, value] of Object.entries(parsed.source)) {
    if (!["source_id", "source_sha256"].includes(column)) lines.push(`${column}: ${show(value)}`);
  }
  lines.push("", "# cells by disposition");
  for (const [key, count] of countBy(parsed.cells, (cell) => `${cell.appendix ?? "none"} ${cell.disposition}`)) {
    lines.push(`${key}: ${count}`);
  }
  lines.push(`all: ${parsed.cells.length}`);
  for (const table of ["tasks", "project_lines", "indicators"] as const) {
    lines.push("", `# ${table}: ${parsed[table].length}`);
    for (const row of parsed[table]) {
      lines.push("", `${row.row_key} (${short(row.source_ref)})`);
      for (const [column, value] of Object.entries(row)) {
        if (["source_id", "row_key", "source_ref", "position"].includes(column) || isEmpty(value)) continue;
        lines.push(`  ${column}: ${show(value)}`);
      }
    }
  }
  lines.push("", `# repairs: ${parsed.repairs.length}`);
  for (const { cell_ref, rule, before, after } of parsed.repairs) {
    lines.push(`${short(cell_ref)} ${rule}: ${show(before)} -> ${show(after)}`);
  }
  lines.push("", `# doubts: ${parsed.doubts.length}`);
  for (const doubt of parsed.doubts) {
    const { rule, severity, subject_key, raw_value, read_value } = doubt;
    lines.push(
      `${short(doubt.cell_ref)} ${severity} ${rule} ${subject_key}: ${show(raw_value)} -> ${show(read_value)}`,
    );
  }
  return `${lines.join("\n")}\n`;
}

/**
 * The golden of that name beside this file. With UPDATE_GOLDENS=1 it is written again, for a person to read and commit;
 * where CI is set that is refused.
 */
export function goldenOf(name: string, actual: string): string {
  const file = fileURLToPath(new URL(name, import.meta.url));
  if (process.env.UPDATE_GOLDENS === "1") {
    if (process.env.CI) throw new Error("goldens are read by a person: CI never writes them");
    writeFileSync(file, actual);
  }
  if (!existsSync(file))
    throw new Error(`${name} is missing: run with UPDATE_GOLDENS=1, read it line by line, commit it`);
  return readFileSync(file, "utf8").replaceAll("\r\n", "\n");
}

function isEmpty(value: unknown): boolean {
  return value === null || value === false || (Array.isArray(value) && value.length === 0);
}

function show(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function countBy<T>(items: T[], keyOf: (item: T) => string): [string, number][] {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
}
