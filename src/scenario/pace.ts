import { round6 } from "./round.ts";
import type { ActualPoint, IndicatorNature, Operator } from "./types.ts";

/**
 * How feasible the rest of the year is, by the months so far: `reached`, no more than their average (`within_average`) or
 * than the best of them (`within_best`), more than any (`above_best`, or `above_known` where some months have no figure),
 * `lost` when no month is left or a ceiling is broken, `unknown` without a month to compare with.
 */
export type Feasibility =
  | "reached"
  | "within_average"
  | "within_best"
  | "above_best"
  | "above_known"
  | "lost"
  | "unknown";

/** What the months left must bring beside what the months so far have brought, in the indicator's own unit. */
export interface Pace {
  months_left: number;
  /** (year's target − to date) ÷ months left; null in December and for ranks. */
  required_monthly_run_rate: number | null;
  /** Of a flow: to date ÷ months; of a level: its mean movement from month to month. */
  average_month: number | null;
  /** The best month, or for a level the best movement, in the indicator's own direction. */
  best_month: number | null;
  months_known: number;
  feasibility: Feasibility | null;
}

/** The same rules as the model `run_rates`, at the end of `month`. */
export function paceAt(
  month: number,
  yearTarget: number | null,
  operator: Operator | null,
  actuals: readonly ActualPoint[],
  { measure, direction }: IndicatorNature,
): Pace {
  const byMonth = new Map(actuals.map((point) => [point.month, point]));
  const actual = byMonth.get(month)?.actual_to_date ?? null;
  const sign = direction === "lower" ? -1 : 1;
  const movements = measure === "rank" ? [] : movementsOf(byMonth, month, measure === "flow");
  const total = movements.reduce((sum, value) => sum + value, 0);
  const best = movements.length === 0 ? null : sign * Math.max(...movements.map((value) => sign * value));
  const mean = movements.length === 0 ? null : total / movements.length;
  const average = measure === "rank" || actual === null ? null : measure === "flow" ? actual / month : mean;
  const left = 12 - month;
  const isKnown = measure !== "rank" && actual !== null && yearTarget !== null;
  const remaining = isKnown ? yearTarget - actual : null;
  const needed = remaining === null || left === 0 ? null : remaining / left;
  const isCeiling = measure === "flow" && direction === "lower";
  const feasibility = (): Feasibility | null => {
    if (remaining === null) return null;
    if (isCeiling && remaining < 0) return "lost";
    if (isCeiling && left === 0) return "reached";
    if (!isCeiling && sign * remaining < 0) return "reached";
    if (!isCeiling && remaining === 0 && operator !== ">" && operator !== "<") return "reached";
    if (needed === null) return "lost";
    if (average === null) return "unknown";
    if (sign * needed <= sign * average) return "within_average";
    if (best !== null && sign * needed <= sign * best) return "within_best";
    return movements.length >= month - (measure === "flow" ? 0 : 1) ? "above_best" : "above_known";
  };
  return {
    months_left: left,
    required_monthly_run_rate: needed === null ? null : round6(needed),
    average_month: average === null ? null : round6(average),
    best_month: best === null ? null : round6(best),
    months_known: movements.length,
    feasibility: feasibility(),
  };
}

/** A flow's months, or a level's changes between months that follow each other. */
function movementsOf(byMonth: ReadonlyMap<number, ActualPoint>, upTo: number, isFlow: boolean): number[] {
  const movements: number[] = [];
  for (let month = 1; month <= upTo; month++) {
    const here = byMonth.get(month);
    if (isFlow) {
      if (here?.actual_month !== null && here?.actual_month !== undefined) movements.push(here.actual_month);
      continue;
    }
    const before = byMonth.get(month - 1)?.actual_to_date ?? null;
    if (before !== null && here?.actual_to_date !== null && here?.actual_to_date !== undefined) {
      movements.push(here.actual_to_date - before);
    }
  }
  return movements;
}
