import { type MessageKey, messages } from "../i18n/messages.ts";
import { formatDate, formatNumber } from "../lib/format.ts";
import { type Html, html } from "../lib/html.ts";
import { type Page, say, sayText } from "../lib/page.ts";
import type { DictionaryTable, Row } from "../site-tables.ts";
import { rowName } from "./figure.ts";
import { dataTable } from "./table.ts";

export const restatementTableId = "restatements";
const changeKinds = ["restated", "plan_changed", "new", "removed"] as const;

/** The appendix of each table of rows. */
const appendices: Record<string, "appendix_tasks" | "appendix_projects" | "appendix_indicators"> = {
  tasks: "appendix_tasks",
  project_lines: "appendix_projects",
  indicators: "appendix_indicators",
};

/** What differs from the report before: restated figures, changed plans, new and missing rows. */
export function changeTable(page: Page, changes: Row[], dictionary: readonly DictionaryTable[] = []): Html {
  const columnName = columnNames(page, dictionary);
  const heading = html`<h2>${say(page, "reissuedTitle")}</h2>`;
  if (changes.length === 0) return html`${heading}<p class="empty">${say(page, "noChanges")}</p>`;
  return html`${heading}<p class="lead">${say(page, "changeCount", { count: formatNumber(changes.length, page.lang) })}</p>${dataTable(
    page,
    changes,
    {
      caption: sayText(page, "changeCaption"),
      id: restatementTableId,
      fileName: page.lang === "vi" ? "thay-doi" : "changes",
      views: changeKinds.map((kind) => ({
        key: kind,
        label: sayText(page, `change_${kind}`),
        has: (row) => row.change === kind,
      })),
      columns: [
        {
          key: "change",
          label: sayText(page, "change"),
          value: (row) => changeName(page, row),
          show: (row) => changeName(page, row),
        },
        {
          key: "table_name",
          label: sayText(page, "table"),
          kind: "filter",
          value: (row) => tableName(page, row),
          show: (row) => tableName(page, row),
        },
        { key: "row_name", label: sayText(page, "row"), show: (row) => rowName(page, nameOf(row), row) },
        {
          key: "column_name",
          label: sayText(page, "column"),
          kind: "filter",
          value: columnName,
          show: columnName,
        },
        { key: "value_before", label: sayText(page, "before"), show: (row) => valueText(page, row, "value_before") },
        { key: "value_after", label: sayText(page, "after"), show: (row) => valueText(page, row, "value_after") },
      ],
    },
  )}`;
}

function changeName(page: Page, row: Row): string {
  const change = row.change;
  const known = changeKinds.find((kind) => kind === change);
  return known ? sayText(page, `change_${known}`) : String(change ?? "");
}

function tableName(page: Page, row: Row): string {
  const key = appendices[String(row.table_name)];
  return key ? sayText(page, key) : String(row.table_name ?? "");
}

/** A row by the name printed in it; one without a name by its key. */
function nameOf(row: Row): string {
  return String(row.row_name ?? "").trim() || String(row.row_key ?? "");
}

/** A column by what the dictionary says of it. */
function columnNames(page: Page, dictionary: readonly DictionaryTable[]): (row: Row) => string {
  const names = new Map<string, string>();
  for (const table of dictionary) {
    for (const column of table.columns) {
      const text = (page.lang === "vi" && column.description_vi) || column.description;
      if (text) names.set(`${table.name}/${column.name}`, text);
    }
  }
  return (row) =>
    names.get(`staging.${row.table_name}/${row.column_name}`) ?? String(row.column_name ?? "").replaceAll("_", " ");
}

/** A changed value as a reader writes it: numbers, days and lists; other text as it stands. */
function valueText(page: Page, row: Row, key: "value_before" | "value_after"): string {
  const text = row[key] === null || row[key] === undefined ? "" : String(row[key]);
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return formatDate(text, page.lang);
  if (/^-?\d+(\.\d+)?$/.test(text) && isQuantity(String(row.column_name))) {
    // In full: a rounded figure could hide what changed.
    const number = formatNumber(Number(text), page.lang, { decimals: 6 });
    return String(row.column_name).endsWith("_vnd") ? sayText(page, "dong", { number }) : number;
  }
  if (row.column_name === "status" && `status_${text}` in messages) {
    return sayText(page, `status_${text}` as MessageKey);
  }
  if (/^\["/.test(text)) return listText(text);
  return text;
}

/** A column of figures; an ordinal or a number within a text is no quantity. */
function isQuantity(column: string): boolean {
  return /^(plan|estimate|progress)_|_(vnd|pct|km|count)$/.test(column);
}

function listText(text: string): string {
  try {
    return (JSON.parse(text) as unknown[]).join(", ");
  } catch {
    return text;
  }
}
