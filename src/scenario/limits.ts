import type { IndicatorNature } from "./types.ts";

/**
 * A figure held within what its indicator can be: a share of a whole never passes 100 %, a count is never below none. The
 * models do the same by `staging.indicator_limits`. What is unknown stays unknown.
 */
export function withinLimits(value: number, { lower_limit: lower, upper_limit: upper }: IndicatorNature): number {
  const raised = typeof lower === "number" ? Math.max(value, lower) : value;
  return typeof upper === "number" ? Math.min(raised, upper) : raised;
}

/**
 * What a target is multiplied by to be `growthPct` per cent more ambitious in the indicator's own direction: 1.1 for 10 %
 * where more is better, 0.9 where less is (a tenth fewer poor households), and the other way round for a target below zero;
 * never less than 0, for twice as few is none.
 */
export function growthFactor(target: number, { direction, measure }: IndicatorNature, growthPct: number): number {
  if (measure === "rank") return 1;
  const sign = (direction === "lower" ? -1 : 1) * (target < 0 ? -1 : 1);
  return Math.max(0, 1 + (sign * growthPct) / 100);
}
