/** The explorer's chart: a year to date, drawn as text so that publishing and the browser draw the same. */
import { escapeHtml, Html } from "../lib/html.ts";
import type { IndicatorAnswer } from "../scenario/answer.ts";

const size = { width: 420, height: 190, left: 8, right: 8, top: 28, bottom: 22 };

export interface ChartWords {
  label: string;
  /** A value as it stands at a mark. */
  format: (value: number) => string;
}

/**
 * Plan outlined, estimates hatched (IBCS); an interpolated plan is dotted, the second scenario dashed, a projection open.
 * Flows are bars from zero; levels are marks on a scale of their own, for their zero says nothing.
 */
export function yearChart(a: IndicatorAnswer, b: IndicatorAnswer | null, asOf: number, words: ChartWords): Html {
  const isFlow = a.measure === "flow";
  const shown = a.actuals.filter(({ month, actual_to_date: value }) => month <= asOf && value !== null);
  const values = [
    ...[a, b].flatMap((side) => side?.path.map((point) => point.target_to_date) ?? []),
    ...[a, b].map((side) => side?.standing.projected_year_end ?? null),
    ...shown.map((point) => point.actual_to_date),
  ].filter((value) => value !== null);
  if (values.length === 0) return new Html("");
  const top = Math.max(...values, isFlow ? 0 : Number.NEGATIVE_INFINITY);
  const bottom = Math.min(...values, isFlow ? 0 : Number.POSITIVE_INFINITY);
  const room = top === bottom ? Math.max(1, Math.abs(top)) : (top - bottom) * 0.12;
  const high = top + room;
  const low = isFlow ? bottom : bottom - room;
  const step = (size.width - size.left - size.right) / 12;
  const x = (month: number) => size.left + (month - 0.5) * step;
  const y = (value: number) => size.top + ((high - value) / (high - low)) * (size.height - size.top - size.bottom);
  const kind = a.standing.is_ahead === null ? "none" : a.standing.is_ahead ? "ahead" : "behind";
  const parts: string[] = [
    `<line class="axis" x1="${size.left}" x2="${size.width - size.right}" y1="${n(y(isFlow ? 0 : low))}" y2="${n(y(isFlow ? 0 : low))}"/>`,
  ];
  for (let month = 1; month <= 12; month++) {
    parts.push(
      `<text class="tick${month === asOf ? " now" : ""}" x="${n(x(month))}" y="${size.height - 6}">${month}</text>`,
    );
  }
  for (const { month, actual_to_date: value } of shown) {
    const at = value as number;
    const tone = month === asOf ? kind : "none";
    parts.push(
      isFlow
        ? `<rect class="estimate ${tone}" fill="url(#hatch-${tone})" x="${n(x(month) - step * 0.3)}" width="${n(step * 0.6)}" y="${n(Math.min(y(at), y(0)))}" height="${n(Math.abs(y(at) - y(0)))}"/>`
        : `<circle class="estimate ${tone}" fill="url(#hatch-${tone})" cx="${n(x(month))}" cy="${n(y(at))}" r="6"/>`,
    );
  }
  for (const [side, name] of [[b, "b"] as const, [a, "a"] as const]) {
    if (!side) continue;
    for (const run of runs(side)) {
      const points = run.points.map(({ month, value }) => `${n(x(month))},${n(y(value))}`).join(" ");
      parts.push(`<polyline class="plan-${name}${run.isInterpolated ? " interpolated" : ""}" points="${points}"/>`);
    }
    const end = side.standing.projected_year_end;
    const now = side.standing.actual_to_date;
    if (end !== null && now !== null && asOf < 12) {
      parts.push(
        `<line class="projection-${name}" x1="${n(x(asOf))}" y1="${n(y(now))}" x2="${n(x(12))}" y2="${n(y(end))}"/>`,
        `<circle class="projection-${name}" cx="${n(x(12))}" cy="${n(y(end))}" r="4"/>`,
      );
    }
  }
  const target = a.path[11]?.target_to_date ?? null;
  if (target !== null) {
    parts.push(
      `<text class="value" x="${size.width - size.right}" y="${n(Math.max(11, y(target) - 12))}">${escapeHtml(words.format(target))}</text>`,
    );
  }
  return new Html(
    `<svg class="year" viewBox="0 0 ${size.width} ${size.height}" role="img" aria-label="${escapeHtml(words.label)}">${parts.join("")}</svg>`,
  );
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
