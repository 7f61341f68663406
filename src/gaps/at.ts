/**
 * The disbursement gap on any day, out of what reports said of some days. Pure: the page, the command `kichban gaps` and the
 * model `marts.disbursement_spans` (which the tests compare with it) give the same figures, to the đồng.
 */

/** A cumulative figure and the day to which it stands: `[YYYY-MM-DD, whole VND]`. */
export type Anchor = readonly [day: string, vnd: number];

/** What one report said of a line. */
export interface Told {
  /** Day of issue. */
  day: string;
  planned: number | null;
  plannedUntil: string | null;
  paid: number | null;
  paidUntil: string | null;
}

/** One project or component of a budget year. */
export interface GapLine {
  /** By day, one a day. */
  planned: readonly Anchor[];
  paid: readonly Anchor[];
  /** Total investment. */
  ceiling: number | null;
  /** By day of issue. */
  told: readonly Told[];
}

export type GapBasis = "reported" | "interpolated" | "bounded" | "unknown";

/** A figure on a day; null where it can't be known. */
export interface Reading {
  value: number | null;
  low: number | null;
  high: number | null;
}

export interface GapAt<T extends Told = Told> {
  /** By the newest report issued by then, as it said it. */
  told: T | null;
  toldGap: number | null;
  planned: Reading;
  paid: Reading;
  gap: Reading;
  basis: GapBasis;
}

/**
 * gap = planned − paid (marts.disbursement_gaps), each on that very day: as reported where a figure is of the day, on the
 * straight line between the figures before and after where both are known, else within bounds only. Plans of a budget year and
 * payments since a project's start don't shrink: before the first figure they are none or more, after the last no more than the
 * total investment. Without any plan, or any payment, the gap is unknown.
 * @param day YYYY-MM-DD
 */
export function gapAt<T extends Told>(line: Omit<GapLine, "told"> & { told: readonly T[] }, day: string): GapAt<T> {
  const told = line.told.filter((each) => each.day <= day).at(-1) ?? null;
  const planned = readingAt(line.planned, day, line.ceiling);
  const paid = readingAt(line.paid, day, line.ceiling);
  const isOf = (anchors: readonly Anchor[]) => anchors.some(([each]) => each === day);
  const gap = {
    value: minus(planned.value, paid.value),
    low: minus(planned.low, paid.high),
    high: minus(planned.high, paid.low),
  };
  const basis =
    planned.low === null || paid.low === null
      ? "unknown"
      : gap.value === null
        ? "bounded"
        : isOf(line.planned) && isOf(line.paid)
          ? "reported"
          : "interpolated";
  return { told, toldGap: minus(told?.planned ?? null, told?.paid ?? null), planned, paid, gap, basis };
}

function readingAt(anchors: readonly Anchor[], day: string, ceiling: number | null): Reading {
  const before = anchors.filter(([each]) => each <= day).at(-1);
  const after = anchors.find(([each]) => each >= day);
  if (before && after) {
    const [low, high] = [Math.min(before[1], after[1]), Math.max(before[1], after[1])];
    const days = daysBetween(before[0], after[0]);
    const step = days === 0 ? 0 : ((after[1] - before[1]) * daysBetween(before[0], day)) / days;
    return { value: roundVnd(before[1] + step), low, high };
  }
  if (after) return { value: null, low: Math.min(0, after[1]), high: Math.max(0, after[1]) };
  if (before) return { value: null, low: before[1], high: ceiling === null ? null : Math.max(ceiling, before[1]) };
  return { value: null, low: null, high: null };
}

/** Sums of lines: of those that are known, and how many these are. */
export interface GapSum {
  lines: number;
  /** Lines of which a report of the time gives both figures. */
  told: number;
  toldPlanned: number | null;
  toldPaid: number | null;
  toldGap: number | null;
  /** Lines with a value on the day. */
  valued: number;
  value: number | null;
  /** Lines with both bounds, and the sums of these. */
  bounded: number;
  low: number | null;
  high: number | null;
}

/** What lines come to together; the sums of parts add up to the sum of the whole, column by column. Null where no line is known. */
export function sumGaps(gaps: readonly GapAt[]): GapSum {
  const told = gaps.filter((gap) => gap.toldGap !== null);
  const valued = gaps.filter((gap) => gap.gap.value !== null);
  const bounded = gaps.filter((gap) => gap.gap.low !== null && gap.gap.high !== null);
  return {
    lines: gaps.length,
    told: told.length,
    toldPlanned: sum(told.map((gap) => gap.told?.planned ?? 0)),
    toldPaid: sum(told.map((gap) => gap.told?.paid ?? 0)),
    toldGap: sum(told.map((gap) => gap.toldGap ?? 0)),
    valued: valued.length,
    value: sum(valued.map((gap) => gap.gap.value ?? 0)),
    bounded: bounded.length,
    low: sum(bounded.map((gap) => gap.gap.low ?? 0)),
    high: sum(bounded.map((gap) => gap.gap.high ?? 0)),
  };
}

function sum(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((total, value) => total + value, 0);
}

function minus(one: number | null, other: number | null): number | null {
  return one === null || other === null ? null : one - other;
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}

/** Half away from zero, as SQL rounds. */
function roundVnd(value: number): number {
  return Math.sign(value) * Math.round(Math.abs(value));
}
