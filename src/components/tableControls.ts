import { tableWords } from "../i18n/table.ts";
import { type Html, html } from "../lib/html.ts";
import { type Page, sayText } from "../lib/page.ts";
import type { Row } from "../site-tables.ts";
import type { Column, TableOptions } from "./table.ts";

/** What a cell sorts and filters by, as text; empty where there is nothing. */
export function cellValue(column: Column, row: Row): string {
  const value = column.value ? column.value(row) : row[column.key];
  return value === null || value === undefined ? "" : String(value);
}

/** Search, views, filters, count, columns, link and downloads of one table, as they stand before anybody has used them. */
export function tableControls(page: Page, rows: readonly Row[], options: TableOptions): Html {
  const word = (key: keyof typeof tableWords) => tableWords[key][page.lang];
  const search = sayText(page, "search");
  const total = String(rows.length);
  return html`
<div class="controls"><input class="search" type="search" autocomplete="off" placeholder="${search}" aria-label="${search}">${viewPicker(
    page,
    rows,
    options,
  )}${options.columns.map((column, index) => (column.kind === "filter" ? filter(page, rows, column, index) : ""))}${orderPicker(page, options)}<span class="count" role="status">${
    rows.length === 0 ? sayText(page, "noneFound") : sayText(page, "shown", { count: total, total })
  }</span><details class="menu-fold columns"><summary class="pick-columns">${word("columns")}</summary><div class="menu">${options.columns.map(
    (column) => html`<label><input type="checkbox" autocomplete="off" checked> ${column.label}</label>`,
  )}</div></details><button type="button" class="copy">${word("copyLink")}</button><button type="button" class="download" data-as="csv">${sayText(
    page,
    "download",
  )}</button><button type="button" class="download" data-as="xlsx">${sayText(page, "downloadXlsx")}</button></div>`;
}

function filter(page: Page, rows: readonly Row[], column: Column, index: number): Html {
  const compare = new Intl.Collator(page.lang, { numeric: true }).compare;
  const values = [...new Set(rows.map((row) => cellValue(column, row)).filter(Boolean))].sort(compare);
  return html`<select class="filter" autocomplete="off" data-column="${index}" aria-label="${column.label}"><option value="">${column.label}: ${sayText(
    page,
    "all",
  ).toLowerCase()}</option>${values.map(option)}</select>`;
}

/** Browsers take an option's words for its value with their blanks put in order: where that changes it, the value is told. */
function option(value: string): Html {
  const isPlain = value === value.replace(/\s+/g, " ").trim();
  return isPlain ? html`<option>${value}</option>` : html`<option value="${value}">${value}</option>`;
}

/** For phones, where a row is a card and the headings, which order the rows elsewhere, are not seen. */
function orderPicker(page: Page, { columns }: TableOptions): Html {
  const label = tableWords.order[page.lang];
  return html`<select class="order" autocomplete="off" aria-label="${label}"><option value="">${label}: ${tableWords.ownOrder[page.lang]}</option>${columns.map(
    (column, index) =>
      html`<option value="${index}">${column.label} ↑</option><option value="-${index}">${column.label} ↓</option>`,
  )}</select>`;
}

/** Views that hold no row can't be chosen: a list of them would lead nowhere. */
function viewPicker(page: Page, rows: readonly Row[], { views = [] }: TableOptions): Html {
  const counted = views
    .map((view) => ({ view, count: rows.filter((row) => view.has(row)).length }))
    .filter(({ count }) => count > 0);
  if (counted.length === 0) return html``;
  const label = tableWords.views[page.lang];
  return html`<select class="view" autocomplete="off" aria-label="${label}"><option value="">${label}: ${sayText(page, "all").toLowerCase()}</option>${counted.map(
    ({ view, count }) => html`<option value="${view.key}">${view.label} (${count})</option>`,
  )}</select>`;
}

/** What the script says of what it does. */
export function tableScriptWords(page: Page): string {
  const word = (key: keyof typeof tableWords) => tableWords[key][page.lang];
  return JSON.stringify({
    shown: sayText(page, "shown", { count: "{count}", total: "{total}" }),
    none: sayText(page, "noneFound"),
    sort: sayText(page, "sortBy"),
    columns: word("columns"),
    columnsHidden: word("columnsHidden"),
    copied: word("copied"),
    notCopied: word("notCopied"),
  });
}
