import { yearChart } from "../explorer/chart.ts";
import { packExplorer, unpackScenario } from "../explorer/data.ts";
import { explorerText } from "../i18n/explorer.ts";
import { isOutlookText, type OutlookText } from "../i18n/outlook.ts";
import { formatMonth, formatNumber, formatPercent, unitName } from "../lib/format.ts";
import { type Child, type Html, html } from "../lib/html.ts";
import type { Page } from "../lib/page.ts";
import type { Feasibility } from "../scenario/pace.ts";
import { runScenario } from "../scenario/run.ts";
import { noDeltas } from "../scenario/types.ts";
import type { Row } from "../site-tables.ts";
import { patterns } from "./bars.ts";
import { figure } from "./figure.ts";
import { number, operatorSign } from "./indicators.ts";
import { folded, name, quantityColumn, words } from "./outlookColumns.ts";
import { dataTable } from "./table.ts";

/** The year so far of each indicator that was reported in at least two months: scenario and estimates to date. */
export function trends(page: Page, rows: Row[]): Html {
  const { scope } = page;
  if (!scope) return html``;
  const about = {
    locality_id: scope.localityId,
    year: Number(scope.period.slice(0, 4)),
    month: Number(scope.period.slice(5, 7)),
    issued: scope.period,
  };
  const data = packExplorer(rows, [{ scenario_id: "reported", title_vi: "", title_en: "" }], about);
  const sourceOf = new Map(
    rows.map((row) => [`${row.indicator_id} ${Number(String(row.month).slice(5, 7))}`, row.source_ref ?? null]),
  );
  const panels = unpackScenario(data, "reported").flatMap(({ rows: months, ...indicator }) => {
    const known = months.filter((month) => month.actual_to_date !== null);
    if (known.length < 2) return [];
    const answer = {
      ...indicator,
      ...runScenario(months, indicator, noDeltas, Number(known.at(-1)?.month.slice(5, 7))),
    };
    const chart = yearChart(answer, null, answer.standing.month, {
      label: explorerText("chartOf", page.lang, { name: indicator.name }),
      format: (value) => formatNumber(value, page.lang),
    });
    return [
      html`<li class="panel"><h3>${figure(page, indicator.name, { source_ref: sourceOf.get(`${indicator.indicator_id} ${answer.standing.month}`) ?? null })}</h3><p class="unit">${unitName(indicator.unit, page.lang)}</p>${chart}</li>`,
    ];
  });
  if (panels.length === 0) return html`<p class="empty">${words(page)("noRows")}</p>`;
  return html`${patterns}<ul class="panels">${panels}</ul>`;
}

/** What each month left must bring, beside the months so far, with a plain statement. */
export function runRateTable(page: Page, rows: Row[]): Html {
  const t = words(page);
  if (rows.length === 0) return html`<p class="empty">${t("noRows")}</p>`;
  return dataTable(page, rows, {
    caption: t("runRateCaption"),
    fileName: page.lang === "vi" ? "nhip-can-co" : "run-rates",
    rowHeader: "name",
    columns: [
      name(page),
      quantityColumn(page, "year_target", t("yearTarget"), (row) => operatorSign(row.year_target_operator)),
      quantityColumn(page, "actual_to_date", t("toDate")),
      quantityColumn(page, "required_monthly_run_rate", t("required")),
      quantityColumn(page, "average_month", t("average")),
      {
        ...quantityColumn(page, "best_month", t("best")),
        show: (row) =>
          html`<span>${formatNumber(number(row.best_month), page.lang)}${isPartlyKnown(row) ? html`<small>${explorerText("monthsKnown", page.lang, { known: String(row.months_known), all: String(monthOf(row)) })}</small>` : ""}${row.best_month_date ? html`<small>${formatMonth(String(row.best_month_date), page.lang)}</small>` : ""}</span>`,
      },
      {
        key: "feasibility",
        label: t("feasibility"),
        value: (row) => String(row.feasibility),
        show: (row) =>
          explorerText(row.feasibility as Feasibility, page.lang, {
            known: formatNumber(number(row.months_known), page.lang),
          }),
      },
    ],
  });
}

const monthOf = (row: Row): number => Number(String(row.as_of_month).slice(5, 7));

/** The best of the months that are known says little where others have no figure. */
function isPartlyKnown(row: Row): boolean {
  return row.measure === "flow" && row.best_month !== null && (number(row.months_known) ?? 0) < monthOf(row);
}

/** Every method with its assumption, the range that they span, and the error that each made in earlier years. */
export function projectionTable(page: Page, rows: Row[]): Html {
  const t = words(page);
  if (rows.length === 0) return html`<p class="empty">${t("noRows")}</p>`;
  const ids = [...new Set(rows.map((row) => row.indicator_id))];
  const ranges = ids.map((id) => rows.find((row) => row.indicator_id === id) as Row);
  const range = (row: Row): Child =>
    (number(row.method_count) ?? 0) < 2
      ? html`${formatNumber(number(row.range_low), page.lang)}<small>${t("oneMethod")}</small>`
      : `${formatNumber(number(row.range_low), page.lang)} – ${formatNumber(number(row.range_high), page.lang)}`;
  return html`${dataTable(page, ranges, {
    caption: t("projectionRanges"),
    fileName: page.lang === "vi" ? "khoang-du-phong" : "projection-ranges",
    rowHeader: "name",
    isInteractive: false,
    columns: [
      name(page),
      {
        key: "as_of_month",
        label: t("asOf"),
        value: (row) => row.as_of_month ?? null,
        show: (row) => formatMonth(String(row.as_of_month), page.lang),
      },
      { key: "range", label: t("range"), kind: "number", value: (row) => number(row.range_low), show: range },
      quantityColumn(page, "year_target", t("yearTarget")),
    ],
  })}${folded(page, t("projectionCaption"), rows.length, methodTable(page, rows))}`;
}

/** A share is no more than its whole: where a method would pass it, the reader is told. */
function heldAt(page: Page, row: Row): Child {
  const limit = number(row.projection_limit);
  if (limit === null) return "";
  return html`<small>${explorerText("heldAt", page.lang, { limit: formatNumber(limit, page.lang) })}</small>`;
}

function methodTable(page: Page, rows: Row[]): Html {
  const t = words(page);
  return dataTable(page, rows, {
    caption: t("projectionCaption"),
    fileName: page.lang === "vi" ? "du-phong" : "projections",
    rowHeader: "name",
    columns: [
      name(page),
      {
        key: "method",
        label: t("method"),
        value: (row) => String(row.method),
        show: (row) =>
          html`${isOutlookText(String(row.method)) ? t(row.method as OutlookText) : String(row.method)}<small>${String(page.lang === "vi" ? row.assumption_vi : row.assumption_en)}</small>`,
      },
      {
        ...quantityColumn(page, "projected_year_end", t("projected")),
        show: (row) =>
          html`<span>${formatNumber(number(row.projected_year_end), page.lang)}${heldAt(page, row)}</span>`,
      },
      {
        key: "backtest_error_pct",
        label: t("backtest"),
        kind: "number",
        value: (row) => number(row.backtest_error_pct),
        show: (row) =>
          number(row.backtest_error_pct) === null
            ? html`<small>${t("tooLittle")}</small>`
            : t("backtestOf", {
                error: formatPercent(number(row.backtest_error_pct), page.lang),
                count: formatNumber(number(row.backtest_count), page.lang),
              }),
      },
    ],
  });
}
