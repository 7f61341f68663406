import { formatNumber } from "../lib/format.ts";
import { type Html, html } from "../lib/html.ts";
import { type Page, say, sayText } from "../lib/page.ts";
import type { Row } from "../site-tables.ts";
import { dataTable } from "./table.ts";

/** What differs from the report before: restated figures, changed plans, new and missing rows. */
export function changeTable(page: Page, changes: Row[]): Html {
  if (changes.length === 0) return html`<p class="empty">${say(page, "noChanges")}</p>`;
  return html`<p class="lead">${say(page, "changeCount", { count: formatNumber(changes.length, page.lang) })}</p>${dataTable(
    page,
    changes,
    {
      caption: sayText(page, "changeCaption"),
      fileName: page.lang === "vi" ? "thay-doi" : "changes",
      columns: [
        {
          key: "change",
          label: sayText(page, "change"),
          kind: "filter",
          value: (row) => changeName(page, row),
          show: (row) => changeName(page, row),
        },
        { key: "table_name", label: sayText(page, "table"), kind: "filter" },
        { key: "row_key", label: sayText(page, "row") },
        { key: "column_name", label: sayText(page, "column"), kind: "filter" },
        { key: "value_before", label: sayText(page, "before") },
        { key: "value_after", label: sayText(page, "after") },
      ],
    },
  )}`;
}

function changeName(page: Page, row: Row): string {
  const change = row.change;
  return change === "new" || change === "removed" || change === "restated" || change === "plan_changed"
    ? sayText(page, `change_${change}`)
    : String(change ?? "");
}
