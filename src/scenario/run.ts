import { applyDeltas, growTarget } from "./deltas.ts";
import { type Standing, standingAt } from "./standing.ts";
import type { ActualPoint, Basis, Deltas, IndicatorNature, Operator, TargetPoint } from "./types.ts";

/** A row of `marts.scenario_paths`, as exported: `month` is YYYY-MM-01, quantities are in the indicator's unit. */
export interface PathRow {
  month: string;
  target_month: number | null;
  target_to_date: number | null;
  basis: Basis | null;
  is_anchored: boolean | null;
  year_target: number | null;
  year_target_operator: Operator | null;
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
  indicator: IndicatorNature,
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
      is_anchored: row?.is_anchored ?? null,
    };
  });
  const actuals = [...byMonth]
    .filter(([, row]) => row.actual_month !== null || row.actual_to_date !== null)
    .map(([month, row]) => ({ month, actual_month: row.actual_month, actual_to_date: row.actual_to_date }))
    .sort((a, b) => a.month - b.month);
  const path = applyDeltas(targets, indicator, deltas);
  const anyRow = byMonth.get(asOfMonth) ?? rows[0];
  const standing = standingAt(asOfMonth, {
    targets: path,
    actuals,
    ...natureOf(indicator),
    year_target: yearTargetOf(anyRow?.year_target ?? null, path, indicator, deltas),
    year_target_operator: anyRow?.year_target_operator ?? null,
    pace_pct: deltas.pace_pct,
  });
  return { path, actuals, standing };
}

function natureOf({ measure, direction, lower_limit, upper_limit }: IndicatorNature): IndicatorNature {
  return { measure, direction, lower_limit, upper_limit };
}

/** What slips past December leaves the year; without slippage the year's target is the plan's own, grown. */
function yearTargetOf(
  target: number | null,
  path: readonly TargetPoint[],
  nature: IndicatorNature,
  deltas: Deltas,
): number | null {
  if (nature.measure !== "rank" && Math.trunc(deltas.slippage_months) > 0) return path[11]?.target_to_date ?? null;
  return growTarget(target, nature, deltas.growth_pct);
}

/** The last month with a figure to date, or null where nothing was reported yet. */
export function latestMonth(rows: readonly PathRow[]): number | null {
  const months = rows.filter((row) => row.actual_to_date !== null).map((row) => Number(row.month.slice(5, 7)));
  return months.length === 0 ? null : Math.max(...months);
}
