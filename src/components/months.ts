/** What changed since the month before: one sentence for leaders, one table for planners. */
import type { MessageKey } from "../i18n/messages.ts";
import { formatDate, formatMoney, formatMonth, formatNumber, formatPoints, formatQuantity } from "../lib/format.ts";
import { type Html, html, join } from "../lib/html.ts";
import { type Page, say, sayText, yearSibling } from "../lib/page.ts";
import type { Row } from "../site-tables.ts";
import { derived, figure, figureAt, rowName, trend } from "./figure.ts";
import { number } from "./indicators.ts";
import { type Column, dataTable, rowsLink } from "./table.ts";

/** The parts of the sentence, in the order in which a leader asks; those with nothing to say are left out. */
const parts: readonly { message: MessageKey; change: string; outlook?: string; appendix?: string; view?: string }[] = [
  { message: "monthsTurnedWorse", change: "verdict_turned", outlook: "worse" },
  { message: "monthsTurnedBetter", change: "verdict_turned", outlook: "better" },
  { message: "monthsPlan", change: "plan_moved" },
  { message: "monthsPaid", change: "paid" },
  { message: "monthsPaidLess", change: "paid_less" },
  { message: "monthsGapOpened", change: "gap_opened" },
  { message: "monthsGapClosed", change: "gap_closed" },
  { message: "monthsCompleted", change: "completed" },
  { message: "monthsOverdue", change: "became_overdue" },
  { message: "monthsReopened", change: "reopened", outlook: "worse" },
  { message: "monthsDropped", change: "dropped", outlook: "worse", appendix: "tasks" },
  {
    message: "monthsProjectsDropped",
    change: "dropped",
    outlook: "worse",
    appendix: "projects",
    view: "dropped_projects",
  },
];

/**
 * One sentence on what changed since the month before.
 * @param rows rows of marts.month_changes of the page's month; none where there is no month before
 * @returns null where the month before is not held
 */
export function monthSentence(page: Page, rows: readonly Row[]): Html | null {
  const before = monthBefore(page, rows);
  if (!before) return null;
  const month = formatMonth(before, page.lang);
  if (rows.length === 0) return say(page, "monthsSame", { month });
  const isNewYear = page.scope !== null && before.slice(0, 4) !== page.scope.period.slice(0, 4);
  const said = parts.flatMap((part) => {
    const own = rows.filter((row) => isOf(part, row));
    if (own.length === 0) return [];
    const sum = own.reduce((total, row) => total + (number(row.value_change) ?? 0), 0);
    const lead = (text: string) =>
      html`<a class="fig rows" href="${rowsLink(page, "changes", viewOf(part))}">${text}</a>`;
    const text = say(page, part.message, {
      count: lead(formatNumber(own.length, page.lang)),
      sum: lead(formatMoney(sum, page.lang)),
    });
    // An appendix that the month before lacks is compared with an earlier month.
    const since = monthBefore(page, own);
    if (since === null || since === before) return [text];
    return [html`${text} ${say(page, "monthsSince", { month: formatMonth(since, page.lang) })}`];
  });
  if (said.length === 0) said.push(say(page, isNewYear ? "monthsSmallNewYear" : "monthsSmall"));
  const sentence = say(page, "monthsSentence", { month, parts: html`${join(said, "; ")}` });
  return isNewYear ? html`${sentence} ${say(page, "monthsNewYear")}` : sentence;
}

/** The month before, by the rows; where nothing changed, the newest earlier month that is held. */
function monthBefore({ scope, scopes }: Page, rows: readonly Row[]): string | null {
  const told = rows.map((row) => String(row.previous_period ?? "")).sort();
  if (told.length > 0) return told.at(-1) || null;
  if (!scope) return null;
  const earlier = scopes.filter((other) => other.localityId === scope.localityId && other.period < scope.period);
  return (
    earlier
      .map((other) => other.period)
      .sort()
      .at(-1) ?? null
  );
}

type Part = (typeof parts)[number];

function isOf({ change, outlook, appendix }: Part, row: Row): boolean {
  return row.change === change && (!outlook || row.outlook === outlook) && (!appendix || row.appendix === appendix);
}

function viewOf({ change, outlook, view }: Part): string {
  return view ?? (outlook ? `${change}-${outlook}` : change);
}

/** Every change since the month before, a row each. */
export function monthTable(page: Page, rows: readonly Row[]): Html {
  const sentence = monthSentence(page, rows);
  if (!sentence)
    return html`<p class="lead">${say(page, "changedFirst", { locality: page.scope?.locality ?? "" })}</p>`;
  if (rows.length === 0) return html`<p class="lead">${sentence}</p>`;
  return html`<p class="lead">${sentence}</p>${dataTable(page, rows, {
    caption: sayText(page, "monthsCaption"),
    fileName: page.lang === "vi" ? "so-voi-thang-truoc" : "since-last-month",
    rowHeader: "name",
    columns: columns(page),
    views: parts.map((part) => ({ key: viewOf(part), label: viewName(page, part), has: (row) => isOf(part, row) })),
  })}`;
}

/** The plans of the year that this month's report gives otherwise than the month before's, where there are any. */
export function planNote(page: Page, rows: readonly Row[]): Html {
  const moved = rows.filter((row) => row.change === "plan_moved");
  if (moved.length === 0) return html``;
  const plans = moved.map(
    (row) => html`${rowName(page, String(row.name ?? ""), row)}: ${before(page, row)} → ${after(page, row)}`,
  );
  const month = formatMonth(monthBefore(page, moved), page.lang);
  return html`<p class="note">${say(page, "plansMoved", { month, plans: html`${join(plans, "; ")}` })} <a href="${yearSibling(page, "outlook#revisions")}">${say(page, "plansMovedSplit")}</a></p>`;
}

function columns(page: Page): Column[] {
  const filter = (
    key: string,
    label: string,
    text: (row: Row) => string,
    show = (row: Row): Html => html`${text(row)}`,
  ) => ({ key, label, kind: "filter", value: text, show }) as const;
  return [
    filter("appendix", sayText(page, "table"), (row) => sayText(page, `appendix_${row.appendix}` as MessageKey)),
    {
      key: "name",
      label: sayText(page, "row"),
      show: (row) => nameText(page, row),
    },
    filter("change", sayText(page, "change"), (row) => changeName(page, String(row.change))),
    {
      key: "before",
      label: sayText(page, "before"),
      show: (row) => before(page, row),
      value: (row) => row.value_before ?? row.text_before ?? null,
    },
    {
      key: "after",
      label: sayText(page, "after"),
      show: (row) => after(page, row),
      value: (row) => row.value_after ?? row.text_after ?? null,
    },
    filter(
      "outlook",
      sayText(page, "monthsOutlook"),
      (row) => outlookName(page, row.outlook),
      (row) => trend(page, verdictOf(row), outlookName(page, row.outlook)),
    ),
  ];
}

/** A long name is folded; nothing of it is left out. */
function nameText(page: Page, row: Row): Html {
  const text = String(row.name ?? "");
  const note = row.is_reworded ? html` <small>${say(page, "monthsReworded")}</small>` : "";
  if (text.length <= 170) return html`${rowName(page, text, row)}${note}`;
  const cut = text.slice(0, 140).replace(/\s+\S*$/, "");
  return html`${rowName(page, cut, row)}<details class="more-text"><summary>… <span class="open">${say(page, "readOn")}</span></summary>${text.slice(cut.length)}</details>${note}`;
}

function verdictOf(row: Row): string | null {
  return row.outlook === "better" ? "exceeded" : row.outlook === "worse" ? "missed" : null;
}

function viewName(page: Page, { change, outlook, view }: Part): string {
  if (view) return changeName(page, view);
  return outlook ? `${changeName(page, change)}: ${outlookName(page, outlook)}` : changeName(page, change);
}

function outlookName(page: Page, outlook: unknown): string {
  return sayText(page, `outlook_${outlook}` as MessageKey);
}

function changeName(page: Page, change: string): string {
  return sayText(page, `month_${change}` as MessageKey);
}

/** Columns that models work out: they have a formula, and no cell of their own. */
const computed = new Set(["gap_vnd", "actual_vnd", "variance", "variance_pct"]);

/** A value of this month leads to its cell, or to its formula where it is computed. */
function after(page: Page, row: Row): Html {
  const text = valueText(page, row, row.value_after, row.text_after);
  if (row.change === "dropped" || text === "") return html`${text}`;
  const column = String(row.column_name);
  const isComputed = computed.has(column);
  return isComputed
    ? derived(page, text, { ...row, [column]: row.value_after ?? null }, column)
    : figure(page, text, row, column);
}

/** A value of the month before leads to the cell of its own report. */
function before(page: Page, row: Row): Html {
  const text = valueText(page, row, row.value_before, row.text_before);
  if (!row.previous_source_ref || text === "") return html`${text}`;
  const earlier = { ...row, source_ref: row.previous_source_ref };
  const column = String(row.column_name);
  if (computed.has(column)) {
    return derived(page, text, { ...earlier, [column]: row.value_before ?? null }, column);
  }
  return row.column_name
    ? figureAt(page, text, page.places.cellOf(String(row.previous_source_ref), column))
    : rowName(page, text, earlier);
}

function valueText(page: Page, row: Row, value: unknown, text: unknown): string {
  if (value !== null && value !== undefined) return numberText(page, row, number(value));
  if (text === null || text === undefined) return "";
  if (/^\d{4}-\d\d-\d\d$/.test(String(text))) return formatDate(String(text), page.lang);
  return sayText(page, `${row.appendix === "indicators" ? "verdict" : "status"}_${text}` as MessageKey);
}

function numberText(page: Page, row: Row, value: number | null): string {
  if (row.unit === "vnd") return formatMoney(value, page.lang);
  if (row.unit === "percentage_point") return formatPoints(value, page.lang);
  if (row.unit === "count") return formatNumber(value, page.lang);
  return formatQuantity(value, row.unit as string | null, page.lang, { sign: row.change === "lead_moved" });
}
