/** What scenarios ask to be paid by a day, and what was. */
import { outlookText } from "../i18n/outlook.ts";
import { formatDate, formatMoney } from "../lib/format.ts";
import { type Html, html } from "../lib/html.ts";
import type { Page } from "../lib/page.ts";
import type { Row } from "../site-tables.ts";
import { money, nameOf } from "./curves.ts";
import { figure, rowName } from "./figure.ts";
import { number } from "./indicators.ts";
import { words } from "./outlookColumns.ts";
import { dataTable } from "./table.ts";

/** @param rows rows of disbursement_targets, with `title_vi` and `title_en` of their scenario */
export function disbursementTargets(page: Page, rows: Row[]): Html {
  const t = words(page);
  if (rows.length === 0) return html``;
  const thing = (row: Row) =>
    nameOf(page, { ...row, group_code: row.target_key ?? null, project_id: row.target_key ?? null });
  const scenario = (row: Row) => String((page.lang === "vi" ? row.title_vi : row.title_en) ?? row.scenario_id);
  /** A project's figures are printed ones; those of a group or of all are sums, and stand in no cell. */
  const isOwn = (row: Row) => row.level === "project";
  const isReached = (row: Row) => (number(row.gap_vnd) ?? 1) <= 0;
  return dataTable(page, rows, {
    caption: t("targetCaption"),
    fileName: page.lang === "vi" ? "muc-tieu-giai-ngan" : "disbursement-targets",
    rowHeader: "thing",
    columns: [
      {
        key: "thing",
        label: t("project"),
        value: thing,
        show: (row) => (isOwn(row) ? rowName(page, thing(row), row, ["actual_vnd"]) : thing(row)),
      },
      { key: "scenario", label: t("scenario"), kind: "filter", value: scenario, show: scenario },
      {
        key: "by_date",
        label: t("by"),
        value: (row) => row.by_date ?? null,
        show: (row) => formatDate(String(row.by_date), page.lang),
      },
      money(page, "target_vnd", t("target")),
      {
        ...money(page, "actual_vnd", t("paid")),
        show: (row) => {
          const paid = formatMoney(number(row.actual_vnd), page.lang, { short: true });
          return isOwn(row) ? figure(page, paid, row, "actual_vnd") : paid;
        },
      },
      money(page, "gap_vnd", t("gap")),
      {
        ...money(page, "needed_per_month_vnd", t("perMonth")),
        show: (row) =>
          isReached(row)
            ? outlookText("targetReached", page.lang)
            : formatMoney(number(row.needed_per_month_vnd), page.lang, { short: true }),
      },
    ],
  });
}
