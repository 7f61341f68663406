/**
 * The shapes of scenario arithmetic. This folder is pure: the explorer page and the command `kichban scenario run` use
 * the same functions, so that the same deltas give the same figures, digit for digit.
 */

export type Measure = "flow" | "stock" | "rate" | "rank";
export type Direction = "higher" | "lower";

/** A threshold keeps its operator. */
export type Operator = "=" | ">" | ">=" | "<" | "<=";

/** What scenario arithmetic has to know of an indicator. */
export interface IndicatorNature {
  measure: Measure;
  direction: Direction;
  /** Between what its figures lie: 0 and 100 for a share in per cent, 0 for a count; null where nothing bounds them. */
  lower_limit?: number | null;
  upper_limit?: number | null;
}

/** How a point of a path came about. */
export type Basis = "reported" | "implied" | "interpolated" | "planned";

/** One month of a target, in the indicator's own unit. `month` is 1 to 12. */
export interface TargetPoint {
  month: number;
  target_month: number | null;
  target_to_date: number | null;
  basis: Basis | null;
  /** False where the point is only an even share of the whole year: nothing is judged by it. Null where there is none. */
  is_anchored: boolean | null;
}

/** One month of what was reached, in the indicator's own unit. */
export interface ActualPoint {
  month: number;
  actual_month: number | null;
  actual_to_date: number | null;
}

/** What the explorer's controls change. Zero everywhere leaves a scenario as it is. */
export interface Deltas {
  /**
   * Per cent by which every target is made more ambitious: higher where more is better, lower where less is better. A
   * rank has only order and is left alone.
   */
  growth_pct: number;
  /** -100 moves the flow's weight to January, +100 to December; the year's total stays. */
  tilt_pct: number;
  /** Whole months, 0 to 11, by which each target arrives later; what falls past December leaves the year. */
  slippage_months: number;
  /** What the months left bring, in per cent of their scenario; 100 is exactly as planned. */
  pace_pct: number;
}

export const noDeltas: Deltas = { growth_pct: 0, tilt_pct: 0, slippage_months: 0, pace_pct: 100 };
