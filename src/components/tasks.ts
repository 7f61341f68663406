import * as Plot from "@observablehq/plot";
import { formatDate, formatNumber, missing } from "../lib/format.ts";
import { type Html, html } from "../lib/html.ts";
import { type Page, say, sayText } from "../lib/page.ts";
import type { Row } from "../site-tables.ts";
import { stack } from "./bars.ts";
import { chart } from "./chart.ts";
import { badge, emptyNote, figure, rowMark } from "./figure.ts";
import { dataTable } from "./table.ts";

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

/** Each office's tasks as one bar: done, under way, not begun, late. */
export function officeSummary(page: Page, tasks: Row[]): Html {
  if (tasks.length === 0) return emptyNote(page);
  const offices = [...new Set(tasks.map((row) => String(row.unit ?? "")))];
  const most = Math.max(...offices.map((office) => tasks.filter((row) => String(row.unit ?? "") === office).length));
  const count = (rows: Row[], stage: string) => rows.filter((row) => row.is_overdue !== true && stages[statusOf(row)] === stage).length;
  const n = (value: number) => (value === 0 ? missing : formatNumber(value, page.lang));
  const kinds = ["done", "going", "open", "unknown"] as const;
  return html`<ul class="legend">${kinds.map((kind) => html`<li><span class="key s-${kind}"></span>${say(page, kind)}</li>`)}<li><span class="key s-late"></span>${say(page, "late")}</li></ul>
<div class="scroll" tabindex="0" role="region" aria-label="${sayText(page, "officeCaption")}"><table class="small offices"><caption class="sr">${say(page, "officeCaption")}</caption>
<thead><tr><th scope="col">${say(page, "office")}</th><th scope="col" class="bar"><span class="sr">${say(page, "share")}</span></th><th scope="col" class="number">${say(page, "done")}</th><th scope="col" class="number">${say(page, "notDone")}</th><th scope="col" class="number">${say(page, "late")}</th></tr></thead>
<tbody>${offices.map((office) => {
    const rows = tasks.filter((row) => String(row.unit ?? "") === office);
    const late = rows.filter((row) => row.is_overdue === true).length;
    return html`<tr><th scope="row">${office || missing}</th><td class="bar">${stack([...kinds.map((kind) => ({ kind, count: count(rows, kind) })), { kind: "late", count: late }], most)}</td><td class="number">${n(count(rows, "done"))}</td><td class="number">${n(rows.length - count(rows, "done") - late)}</td><td class="number ${late > 0 ? "behind" : ""}">${n(late)}</td></tr>`;
  })}</tbody></table></div>`;
}

/** Deadlines on a calendar line, with the report's own day. */
export function deadlineChart(page: Page, tasks: Row[], reports: Row[]): Html {
  const dated = tasks.filter((row) => row.deadline_end_date !== null);
  if (dated.length < 2) return html``;
  const issued = reports[0]?.issued_date as string | null | undefined;
  const points = dated.map((row) => ({
    date: new Date(`${row.deadline_end_date}T00:00:00Z`),
    stage: row.is_overdue === true ? "late" : stages[statusOf(row)],
  }));
  const byDay = new Map<string, number>();
  for (const row of dated) byDay.set(String(row.deadline_end_date), (byDay.get(String(row.deadline_end_date)) ?? 0) + 1);
  return chart(page, {
    title: sayText(page, "deadlineChartTitle"),
    description: [...byDay]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([day, count]) => `${formatDate(day, page.lang)}: ${count}`)
      .join("; "),
    draw: (width) => {
      const isNarrow = width < 500;
      const radius = isNarrow ? 3.2 : 5;
      const tallest = Math.max(...byDay.values());
      const columns = tallest > 14 ? 3 : 1;
      return {
        height: Math.ceil(tallest / columns) * radius * 2.3 + 62,
        marginBottom: 28,
        marginLeft: 16,
        marginRight: 24,
        marginTop: 26,
        x: {
          type: "utc",
          label: null,
          ticks: isNarrow ? 4 : 10,
          tickFormat: (date: Date) =>
            page.lang === "vi"
              ? `${date.getUTCMonth() + 1}/${date.getUTCFullYear()}`
              : `${date.toISOString().slice(0, 7)}`,
        },
        y: { axis: null, domain: [0, Math.ceil(tallest / columns)] },
        marks: [
          Plot.ruleY([0], { stroke: "currentColor", strokeOpacity: 0.4 }),
          ...(issued
            ? [
                Plot.ruleX([new Date(`${issued}T00:00:00Z`)], { stroke: "currentColor", strokeDasharray: "3 3" }),
                Plot.text([new Date(`${issued}T00:00:00Z`)], {
                  x: (date: Date) => date,
                  frameAnchor: "top",
                  dy: -22,
                  text: () => sayText(page, "reportDay", { date: formatDate(issued, page.lang) }),
                  fill: "currentColor",
                  fontSize: isNarrow ? 11 : 13,
                }),
              ]
            : []),
          Plot.dot(stacked(points, columns), {
            x: "date",
            y: "level",
            dx: 0,
            r: radius,
            className: "dots",
            fill: (point: { stage: string }) => `var(--s-${point.stage})`,
          }),
        ],
      };
    },
  });
}

/** One dot above the other where days coincide; several to a level where the pile would be a tower. */
function stacked(points: { date: Date; stage: string }[], columns: number) {
  const seen = new Map<number, number>();
  const order = ["late", "open", "unknown", "going", "done"];
  return [...points]
    .sort((a, b) => order.indexOf(a.stage) - order.indexOf(b.stage))
    .map((point) => {
      const index = seen.get(point.date.getTime()) ?? 0;
      seen.set(point.date.getTime(), index + 1);
      const shift = ((index % columns) - (columns - 1) / 2) * 86_400_000 * 4;
      return { ...point, date: new Date(point.date.getTime() + shift), level: Math.floor(index / columns) + 0.5 };
    });
}

/** Every task, to filter by office, status and deadline. */
export function taskTable(page: Page, tasks: Row[]): Html {
  if (tasks.length === 0) return emptyNote(page);
  return dataTable(page, tasks, {
    caption: sayText(page, "taskCaption"),
    fileName: page.lang === "vi" ? "nhiem-vu" : "tasks",
    rowHeader: "task",
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
        show: (row) => html`${row.task as string} ${rowMark(page, row)}${row.deliverable ? html`<small>${say(page, "deliverable")}: ${row.deliverable as string}</small>` : ""}`,
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
  const asks = row.recommendation ? html`<small>${say(page, "recommendation")}: ${row.recommendation as string}</small>` : "";
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
