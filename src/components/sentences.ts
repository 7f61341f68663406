import { formatDate, formatMoney, formatPercent } from "../lib/format.ts";
import { type Html, html } from "../lib/html.ts";
import { type Page, say } from "../lib/page.ts";
import type { Finding } from "../lib/places.ts";
import type { DictionarySum, Row } from "../site-tables.ts";
import { doubtCount, projectCount, restatedCount, taskCount, verdictCount } from "./counts.ts";
import { derived, rank } from "./figure.ts";
import { type Comparison, headlines, number, toComparison, varianceColumn, varianceText } from "./indicators.ts";
import { monthSentence } from "./months.ts";
import { summed } from "./sums.ts";
import { isCompared, isDone, isLate, isOpen, isUndated, isUnpaid, isWaiting } from "./views.ts";

/** The rows that the leader's page and the brief are about: one locality's month. */
export interface OverviewInput {
  variance: Row[];
  projects: Row[];
  tasks: Row[];
  /** What changed since the month before, and within the month. */
  months: Row[];
  changes: Row[];
  reports: Row[];
  /** The sums that the projects' twin defines; without them sums lead nowhere. */
  sums?: Record<string, DictionarySum>;
}

/** What the sentences of the leader's page are made of. Nothing else decides what they say. */
export interface OverviewFacts {
  /** The comparisons that the authors' verdicts speak of. */
  items: Comparison[];
  /** The farthest first. */
  ahead: Comparison[];
  behind: Comparison[];
  even: Comparison[];
  /** Not behind its scenario, but farthest from the year's plan. */
  farthest: Comparison[];
  money: MoneyFacts;
  late: Row[];
  /** Open, in time and with a day; the next one first. */
  open: Row[];
  /** Open, and no day is given. */
  undated: Row[];
  done: Row[];
  /** Errors and questions, the gravest first; notes on reading are not among them. */
  doubts: Finding[];
}

export interface MoneyFacts {
  planned: number;
  paid: number;
  gap: number;
  /** Projects that have both figures. */
  compared: Row[];
  unknown: Row[];
  /** Compared projects whose payments are behind plan, the largest gap first. */
  waiting: Row[];
  unpaid: Row[];
  until: string | null;
  projects: readonly Row[];
  sums: Record<string, DictionarySum>;
}

export function overviewFacts(page: Page, input: OverviewInput): OverviewFacts {
  const all = input.variance.map(toComparison);
  const items = headlines(all);
  return {
    items,
    ahead: items.filter((item) => item.verdict === "exceeded").sort((a, b) => b.weight - a.weight),
    behind: items.filter((item) => item.verdict === "missed").sort((a, b) => a.weight - b.weight),
    even: items.filter((item) => item.verdict === "met"),
    farthest: all
      .filter(
        (item) =>
          item.scope === "year" &&
          (item.measure === "flow" || item.measure === "stock") &&
          item.row.direction !== "lower",
      )
      .filter((item) => item.attainment !== null && item.attainment < 100)
      .sort((a, b) => (a.attainment ?? 0) - (b.attainment ?? 0)),
    money: moneyFacts(input.projects, input.sums),
    late: input.tasks.filter(isLate),
    open: input.tasks
      .filter(isOpen)
      .sort((a, b) => String(a.deadline_end_date).localeCompare(String(b.deadline_end_date))),
    undated: input.tasks.filter(isUndated),
    done: input.tasks.filter(isDone),
    doubts: doubtsOf(page, input.reports),
  };
}

/** Sums over the projects for which both the plan and what was paid are known. */
export function moneyFacts(projects: readonly Row[], sums: Record<string, DictionarySum> = {}): MoneyFacts {
  const compared = projects.filter(isCompared);
  const sum = (column: string) => compared.reduce((total, row) => total + (number(row[column]) ?? 0), 0);
  return {
    planned: sum("planned_vnd"),
    paid: sum("actual_vnd"),
    gap: sum("gap_vnd"),
    compared,
    unknown: projects.filter((row) => !compared.includes(row)),
    waiting: compared.filter(isWaiting).sort((a, b) => (number(b.gap_vnd) ?? 0) - (number(a.gap_vnd) ?? 0)),
    unpaid: compared.filter(isUnpaid),
    until: onlyDay(compared),
    projects,
    sums,
  };
}

/** The day that all plans run to; null where they differ or it isn't said. */
function onlyDay(rows: readonly Row[]): string | null {
  const days = new Set(rows.map((row) => row.planned_until_date ?? null));
  const [day] = days;
  return days.size === 1 && typeof day === "string" ? day : null;
}

/** One of the portfolio's sums, as a figure that leads to its addends. */
export function moneyFigure(page: Page, money: MoneyFacts, name: "planned" | "paid" | "gap"): Html {
  const key = { planned: "compared_planned_vnd", paid: "compared_actual_vnd", gap: "compared_gap_vnd" }[name];
  return summed(page, formatMoney(money[name], page.lang), money[name], key, money.projects, money.sums);
}

function doubtsOf(page: Page, reports: Row[]): Finding[] {
  const ids = new Set(reports.map((row) => row.report_id));
  return page.places.findings
    .filter((finding) => ids.has(finding.reportId) && finding.severity !== "info" && !finding.explanation)
    .sort((a, b) => rank(a) - rank(b) || a.rule.localeCompare(b.rule, "en") || (a.id < b.id ? -1 : 1));
}

/** One finding of each rule: five of a kind say less than five kinds. */
export function firstOfEachRule(doubts: readonly Finding[]): Finding[] {
  const rules = new Set<string>();
  return doubts.filter((finding) => !rules.has(finding.rule) && rules.add(finding.rule));
}

export function aheadSentence(page: Page, { items, ahead }: OverviewFacts): Html {
  const total = verdictCount(page, items, null);
  if (items.length === 0) return say(page, "noComparison");
  if (!ahead[0]) return say(page, "aheadNone", { total });
  return say(page, "aheadSentence", { count: verdictCount(page, ahead, "exceeded"), total, ...named(page, ahead[0]) });
}

export function behindSentence(page: Page, { items, behind, even }: OverviewFacts): Html {
  const total = verdictCount(page, items, null);
  if (items.length === 0) return say(page, "noComparison");
  if (!behind[0]) return say(page, "behindNone", { total, even: verdictCount(page, even, "met") });
  return say(page, "behindSentence", { count: verdictCount(page, behind, "missed"), total, ...named(page, behind[0]) });
}

function named(page: Page, item: Comparison) {
  return {
    name: item.name,
    variance: derived(page, varianceText(page, item), item.row, varianceColumn(item)),
  };
}

export function moneySentence(page: Page, money: MoneyFacts): Html {
  const { compared, unknown, waiting, unpaid } = money;
  const left = projectCount(page, unknown, "unknown");
  if (compared.length === 0) return say(page, "moneyUnknown", { count: left });
  const sentence = !waiting[0]
    ? say(page, "moneyNone")
    : say(page, money.until ? "moneySentence" : "moneySentencePlain", {
        gap: moneyFigure(page, money, "gap"),
        until: formatDate(money.until, page.lang),
        unpaid: projectCount(page, unpaid, "unpaid"),
        compared: projectCount(page, compared, "compared"),
      });
  return unknown.length > 0 ? html`${sentence} ${say(page, "moneyLeftOut", { count: left })}` : sentence;
}

export function lateSentence(page: Page, { late, open, undated }: OverviewFacts): Html {
  const openCount = taskCount(page, open, "open");
  const sentence =
    late.length === 0
      ? say(page, "lateNone", { open: openCount })
      : say(page, "lateSentence", { count: taskCount(page, late, "late"), open: openCount });
  if (undated.length === 0) return sentence;
  return html`${sentence} ${say(page, "lateUndated", { count: taskCount(page, undated, "undated") })}`;
}

export function doubtSentence(page: Page, { doubts }: OverviewFacts): Html {
  if (doubts.length === 0) return say(page, "doubtNone");
  return say(page, "doubtSentence", {
    count: doubtCount(page, doubts),
    errors: doubtCount(page, doubts, "error"),
  });
}

/**
 * What changed since the month before, and what a later issue of this month's report restated.
 * @param months rows of marts.month_changes
 * @param changes rows of marts.restatements
 */
export function changedSentence(page: Page, months: readonly Row[], changes: readonly Row[]): Html {
  const sentence = monthSentence(page, months) ?? say(page, "changedFirst", { locality: page.scope?.locality ?? "" });
  if (changes.length === 0) return sentence;
  const count = (kind: string) => restatedCount(page, changes, kind);
  const restated = say(page, "changedSentence", {
    restated: count("restated"),
    plan: count("plan_changed"),
    fresh: count("new"),
    removed: count("removed"),
  });
  return html`${sentence} ${restated}`;
}

/** The share of planned payments that is paid, in hundredths; a dash where nothing can be compared. */
export function paidShare(page: Page, money: MoneyFacts): Html {
  if (!money.planned) return html`–`;
  const share = (money.paid / money.planned) * 100;
  return summed(page, formatPercent(share, page.lang), share, "paid_of_planned_pct", money.projects, money.sums);
}
