import { formatNumber, formatPercent, formatPoints, formatQuantity, unitName } from "../lib/format.ts";
import type { Page } from "../lib/page.ts";
import type { Row } from "../site-tables.ts";

/** What the variance table says of one indicator and scope, with the indicator's name and unit. */
export interface Comparison {
  row: Row;
  name: string;
  unit: string | null;
  measure: string;
  scope: string;
  target: number | null;
  actual: number | null;
  variance: number | null;
  attainment: number | null;
  verdict: string | null;
  /** How far ahead (+) or behind (−) in hundredths of the target, for ordering only. */
  weight: number;
}

export function toComparison(row: Row): Comparison {
  const target = number(row.target);
  const actual = number(row.actual);
  const isLowerBetter = row.direction === "lower";
  const variance = number(row.variance);
  const relative =
    number(row.variance_pct) ?? (variance !== null && target ? (variance / Math.abs(target)) * 100 : variance);
  return {
    row,
    name: String(row.name ?? ""),
    unit: row.unit === null || row.unit === undefined ? null : String(row.unit),
    measure: String(row.measure ?? ""),
    scope: String(row.scope ?? ""),
    target,
    actual,
    variance,
    attainment: number(row.attainment_pct) ?? (target && actual !== null ? (actual / target) * 100 : null),
    verdict: row.verdict_computed === null || row.verdict_computed === undefined ? null : String(row.verdict_computed),
    weight: relative === null ? 0 : isLowerBetter ? -relative : relative,
  };
}

/** The comparison that says most of each indicator: the one that its author's verdict speaks of. */
export function headlines(comparisons: readonly Comparison[]): Comparison[] {
  return comparisons.filter(
    (item) =>
      item.row.is_verdict_scope === true &&
      item.scope !== "year" &&
      item.target !== null &&
      item.actual !== null &&
      item.verdict,
  );
}

/** The variance as people say it: hundredths of the target for amounts, points for rates, and a plain difference else. */
export function varianceText(page: Page, item: Comparison): string {
  if (item.variance === null) return formatNumber(null, page.lang);
  if (item.measure === "rate") return formatPoints(item.variance, page.lang);
  const pct = number(item.row.variance_pct);
  if (pct !== null) return formatPercent(pct, page.lang, { sign: true, decimals: Math.abs(pct) < 1 ? 2 : 1 });
  return formatNumber(item.variance, page.lang, { sign: true });
}

/** The column that `varianceText` shows. */
export function varianceColumn(item: Comparison): "variance" | "variance_pct" {
  return item.measure !== "rate" && number(item.row.variance_pct) !== null ? "variance_pct" : "variance";
}

/** The variance in the indicator's own unit. */
export function varianceAmount(page: Page, item: Comparison): string {
  if (item.measure === "rate") return formatPoints(item.variance, page.lang);
  return formatNumber(item.variance, page.lang, { sign: true });
}

export function quantity(page: Page, value: number | null, item: { unit: string | null }): string {
  return formatQuantity(value, item.unit, page.lang);
}

/** The unit as it stands under a name. */
export function unitLabel(page: Page, item: { unit: string | null }): string {
  return unitName(item.unit, page.lang);
}

export function kindOf(verdict: string | null | undefined): "ahead" | "behind" | "even" | "none" {
  return verdict === "exceeded" ? "ahead" : verdict === "missed" ? "behind" : verdict === "met" ? "even" : "none";
}

export function number(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

/** The column of the report that a scope's figure is printed in. */
export const sourceColumns: Record<string, { target: string; actual: string }> = {
  month: { target: "plan_month", actual: "estimate_month" },
  to_date: { target: "plan_to_date", actual: "estimate_to_date" },
  year: { target: "plan_year", actual: "estimate_to_date" },
};

/** The cell that a target was read from: its column's, or that of the sentence that implies it. */
export function targetRef(page: Page, item: Comparison): string {
  const column = sourceColumns[item.scope]?.target ?? "name";
  return item.row.target_ref
    ? String(item.row.target_ref)
    : page.places.cellOf(String(item.row.source_ref ?? ""), column);
}

/** `≥ 95`: a threshold keeps its operator, as printed. */
export function operatorSign(operator: unknown): string {
  if (operator === ">=") return "≥\u00a0";
  if (operator === "<=") return "≤\u00a0";
  return operator === ">" || operator === "<" ? `${operator}\u00a0` : "";
}
