/**
 * The explorer's chart: a year to date. Publishing draws it whole; a page's script only sets the marks anew: each kind of
 * mark is one path, so that a change costs a few attributes and builds nothing.
 */
import { escapeHtml, Html } from "../lib/html.ts";
import type { IndicatorAnswer } from "../scenario/answer.ts";

const size = { width: 420, height: 190, left: 8, right: 8, top: 28, bottom: 22 };

export interface ChartWords {
  label: string;
  /** A value as it stands at a mark. */
  format: (value: number) => string;
}

/** Every kind of mark, in the order of drawing: what comes later lies above. */
export const markNames = [
  "axis",
  "estimate",
  "estimate-now",
  "plan-b",
  "plan-b-interpolated",
  "projection-b",
  "plan-a",
  "plan-a-interpolated",
  "projection-a",
] as const;
export type MarkName = (typeof markNames)[number];

type Tone = "none" | "ahead" | "behind";

/** What differs from one state of the page to the next. */
export interface ChartState {
  /** SVG path data; empty where there is nothing to draw. */
  marks: Record<MarkName, string>;
  /** Of the month that is asked about: good, bad or not judged. */
  tone: Tone;
  asOf: number;
  /** The target at the year's end, as text at its place. */
  value: { text: string; y: string };
}

/**
 * Plan outlined, estimates hatched (IBCS); an interpolated plan is dotted, the second scenario dashed, a projection open.
 * Flows are bars from zero; levels are marks on a scale of their own, for their zero says nothing.
 * @returns null where no figure is known
 */
export function chartState(
  a: IndicatorAnswer,
  b: IndicatorAnswer | null,
  asOf: number,
  format: ChartWords["format"],
): ChartState | null {
  const isFlow = a.measure === "flow";
  const shown = a.actuals.filter(({ month, actual_to_date: value }) => month <= asOf && value !== null);
  const values = [
    ...[a, b].flatMap((side) => side?.path.map((point) => point.target_to_date) ?? []),
    ...[a, b].map((side) => side?.standing.projected_year_end ?? null),
    ...shown.map((point) => point.actual_to_date),
  ].filter((value) => value !== null);
  if (values.length === 0) return null;
  const top = Math.max(...values, isFlow ? 0 : Number.NEGATIVE_INFINITY);
  const bottom = Math.min(...values, isFlow ? 0 : Number.POSITIVE_INFINITY);
  const room = top === bottom ? Math.max(1, Math.abs(top)) : (top - bottom) * 0.12;
  const high = top + room;
  const low = isFlow ? bottom : bottom - room;
  const y = (value: number) => size.top + ((high - value) / (high - low)) * (size.height - size.top - size.bottom);
  const base = n(y(isFlow ? 0 : low));
  const estimate = (month: number, value: number) =>
    isFlow
      ? `M${n(x(month) - step * 0.3)} ${n(y(0))}V${n(y(value))}h${n(step * 0.6)}V${n(y(0))}z`
      : disc(x(month), y(value), 6);
  const estimates = (isNow: boolean) =>
    shown
      .filter(({ month }) => (month === asOf) === isNow)
      .map(({ month, actual_to_date: value }) => estimate(month, value as number))
      .join("");
  const projection = (side: IndicatorAnswer | null) => {
    const end = side?.standing.projected_year_end ?? null;
    const now = side?.standing.actual_to_date ?? null;
    if (end === null || now === null || asOf >= 12) return "";
    return `M${n(x(asOf))} ${n(y(now))}L${n(x(12))} ${n(y(end))}${disc(x(12), y(end), 4)}`;
  };
  const plan = (side: IndicatorAnswer | null, isInterpolated: boolean) =>
    (side ? runs(side) : [])
      .filter((run) => run.isInterpolated === isInterpolated)
      .map((run) => `M${run.points.map(({ month, value }) => `${n(x(month))} ${n(y(value))}`).join("L")}`)
      .join("");
  const target = a.path[11]?.target_to_date ?? null;
  /** Of all that is drawn where the value's text stands, at the last months. */
  const highest = () =>
    Math.max(
      ...[a, b].flatMap((side) => side?.path.slice(lastMonths).map((point) => point.target_to_date) ?? []).map(known),
      ...shown.filter(({ month }) => month > lastMonths).map((point) => known(point.actual_to_date)),
      ...[a, b].flatMap((side) => projectionOver(side?.standing ?? null, asOf)).map(known),
    );
  return {
    marks: {
      axis: `M${size.left} ${base}H${size.width - size.right}`,
      estimate: estimates(false),
      "estimate-now": estimates(true),
      "plan-b": plan(b, false),
      "plan-b-interpolated": plan(b, true),
      "projection-b": projection(b),
      "plan-a": plan(a, false),
      "plan-a-interpolated": plan(a, true),
      "projection-a": projection(a),
    },
    tone: a.standing.is_ahead === null ? "none" : a.standing.is_ahead ? "ahead" : "behind",
    asOf,
    value: target === null ? { text: "", y: "0" } : { text: format(target), y: n(Math.max(11, y(highest()) - 9)) },
  };
}

/** How many months of the year lie left of the value's text. */
const lastMonths = 9;

const known = (value: number | null) => value ?? Number.NEGATIVE_INFINITY;

/** A projection's line over the last months: where it enters them, and its end. */
function projectionOver(standing: IndicatorAnswer["standing"] | null, asOf: number): number[] {
  const { actual_to_date: now = null, projected_year_end: end = null } = standing ?? {};
  if (now === null || end === null || asOf >= 12) return [];
  const entered = Math.max(asOf, lastMonths + 1);
  return [now + ((end - now) * (entered - asOf)) / (12 - asOf), end];
}

/** The chart as SVG text. What a script sets anew has `data-mark`, the months have `data-tick`. */
export function yearChart(a: IndicatorAnswer, b: IndicatorAnswer | null, asOf: number, words: ChartWords): Html {
  const state = chartState(a, b, asOf, words.format);
  return state === null ? new Html("") : drawChart(state, words.label);
}

export function drawChart(state: ChartState, label: string): Html {
  const marks = markNames.map((name) => {
    const { className, fill } = looks(name, state.tone);
    return `<path data-mark="${name}" class="${className}"${fill ? ` fill="${fill}"` : ""} d="${state.marks[name]}"/>`;
  });
  const ticks = Array.from({ length: 12 }, (_, index) => {
    const month = index + 1;
    return `<text class="tick${month === state.asOf ? " now" : ""}" data-tick="${month}" x="${n(x(month))}" y="${size.height - 6}">${month}</text>`;
  });
  return new Html(
    `<svg class="year" viewBox="0 0 ${size.width} ${size.height}" role="img" aria-label="${escapeHtml(label)}">${ticks.join("")}${marks.join("")}<text class="value" x="${size.width - size.right}" y="${state.value.y}">${escapeHtml(state.value.text)}</text></svg>`,
  );
}

/** The class of a mark, and its hatching: only the month asked about is good or bad. */
export function looks(name: MarkName, tone: Tone): { className: string; fill: string | null } {
  if (name === "estimate") return { className: "estimate none", fill: "url(#hatch-none)" };
  if (name === "estimate-now") return { className: `estimate ${tone}`, fill: `url(#hatch-${tone})` };
  return { className: name.replace("-interpolated", " interpolated"), fill: null };
}

const step = (size.width - size.left - size.right) / 12;
const x = (month: number) => size.left + (month - 0.5) * step;

function disc(cx: number, cy: number, radius: number): string {
  const arc = `a${radius} ${radius} 0 1 0 `;
  return `M${n(cx - radius)} ${n(cy)}${arc}${2 * radius} 0${arc}${-2 * radius} 0`;
}

/** A path cut where its basis changes between known and interpolated; a piece begins where the one before it ends. */
function runs(side: IndicatorAnswer): { isInterpolated: boolean; points: { month: number; value: number }[] }[] {
  const pieces: { isInterpolated: boolean; points: { month: number; value: number }[] }[] = [];
  for (const { month, target_to_date: value, basis } of side.path) {
    if (value === null) continue;
    const isInterpolated = basis === "interpolated";
    const last = pieces.at(-1);
    const end = last?.points.at(-1);
    if (!last || !end || end.month !== month - 1) pieces.push({ isInterpolated, points: [{ month, value }] });
    else if (last.isInterpolated === isInterpolated || last.points.length === 1) {
      last.points.push({ month, value });
      last.isInterpolated = last.points.length === 2 ? isInterpolated || last.isInterpolated : isInterpolated;
    } else pieces.push({ isInterpolated, points: [end, { month, value }] });
  }
  return pieces.map((piece) =>
    piece.points.length > 1 ? piece : { ...piece, points: [...piece.points, ...piece.points] },
  );
}

/** Tenths of a pixel are enough. */
function n(value: number): string {
  return String(Math.round(value * 10) / 10);
}
