import { formatDate, formatMoney, formatNumber, formatPercent } from "../lib/format.ts";
import { type Child, type Html, html } from "../lib/html.ts";
import { type Page, say, sayText, sibling } from "../lib/page.ts";
import type { Row } from "../site-tables.ts";
import { bullet, patterns, planBar } from "./bars.ts";
import { emptyNote, figure, messageOf, rank, rowMark, severitySign, trend } from "./figure.ts";
import { type Comparison, headlines, kindOf, number, sourceColumns, toComparison, varianceText } from "./indicators.ts";

export interface OverviewInput {
  variance: Row[];
  projects: Row[];
  tasks: Row[];
  changes: Row[];
  reports: Row[];
}

/** Most entries of a list on the leader's page; the rest is behind a link. */
const most = 4;

/** The leader's page: what is ahead, behind, where the money waits, what is late, what to question, what changed. */
export function overview(page: Page, input: OverviewInput): Html {
  if (!page.scope) return emptyNote(page, "emptyWarehouse");
  const items = headlines(input.variance.map(toComparison));
  const by = (verdict: string) => items.filter((item) => item.verdict === verdict);
  const money = moneyFacts(input.projects);
  const late = input.tasks.filter((task) => task.is_overdue === true);
  const done = input.tasks.filter((task) => task.status === "completed" || task.status === "exceeded");
  const doubts = doubtsOf(page, input.reports);
  const ahead = by("exceeded").sort((a, b) => b.weight - a.weight);
  const behind = by("missed").sort((a, b) => a.weight - b.weight);
  return html`${patterns}
${scoreboard(page, items, money, input.tasks, done, late, doubts)}
<div class="pair">
<section><h2>${say(page, "aheadTitle")}</h2>${aheadSentence(page, items, ahead)}${bullets(page, ahead)}</section>
<section><h2>${say(page, "behindTitle")}</h2>${behindSentence(page, items, behind)}${behind.length > 0 ? bullets(page, behind) : farthest(page, input.variance.map(toComparison))}</section>
</div>
<div class="pair">
<section><h2>${say(page, "moneyTitle")}</h2>${moneySection(page, input.projects, money)}</section>
<section><h2>${say(page, "lateTitle")}</h2>${lateSection(page, input.tasks, late)}</section>
</div>
<section><h2>${say(page, "doubtTitle")}</h2>${doubtSection(page, doubts)}</section>
${input.changes.length > 0 ? html`<section><h2>${say(page, "changedTitle")}</h2>${changedSection(page, input.changes)}</section>` : ""}
<p class="note">${say(page, "estimateNote")}</p>`;
}

function scoreboard(
  page: Page,
  items: Comparison[],
  money: MoneyFacts,
  tasks: Row[],
  done: Row[],
  late: Row[],
  doubts: ReturnType<typeof doubtsOf>,
): Html {
  const count = (verdict: string) => items.filter((item) => item.verdict === verdict).length;
  const n = (value: number) => formatNumber(value, page.lang);
  return html`<ul class="score">
${score(
  sibling(page, "scenario"),
  say(page, "scoreIndicators"),
  html`${n(count("exceeded") + count("met"))}<small>/${n(items.length)}</small>`,
  say(page, "scoreIndicatorsNote", {
    exceeded: n(count("exceeded")),
    met: n(count("met")),
    missed: n(count("missed")),
  }),
)}
${score(
  sibling(page, "disbursement"),
  say(page, "scoreMoney"),
  money.planned ? html`${formatPercent((money.paid / money.planned) * 100, page.lang)}` : "–",
  money.planned
    ? say(page, "scoreMoneyNote", {
        paid: formatMoney(money.paid, page.lang),
        planned: formatMoney(money.planned, page.lang),
      })
    : say(page, "scoreMoneyNone"),
)}
${score(sibling(page, "tasks"), say(page, "scoreTasks"), html`${n(done.length)}<small>/${n(tasks.length)}</small>`, say(page, late.length > 0 ? "scoreTasksLate" : "scoreTasksNone", { count: n(late.length) }))}
${score(
  sibling(page, "findings"),
  say(page, "scoreDoubts"),
  n(doubts.length),
  say(page, "scoreDoubtsNote", {
    errors: n(doubts.filter((finding) => finding.severity === "error").length),
    warnings: n(doubts.filter((finding) => finding.severity === "warning").length),
  }),
)}
</ul>`;
}

function score(href: string, label: Child, value: Child, note: Child): Html {
  return html`<li><a href="${href}"><span class="label">${label}</span><span class="value">${value}</span><span class="under">${note}</span></a></li>`;
}

function aheadSentence(page: Page, items: Comparison[], ahead: Comparison[]): Html {
  const first = ahead[0];
  if (items.length === 0) return html`<p>${say(page, "noComparison")}</p>`;
  if (!first) return html`<p>${say(page, "aheadNone", { total: formatNumber(items.length, page.lang) })}</p>`;
  return html`<p>${say(page, "aheadSentence", {
    count: formatNumber(ahead.length, page.lang),
    total: formatNumber(items.length, page.lang),
    name: first.name,
    variance: figure(page, varianceText(page, first), first.row, sourceColumns[first.scope]?.actual),
  })}</p>`;
}

function behindSentence(page: Page, items: Comparison[], behind: Comparison[]): Html {
  const first = behind[0];
  const total = formatNumber(items.length, page.lang);
  if (items.length === 0) return html`<p>${say(page, "noComparison")}</p>`;
  const even = items.filter((item) => item.verdict === "met").length;
  if (!first) return html`<p>${say(page, "behindNone", { total, even: formatNumber(even, page.lang) })}</p>`;
  return html`<p>${say(page, "behindSentence", {
    count: formatNumber(behind.length, page.lang),
    total,
    name: first.name,
    variance: figure(page, varianceText(page, first), first.row, sourceColumns[first.scope]?.actual),
  })}</p>`;
}

/** With nothing behind its scenario, what is farthest from the year's plan is worth a look. */
function farthest(page: Page, all: Comparison[]): Html {
  const year = all
    .filter(
      (item) =>
        item.scope === "year" &&
        (item.measure === "flow" || item.measure === "stock") &&
        item.row.direction !== "lower",
    )
    .filter((item) => item.attainment !== null && item.attainment < 100)
    .sort((a, b) => (a.attainment ?? 0) - (b.attainment ?? 0));
  if (year.length === 0) return html``;
  return html`<p>${say(page, "farthest")}</p><ul class="bullets">${year
    .slice(0, most - 1)
    .map(
      (item) =>
        html`<li><span class="what">${item.name} ${rowMark(page, item.row)}</span><span class="how">${figure(
          page,
          formatPercent(item.attainment, page.lang),
          item.row,
          "estimate_to_date",
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
        figure(page, varianceText(page, item), item.row, sourceColumns[item.scope]?.actual),
      )}</span>${bullet({
        attainment: item.attainment ?? 0,
        kind: kindOf(item.verdict),
        isEstimate: true,
        scaleEnd: 150,
      })}<span class="scope">${say(page, item.scope === "month" ? "scopeMonth" : "scopeToDate")}</span></li>`,
  )}</ul>${items.length > most ? more(page, "scenario", items.length - most) : ""}`;
}

export interface MoneyFacts {
  planned: number;
  paid: number;
  gap: number;
  /** Projects that have both figures. */
  compared: Row[];
  unknown: Row[];
  until: string | null;
}

/** Sums over the projects for which both the plan and what was paid are known. */
export function moneyFacts(projects: readonly Row[]): MoneyFacts {
  const compared = projects.filter((row) => number(row.planned_vnd) !== null && number(row.actual_vnd) !== null);
  const sum = (column: string) => compared.reduce((total, row) => total + (number(row[column]) ?? 0), 0);
  return {
    planned: sum("planned_vnd"),
    paid: sum("actual_vnd"),
    gap: sum("gap_vnd"),
    compared,
    unknown: projects.filter((row) => !compared.includes(row)),
    until: (compared.find((row) => row.planned_until_date)?.planned_until_date as string | undefined) ?? null,
  };
}

function moneySection(page: Page, projects: Row[], money: MoneyFacts): Html {
  if (projects.length === 0) return emptyNote(page);
  const waiting = money.compared
    .filter((row) => (number(row.gap_vnd) ?? 0) > 0)
    .sort((a, b) => (number(b.gap_vnd) ?? 0) - (number(a.gap_vnd) ?? 0));
  const first = waiting[0];
  const unpaid = money.compared.filter((row) => row.actual_vnd === 0);
  const scale = Math.max(...waiting.map((row) => number(row.planned_vnd) ?? 0), 1);
  const sentence =
    money.compared.length === 0
      ? say(page, "moneyUnknown", { count: formatNumber(projects.length, page.lang) })
      : !first
        ? say(page, "moneyNone")
        : say(page, "moneySentence", {
            gap: formatMoney(money.gap, page.lang),
            until: formatDate(money.until, page.lang),
            unpaid: formatNumber(unpaid.length, page.lang),
            compared: formatNumber(money.compared.length, page.lang),
          });
  return html`<p>${sentence}${
    money.unknown.length > 0 && money.compared.length > 0
      ? html` ${say(page, "moneyLeftOut", { count: formatNumber(money.unknown.length, page.lang) })}`
      : ""
  }</p>
<ul class="bullets">${waiting
    .slice(0, most)
    .map(
      (row) =>
        html`<li><span class="what">${row.name as string} ${rowMark(page, row, ["planned_vnd"])}</span><span class="how">${figure(
          page,
          formatMoney(number(row.gap_vnd), page.lang),
          row,
          "planned_vnd",
        )}</span>${planBar(number(row.planned_vnd), number(row.actual_vnd), scale)}</li>`,
    )}</ul>${waiting.length > most ? more(page, "disbursement", waiting.length - most) : ""}`;
}

function lateSection(page: Page, tasks: Row[], late: Row[]): Html {
  if (tasks.length === 0) return emptyNote(page);
  const open = tasks.filter(
    (task) =>
      task.is_overdue !== true && task.status !== "completed" && task.status !== "exceeded" && task.deadline_end_date,
  );
  const next = [...open].sort((a, b) => String(a.deadline_end_date).localeCompare(String(b.deadline_end_date)));
  const shown = [...late, ...next].slice(0, most + 1);
  const sentence =
    late.length === 0
      ? say(page, "lateNone", { open: formatNumber(open.length, page.lang) })
      : say(page, "lateSentence", {
          count: formatNumber(late.length, page.lang),
          open: formatNumber(open.length, page.lang),
        });
  return html`<p>${sentence}</p>
<ul class="duties">${shown.map(
    (task) =>
      html`<li><span class="when ${task.is_overdue ? "behind" : ""}">${figure(page, formatDate(task.deadline_end_date as string, page.lang), task, "deadline_text")}${
        task.is_overdue ? html` <b>${say(page, "overdue")}</b>` : ""
      }</span><span class="what">${task.task as string} ${rowMark(page, task, ["deadline_text"])}</span><span class="who">${task.unit as string}</span></li>`,
  )}</ul>${late.length + next.length > shown.length ? more(page, "tasks", late.length + next.length - shown.length) : ""}`;
}

function doubtsOf(page: Page, reports: Row[]) {
  const ids = new Set(reports.map((row) => row.report_id));
  return page.places.findings
    .filter((finding) => ids.has(finding.reportId) && finding.severity !== "info")
    .sort((a, b) => rank(a) - rank(b) || a.rule.localeCompare(b.rule, "en") || (a.id < b.id ? -1 : 1));
}

/** One finding of each rule first: five of a kind say less than five kinds. */
function doubtSection(page: Page, doubts: ReturnType<typeof doubtsOf>): Html {
  if (doubts.length === 0) return html`<p>${say(page, "doubtNone")}</p>`;
  const rules = new Set<string>();
  const shown = doubts.filter((finding) => !rules.has(finding.rule) && rules.add(finding.rule)).slice(0, most);
  return html`<p>${say(page, "doubtSentence", {
    count: formatNumber(doubts.length, page.lang),
    errors: formatNumber(doubts.filter((finding) => finding.severity === "error").length, page.lang),
  })}</p>
<ul class="doubts">${shown.map(
    (finding) =>
      html`<li><span class="mark ${finding.severity}">${severitySign(finding.severity)}</span><a href="${sibling(page, `findings#f-${finding.id}`)}">${messageOf(page, finding)}</a></li>`,
  )}</ul>${doubts.length > shown.length ? more(page, "findings", doubts.length - shown.length) : ""}`;
}

function changedSection(page: Page, changes: Row[]): Html {
  const count = (kind: string) => formatNumber(changes.filter((row) => row.change === kind).length, page.lang);
  return html`<p>${say(page, "changedSentence", {
    restated: count("restated"),
    plan: count("plan_changed"),
    fresh: count("new"),
    removed: count("removed"),
  })} <a href="${sibling(page, "changes")}">${say(page, "seeChanges")}</a></p>`;
}

function more(page: Page, target: string, count: number): Html {
  return html`<p class="more"><a href="${sibling(page, target)}">${sayText(page, "more", { count: formatNumber(count, page.lang) })}</a></p>`;
}
