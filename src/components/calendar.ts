import { formatDate, formatMonth, formatNumber, missing } from "../lib/format.ts";
import { type Html, html, raw } from "../lib/html.ts";
import { type Page, say, sayText } from "../lib/page.ts";
import type { Row } from "../site-tables.ts";
import { badge, figure } from "./figure.ts";

/** How a task stands, as the calendar draws it: solid is done, hatched is under way, an outline is still to do. */
export type Stage = "done" | "going" | "open" | "unknown" | "late";

const stages: Stage[] = ["late", "open", "going", "unknown", "done"];

/** Months without a deadline stand between others as long as the calendar stays this short. */
const longest = 18;

/**
 * The deadlines of all offices by month, a mark a task; behind it the same as a list by day.
 * @param stageOf how a task stands
 */
export function calendar(page: Page, tasks: Row[], stageOf: (row: Row) => Stage): Html {
  const dated = tasks
    .filter((row) => row.deadline_end_date !== null && row.deadline_end_date !== undefined)
    .sort((a, b) => String(a.deadline_end_date).localeCompare(String(b.deadline_end_date)));
  if (dated.length === 0) return html``;
  const months = monthsOf(dated);
  const offices = [...new Set(dated.map((row) => String(row.unit ?? "")))];
  const caption = sayText(page, "calendarCaption", { count: dated.length, total: tasks.length });
  const at = (office: string, month: string) =>
    dated.filter((row) => String(row.unit ?? "") === office && String(row.deadline_end_date).startsWith(month));
  return html`<h2 id="calendar">${say(page, "calendarTitle")}</h2>
<ul class="legend">${stages.map((stage) => html`<li>${mark(stage)} ${say(page, stage)}</li>`)}</ul>
<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table class="small calendar"><caption>${caption}</caption>
<thead><tr><th scope="col">${say(page, "office")}</th>${months.map((month) => html`<th scope="col">${shortMonth(page, month)}</th>`)}</tr></thead>
<tbody>${offices.map(
    (office) =>
      html`<tr><th scope="row">${office || missing}</th>${months.map((month) => html`<td>${marks(page, at(office, month), stageOf)}</td>`)}</tr>\n`,
  )}</tbody></table></div>
<details class="rest"><summary>${say(page, "calendarList")}</summary>${months.map((month) => {
    const due = dated.filter((row) => String(row.deadline_end_date).startsWith(month));
    if (due.length === 0) return "";
    return html`<table class="small deadlines"><caption>${formatMonth(month, page.lang)}</caption><thead><tr><th scope="col">${say(page, "deadline")}</th><th scope="col">${say(page, "task")}</th><th scope="col">${say(page, "office")}</th><th scope="col">${say(page, "status")}</th></tr></thead><tbody>${due.map(
      (row) =>
        html`<tr><td>${figure(page, formatDate(String(row.deadline_end_date), page.lang), row, "deadline_text")}</td><th scope="row">${row.task as string}</th><td>${row.unit as string}</td><td>${badge(stageOf(row), say(page, stageOf(row)))}</td></tr>\n`,
    )}</tbody></table>`;
  })}</details>`;
}

/** From the first month to the last; only those with a deadline where that is too long. */
function monthsOf(dated: readonly Row[]): string[] {
  const own = [...new Set(dated.map((row) => String(row.deadline_end_date).slice(0, 7)))];
  const index = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
  const first = index(own[0] as string);
  const last = index(own.at(-1) as string);
  if (last - first >= longest) return own;
  return Array.from({ length: last - first + 1 }, (_, step) => {
    const month = first + step;
    return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;
  });
}

/** The marks of one office and month, with their number; in words for who can't see them. */
function marks(page: Page, due: readonly Row[], stageOf: (row: Row) => Stage): Html {
  if (due.length === 0) return html``;
  const counts = stages
    .map((stage) => ({ stage, count: due.filter((row) => stageOf(row) === stage).length }))
    .filter(({ count }) => count > 0);
  const words = counts
    .map(({ stage, count }) => `${sayText(page, stage)}: ${formatNumber(count, page.lang)}`)
    .join(", ");
  return html`<span class="marks" aria-hidden="true">${counts.flatMap(({ stage, count }) =>
    Array.from({ length: Math.min(count, 12) }, () => mark(stage)),
  )}</span><b>${formatNumber(due.length, page.lang)}</b><span class="sr"> (${words})</span>`;
}

const shapes: Record<Stage, string> = {
  done: '<rect class="c-done" x="1" y="1" width="10" height="10"/>',
  going:
    '<rect class="c-frame" x="1.5" y="1.5" width="9" height="9"/><path class="c-hatch" d="M2 7 7 2M3 10.5 10.5 3M6 10.5 10.5 6"/>',
  open: '<rect class="c-frame" x="1.5" y="1.5" width="9" height="9"/>',
  unknown: '<rect class="c-frame c-dash" x="1.5" y="1.5" width="9" height="9"/>',
  late: '<path class="c-late" d="M6 0 12 6 6 12 0 6z"/>',
};

function mark(stage: Stage): Html {
  return raw(`<svg class="due" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">${shapes[stage]}</svg>`);
}

function shortMonth(page: Page, month: string): string {
  if (page.lang === "vi") return `${Number(month.slice(5))}/${month.slice(0, 4)}`;
  return `${formatMonth(month, "en").slice(0, 3)} ${month.slice(0, 4)}`;
}
