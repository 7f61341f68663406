/** Which projects make up a gap, which move an indicator, and which tasks belong to which project. */
import { formatMoney, formatNumber, formatPercent, formatPoints, formatQuantity } from "../lib/format.ts";
import { type Html, html } from "../lib/html.ts";
import type { Page } from "../lib/page.ts";
import type { Row } from "../site-tables.ts";
import { denominator, money, percent, percentOf } from "./curves.ts";
import { figure, figureAt } from "./figure.ts";
import { number } from "./indicators.ts";
import { words } from "./outlookColumns.ts";
import { dataTable } from "./table.ts";

/** The few projects that explain most of the gap, largest first. */
export function gapContributions(page: Page, rows: Row[]): Html {
  const t = words(page);
  const first = rows[0];
  if (!first) return html`<p class="empty">${t("noRows")}</p>`;
  const few = rows.findIndex((row) => (number(row.cumulative_share_pct) ?? 0) >= 80);
  const sentence =
    few < 0 || (number(first.portfolio_gap_vnd) ?? 0) <= 0
      ? ""
      : t("gapSentence", {
          few: formatNumber(few + 1, page.lang),
          all: formatNumber(rows.length, page.lang),
          share: formatPercent(number(rows[few]?.cumulative_share_pct), page.lang),
          gap: formatMoney(number(first.portfolio_gap_vnd), page.lang),
        });
  return html`<p>${sentence}</p>${dataTable(page, rows, {
    caption: t("gapCaption"),
    fileName: page.lang === "vi" ? "khoang-cach" : "gap",
    rowHeader: "name",
    columns: [
      { key: "name", label: t("project"), show: (row) => figure(page, String(row.name ?? ""), row) },
      money(page, "gap_vnd", t("gap")),
      percent(page, "share_pct", t("share")),
      percent(page, "cumulative_share_pct", t("cumulative")),
    ],
  })}`;
}

/** For each indicator that projects move: its gap to the target, split over the projects. */
export function indicatorContributions(page: Page, rows: Row[]): Html {
  const indicators = [...new Set(rows.map((row) => String(row.indicator_row_key)))];
  return html`${indicators.map((key) =>
    contributionTable(
      page,
      rows.filter((row) => String(row.indicator_row_key) === key),
    ),
  )}`;
}

function contributionTable(page: Page, rows: Row[]): Html {
  const t = words(page);
  const first = rows[0];
  if (!first) return html``;
  const quantity = (value: unknown) => formatQuantity(number(value), String(first.unit ?? ""), page.lang);
  const part = (value: unknown, sign = true) => partOf(page, first, value, sign);
  const label = (row: Row): string =>
    row.part === "remainder" ? t("remainder", { actual: quantity(row.actual_of_projects) }) : String(row.name ?? "");
  return dataTable(page, rows, {
    caption: t("contributionCaption", {
      name: String(first.indicator ?? first.indicator_id),
      gap: part(first.gap, false),
      target: quantity(first.target),
      actual: quantity(first.actual),
    }),
    fileName: page.lang === "vi" ? "dong-gop" : "contributions",
    rowHeader: "name",
    columns: [
      { key: "name", label: t("project"), value: label, show: (row) => figure(page, label(row), row) },
      {
        key: "denominator",
        label: t("denominator"),
        value: (row) => denominator(page, row),
        show: (row) => denominator(page, row),
      },
      { key: "contribution", label: t("contribution"), kind: "number", show: (row) => part(row.contribution) },
    ],
  });
}

/** A part of an indicator's gap: points of a rate, else its own unit. */
function partOf(page: Page, { moved_by, unit }: Row, value: unknown, sign = true): string {
  return moved_by === "paid_share" && unit === "percent"
    ? formatPoints(number(value), page.lang, { sign })
    : formatNumber(number(value), page.lang, { sign });
}

/** Open tasks and the projects whose names they share. */
export function taskLinks(page: Page, rows: Row[]): Html {
  const t = words(page);
  if (rows.length === 0) return html`<p class="empty">${t("noLinks")}</p>`;
  return dataTable(page, rows, {
    caption: t("linkCaption"),
    fileName: page.lang === "vi" ? "nhiem-vu-du-an" : "tasks-projects",
    rowHeader: "task",
    columns: [
      { key: "task", label: t("task"), show: (row) => figure(page, String(row.task ?? ""), row) },
      {
        key: "project",
        label: t("project"),
        show: (row) => figureAt(page, String(row.project ?? ""), String(row.project_source_ref)),
      },
      {
        key: "is_overdue",
        label: t("overdue"),
        show: (row) => (row.is_overdue === true ? t("yes") : ""),
        value: (row) => (row.is_overdue === true ? t("yes") : ""),
      },
      {
        key: "contribution",
        label: t("moves"),
        kind: "number",
        show: (row) =>
          number(row.contribution) === null
            ? ""
            : t("movesBy", { name: String(row.indicator ?? ""), part: partOf(page, row, row.contribution) }),
      },
      percentOf(page, "score", t("score")),
    ],
  });
}
