import { formatNumber } from "../lib/format.ts";
import { type Child, type Html, html } from "../lib/html.ts";
import { type Page, sibling } from "../lib/page.ts";
import type { Row, Value } from "../site-tables.ts";
import { cellValue, tableControls, tableScriptWords } from "./tableControls.ts";

export interface Column {
  key: string;
  label: string;
  /** `number` is set to the right and sorts by value; `filter` gets a list of its values to choose from. */
  kind?: "text" | "number" | "filter";
  /** What the cell shows; the value itself unless told. */
  show?: (row: Row) => Child;
  /** What the cell sorts and filters by, where that isn't what it shows. */
  value?: (row: Row) => Value;
  /** Given to the column's cells. */
  className?: string;
  /** Explains the column's heading. */
  hint?: string;
}

export interface TableOptions {
  caption: string;
  columns: Column[];
  /** Controls for sorting, searching, filtering and taking the rows along. On unless told. */
  isInteractive?: boolean;
  rowClass?: (row: Row) => string;
  rowId?: (row: Row) => string | null;
  /** Column that names the row, for screen readers and for phones. */
  rowHeader?: string;
  fileName?: string;
  /** Its name in addresses; the place among the page's tables unless told, which changes where a table before it is left out. */
  id?: string;
  /** Sets of rows that a figure elsewhere may count, as a list to choose from; each has an address (`rowsLink`). */
  views?: View[];
}

/** Rows that belong together; a row may be in several. */
export interface View {
  key: string;
  label: string;
  has: (row: Row) => boolean;
}

/**
 * A table that is complete without a script; on a phone each row is a card. Its controls stand in the page from the start, so that nothing moves when the script
 * comes that brings them to life; without a script they are not shown. What they work on are the `data-v` of the cells and their text.
 */
export function dataTable(page: Page, rows: readonly Row[], options: TableOptions): Html {
  const id = options.id ?? page.nextId("table");
  const isInteractive = options.isInteractive ?? true;
  const frame = isInteractive
    ? html` data-table="${id}" data-words="${tableScriptWords(page)}" data-file="${options.fileName ?? id}"`
    : "";
  return html`<div class="table-frame"${frame}>${isInteractive ? tableControls(page, rows, options) : ""}
<div class="scroll" tabindex="0" role="region" aria-label="${options.caption}">
<table class="data cards" id="${id}">
<caption>${options.caption}</caption>
<thead><tr>${options.columns.map((column) => heading(column, isInteractive))}</tr></thead>
<tbody>
${rows.map((row) => renderRow(row, options))}</tbody>
</table></div></div>`;
}

/**
 * The address of the rows of a view (of all rows without one), in a table of a page of this page's month.
 * @param filters what columns must say besides, by their place from 0
 */
export function rowsLink(
  page: Page,
  name: string,
  view: string | null,
  table = "table-1",
  filters: Record<number, string> = {},
): string {
  const query = new URLSearchParams(view === null ? {} : { [`${table}.g`]: view });
  for (const [column, value] of Object.entries(filters)) query.set(`${table}.f${column}`, value);
  return `${sibling(page, name)}${query.size > 0 ? `?${query}` : ""}#${table}`;
}

/** A number of rows: it leads to just these. Of none there is nothing to show. */
export function counted(page: Page, rows: readonly unknown[], address: string): Html {
  const text = formatNumber(rows.length, page.lang);
  return rows.length === 0 ? html`${text}` : html`<a class="fig rows" href="${address}">${text}</a>`;
}

function heading(column: Column, isInteractive: boolean): Html {
  const hint = column.hint ? html` title="${column.hint}"` : "";
  const label = isInteractive ? html`<span class="sort">${column.label}</span>` : column.label;
  return html`<th scope="col" class="${column.kind ?? "text"} ${column.className ?? ""}" data-kind="${column.kind ?? "text"}"${hint}>${label}</th>`;
}

function renderRow(row: Row, options: TableOptions): Html {
  const id = options.rowId?.(row);
  const rowClass = options.rowClass?.(row);
  const views = (options.views ?? []).filter((view) => view.has(row)).map((view) => view.key);
  const inViews = views.length > 0 ? html` data-g="${views.join(" ")}"` : "";
  return html`<tr${id ? html` id="${id}"` : ""}${rowClass ? html` class="${rowClass}"` : ""}${inViews}>${options.columns.map(
    (column) => {
      const value = cellValue(column, row);
      const shown = column.show ? column.show(row) : (row[column.key] as Child);
      const data = column.value || column.kind === "number" || column.kind === "filter" ? html` data-v="${value}"` : "";
      const label = html` data-l="${column.label}"`;
      const className = `${column.kind ?? "text"}${column.className ? ` ${column.className}` : ""}`;
      return column.key === options.rowHeader
        ? html`<th scope="row" class="${className}"${data}${label}>${shown}</th>`
        : html`<td class="${className}"${data}${label}>${shown}</td>`;
    },
  )}</tr>\n`;
}
