import { type OutlookText, outlookText } from "../i18n/outlook.ts";
import { formatMoney, formatMonth, formatNumber, formatPercent } from "../lib/format.ts";
import { type Child, escapeHtml, Html, html } from "../lib/html.ts";
import type { Page } from "../lib/page.ts";
import type { Row } from "../site-tables.ts";
import { figure } from "./figure.ts";
import { number } from "./indicators.ts";
import { type Column, dataTable } from "./table.ts";

const words = (page: Page) => (key: OutlookText, values?: Record<string, string>) =>
  outlookText(key, page.lang, values);
const seriesOrder = ["planned", "paid", "physical"] as const;

/**
 * S-curves of the portfolio, its groups and its projects, and the portfolio's in figures.
 * @param rows rows of disbursement_curves of one budget year, by curve, series and month, with `name` where it is a project's
 */
export function curves(page: Page, rows: Row[]): Html {
  const t = words(page);
  const byCurve = new Map<string, Row[]>();
  for (const row of rows) {
    const key = String(row.curve_key);
    byCurve.set(key, [...(byCurve.get(key) ?? []), row]);
  }
  const of = (level: string) => [...byCurve.values()].filter((curve) => curve[0]?.level === level);
  const whole = of("portfolio")[0];
  if (!whole) return html`<p class="empty">${t("noRows")}</p>`;
  const projects = of("project");
  // A list without groups is the portfolio once more.
  const groups = of("group").some((curve) => curve[0]?.group_code) ? of("group") : [];
  return html`${curveLegend(page)}<ul class="panels curves">${[whole, ...groups].map((curve) => panel(page, curve))}</ul>
<details><summary>${t("projectsOf", { count: formatNumber(projects.length, page.lang) })}</summary><ul class="panels curves">${projects.map(
    (curve) => panel(page, curve),
  )}</ul></details>
<details><summary>${t("curveCaption")}</summary>${curveTable(page, whole)}</details>`;
}

function curveLegend(page: Page): Html {
  const t = words(page);
  return html`<ul class="legend"><li><span class="key curve-planned"></span>${t("curvePlanned")}</li><li><span class="key curve-paid"></span>${t("curvePaid")}</li><li><span class="key curve-physical"></span>${t("curvePhysical")}</li><li><span class="key curve-bounds"></span>${t("curveBounds")}</li></ul>`;
}

/** What a curve, or a target, is of. */
export function nameOf(page: Page, row: Row | undefined): string {
  if (row?.level === "portfolio") return outlookText("portfolio", page.lang);
  if (row?.level === "group") {
    return row.group_code
      ? outlookText("group", page.lang, { code: String(row.group_code) })
      : outlookText("noGroup", page.lang);
  }
  return String(row?.name ?? row?.project_id ?? "");
}

function panel(page: Page, rows: Row[]): Html {
  const t = words(page);
  const first = rows[0] as Row;
  const last = rows.filter((row) => row.series === "paid" && number(row.value_vnd) !== null).at(-1);
  const facts = last
    ? t("curveFacts", {
        paid: formatMoney(number(last.value_vnd), page.lang),
        month: formatMonth(String(last.month), page.lang),
        known: formatNumber(number(last.known_projects), page.lang),
        all: formatNumber(number(last.project_count), page.lang),
      })
    : t("curveNone");
  const name = nameOf(page, first);
  return html`<li class="panel"><h3>${figure(page, name, first)}</h3><p class="unit">${facts}</p>${drawing(rows, t("curveLabel", { name, facts }))}</li>`;
}

const size = { width: 420, height: 170, left: 8, right: 8, top: 10, bottom: 22 };

/** The room in which each month can lie as a band, what is known as marks joined by lines. */
function drawing(rows: Row[], label: string): Html {
  const months = [...new Set(rows.map((row) => String(row.month)))].sort();
  const top = Math.max(1, ...rows.flatMap((row) => [number(row.value_vnd) ?? 0, number(row.high_vnd) ?? 0]));
  const step = (size.width - size.left - size.right) / months.length;
  const x = (month: unknown) => round(size.left + (months.indexOf(String(month)) + 0.5) * step);
  const y = (value: number) => round(size.top + (1 - value / top) * (size.height - size.top - size.bottom));
  const parts: string[] = [];
  const paid = rows.filter((row) => row.series === "paid");
  const bounded = paid.filter((row) => number(row.high_vnd) !== null);
  if (bounded.length > 1) {
    const upper = bounded.map((row) => `${x(row.month)},${y(number(row.high_vnd) ?? 0)}`);
    const lower = bounded.map((row) => `${x(row.month)},${y(number(row.low_vnd) ?? 0)}`).reverse();
    parts.push(`<polygon class="bounds" points="${[...upper, ...lower].join(" ")}"/>`);
  }
  parts.push(`<line class="axis" x1="${size.left}" x2="${size.width - size.right}" y1="${y(0)}" y2="${y(0)}"/>`);
  for (const series of seriesOrder) {
    const known = rows.filter((row) => row.series === series && number(row.value_vnd) !== null);
    // A line only between months in which as many projects are known: else it would rise by being better known.
    for (const [index, row] of known.entries()) {
      const before = known[index - 1];
      const value = number(row.value_vnd) ?? 0;
      if (before && before.known_projects === row.known_projects) {
        parts.push(
          `<line class="curve ${series}" x1="${x(before.month)}" y1="${y(number(before.value_vnd) ?? 0)}" x2="${x(row.month)}" y2="${y(value)}"/>`,
        );
      }
      parts.push(mark(series, x(row.month), y(value)));
    }
  }
  for (const month of months) {
    parts.push(`<text class="tick" x="${x(month)}" y="${size.height - 6}">${Number(month.slice(5, 7))}</text>`);
  }
  return new Html(
    `<svg class="year" viewBox="0 0 ${size.width} ${size.height}" role="img" aria-label="${escapeHtml(label)}">${parts.join("")}</svg>`,
  );
}

/** A form for each series: colour alone tells nothing in print. Planned is open, paid full, physical a diamond. */
function mark(series: (typeof seriesOrder)[number], x: number, y: number): string {
  return series === "physical"
    ? `<path class="curve ${series}" d="M${x} ${round(y - 4.5)}l4.5 4.5l-4.5 4.5l-4.5 -4.5z"/>`
    : `<circle class="curve ${series}" cx="${x}" cy="${y}" r="3.5"/>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function curveTable(page: Page, rows: Row[]): Html {
  const t = words(page);
  const labels = { planned: t("curvePlanned"), paid: t("curvePaid"), physical: t("curvePhysical") };
  return dataTable(page, rows, {
    caption: t("curveCaption"),
    fileName: page.lang === "vi" ? "duong-chu-s" : "s-curves",
    rowHeader: "month",
    columns: [
      {
        key: "month",
        label: t("month"),
        value: (row) => row.month ?? null,
        show: (row) => formatMonth(String(row.month), page.lang),
      },
      {
        key: "series",
        label: t("series"),
        kind: "filter",
        value: (row) => labels[row.series as "paid"],
        show: (row) => labels[row.series as "paid"],
      },
      money(page, "value_vnd", t("cumulative")),
      money(page, "low_vnd", t("low")),
      money(page, "high_vnd", t("high")),
      {
        key: "known_projects",
        label: t("knownProjects"),
        kind: "number",
        show: (row) =>
          `${formatNumber(number(row.known_projects), page.lang)}/${formatNumber(number(row.project_count), page.lang)}`,
      },
    ],
  });
}

/** Money needed each month to the end of the budget year, with both denominators named. */
export function fundingNeeds(page: Page, rows: Row[]): Html {
  const t = words(page);
  if (rows.length === 0) return html`<p class="empty">${t("noRows")}</p>`;
  const known = rows.filter((row) => number(row.needed_per_month_vnd) !== null);
  const total = known.reduce((sum, row) => sum + Math.max(0, number(row.needed_per_month_vnd) ?? 0), 0);
  return html`<p>${t("needSentence", {
    count: formatNumber(known.length, page.lang),
    total: formatMoney(total, page.lang),
    months: formatNumber(number(rows[0]?.months_left), page.lang),
    unknown: formatNumber(rows.length - known.length, page.lang),
  })}</p>${dataTable(page, rows, {
    caption: t("needCaption"),
    fileName: page.lang === "vi" ? "nhu-cau-von" : "funding-needs",
    rowHeader: "name",
    columns: [
      { key: "name", label: t("project"), show: (row) => figure(page, String(row.name ?? ""), row) },
      {
        key: "denominator",
        label: t("denominator"),
        kind: "filter",
        value: (row) => denominator(page, row),
        show: (row) => denominator(page, row),
      },
      money(page, "remaining_vnd", t("remaining")),
      money(page, "needed_per_month_vnd", t("perMonth")),
      percent(page, "paid_of_year_plan_pct", t("ofYearPlan")),
      percent(page, "paid_of_total_investment_pct", t("ofInvestment")),
    ],
  })}`;
}

export const denominator = (page: Page, row: Row): string =>
  row.denominator === "year_plan" || row.denominator === "total_investment" || row.denominator === "planned"
    ? outlookText(row.denominator, page.lang)
    : "";

export function money(page: Page, key: string, label: string): Column {
  return {
    key,
    label,
    kind: "number",
    show: (row): Child => formatMoney(number(row[key]), page.lang, { short: true }),
  };
}

export function percent(page: Page, key: string, label: string): Column {
  return { key, label, kind: "number", show: (row): Child => formatPercent(number(row[key]), page.lang) };
}

export function percentOf(page: Page, key: string, label: string): Column {
  return {
    key,
    label,
    kind: "number",
    show: (row): Child => formatPercent((number(row[key]) ?? 0) * 100, page.lang, { decimals: 0 }),
  };
}
