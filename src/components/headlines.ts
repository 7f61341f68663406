import { formatNumber } from "../lib/format.ts";
import { type Html, html } from "../lib/html.ts";
import { type Page, sayText } from "../lib/page.ts";
import type { Row } from "../site-tables.ts";
import { derived, figure, figureAt, rowName, trend } from "./figure.ts";
import {
  type Comparison,
  headlines,
  operatorSign,
  quantity,
  sourceColumns,
  targetRef,
  toComparison,
  varianceColumn,
  varianceText,
} from "./indicators.ts";
import { dataTable } from "./table.ts";
import { verdictViews } from "./views.ts";

export const headlineTableId = "headlines";

/** The comparisons that the leader's page counts: of each indicator the one that its author's verdict speaks of. */
export function headlineTable(page: Page, rows: readonly Row[]): Html {
  const items = headlines(rows.map(toComparison));
  if (items.length === 0) return html``;
  const byRow = new Map(items.map((item) => [item.row, item]));
  const of = (row: Row) => byRow.get(row) as Comparison;
  const scope = (row: Row) => sayText(page, row.scope === "month" ? "scopeMonth" : "scopeToDate");
  const verdict = (row: Row) => sayText(page, row.verdict_computed as "exceeded" | "met" | "missed");
  const amount = (item: Comparison, value: number | null, operator: unknown) =>
    operatorSign(operator) + quantity(page, value, item);
  return dataTable(
    page,
    items.map((item) => item.row),
    {
      id: headlineTableId,
      caption: sayText(page, "headlineCaption", { count: formatNumber(items.length, page.lang) }),
      fileName: page.lang === "vi" ? "danh-gia-chi-tieu" : "verdicts",
      rowHeader: "name",
      views: verdictViews(page),
      columns: [
        {
          key: "name",
          label: sayText(page, "indicator"),
          value: (row) => String(row.name),
          show: (row) => rowName(page, of(row).name, row),
        },
        { key: "scope", label: sayText(page, "comparedWith"), kind: "filter", value: scope, show: scope },
        {
          key: "target",
          label: sayText(page, "target"),
          kind: "number",
          value: (row) => of(row).target,
          show: (row) => {
            const item = of(row);
            const text = amount(item, item.target, row.target_operator);
            return row.target_basis === "implied"
              ? derived(page, text, row, "target")
              : figureAt(page, text, targetRef(page, item));
          },
        },
        {
          key: "actual",
          label: sayText(page, "legendEstimate"),
          kind: "number",
          value: (row) => of(row).actual,
          show: (row) => {
            const item = of(row);
            const column = sourceColumns[item.scope]?.actual ?? "name";
            return figure(page, amount(item, item.actual, row.actual_operator), row, column);
          },
        },
        {
          key: "variance",
          label: sayText(page, "variance"),
          kind: "number",
          value: (row) => of(row).weight,
          show: (row) => {
            const item = of(row);
            const text = derived(page, varianceText(page, item), row, varianceColumn(item));
            return trend(page, item.verdict, text);
          },
        },
        { key: "verdict", label: sayText(page, "verdict"), value: verdict, show: verdict },
      ],
    },
  );
}
