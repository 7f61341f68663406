/**
 * Looks for figures that stand a thousand times off their neighbours, as a lost group of digits or another unit leaves
 * them. Nothing is changed: the figure is loaded as read, with a doubt that shows what it was held against.
 */
import type { RecognisedTable } from "../recognise/types.ts";
import type { IndicatorRow, ProjectLineRow } from "../rows.ts";
import type { NormaliseContext } from "./context.ts";

/** Decades off the median from which a figure is out of line: a slip of a thousand is three, and sizes vary. */
const TOO_FAR = 2.5;
/** Fewer neighbours have no median worth the name. */
const ENOUGH = 4;

interface Sized {
  rowKey: string;
  column: string;
  value: number;
}

const SUMS = ["total_investment_vnd", "year_plan_vnd", "planned_vnd"] as const;
const FIGURES = [
  "estimate_prior_year",
  "plan_year",
  "plan_month",
  "plan_to_date",
  "estimate_month",
  "estimate_to_date",
] as const;

/** Holds the sums of projects against those of their column and level, and against their own line. */
export function noteProjectSizes(rows: ProjectLineRow[], table: RecognisedTable, context: NormaliseContext): void {
  const far = new Map<string, { sized: Sized; median: number }>();
  for (const level of ["project", "component"] as const) {
    const lines = rows.filter((row) => row.level === level);
    for (const column of SUMS) {
      collect(
        far,
        lines.map((row) => ({ rowKey: row.row_key, column, value: row[column] ?? 0 })),
      );
    }
    for (const column of ["year_plan_vnd", "planned_vnd"] as const) {
      const shares = lines.map((row) => ({
        rowKey: row.row_key,
        column,
        value: row.total_investment_vnd ? (row[column] ?? 0) / row.total_investment_vnd : 0,
      }));
      const values = new Map(lines.map((row) => [row.row_key, row]));
      collect(far, shares, (sized, share) => ({
        sized: { ...sized, value: values.get(sized.rowKey)?.[column] ?? 0 },
        median: Math.round(share * (values.get(sized.rowKey)?.total_investment_vnd ?? 0)),
      }));
    }
  }
  for (const { sized, median } of far.values()) note(sized, median, "project_lines", table, context);
}

/** Holds the figures of an indicator against the others of its row; rates and ranks have no size. */
export function noteIndicatorSizes(rows: IndicatorRow[], table: RecognisedTable, context: NormaliseContext): void {
  for (const row of rows) {
    if (row.measure === "rate" || row.measure === "rank") continue;
    const far = new Map<string, { sized: Sized; median: number }>();
    collect(
      far,
      FIGURES.map((column) => ({ rowKey: row.row_key, column, value: row[column] ?? 0 })),
    );
    for (const { sized, median } of far.values()) note(sized, median, "indicators", table, context);
  }
}

function collect(
  far: Map<string, { sized: Sized; median: number }>,
  all: Sized[],
  change: (sized: Sized, median: number) => { sized: Sized; median: number } = (sized, median) => ({ sized, median }),
): void {
  const some = all.filter(({ value }) => value !== 0);
  if (some.length < ENOUGH) return;
  const sorted = some.map(({ value }) => Math.abs(value)).sort((one, other) => one - other);
  const median = sorted[Math.floor(sorted.length / 2)] as number;
  for (const sized of some) {
    const key = `${sized.rowKey} ${sized.column}`;
    if (far.has(key) || Math.abs(Math.log10(Math.abs(sized.value) / median)) < TOO_FAR) continue;
    far.set(key, change(sized, median));
  }
}

function note(
  { rowKey, column, value }: Sized,
  median: number,
  tableName: "project_lines" | "indicators",
  table: RecognisedTable,
  context: NormaliseContext,
): void {
  const origin = context.ledger.lineage.find(
    (one) =>
      one.table_name === tableName && one.row_key === rowKey && one.column_name === column && one.role === "value",
  );
  if (!origin) return;
  context.ledger.doubt({
    cellRef: origin.cell_ref,
    appendix: table.appendix,
    rule: "amount_out_of_line",
    severity: "warning",
    subjectKey: `${rowKey} ${column}`,
    rawValue: table.rows.flatMap(({ all }) => all).find(({ ref }) => ref === origin.cell_ref)?.text ?? null,
    readValue: String(value),
    arguments: { row: rowKey, column, value, median },
  });
}
