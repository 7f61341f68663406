import { sharesOf, tiltShares } from "./phasing.ts";
import { round6 } from "./round.ts";
import type { Deltas, Measure, TargetPoint } from "./types.ts";

/** A year's target under the growth that applies to its path. */
export function growTarget(target: number | null, measure: Measure, growthPct: number): number | null {
  if (target === null || measure === "rank") return target;
  return round6(target * (1 + growthPct / 100));
}

/**
 * A scenario under the explorer's deltas, in the order growth, tilt, slippage. Missing points stay missing.
 * @param path twelve points, January first
 */
export function applyDeltas(path: readonly TargetPoint[], measure: Measure, deltas: Deltas): TargetPoint[] {
  if (measure === "rank") return path.map((point) => ({ ...point }));
  const grown = grow(path, deltas.growth_pct);
  const tilted = measure === "flow" ? tilt(grown, deltas.tilt_pct) : grown;
  return slip(tilted, measure, deltas.slippage_months);
}

function grow(path: readonly TargetPoint[], growthPct: number): TargetPoint[] {
  const factor = 1 + growthPct / 100;
  const times = (value: number | null) => (value === null ? null : round6(value * factor));
  return path.map((point) => ({
    ...point,
    target_month: times(point.target_month),
    target_to_date: times(point.target_to_date),
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
