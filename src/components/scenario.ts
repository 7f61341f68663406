import * as Plot from "@observablehq/plot";
import { formatNumber, formatPercent, missing } from "../lib/format.ts";
import { type Html, html } from "../lib/html.ts";
import { type Page, say, sayText } from "../lib/page.ts";
import type { Row } from "../site-tables.ts";
import { bullet, patterns } from "./bars.ts";
import { chart } from "./chart.ts";
import { derived, emptyNote, figure, figureAt, rowName, trend } from "./figure.ts";
import {
  type Comparison,
  headlines,
  kindOf,
  number,
  operatorSign,
  quantity,
  sourceColumns,
  targetRef,
  toComparison,
  unitLabel,
  varianceAmount,
  varianceColumn,
  varianceText,
} from "./indicators.ts";
import { dataTable } from "./table.ts";

/** How the bars are to be read; once a page, above the first. */
export function legend(page: Page): Html {
  const item = (className: string, key: "legendPlan" | "legendEstimate" | "legendActual" | "legendTarget") =>
    html`<li><span class="key ${className}"></span>${say(page, key)}</li>`;
  return html`${patterns}<ul class="legend">${item("plan", "legendPlan")}${item("target", "legendTarget")}${item("estimate", "legendEstimate")}${item("actual", "legendActual")}<li>${trend(page, "exceeded", sayText(page, "ahead"))}</li><li>${trend(page, "missed", sayText(page, "behind"))}</li></ul>`;
}

/** Ahead and behind at one glance: each indicator's variance on one scale, in hundredths of its target; rates in points. */
export function varianceChart(page: Page, rows: Row[]): Html {
  const items = headlines(rows.map(toComparison)).filter((item) => item.variance !== null && item.weight !== 0);
  if (items.length === 0) return html``;
  return html`${part(
    page,
    items.filter((item) => item.measure !== "rate"),
    "varianceChartTitle",
  )}${part(
    page,
    items.filter((item) => item.measure === "rate"),
    "rateChartTitle",
  )}`;
}

function part(page: Page, items: Comparison[], title: "varianceChartTitle" | "rateChartTitle"): Html {
  if (items.length === 0) return html``;
  const sorted = [...items].sort((a, b) => b.weight - a.weight);
  const values = sorted.map((item) =>
    title === "rateChartTitle" ? (item.variance as number) : (number(item.row.variance_pct) ?? item.weight),
  );
  const span = Math.max(...values.map(Math.abs));
  return chart(page, {
    title: sayText(page, title),
    description: sorted.map((item) => `${item.name}: ${varianceText(page, item)}`).join("; "),
    draw: (width) => {
      const isNarrow = width < 500;
      const room = 46;
      // Room for the figure beside the longest bar, on a side that has bars.
      const beside = isNarrow ? 0.42 : 0.3;
      const least = Math.min(0, ...values);
      const most = Math.max(0, ...values);
      const names = sorted.map((item, index) => ({
        name: `${index + 1}. ${isNarrow ? shorten(item.name, 46) : item.name}`,
        value: values[index] as number,
        kind: kindOf(item.verdict),
        text: varianceText(page, item),
      }));
      return {
        height: names.length * room + 16,
        marginTop: 6,
        marginBottom: 10,
        marginLeft: isNarrow ? 4 : 430,
        marginRight: 12,
        x: {
          domain: [least < 0 ? least - span * beside : 0, most > 0 || least === 0 ? most + span * beside : 0],
          axis: null,
        },
        y: { domain: names.map((item) => item.name), axis: null, padding: isNarrow ? 0.68 : 0.5 },
        marks: [
          Plot.barX(names, {
            x: "value",
            y: "name",
            fill: (item: { kind: string }) => `url(#hatch-${item.kind})`,
            dy: isNarrow ? 8 : 0,
          }),
          Plot.tickX(names, {
            x: () => 0,
            y: "name",
            stroke: "currentColor",
            insetTop: -6,
            insetBottom: -6,
            dy: isNarrow ? 8 : 0,
          }),
          Plot.text(names, {
            x: "value",
            y: "name",
            text: "text",
            dy: isNarrow ? 8 : 0,
            textAnchor: "start",
            filter: (item: { value: number }) => item.value >= 0,
            dx: 6,
            fontSize: 13,
            fontWeight: 600,
            fill: "currentColor",
          }),
          Plot.text(names, {
            x: "value",
            y: "name",
            text: "text",
            dy: isNarrow ? 8 : 0,
            textAnchor: "end",
            filter: (item: { value: number }) => item.value < 0,
            dx: -6,
            fontSize: 13,
            fontWeight: 600,
            fill: "currentColor",
          }),
          Plot.text(names, {
            y: "name",
            text: "name",
            frameAnchor: "left",
            textAnchor: isNarrow ? "start" : "end",
            lineWidth: isNarrow ? Number.POSITIVE_INFINITY : 29,
            dx: isNarrow ? -4 : -14,
            dy: isNarrow ? -9 : 0,
            lineHeight: 1.15,
            fontSize: isNarrow ? 12 : 14,
            fill: "currentColor",
          }),
        ],
      };
    },
  });
}

/** One scope's table: target, estimate, variance, verdict, and the bar. */
export function varianceTable(page: Page, rows: Row[], scope: "month" | "to_date" | "year"): Html {
  const items = rows
    .map(toComparison)
    .filter((item) => item.scope === scope && (item.target !== null || item.actual !== null));
  const shown = items.filter((item) => item.target !== null && item.actual !== null);
  if (shown.length === 0) return emptyNote(page);
  const byRow = new Map(shown.map((item) => [item.row, item]));
  const of = (row: Row) => byRow.get(row) as Comparison;
  const columns = sourceColumns[scope] as { target: string; actual: string };
  const scaleEnd = scope === "year" ? 120 : 150;
  return html`${dataTable(
    page,
    shown.map((item) => item.row),
    {
      caption: sayText(page, `${scope}Caption`),
      fileName: `${page.lang === "vi" ? "kich-ban" : "scenario"}-${scope}`,
      rowHeader: "name",
      columns: [
        {
          key: "name",
          label: sayText(page, "indicator"),
          value: (row) => String(row.name),
          show: (row) =>
            html`${rowName(page, of(row).name, row, [columns.target, columns.actual])}<small>${unitLabel(page, of(row))}</small>`,
        },
        {
          key: "bar",
          label: sayText(page, "attainment"),
          kind: "number",
          className: "gauge",
          value: (row) => of(row).attainment,
          show: (row) => {
            const item = of(row);
            if (item.attainment === null) return missing;
            return html`<span class="pct">${derived(page, formatPercent(item.attainment, page.lang), row, "attainment_pct")}</span>${bullet(
              {
                attainment: item.attainment,
                kind: scope === "year" && item.verdict === "missed" ? "none" : kindOf(item.verdict),
                isEstimate: true,
                scaleEnd,
              },
            )}`;
          },
        },
        {
          key: "target",
          label: sayText(page, scope === "year" ? "planYear" : "target"),
          kind: "number",
          value: (row) => of(row).target,
          show: (row) => {
            const item = of(row);
            const operator = operatorSign(row.target_operator);
            const basis =
              row.target_basis === "implied" || row.target_basis === "interpolated"
                ? (row.target_basis as "implied")
                : null;
            const text = operator + number_(page, item.target, item);
            return html`${basis === "implied" ? derived(page, text, row, "target") : figureAt(page, text, targetRef(page, item))}${
              basis ? html`<small>${say(page, basis)}</small>` : ""
            }`;
          },
        },
        {
          key: "actual",
          label: sayText(page, scope === "month" ? "estimateMonth" : "estimateToDate"),
          kind: "number",
          value: (row) => of(row).actual,
          show: (row) =>
            figure(
              page,
              operatorSign(row.actual_operator) + number_(page, of(row).actual, of(row)),
              row,
              columns.actual,
            ),
        },
        {
          key: "variance",
          label: sayText(page, scope === "year" ? "remaining" : "variance"),
          kind: "number",
          value: (row) => of(row).variance,
          show: (row) => {
            const item = of(row);
            const amount = derived(page, varianceAmount(page, item), row, "variance");
            if (scope === "year") return amount;
            const column = varianceColumn(item);
            const pct = column === "variance_pct" ? derived(page, varianceText(page, item), row, column) : "";
            return html`${trend(page, item.verdict, amount)}${pct && html`<small>${pct}</small>`}`;
          },
        },
        ...(scope === "year"
          ? []
          : [
              {
                key: "verdict",
                label: sayText(page, "verdict"),
                kind: "filter" as const,
                value: (row: Row) => verdictName(page, row.verdict_computed),
                show: (row: Row) => verdictCell(page, row),
              },
            ]),
      ],
    },
  )}${leftOut(page, items, shown)}`;
}

function leftOut(page: Page, items: Comparison[], shown: Comparison[]): Html {
  const names = items.filter((item) => !shown.includes(item)).map((item) => item.name);
  if (names.length === 0) return html``;
  return html`<p class="note">${say(page, "notCompared", { count: formatNumber(names.length, page.lang), names: names.join("; ") })}</p>`;
}

function verdictCell(page: Page, row: Row): Html {
  const computed = verdictName(page, row.verdict_computed);
  const reported = row.verdict_reported ? verdictName(page, row.verdict_reported) : null;
  const differs = row.is_verdict_confirmed === false && reported;
  return html`${computed || missing}${differs ? html`<small class="differs">${say(page, "reportedVerdict", { verdict: reported })}</small>` : ""}`;
}

function verdictName(page: Page, verdict: unknown): string {
  return verdict === "exceeded" || verdict === "met" || verdict === "missed" ? sayText(page, verdict) : "";
}

/** The figure alone: its unit stands under the name. */
function number_(page: Page, value: number | null, item: Comparison): string {
  return item.unit === "percent" ? quantity(page, value, item) : formatNumber(value, page.lang);
}

function shorten(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).trimEnd()}…`;
}
