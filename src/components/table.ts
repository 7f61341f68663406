import { tableWords } from "../i18n/table.ts";
import { type Child, type Html, html, raw } from "../lib/html.ts";
import { type Page, sayText } from "../lib/page.ts";
import type { Row, Value } from "../site-tables.ts";

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
  /** On a phone each row becomes a card. On unless told. */
  isCards?: boolean;
  fileName?: string;
}

/**
 * A table that is complete without a script. The page's script adds sorting, search, filters and CSV to it; what they work on are
 * the `data-v` of the cells and their text.
 */
export function dataTable(page: Page, rows: readonly Row[], options: TableOptions): Html {
  const id = page.nextId("table");
  const interactive = options.isInteractive ?? true;
  const classes = ["data", options.isCards === false ? "" : "cards"].filter(Boolean).join(" ");
  return html`<div class="table-frame"${raw(interactive ? ` data-table="${id}"` : "")}${
    interactive ? html` data-words="${words(page)}" data-file="${options.fileName ?? id}"` : ""
  }>
<div class="scroll" tabindex="0" role="region" aria-label="${options.caption}">
<table class="${classes}" id="${id}">
<caption>${options.caption}</caption>
<thead><tr>${options.columns.map((column) => heading(column))}</tr></thead>
<tbody>
${rows.map((row) => renderRow(row, options))}</tbody>
</table></div></div>`;
}

function heading(column: Column): Html {
  const hint = column.hint ? html` title="${column.hint}"` : "";
  return html`<th scope="col" class="${column.kind ?? "text"} ${column.className ?? ""}" data-kind="${column.kind ?? "text"}"${hint}>${column.label}</th>`;
}

function renderRow(row: Row, options: TableOptions): Html {
  const id = options.rowId?.(row);
  const rowClass = options.rowClass?.(row);
  return html`<tr${id ? html` id="${id}"` : ""}${rowClass ? html` class="${rowClass}"` : ""}>${options.columns.map(
    (column) => {
      const value = column.value ? column.value(row) : row[column.key];
      const shown = column.show ? column.show(row) : (row[column.key] as Child);
      const data =
        column.value || column.kind === "number" || column.kind === "filter" ? html` data-v="${plain(value)}"` : "";
      const label = html` data-l="${column.label}"`;
      const className = `${column.kind ?? "text"}${column.className ? ` ${column.className}` : ""}`;
      return column.key === options.rowHeader
        ? html`<th scope="row" class="${className}"${data}${label}>${shown}</th>`
        : html`<td class="${className}"${data}${label}>${shown}</td>`;
    },
  )}</tr>\n`;
}

function plain(value: Value | undefined): string {
  return value === null || value === undefined ? "" : String(value);
}

/** Words for the controls, in the page's language. */
function words(page: Page): string {
  return JSON.stringify({
    search: sayText(page, "search"),
    all: sayText(page, "all"),
    download: sayText(page, "download"),
    downloadXlsx: sayText(page, "downloadXlsx"),
    shown: sayText(page, "shown", { count: "{count}", total: "{total}" }),
    none: sayText(page, "noneFound"),
    sort: sayText(page, "sortBy"),
    clear: sayText(page, "clear"),
    ...Object.fromEntries(Object.entries(tableWords).map(([key, text]) => [key, text[page.lang]])),
  });
}
