/** Columns and wrappings that the tables of the year's outlook share. */
import { type OutlookText, outlookText } from "../i18n/outlook.ts";
import { formatNumber, formatQuantity, unitName } from "../lib/format.ts";
import { type Html, html } from "../lib/html.ts";
import type { Page } from "../lib/page.ts";
import type { Row } from "../site-tables.ts";
import { figure } from "./figure.ts";
import { number } from "./indicators.ts";
import type { Column } from "./table.ts";

export const words = (page: Page) => (key: OutlookText, values?: Record<string, string>) =>
  outlookText(key, page.lang, values);

/** A long table behind a click. */
export function folded(page: Page, caption: string, count: number, table: Html): Html {
  return html`<details><summary>${words(page)("wholeTable", { caption, count: formatNumber(count, page.lang) })}</summary>${table}</details>`;
}

/** The indicator, with its unit. */
export function name(page: Page): Column {
  return {
    key: "name",
    label: outlookText("indicator", page.lang),
    value: (row) => String(row.name ?? row.indicator_id),
    show: (row) =>
      html`${figure(page, String(row.name ?? row.indicator_id), row)}<small>${unitName(row.unit as string | null, page.lang)}</small>`,
  };
}

/** A quantity in the indicator's own unit. */
export function quantityColumn(
  page: Page,
  key: string,
  label: string,
  before: (row: Row) => string = () => "",
): Column {
  return {
    key,
    label,
    kind: "number",
    value: (row) => number(row[key]),
    show: (row) =>
      before(row) +
      (row.unit === "percent"
        ? formatQuantity(number(row[key]), "percent", page.lang)
        : formatNumber(number(row[key]), page.lang)),
  };
}
