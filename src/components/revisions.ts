/** What later reports changed: estimates that turned out otherwise, and plans that were revised. */
import { formatMonth, formatNumber, formatPercent } from "../lib/format.ts";
import { type Html, html } from "../lib/html.ts";
import type { Page } from "../lib/page.ts";
import type { Row } from "../site-tables.ts";
import { number } from "./indicators.ts";
import { folded, name, quantityColumn, words } from "./outlookColumns.ts";
import { type Column, dataTable } from "./table.ts";

/** Estimates as then known, and the same as later reports know them. */
export function accuracyTable(page: Page, rows: Row[]): Html {
  const t = words(page);
  if (rows.length === 0) return html`<p class="empty">${t("noRows")}</p>`;
  return html`${accuracySummary(page, rows)}${folded(page, t("accuracyCaption"), rows.length, accuracyRows(page, rows))}`;
}

/** How far estimates were off, by indicator: the mean, and whether they lean to one side. */
function accuracySummary(page: Page, rows: Row[]): Html {
  const t = words(page);
  const byIndicator = new Map<string, Row[]>();
  for (const row of rows.filter((each) => number(each.revision_pct) !== null)) {
    const id = String(row.indicator_id);
    byIndicator.set(id, [...(byIndicator.get(id) ?? []), row]);
  }
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const summary = [...byIndicator.values()].map((list): Row => {
    const revisions = list.map((row) => number(row.revision_pct) as number);
    const { name: label, indicator_id, unit, source_ref } = list[0] as Row;
    return {
      ...{
        name: label ?? null,
        indicator_id: indicator_id ?? null,
        unit: unit ?? null,
        source_ref: source_ref ?? null,
      },
      count: list.length,
      off: mean(revisions.map(Math.abs)),
      lean: mean(revisions),
    };
  });
  if (summary.length === 0) return html``;
  return dataTable(page, summary, {
    caption: t("accuracySummary"),
    fileName: page.lang === "vi" ? "do-chinh-xac" : "accuracy",
    rowHeader: "name",
    isInteractive: false,
    columns: [
      name(page),
      { key: "count", label: t("accuracyCount"), kind: "number" },
      {
        key: "off",
        label: t("accuracyOff"),
        kind: "number",
        show: (row) => formatPercent(number(row.off), page.lang, { decimals: 2 }),
      },
      {
        key: "lean",
        label: t("accuracyLean"),
        kind: "number",
        show: (row) => formatPercent(number(row.lean), page.lang, { decimals: 2, sign: true }),
      },
    ],
  });
}

function accuracyRows(page: Page, rows: Row[]): Html {
  const t = words(page);
  return dataTable(page, rows, {
    caption: t("accuracyCaption"),
    fileName: page.lang === "vi" ? "uoc-va-thuc" : "estimates",
    rowHeader: "name",
    columns: [
      name(page),
      {
        key: "period",
        label: t("period"),
        show: (row) => formatMonth(String(row.period), page.lang),
        value: (row) => row.period ?? null,
      },
      quantityColumn(page, "estimated_then", t("estimatedThen")),
      quantityColumn(page, "known_later", t("later")),
      {
        key: "revision",
        label: t("revision"),
        kind: "number",
        value: (row) => number(row.revision),
        show: (row) =>
          html`${formatNumber(number(row.revision), page.lang, { sign: true })}${number(row.revision_pct) === null ? "" : html`<small>${formatPercent(number(row.revision_pct), page.lang, { sign: true })}</small>`}`,
      },
      {
        key: "basis",
        label: t("knownFrom"),
        kind: "filter",
        value: (row) => t(row.basis as "next_month" | "next_year" | "reissued"),
        show: (row) => t(row.basis as "next_month" | "next_year" | "reissued"),
      },
    ],
  });
}

/** What moved, we or the plan. */
export function revisionTable(page: Page, rows: Row[]): Html {
  const t = words(page);
  if (rows.length === 0) return html`<p class="empty">${t("noRows")}</p>`;
  const scenario = (row: Row) => String((page.lang === "vi" ? row.title_vi : row.title_en) ?? row.scenario_id);
  const part = (key: string, label: string): Column => ({
    key,
    label,
    kind: "number",
    show: (row) =>
      number(row[key]) === null
        ? html`<small>${t("unsplit")}</small>`
        : formatNumber(number(row[key]), page.lang, { sign: true }),
  });
  return dataTable(page, rows, {
    caption: t("revisionCaption"),
    fileName: page.lang === "vi" ? "dieu-chinh" : "revisions",
    rowHeader: "name",
    columns: [
      name(page),
      { key: "scenario_id", label: t("scenario"), kind: "filter", value: scenario, show: scenario },
      {
        key: "month",
        label: t("asOf"),
        value: (row) => row.month ?? null,
        show: (row) => formatMonth(String(row.month), page.lang),
      },
      quantityColumn(page, "original_year_target", t("original")),
      quantityColumn(page, "revised_year_target", t("revised")),
      part("variance_against_original", t("variance")),
      part("plan_moved", t("planMoved")),
      part("performance", t("performance")),
    ],
  });
}
