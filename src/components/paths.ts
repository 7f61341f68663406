import * as Plot from "@observablehq/plot";
import { formatNumber, formatPercent } from "../lib/format.ts";
import { type Html, html } from "../lib/html.ts";
import { type Page, say, sayText } from "../lib/page.ts";
import type { Row } from "../site-tables.ts";
import { smallChart } from "./chart.ts";
import { derived, figure } from "./figure.ts";
import { number, unitLabel } from "./indicators.ts";

/**
 * The year's path of each flow, as small multiples on one scale: the scenario since January and where the indicator stands, both in
 * hundredths of the year's plan, with what each month left would need.
 * @param rows rows of scenario_paths of one scenario, by indicator and month, with the indicator's name
 */
export function scenarioPaths(page: Page, rows: Row[]): Html {
  const ids = [...new Set(rows.map((row) => String(row.indicator_id)))];
  const top = Math.min(200, Math.max(105, ...rows.map((row) => shareOf(row, row.actual_to_date) * 1.1)));
  const panels = ids
    .map((id) =>
      panel(
        page,
        rows.filter((row) => row.indicator_id === id),
        top,
      ),
    )
    .filter((item) => item !== null);
  if (panels.length === 0) return html``;
  return html`<h2 id="path">${say(page, "pathTitle")}</h2><p>${say(page, "pathNote")}</p><ul class="multiples">${panels}</ul>`;
}

/** Hundredths of the year's plan. */
function shareOf(row: Row, value: unknown): number {
  const plan = number(row.year_target);
  return plan ? ((number(value) ?? 0) / plan) * 100 : 0;
}

function panel(page: Page, rows: Row[], top: number): Html | null {
  const last = rows.at(-1);
  const yearTarget = number(last?.year_target) ?? number(last?.target_to_date);
  const planned = rows.filter((row) => number(row.target_to_date) !== null);
  const reached = rows.filter((row) => number(row.actual_to_date) !== null);
  const now = reached.at(-1);
  if (!yearTarget || planned.length < 2 || !now) return null;
  const at = ((number(now.actual_to_date) ?? 0) / yearTarget) * 100;
  // What lies beyond the common scale ends at its edge; the figure beside it says how much it is.
  const share = (value: unknown) => Math.min(((number(value) ?? 0) / yearTarget) * 100, top);
  const month = (row: Row) => Number(String(row.month).slice(5, 7));
  const need = number(now.required_monthly_run_rate);
  const name = String(now.name ?? now.indicator_id);
  return html`<li><h3>${name}</h3>${smallChart(
    sayText(page, "pathDescription", { name, pct: formatPercent(at, page.lang), month: month(now) }),
    {
      width: 300,
      height: 150,
      marginLeft: 34,
      marginRight: 8,
      marginTop: 14,
      marginBottom: 22,
      x: {
        domain: [0.5, 12.5],
        ticks: [1, 3, 6, 9, 12],
        tickFormat: (value: number) => String(value),
        label: null,
        tickSize: 0,
      },
      y: {
        domain: [0, top],
        ticks: [0, 50, 100],
        tickFormat: (value: number) => `${value}%`,
        label: null,
        tickSize: 0,
      },
      marks: [
        Plot.ruleY([0, 50, 100], { stroke: "currentColor", strokeOpacity: 0.18 }),
        Plot.lineY(planned, {
          x: month,
          y: (row: Row) => share(row.target_to_date),
          stroke: "currentColor",
          strokeOpacity: 0.6,
          strokeWidth: 1.5,
          strokeDasharray: "4 3",
        }),
        Plot.lineY(reached, {
          x: month,
          y: (row: Row) => share(row.actual_to_date),
          stroke: "var(--ahead)",
          strokeWidth: 2,
        }),
        Plot.dot(reached, {
          x: month,
          y: (row: Row) => share(row.actual_to_date),
          r: 4.5,
          fill: "var(--paper)",
          stroke: "var(--ahead)",
          strokeWidth: 2,
        }),
        Plot.text([now], {
          x: month,
          y: (row: Row) => share(row.actual_to_date),
          text: () => formatPercent(at, page.lang),
          dy: -13,
          dx: 4,
          fontSize: 12,
          fontWeight: 600,
          fill: "currentColor",
        }),
      ],
    },
  )}<p class="under">${say(page, "pathFigures", {
    actual: figure(page, formatNumber(number(now.actual_to_date), page.lang), now, "estimate_to_date"),
    target: figure(page, formatNumber(yearTarget, page.lang), now, "plan_year"),
    unit: unitLabel(page, { unit: now.unit === null ? null : String(now.unit) }),
  })}${need !== null && need > 0 ? html` ${say(page, "pathNeed", { need: derived(page, formatNumber(need, page.lang, { decimals: need >= 100 ? 0 : 1 }), now, "required_monthly_run_rate") })}` : ""}</p></li>`;
}
