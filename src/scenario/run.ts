import { applyDeltas } from "./deltas.ts";
import { type Standing, standingAt } from "./standing.ts";
import type { ActualPoint, Basis, Deltas, Direction, Measure, TargetPoint } from "./types.ts";

/** A row of `marts.scenario_paths`, as exported: `month` is YYYY-MM-01, quantities are in the indicator's unit. */
export interface PathRow {
  month: string;
  target_month: number | null;
  target_to_date: number | null;
  basis: Basis | null;
  actual_month: number | null;
  actual_to_date: number | null;
}

export interface ScenarioRun {
  /** Twelve points, January first. */
  path: TargetPoint[];
  actuals: ActualPoint[];
  standing: Standing;
}

/**
 * One indicator's year under deltas: the path, what was reached, and the standing at the end of `asOfMonth`.
 * @param rows the rows of one indicator, scenario and year, in any order; missing months count as unknown
 * @param asOfMonth 1 to 12
 */
export function runScenario(
  rows: readonly PathRow[],
  indicator: { measure: Measure; direction: Direction },
  deltas: Deltas,
  asOfMonth: number,
): ScenarioRun {
  const byMonth = new Map(rows.map((row) => [Number(row.month.slice(5, 7)), row]));
  const targets = Array.from({ length: 12 }, (_, index): TargetPoint => {
    const row = byMonth.get(index + 1);
    return {
      month: index + 1,
      target_month: row?.target_month ?? null,
      target_to_date: row?.target_to_date ?? null,
      basis: row?.basis ?? null,
    };
  });
  const actuals = [...byMonth]
    .filter(([, row]) => row.actual_month !== null || row.actual_to_date !== null)
    .map(([month, row]) => ({ month, actual_month: row.actual_month, actual_to_date: row.actual_to_date }))
    .sort((a, b) => a.month - b.month);
  const path = applyDeltas(targets, indicator.measure, deltas);
  const standing = standingAt(asOfMonth, path, actuals, indicator.measure, indicator.direction, deltas.pace_pct);
  return { path, actuals, standing };
}

/** The last month with a figure to date, or null where nothing was reported yet. */
export function latestMonth(rows: readonly PathRow[]): number | null {
  const months = rows.filter((row) => row.actual_to_date !== null).map((row) => Number(row.month.slice(5, 7)));
  return months.length === 0 ? null : Math.max(...months);
}
