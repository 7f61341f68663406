/** An answer as a table, with a quick chart and its downloads. */
import type { SqlWord } from "../i18n/sql.ts";
import { toCsv } from "../lib/csv.ts";
import { formatDate, formatNumber, type Lang } from "../lib/format.ts";
import { toXlsx } from "../lib/xlsx.ts";
import { layout, quickChart } from "../sql/chart.ts";
import type { Answer, AnswerColumn, AnswerValue } from "../sql/types.ts";
import { save, xlsxType } from "./save.ts";

const mostRows = 500;

export function showAnswer(result: HTMLElement, answer: Answer, words: Record<SqlWord, string>, lang: Lang): void {
  const { columns, rows } = answer;
  const count = element("p", "count");
  const text = rows.length === 0 ? words.empty : rows.length > mostRows ? words.shown : words.rows;
  count.textContent = text
    .replace("{count}", formatNumber(rows.length, lang))
    .replace("{shown}", formatNumber(mostRows, lang));
  count.setAttribute("role", "status");
  result.replaceChildren(count);
  if (rows.length === 0) return;
  const actions = element("p", "actions");
  actions.append(
    button(words.csv, () =>
      save(
        "ket-qua.csv",
        toCsv([columns.map(({ name }) => name), ...rows.map((row) => row.map(plain))]),
        "text/csv;charset=utf-8",
      ),
    ),
    " ",
    button(words.xlsx, () => save("ket-qua.xlsx", workbook(answer), xlsxType)),
  );
  result.append(actions);
  const chart = draw(answer, words, lang);
  if (chart) result.append(chart);
  const frame = element("div", "scroll");
  frame.tabIndex = 0;
  frame.setAttribute("role", "region");
  frame.setAttribute("aria-label", words.result);
  const table = element("table", "small");
  const head = table.createTHead().insertRow();
  for (const column of columns) {
    const cell = element("th", column.kind === "number" ? "number" : "text");
    cell.scope = "col";
    cell.textContent = column.name;
    head.append(cell);
  }
  const body = table.createTBody();
  for (const row of rows.slice(0, mostRows)) {
    const line = body.insertRow();
    row.forEach((value, index) => {
      const column = columns[index] as AnswerColumn;
      const cell = line.insertCell();
      cell.className = column.kind === "number" ? "number" : "text";
      cell.textContent = shown(value, column, lang);
    });
  }
  frame.append(table);
  result.append(frame);
}

function shown(value: AnswerValue, column: AnswerColumn, lang: Lang): string {
  if (value === null) return "–";
  if (typeof value === "number")
    return formatNumber(value, lang, { decimals: Number.isInteger(value) ? 0 : Math.abs(value) < 1e6 ? 6 : 2 });
  if (column.kind === "day" && /^\d{4}-\d\d-\d\d$/.test(String(value))) return formatDate(String(value), lang);
  return String(value);
}

const plain = (value: AnswerValue) => (value === null ? "" : String(value));

function workbook({ columns, rows }: Answer): Uint8Array<ArrayBuffer> {
  const cells = rows.map((row) =>
    row.map((value, index) => (columns[index]?.kind === "day" && typeof value === "string" ? { day: value } : value)),
  );
  return toXlsx(
    "SQL",
    columns.map(({ name }) => name),
    cells,
  );
}

const namespace = "http://www.w3.org/2000/svg";

/** Bars drawn with attributes only: the page's policy allows no inline styles. */
function draw(answer: Answer, words: Record<SqlWord, string>, lang: Lang): HTMLElement | null {
  const chart = quickChart(answer);
  if (!chart) return null;
  const figure = element("figure", "quick");
  const caption = element("figcaption", "");
  caption.textContent = words.chart.replace("{value}", chart.value).replace("{label}", chart.label);
  const list = element("ul", "quick-bars");
  const placed = layout(chart.bars);
  chart.bars.forEach((bar, index) => {
    const item = element("li", "");
    const label = element("span", "what");
    label.textContent = bar.label;
    const value = element("span", "how");
    value.textContent = formatNumber(bar.value, lang);
    const svg = document.createElementNS(namespace, "svg");
    for (const [name, text] of Object.entries({
      viewBox: "0 0 100 4",
      preserveAspectRatio: "none",
      "aria-hidden": "true",
    }))
      svg.setAttribute(name, text);
    const rect = document.createElementNS(namespace, "rect");
    const { start, length } = placed.bars[index] as { start: number; length: number };
    for (const [name, number] of Object.entries({ x: start, y: 0, width: Math.max(length, 0.2), height: 4 }))
      rect.setAttribute(name, String(number));
    svg.append(rect);
    item.append(label, value, svg);
    list.append(item);
  });
  figure.append(caption, list);
  return figure;
}

function button(text: string, act: () => void): HTMLButtonElement {
  const node = element("button", "");
  node.type = "button";
  node.textContent = text;
  node.addEventListener("click", act);
  return node;
}

function element<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, className: string): HTMLElementTagNameMap[Tag] {
  const node = document.createElement(tag);
  if (className) node.className = className;
  return node;
}
