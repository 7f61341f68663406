import * as Plot from "@observablehq/plot";
import { formatDate, formatMonth, formatNumber, missing } from "../lib/format.ts";
import { type Html, html } from "../lib/html.ts";
import { type Page, say, sayText } from "../lib/page.ts";
import type { Row } from "../site-tables.ts";
import { stack } from "./bars.ts";
import { calendar, type Stage } from "./calendar.ts";
import { chart } from "./chart.ts";
import { badge, emptyNote, figure, rowMark } from "./figure.ts";
import { counted, dataTable, rowsLink } from "./table.ts";
import { isDone, isLate, taskViews } from "./views.ts";

const statuses = [
  "completed",
  "exceeded",
  "on_track",
  "expected_on_time",
  "in_progress",
  "operating",
  "not_started",
  "unknown",
] as const;
type Status = (typeof statuses)[number];

/** Three states are enough to look at; the exact status is in the table. */
const stages: Record<Status, "done" | "going" | "open" | "unknown"> = {
  completed: "done",
  exceeded: "done",
  on_track: "going",
  expected_on_time: "going",
  in_progress: "going",
  operating: "going",
  not_started: "open",
  unknown: "unknown",
};

function statusOf(row: Row): Status {
  return statuses.find((status) => status === row.status) ?? "unknown";
}

/** Place of the office among the columns of the tasks' table. */
const officeColumn = 2;

/** Each office's tasks as one bar: done, under way, not begun, late. */
export function officeSummary(page: Page, tasks: Row[]): Html {
  if (tasks.length === 0) return emptyNote(page);
  const offices = [...new Set(tasks.map((row) => String(row.unit ?? "")))];
  const most = Math.max(...offices.map((office) => tasks.filter((row) => String(row.unit ?? "") === office).length));
  const count = (rows: Row[], stage: string) =>
    rows.filter((row) => row.is_overdue !== true && stages[statusOf(row)] === stage).length;
  const listed = (own: Row[], office: string, view: string) =>
    own.length === 0
      ? missing
      : counted(page, own, rowsLink(page, "tasks", view, "table-1", { [officeColumn]: office }));
  const kinds = ["done", "going", "open", "unknown"] as const;
  return html`<ul class="legend">${kinds.map((kind) => html`<li><span class="key s-${kind}"></span>${say(page, kind)}</li>`)}<li><span class="key s-late"></span>${say(page, "late")}</li></ul>
<div class="scroll" tabindex="0" role="region" aria-label="${sayText(page, "officeCaption")}"><table class="small offices"><caption class="sr">${say(page, "officeCaption")}</caption>
<thead><tr><th scope="col">${say(page, "office")}</th><th scope="col" class="gauge"><span class="sr">${say(page, "share")}</span></th><th scope="col" class="number">${say(page, "done")}</th><th scope="col" class="number">${say(page, "notDone")}</th><th scope="col" class="number">${say(page, "late")}</th></tr></thead>
<tbody>${offices.map((office) => {
    const rows = tasks.filter((row) => String(row.unit ?? "") === office);
    const late = rows.filter(isLate);
    const done = rows.filter((row) => isDone(row) && !isLate(row));
    const rest = rows.filter((row) => !isDone(row) && !isLate(row));
    return html`<tr><th scope="row">${office || missing}</th><td class="gauge">${stack([...kinds.map((kind) => ({ kind, count: count(rows, kind) })), { kind: "late", count: late.length }], most)}</td><td class="number">${listed(done, office, "done")}</td><td class="number">${listed(rest, office, "pending")}</td><td class="number ${late.length > 0 ? "behind" : ""}">${listed(late, office, "late")}</td></tr>`;
  })}</tbody></table></div>`;
}

/** How many tasks fall due in each month, by state. */
export function deadlineChart(page: Page, tasks: Row[]): Html {
  const dated = tasks.filter((row) => row.deadline_end_date !== null);
  if (dated.length < 2) return html``;
  const order = ["done", "going", "open", "unknown", "late"];
  const months = [...new Set(dated.map((row) => String(row.deadline_end_date).slice(0, 7)))].sort();
  const counts = months.flatMap((month) =>
    order.map((stage) => ({
      month,
      stage,
      count: dated.filter((row) => String(row.deadline_end_date).startsWith(month) && stageOf(row) === stage).length,
    })),
  );
  const total = (month: string) => dated.filter((row) => String(row.deadline_end_date).startsWith(month)).length;
  const name = (month: string) =>
    page.lang === "vi"
      ? `${Number(month.slice(5))}/${month.slice(0, 4)}`
      : formatMonth(month, "en").slice(0, 3).concat(" ", month.slice(0, 4));
  return chart(page, {
    title: sayText(page, "deadlineChartTitle", { count: dated.length, total: tasks.length }),
    description: months.map((month) => `${name(month)}: ${total(month)}`).join("; "),
    draw: (width) => {
      const isNarrow = width < 500;
      return {
        height: isNarrow ? 190 : 230,
        marginTop: 22,
        marginBottom: 26,
        marginLeft: 2,
        marginRight: 2,
        x: { domain: months, label: null, tickSize: 0, padding: months.length < 4 ? 0.6 : 0.3, tickFormat: name },
        y: { axis: null },
        marks: [
          Plot.barY(counts, {
            x: "month",
            y: "count",
            order,
            z: "stage",
            fill: (item: { stage: string }) => `var(--s-${item.stage})`,
            insetTop: 1,
          }),
          Plot.ruleY([0], { stroke: "currentColor" }),
          Plot.text(months, {
            x: (month: string) => month,
            y: (month: string) => total(month),
            text: (month: string) => String(total(month)),
            dy: -11,
            fontSize: isNarrow ? 12 : 14,
            fontWeight: 600,
            fill: "currentColor",
          }),
        ],
      };
    },
  });
}

/** Every office's deadlines by month. */
export function deadlineCalendar(page: Page, tasks: Row[]): Html {
  return calendar(page, tasks, stageOf);
}

function stageOf(row: Row): Stage {
  return row.is_overdue === true ? "late" : stages[statusOf(row)];
}

/** Every task, to filter by office, status and deadline. */
export function taskTable(page: Page, tasks: Row[]): Html {
  if (tasks.length === 0) return emptyNote(page);
  return dataTable(page, tasks, {
    caption: sayText(page, "taskCaption"),
    fileName: page.lang === "vi" ? "nhiem-vu" : "tasks",
    rowHeader: "task",
    views: taskViews(page),
    columns: [
      {
        key: "ordinal",
        label: sayText(page, "ordinal"),
        className: "ordinal",
        value: (row) => sortableOrdinal(row.ordinal),
        show: (row) => figure(page, String(row.ordinal ?? missing), row, "ordinal"),
      },
      {
        key: "task",
        label: sayText(page, "task"),
        className: "long",
        show: (row) =>
          html`${row.task as string} ${rowMark(page, row, ["ordinal", "deadline_text", "progress_done"])}${row.deliverable ? html`<small>${say(page, "deliverable")}: ${row.deliverable as string}</small>` : ""}`,
      },
      { key: "unit", label: sayText(page, "office"), kind: "filter" },
      {
        key: "status",
        label: sayText(page, "status"),
        kind: "filter",
        value: (row) => (row.is_overdue === true ? sayText(page, "overdue") : sayText(page, `status_${statusOf(row)}`)),
        show: (row) =>
          html`${row.is_overdue === true ? html`${badge("late", say(page, "overdue"))} ` : ""}${badge(stages[statusOf(row)], say(page, `status_${statusOf(row)}`))}${progress(page, row)}`,
      },
      {
        key: "deadline",
        label: sayText(page, "deadline"),
        value: (row) => String(row.deadline_end_date ?? "9999"),
        show: (row) => deadline(page, row),
      },
      {
        key: "result",
        label: sayText(page, "result"),
        className: "long",
        show: (row) => result(page, row),
      },
    ],
  });
}

function progress(page: Page, row: Row): Html {
  if (row.progress_done === null || row.progress_total === null) return html``;
  return html`<small>${figure(page, `${formatNumber(row.progress_done as number, page.lang)}/${formatNumber(row.progress_total as number, page.lang)}`, row, "progress_done")}</small>`;
}

function deadline(page: Page, row: Row): Html {
  if (row.deadline_end_date === null) {
    return html`${figure(page, row.deadline_text ? String(row.deadline_text) : missing, row, "deadline_text")}`;
  }
  const date = formatDate(String(row.deadline_end_date), page.lang);
  return html`${figure(page, date, row, "deadline_text")}${row.deadline_text ? html`<small>${row.deadline_text as string}</small>` : ""}`;
}

/** A long result is folded; nothing of it is left out. */
function result(page: Page, row: Row): Html {
  const text = row.result ? String(row.result) : "";
  const asks = row.recommendation
    ? html`<small>${say(page, "recommendation")}: ${row.recommendation as string}</small>`
    : "";
  if (text.length <= 170) return html`${text || missing}${asks}`;
  const cut = text.slice(0, 140).replace(/\s+\S*$/, "");
  return html`<details class="more-text"><summary>${cut}… <span class="open">${say(page, "readOn")}</span></summary>${text.slice(cut.length)}</details>${asks}`;
}

/** `5.10` sorts after `5.9`. */
function sortableOrdinal(ordinal: unknown): string {
  return String(ordinal ?? "")
    .split(/[.~]/)
    .map((part) => part.padStart(4, "0"))
    .join(".");
}
