/**
 * Whether what was read of a changed file can be trusted: a value other than the truth must be said to be doubtful, by a
 * doubt on a cell of its row (or on the table's header, or on the file), or the file must be refused.
 */
import type { DoubtRow, ParsedSource } from "../../pipelines/rows.ts";
import type { GeneratedReport } from "../generator/report.ts";
import { compareWithTruth, type Difference } from "../reports/compare.ts";

export interface Verdict {
  /** Differences that nothing in the result warns of. */
  silent: Difference[];
  /** All differences, flagged or not. */
  all: Difference[];
  /** Doubts and mends that the unchanged file does not have. */
  notices: string[];
}

/** `8bd0…-t3-r4-c5` → `t3-r4`. */
const rowOf = (ref: string) => /-(t\d+-r\d+)-/.exec(ref)?.[1] ?? ref.slice(13);

export function judge(parsed: ParsedSource, clean: ParsedSource, report: GeneratedReport): Verdict {
  // Where a row stands in its table moves with every row that comes or goes.
  const all = compareWithTruth(parsed, report).filter(({ column }) => column !== "position");
  const doubts = newDoubts(parsed, clean);
  const silent = all.filter((difference) => !isFlagged(difference, parsed, doubts));
  const known = new Set(clean.repairs.map((repair) => `${repair.rule} ${repair.before} ${repair.after}`));
  const repairs = parsed.repairs.filter((repair) => !known.has(`${repair.rule} ${repair.before} ${repair.after}`));
  const notices = [...doubts.map((doubt) => doubt.rule), ...repairs.map((repair) => repair.rule)];
  return { silent, all, notices: [...new Set(notices)] };
}

/** What the unchanged file is doubted for says nothing of the change. */
function newDoubts(parsed: ParsedSource, clean: ParsedSource): DoubtRow[] {
  const key = (doubt: DoubtRow) => `${doubt.rule} ${doubt.subject_key} ${doubt.raw_value}`;
  const known = new Set(clean.doubts.map(key));
  return parsed.doubts.filter((doubt) => !known.has(key(doubt)));
}

function isFlagged({ table, row, column, read }: Difference, parsed: ParsedSource, doubts: DoubtRow[]): boolean {
  if (table === "source")
    return doubts.some((doubt) => doubt.appendix === null || doubt.subject_key.startsWith("report"));
  const kind = table === "project_lines" ? "projects" : table;
  const own = doubts.filter((doubt) => doubt.appendix === kind);
  const rows = parsed[table as "tasks" | "project_lines" | "indicators"];
  const found = rows.find((one) => one.row_key === row);
  // A row that is missing, or that nobody expected: something in its table must say so.
  if (!found || column === "row_key") return own.length > 0 || isSetAside(parsed, kind) || read !== null;
  const lineage = parsed.lineage.filter((line) => line.table_name === table && line.row_key === row);
  const places = new Set([rowOf(found.source_ref), ...lineage.map((line) => rowOf(line.cell_ref))]);
  const headers = new Set(
    parsed.cells
      .filter((cell) => ["header", "repeated_header"].includes(cell.disposition))
      .map((cell) => rowOf(cell.cell_ref)),
  );
  return own.some(
    (doubt) =>
      places.has(rowOf(doubt.cell_ref)) || headers.has(rowOf(doubt.cell_ref)) || doubt.subject_key.includes(row),
  );
}

/** Cells of an appendix that nobody could read: they stand in quarantine, with a reason. */
function isSetAside(parsed: ParsedSource, kind: string): boolean {
  return parsed.cells.some((cell) => cell.appendix === kind && cell.disposition === "quarantined");
}
