import { withinLimits } from "./limits.ts";
import { type Pace, paceAt } from "./pace.ts";
import { round6 } from "./round.ts";
import type { ActualPoint, Basis, IndicatorNature, Operator, TargetPoint } from "./types.ts";

/** Where an indicator stands against a path at the end of one month, in its own unit (points for rates). */
export interface Standing extends Pace {
  month: number;
  target_to_date: number | null;
  /** How the target came about: an interpolated one is no verdict. */
  basis: Basis | null;
  actual_to_date: number | null;
  /** actual − target; null where the target is only an even share of the whole year. */
  variance: number | null;
  /** Per cent of the target; null for rates and ranks, whose variance is in points, and for a target of 0. */
  variance_pct: number | null;
  /** actual ÷ target in per cent; null for a target of 0 and for ranks. */
  attainment_pct: number | null;
  /** Ahead in the indicator's own direction: fewer poor households is better. Null where the target was interpolated. */
  is_ahead: boolean | null;
  year_target: number | null;
  year_target_operator: Operator | null;
  projected_year_end: number | null;
  projection_method: "rest_as_planned" | "average_so_far" | "last_level" | null;
  /** The limit that the method would have passed, and at which the projection was held; null where it passed none. */
  projection_limit: number | null;
}

export interface StandingInput extends IndicatorNature {
  targets: readonly TargetPoint[];
  actuals: readonly ActualPoint[];
  year_target: number | null;
  year_target_operator?: Operator | null;
  /** What the months left bring, in per cent of what the method foresees. */
  pace_pct?: number;
}

/**
 * The standing at the end of `month`, by the same rules as the models `scenario_paths` and `run_rates`.
 *
 * The projection is: what is reached, plus the scenario's months that are left × `pace_pct`; for a stock or a rate, the
 * level reached plus the rise that the scenario still foresees × `pace_pct`. Without a scenario to date, a flow goes on
 * with its average month, and a level stays. Where that passes what the indicator can be (a share: its whole), the
 * projection is the limit, and says so.
 */
export function standingAt(month: number, input: StandingInput): Standing {
  const { measure, direction } = input;
  const point = input.targets[month - 1];
  const target = point?.target_to_date ?? null;
  const actual = input.actuals.find((each) => each.month === month)?.actual_to_date ?? null;
  const isComparable = target !== null && actual !== null && point?.is_anchored === true;
  const variance = isComparable ? round6(actual - target) : null;
  const isRelative = measure === "flow" || measure === "stock";
  const isJudged = variance !== null && point?.basis !== "interpolated";
  return {
    month,
    target_to_date: target,
    basis: point?.basis ?? null,
    actual_to_date: actual,
    variance,
    variance_pct: variance === null || !isRelative || !target ? null : round6((variance / target) * 100),
    attainment_pct: !isComparable || measure === "rank" || !target ? null : round6((actual / target) * 100),
    is_ahead: !isJudged ? null : direction === "higher" ? variance >= 0 : variance <= 0,
    year_target: input.year_target,
    year_target_operator: input.year_target_operator ?? null,
    ...paceAt(month, input.year_target, input.year_target_operator ?? null, input.actuals, input),
    ...projection(month, actual, isComparable ? target : null, input),
  };
}

type Projection = Pick<Standing, "projected_year_end" | "projection_method" | "projection_limit">;

function projection(month: number, actual: number | null, target: number | null, input: StandingInput): Projection {
  const { value, method } = unboundedProjection(month, actual, target, input);
  if (value === null) return { projected_year_end: null, projection_method: null, projection_limit: null };
  const held = withinLimits(value, input);
  return { projected_year_end: held, projection_method: method, projection_limit: held === value ? null : held };
}

function unboundedProjection(
  month: number,
  actual: number | null,
  target: number | null,
  { measure, year_target: yearTarget, pace_pct: pace = 100 }: StandingInput,
): { value: number | null; method: Standing["projection_method"] } {
  if (measure === "rank" || actual === null) return { value: null, method: null };
  if (target !== null && yearTarget !== null) {
    const left = yearTarget - target;
    return { value: round6(actual + (pace === 100 ? left : (left * pace) / 100)), method: "rest_as_planned" };
  }
  if (measure !== "flow") return { value: round6(actual), method: "last_level" };
  const average = actual / month;
  return {
    value: round6(pace === 100 ? average * 12 : actual + (average * (12 - month) * pace) / 100),
    method: "average_so_far",
  };
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
