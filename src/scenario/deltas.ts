import { growthFactor, withinLimits } from "./limits.ts";
import { sharesOf, tiltShares } from "./phasing.ts";
import { round6 } from "./round.ts";
import type { Deltas, IndicatorNature, Measure, TargetPoint } from "./types.ts";

/** A year's target under the growth that applies to its path. Without growth it stays as it is written. */
export function growTarget(target: number | null, nature: IndicatorNature, growthPct: number): number | null {
  if (target === null || growthPct === 0 || nature.measure === "rank") return target;
  return round6(withinLimits(target * growthFactor(target, nature, growthPct), nature));
}

/**
 * A scenario under the explorer's deltas, in the order growth, tilt, slippage. Missing points stay missing.
 * @param path twelve points, January first
 */
export function applyDeltas(path: readonly TargetPoint[], nature: IndicatorNature, deltas: Deltas): TargetPoint[] {
  const { measure } = nature;
  if (measure === "rank") return path.map((point) => ({ ...point }));
  const grown = grow(path, nature, deltas.growth_pct);
  const tilted = measure === "flow" ? tilt(grown, deltas.tilt_pct) : grown;
  return slip(tilted, measure, deltas.slippage_months);
}

function grow(path: readonly TargetPoint[], nature: IndicatorNature, growthPct: number): TargetPoint[] {
  return path.map((point) => ({
    ...point,
    target_month: growTarget(point.target_month, nature, growthPct),
    target_to_date: growTarget(point.target_to_date, nature, growthPct),
  }));
}

/** Only a path whose twelve months are known has shares that can be tilted. */
function tilt(path: readonly TargetPoint[], tiltPct: number): TargetPoint[] {
  if (tiltPct === 0) return [...path];
  const weights = path.map((point) => point.target_month);
  if (weights.some((weight) => weight === null || weight < 0)) return [...path];
  const total = path.at(-1)?.target_to_date ?? null;
  if (total === null || total === 0) return [...path];
  const shares = tiltShares(sharesOf(weights as number[]), tiltPct);
  let cumulated = 0;
  let before = 0;
  return path.map((point, index) => {
    cumulated += shares[index] ?? 0;
    const toDate = index === path.length - 1 ? total : round6(total * cumulated);
    const month = round6(toDate - before);
    before = toDate;
    return { ...point, target_month: month, target_to_date: toDate };
  });
}

/** Each target arrives `months` later. A flow has nothing before that; the level of a stock or rate is not known. */
function slip(path: readonly TargetPoint[], measure: Measure, months: number): TargetPoint[] {
  const by = Math.max(0, Math.min(11, Math.trunc(months)));
  if (by === 0) return [...path];
  return path.map((point, index) => {
    const source = path[index - by];
    if (source) return { ...source, month: point.month };
    const none = measure === "flow" ? 0 : null;
    return {
      ...point,
      target_month: none,
      target_to_date: none,
      is_anchored: none === null ? null : point.is_anchored,
    };
  });
}
