import { formatDate, formatMoney, formatNumber, formatPercent } from "../lib/format.ts";
import { type Child, type Html, html } from "../lib/html.ts";
import { type Page, say, sayText, sibling } from "../lib/page.ts";
import type { Row } from "../site-tables.ts";
import { bullet, patterns, planBar } from "./bars.ts";
import { doubtCount, taskCount, verdictCount } from "./counts.ts";
import { derived, emptyNote, figure, messageOf, rowMark, severitySign, trend } from "./figure.ts";
import { type Comparison, kindOf, number, varianceColumn, varianceText } from "./indicators.ts";
import {
  aheadSentence,
  behindSentence,
  changedSentence,
  doubtSentence,
  firstOfEachRule,
  lateSentence,
  type MoneyFacts,
  moneyFigure,
  moneySentence,
  type OverviewFacts,
  type OverviewInput,
  overviewFacts,
  paidShare,
} from "./sentences.ts";

export type { OverviewInput };

/** Most entries of a list on the leader's page; the rest is behind a link. */
const most = 4;

/** The leader's page: what is ahead, behind, where the money waits, what is late, what to question, what changed. */
export function overview(page: Page, input: OverviewInput): Html {
  if (!page.scope) return emptyNote(page, "emptyWarehouse");
  const facts = overviewFacts(page, input);
  const { ahead, behind, money } = facts;
  return html`${patterns}
${scoreboard(page, facts, input.tasks)}
<div class="pair">
<section><h2>${say(page, "aheadTitle")}</h2><p>${aheadSentence(page, facts)}</p>${bullets(page, ahead)}</section>
<section><h2>${say(page, "behindTitle")}</h2><p>${behindSentence(page, facts)}</p>${behind.length > 0 ? bullets(page, behind) : farthest(page, facts)}</section>
</div>
<div class="pair">
<section><h2>${say(page, "moneyTitle")}</h2>${moneySection(page, input.projects, money)}</section>
<section><h2>${say(page, "lateTitle")}</h2>${lateSection(page, input.tasks, facts)}</section>
</div>
<section><h2>${say(page, "doubtTitle")}</h2>${doubtSection(page, facts)}</section>
<section><h2>${say(page, "changedTitle")}</h2>${changedSection(page, input)}</section>
<p class="note">${say(page, "estimateNote")}</p>`;
}

function scoreboard(page: Page, { items, money, done, late, doubts }: OverviewFacts, tasks: Row[]): Html {
  const of = (...verdicts: string[]) => items.filter((item) => verdicts.includes(String(item.verdict)));
  return html`<ul class="score">
${score(
  sibling(page, "scenario"),
  say(page, "scoreIndicators"),
  html`${verdictCount(page, of("exceeded", "met"), "reached")}<small>/${verdictCount(page, items, null)}</small>`,
  say(page, "scoreIndicatorsNote", {
    exceeded: verdictCount(page, of("exceeded"), "exceeded"),
    met: verdictCount(page, of("met"), "met"),
    missed: verdictCount(page, of("missed"), "missed"),
  }),
)}
${score(
  sibling(page, "disbursement"),
  say(page, "scoreMoney"),
  paidShare(page, money),
  money.planned
    ? say(page, "scoreMoneyNote", {
        paid: moneyFigure(page, money, "paid"),
        planned: moneyFigure(page, money, "planned"),
      })
    : say(page, "scoreMoneyNone"),
)}
${score(sibling(page, "tasks"), say(page, "scoreTasks"), html`${taskCount(page, done, "done")}<small>/${taskCount(page, tasks, null)}</small>`, say(page, late.length > 0 ? "scoreTasksLate" : "scoreTasksNone", { count: taskCount(page, late, "late") }))}
${score(
  sibling(page, "findings"),
  say(page, "scoreDoubts"),
  doubtCount(page, doubts),
  say(page, "scoreDoubtsNote", {
    errors: doubtCount(page, doubts, "error"),
    warnings: doubtCount(page, doubts, "warning"),
  }),
)}
</ul>`;
}

function score(href: string, label: Child, value: Child, note: Child): Html {
  return html`<li><div><a class="label" href="${href}">${label}</a><span class="value">${value}</span><span class="under">${note}</span></div></li>`;
}

/** With nothing behind its scenario, what is farthest from the year's plan is worth a look. */
function farthest(page: Page, { farthest: year }: OverviewFacts): Html {
  if (year.length === 0) return html``;
  return html`<p>${say(page, "farthest")}</p><ul class="bullets">${year
    .slice(0, most - 1)
    .map(
      (item) =>
        html`<li><span class="what">${item.name} ${rowMark(page, item.row)}</span><span class="how">${derived(
          page,
          formatPercent(item.attainment, page.lang),
          item.row,
          "attainment_pct",
        )}</span>${bullet({ attainment: item.attainment ?? 0, kind: "none", isEstimate: true, scaleEnd: 150 })}<span class="scope">${say(page, "ofYearPlan")}</span></li>`,
    )}</ul>`;
}

function bullets(page: Page, items: Comparison[]): Html {
  if (items.length === 0) return html``;
  return html`<ul class="bullets">${items.slice(0, most).map(
    (item) =>
      html`<li><span class="what">${item.name} ${rowMark(page, item.row)}</span><span class="how">${trend(
        page,
        item.verdict,
        derived(page, varianceText(page, item), item.row, varianceColumn(item)),
      )}</span>${bullet({
        attainment: item.attainment ?? 0,
        kind: kindOf(item.verdict),
        isEstimate: true,
        scaleEnd: 150,
      })}<span class="scope">${say(page, item.scope === "month" ? "scopeMonth" : "scopeToDate")}</span></li>`,
  )}</ul>${items.length > most ? more(page, "scenario", items.length - most) : ""}`;
}

function moneySection(page: Page, projects: Row[], money: MoneyFacts): Html {
  if (projects.length === 0) return emptyNote(page);
  const { waiting } = money;
  const scale = Math.max(...waiting.map((row) => number(row.planned_vnd) ?? 0), 1);
  return html`<p>${moneySentence(page, money)}</p>
<ul class="bullets">${waiting
    .slice(0, most)
    .map(
      (row) =>
        html`<li><span class="what">${row.name as string} ${rowMark(page, row, ["planned_vnd"])}</span><span class="how">${derived(
          page,
          formatMoney(number(row.gap_vnd), page.lang),
          row,
          "gap_vnd",
        )}</span>${planBar(number(row.planned_vnd), number(row.actual_vnd), scale)}</li>`,
    )}</ul>${waiting.length > most ? more(page, "disbursement", waiting.length - most) : ""}`;
}

function lateSection(page: Page, tasks: Row[], facts: OverviewFacts): Html {
  if (tasks.length === 0) return emptyNote(page);
  const { late, open } = facts;
  const shown = [...late, ...open].slice(0, most + 1);
  return html`<p>${lateSentence(page, facts)}</p>
<ul class="duties">${shown.map(
    (task) =>
      html`<li><span class="when ${task.is_overdue ? "behind" : ""}">${figure(page, formatDate(task.deadline_end_date as string, page.lang), task, "deadline_text")}${
        task.is_overdue ? html` <b>${say(page, "overdue")}</b>` : ""
      }</span><span class="what">${task.task as string} ${rowMark(page, task, ["deadline_text"])}</span><span class="who">${task.unit as string}</span></li>`,
  )}</ul>${late.length + open.length > shown.length ? more(page, "tasks", late.length + open.length - shown.length) : ""}`;
}

function doubtSection(page: Page, facts: OverviewFacts): Html {
  const { doubts } = facts;
  const shown = firstOfEachRule(doubts).slice(0, most);
  if (doubts.length === 0) return html`<p>${doubtSentence(page, facts)}</p>`;
  return html`<p>${doubtSentence(page, facts)}</p>
<ul class="doubts">${shown.map(
    (finding) =>
      html`<li><span class="mark ${finding.severity}">${severitySign(finding.severity)}</span><a href="${sibling(page, `findings#f-${finding.id}`)}">${messageOf(page, finding)}</a></li>`,
  )}</ul>${doubts.length > shown.length ? more(page, "findings", doubts.length - shown.length) : ""}`;
}

function changedSection(page: Page, { months, changes }: OverviewInput): Html {
  const sentence = changedSentence(page, months, changes);
  if (months.length + changes.length === 0) return html`<p>${sentence}</p>`;
  return html`<p>${sentence} <a class="screen-only" href="${sibling(page, "changes")}">${say(page, "seeChanges")}</a></p>`;
}

function more(page: Page, target: string, count: number): Html {
  return html`<p class="more"><a href="${sibling(page, target)}">${sayText(page, "more", { count: formatNumber(count, page.lang) })}</a></p>`;
}
