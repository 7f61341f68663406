import { isOutlookText, type OutlookText, outlookText } from "../i18n/outlook.ts";
import {
  formatDate,
  formatMoney,
  formatMonth,
  formatNumber,
  formatPercent,
  formatPoints,
  formatQuantity,
} from "../lib/format.ts";
import { type Html, html } from "../lib/html.ts";
import { type Page, yearSibling } from "../lib/page.ts";
import type { Row } from "../site-tables.ts";
import { figure } from "./figure.ts";
import { number } from "./indicators.ts";
import { dataTable } from "./table.ts";

/** The gravest early warnings, as a list for the leader's page: indicators and projects by turns. Nothing where there are none. */
export function warningList(page: Page, rows: Row[], most = 3): Html {
  if (rows.length === 0) return html``;
  const t = (key: OutlookText, values?: Record<string, string>) => outlookText(key, page.lang, values);
  const shown = [...onePerSubject(rows)].sort((a, b) => rankOf(a) - rankOf(b)).slice(0, most);
  const count = (type: string) =>
    formatNumber(
      new Set(rows.filter((row) => row.subject_type === type).map((row) => row.subject_key)).size,
      page.lang,
    );
  return html`<section class="warnings"><h2>${t("warningsTitle")}</h2><p>${t("warningsCount", {
    indicators: count("indicator"),
    projects: count("project"),
  })}</p><ul>${shown.map(
    (row) => html`<li><b>${figure(page, String(row.name ?? row.subject_key), row)}</b>: ${reason(page, row)}</li>`,
  )}</ul><p class="more"><a href="${yearSibling(page, "outlook")}#warnings">${t("warningsMore", {
    count: formatNumber(rows.length, page.lang),
  })}</a></p></section>`;
}

/** All of them, with the rule of each. */
export function warningTable(page: Page, rows: Row[]): Html {
  const t = (key: OutlookText) => outlookText(key, page.lang);
  if (rows.length === 0) return html`<p>${t("warningsNone")}</p>`;
  return dataTable(page, rows, {
    caption: t("warningsTitle"),
    fileName: page.lang === "vi" ? "canh-bao" : "warnings",
    rowHeader: "name",
    columns: [
      { key: "name", label: t("subject"), show: (row) => figure(page, String(row.name ?? row.subject_key), row) },
      { key: "reason", label: t("ruleColumn"), show: (row) => reason(page, row), value: (row) => reason(page, row) },
      {
        key: "rule",
        label: t("ruleName"),
        kind: "filter",
        value: (row) => ruleName(page, row.rule),
        show: (row) => ruleName(page, row.rule),
      },
      {
        key: "risk",
        label: t("risk"),
        kind: "number",
        hint: t("riskHint"),
        show: (row) => formatNumber(number(row.risk), page.lang, { decimals: (number(row.risk) ?? 0) < 10 ? 1 : 0 }),
      },
    ],
  });
}

function ruleName(page: Page, rule: unknown): string {
  const key = `rule_${rule}`;
  return isOutlookText(key) ? outlookText(key, page.lang) : String(rule);
}

/** The sentence of a rule, made of its figures. */
export function reason(page: Page, row: Row): string {
  const rule = String(row.rule);
  if (!isOutlookText(rule)) return rule;
  const given = (typeof row.arguments === "string" ? JSON.parse(row.arguments) : (row.arguments ?? {})) as Row;
  const unit = row.subject_type === "project" ? "money" : ((given.unit as string | null) ?? null);
  const values: Record<string, string> = {};
  for (const [key, value] of Object.entries(given)) values[key] = show(page, key, value, unit);
  const until = given.until
    ? outlookText("until", page.lang, { date: formatDate(String(given.until), page.lang) })
    : "";
  return outlookText(rule, page.lang, { ...values, until });
}

function show(page: Page, key: string, value: unknown, unit: string | null): string {
  if (key === "since" || key === "month" || key === "best_date") return formatMonth(String(value), page.lang);
  if (key === "physical") return formatPercent(number(value), page.lang);
  if (key === "methods" || key === "months_left") return formatNumber(number(value), page.lang);
  if (unit === "money") return formatMoney(number(value), page.lang);
  if (key === "variance" && unit === "percent") return formatPoints(number(value), page.lang);
  return formatQuantity(number(value), unit, page.lang, { sign: key === "variance" });
}

function* onePerSubject(rows: readonly Row[]): Generator<Row> {
  const seen = new Set<unknown>();
  for (const row of [...rows].sort((a, b) => rankOf(a) - rankOf(b))) {
    if (seen.has(row.subject_key)) continue;
    seen.add(row.subject_key);
    yield row;
  }
}

const rankOf = (row: Row): number => number(row.risk_rank) ?? Number.POSITIVE_INFINITY;
