import { round6 } from "./round.ts";
import type { Measure, TargetPoint } from "./types.ts";

export const monthsOfYear = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const;

/**
 * Shares of the year from any twelve weights.
 * @param weights twelve numbers, none negative, not all zero
 * @returns twelve numbers that add up to 1 as nearly as doubles can
 */
export function sharesOf(weights: readonly number[]): number[] {
  if (weights.length !== 12) throw new RangeError(`a year has 12 weights, not ${weights.length}`);
  if (weights.some((weight) => !Number.isFinite(weight) || weight < 0)) {
    throw new RangeError("a weight is a number of 0 or more");
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) throw new RangeError("the weights are all zero");
  return weights.map((weight) => weight / total);
}

/**
 * Phases a year's target over its months by shares. A flow adds up: December's to-date value is the target itself, and
 * the last month with a share takes what rounding leaves. A stock or a rate has no parts to share out: its level rises
 * from `startLevel` along the cumulated shares and ends at the target.
 */
export function phaseByShares(
  measure: Measure,
  yearTarget: number,
  shares: readonly number[],
  startLevel = 0,
): TargetPoint[] {
  const last = shares.reduce((latest, share, index) => (share > 0 ? index : latest), 0);
  let cumulated = 0;
  let toDate = 0;
  return shares.map((share, index) => {
    cumulated += share;
    const month = index + 1;
    if (measure !== "flow") {
      const level = index >= last ? yearTarget : round6(startLevel + (yearTarget - startLevel) * cumulated);
      return { month, target_month: level, target_to_date: level, basis: "planned" as const, is_anchored: true };
    }
    const before = toDate;
    toDate = index >= last ? yearTarget : round6(yearTarget * cumulated);
    return {
      month,
      target_month: round6(toDate - before),
      target_to_date: toDate,
      basis: "planned" as const,
      is_anchored: true,
    };
  });
}

/**
 * A path from explicit months. Months that are not given stay null; a flow's to-date value is null from the first
 * missing month on, because an unknown part makes an unknown sum, unless `toDates` gives it.
 * @param months by month, 1 to 12
 * @param toDates sums since 1 January that stand as they are: a report's months and its sum may differ by their rounding
 */
export function phaseByMonths(
  measure: Measure,
  months: Readonly<Record<number, number>>,
  toDates: Readonly<Record<number, number>> = {},
): TargetPoint[] {
  let toDate: number | null = 0;
  return monthsOfYear.map((month) => {
    const value = months[month] ?? null;
    if (measure !== "flow") {
      return point(month, value, value);
    }
    const stated = toDates[month];
    toDate = stated ?? (toDate === null || value === null ? null : round6(toDate + value));
    return point(month, value, toDate);
  });
}

function point(month: number, value: number | null, toDate: number | null): TargetPoint {
  return {
    month,
    target_month: value,
    target_to_date: toDate,
    basis: value === null && toDate === null ? null : "planned",
    is_anchored: toDate === null ? null : true,
  };
}

/**
 * Tilts shares towards the start (-100) or the end (+100) of the year: each weight is multiplied by
 * 1 + tilt × (month − 6.5) / 5.5, which runs from 1 − tilt in January to 1 + tilt in December.
 */
export function tiltShares(shares: readonly number[], tiltPct: number): number[] {
  const tilt = Math.max(-100, Math.min(100, tiltPct)) / 100;
  return sharesOf(shares.map((share, index) => share * (1 + (tilt * (index + 1 - 6.5)) / 5.5)));
}
