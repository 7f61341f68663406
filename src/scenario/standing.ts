import { round6 } from "./round.ts";
import type { ActualPoint, Direction, Measure, TargetPoint } from "./types.ts";

/** Where an indicator stands against a path at the end of one month, in its own unit (points for rates). */
export interface Standing {
  month: number;
  target_to_date: number | null;
  actual_to_date: number | null;
  /** actual − target. */
  variance: number | null;
  /** Per cent of the target; null for rates and ranks, whose variance is in points, and for a target of 0. */
  variance_pct: number | null;
  /** actual ÷ target in per cent; null for a target of 0 and for ranks. */
  attainment_pct: number | null;
  /** Ahead in the indicator's own direction: fewer poor households is better. */
  is_ahead: boolean | null;
  year_target: number | null;
  /** (year target − to date) ÷ months left; null in December and for ranks. */
  required_monthly_run_rate: number | null;
  /** The best month so far, of a flow. */
  best_month: number | null;
  projected_year_end: number | null;
}

/**
 * The standing at the end of `month`.
 *
 * The projection is: what is reached, plus the scenario's months that are left × `pacePct`; for a stock or a rate, the
 * level reached plus the rise that the scenario still foresees × `pacePct`.
 */
export function standingAt(
  month: number,
  targets: readonly TargetPoint[],
  actuals: readonly ActualPoint[],
  measure: Measure,
  direction: Direction,
  pacePct = 100,
): Standing {
  const target = targets[month - 1]?.target_to_date ?? null;
  const actual = actuals.find((point) => point.month === month)?.actual_to_date ?? null;
  const yearTarget = targets[11]?.target_to_date ?? null;
  const variance = target === null || actual === null ? null : round6(actual - target);
  const isRelative = measure === "flow" || measure === "stock";
  const months = actuals.filter((point) => point.month <= month && point.actual_month !== null);
  return {
    month,
    target_to_date: target,
    actual_to_date: actual,
    variance,
    variance_pct: variance === null || !isRelative || !target ? null : round6((variance / target) * 100),
    attainment_pct: actual === null || measure === "rank" || !target ? null : round6((actual / target) * 100),
    is_ahead: variance === null ? null : direction === "higher" ? variance >= 0 : variance <= 0,
    year_target: yearTarget,
    required_monthly_run_rate:
      yearTarget === null || actual === null || month >= 12 || measure === "rank"
        ? null
        : round6((yearTarget - actual) / (12 - month)),
    best_month: measure === "flow" && months.length > 0 ? bestOf(months, direction) : null,
    projected_year_end: projection(actual, target, yearTarget, measure, pacePct),
  };
}

function bestOf(months: readonly ActualPoint[], direction: Direction): number {
  const values = months.map((point) => point.actual_month as number);
  return direction === "higher" ? Math.max(...values) : Math.min(...values);
}

function projection(
  actual: number | null,
  target: number | null,
  yearTarget: number | null,
  measure: Measure,
  pacePct: number,
): number | null {
  if (actual === null || target === null || yearTarget === null || measure === "rank") return null;
  return round6(actual + ((yearTarget - target) * pacePct) / 100);
}

/**
 * Splits the change of a variance when a plan is revised, exactly:
 * (actual − original) = (revised − original) + (actual − revised).
 */
export function splitVariance(
  actual: number,
  original: number,
  revised: number,
): { variance: number; planMoved: number; performance: number } {
  return { variance: actual - original, planMoved: revised - original, performance: actual - revised };
}
