/** What the brief says, in words and cells, whatever the file's format. Every sentence is the leader's page's own. */

import { messageOf, rank } from "../../../src/components/figure.ts";
import { type Comparison, operatorSign, unitLabel, varianceText } from "../../../src/components/indicators.ts";
import {
  aheadSentence,
  behindSentence,
  changedSentence,
  doubtSentence,
  firstOfEachRule,
  lateSentence,
  moneySentence,
  type OverviewFacts,
  type OverviewInput,
  overviewFacts,
} from "../../../src/components/sentences.ts";
import { type BriefWord, briefWords } from "../../../src/i18n/brief.ts";
import {
  formatDate,
  formatMoney,
  formatMonth,
  formatNumber,
  formatPercent,
  type Lang,
} from "../../../src/lib/format.ts";
import { type Page, say, sayText } from "../../../src/lib/page.ts";
import { plainText } from "../../../src/lib/plain.ts";
import type { Row } from "../../../src/site-tables.ts";
import { cut, splitName } from "./words.ts";

export interface BriefColumn {
  label: string;
  /** Share of the table's width; the shares of a table add up to 1. */
  width: number;
  align: "left" | "right" | "center";
  /** The language of its cells, where they are the report's own words and the brief is in another. */
  lang: "vi-VN" | undefined;
}

export interface BriefTable {
  title: string;
  columns: BriefColumn[];
  rows: string[][];
  /** Stands under the table, or in its place where it has no rows. */
  note: string;
}

export interface BriefPoint {
  title: string;
  text: string;
  /** The most telling first; the summary shows as many as its page holds. */
  details: string[];
}

export interface BriefContent {
  lang: Lang;
  /** Day of the report: the file's date, so that equal reports give equal files. */
  date: string;
  office: string[];
  nation: string;
  motto: string;
  number: string;
  placeDate: string;
  kind: string;
  subject: string;
  opening: string;
  points: BriefPoint[];
  note: string;
  recipientsTitle: string;
  recipients: string[];
  signatory: string[];
  annex: string;
  annexOf: string;
  tables: BriefTable[];
}

/** More rows of one annex than anybody reads on paper are counted instead. */
const mostRows = 60;
/** A cell of an annex is cut here: no row may be higher than a page. */
const longestCell = 420;

/**
 * The brief of the page's locality and month.
 * @param input the rows that the leader's page has
 */
export function briefContent(page: Page, input: OverviewInput): BriefContent {
  const { scope, lang } = page;
  if (!scope) throw new Error("a brief needs a report");
  const report = scope.reports[0] as Row;
  const month = formatMonth(scope.period, lang);
  const { kind, name } = splitName(scope.locality);
  const facts = overviewFacts(page, input);
  const values = {
    locality: scope.locality,
    month,
    number: String(report.report_number ?? ""),
    date: formatDate(report.issued_date as string, lang),
  };
  const hasNumber = Boolean(report.report_number && report.issued_date);
  return {
    lang,
    date: String(report.issued_date ?? scope.period),
    office: [word(lang, "office"), (lang === "vi" && kind ? `${kind} ${name}` : name).toLocaleUpperCase("vi")],
    nation: word(lang, "nation"),
    motto: word(lang, "motto"),
    number: word(lang, "number"),
    placeDate: word(lang, "placeDate", { place: name, year: String(report.issued_date ?? scope.period).slice(0, 4) }),
    kind: word(lang, "kind"),
    subject: word(lang, "subject", { month }),
    opening: word(lang, hasNumber ? "opening" : "openingPlain", values),
    points: points(page, input, facts),
    note: word(lang, "estimates"),
    recipientsTitle: word(lang, "recipientsTitle"),
    recipients: word(lang, "recipients").split("|"),
    signatory: word(lang, "signatory").split("|"),
    annex: word(lang, "annex"),
    annexOf: word(lang, "annexOf", values),
    tables: [indicatorTable(page, facts), projectTable(page, facts), taskTable(page, facts), findingTable(page, facts)],
  };
}

function points(page: Page, input: OverviewInput, facts: OverviewFacts): BriefPoint[] {
  const comparison = (item: Comparison) =>
    `${item.name}: ${varianceText(page, item)}, ${against(page.lang, item.scope)}`;
  const list: BriefPoint[] = [
    {
      title: sayText(page, "aheadTitle"),
      text: plainText(aheadSentence(page, facts)),
      details: facts.ahead.slice(1).map(comparison),
    },
    {
      title: sayText(page, "behindTitle"),
      text: plainText(behindSentence(page, facts)),
      details: facts.behind.slice(1).map(comparison),
    },
    {
      title: sayText(page, "moneyTitle"),
      text: input.projects.length === 0 ? sayText(page, "emptyTable") : plainText(moneySentence(page, facts.money)),
      details: facts.money.waiting.map((row) => `${row.name}: ${formatMoney(row.gap_vnd as number, page.lang)}`),
    },
    {
      title: sayText(page, "lateTitle"),
      text: input.tasks.length === 0 ? sayText(page, "emptyTable") : plainText(lateSentence(page, facts)),
      details: [...facts.late, ...facts.open].map(
        (task) =>
          `${formatDate(task.deadline_end_date as string, page.lang)}: ${cut(String(task.task), 110)}${task.unit ? ` (${task.unit})` : ""}`,
      ),
    },
    {
      title: sayText(page, "doubtTitle"),
      text: plainText(doubtSentence(page, facts)),
      details: firstOfEachRule(facts.doubts).map((finding) => cut(messageOf(page, finding), 230)),
    },
  ];
  if (input.months.length + input.changes.length > 0) {
    list.push({
      title: sayText(page, "changedTitle"),
      text: plainText(changedSentence(page, input.months, input.changes)),
      details: [],
    });
  }
  return list;
}

function indicatorTable(page: Page, { items, ahead, behind }: OverviewFacts): BriefTable {
  const { lang } = page;
  const ordered = [...behind, ...ahead, ...items.filter((item) => !ahead.includes(item) && !behind.includes(item))];
  return table(page, "indicators", ordered, [
    [sayText(page, "indicator"), 0.212, "left", (item) => item.name],
    [sayText(page, "unit"), 0.128, "left", (item) => unitLabel(page, item)],
    [word(lang, "comparedWith"), 0.12, "left", (item) => against(lang, item.scope)],
    [
      sayText(page, "target"),
      0.14,
      "right",
      (item) => operatorSign(item.row.target_operator) + formatNumber(item.target, lang),
    ],
    [word(lang, "estimate"), 0.12, "right", (item) => formatNumber(item.actual, lang)],
    [sayText(page, "variance"), 0.115, "right", (item) => varianceText(page, item)],
    [sayText(page, "verdict"), 0.115, "left", (item) => sayText(page, item.verdict as "exceeded" | "met" | "missed")],
  ]);
}

function projectTable(page: Page, { money }: OverviewFacts): BriefTable {
  const millions = (column: string) => (row: Row) => formatNumber((row[column] as number) / 1e6, page.lang);
  const unit = word(page.lang, "millions");
  return table(page, "projects", money.waiting, [
    [sayText(page, "projectName"), 0.43, "left", (row) => String(row.name), "source"],
    [`${sayText(page, "planned")}, ${unit}`, 0.14, "right", millions("planned_vnd")],
    [`${sayText(page, "paid")}, ${unit}`, 0.14, "right", millions("actual_vnd")],
    [`${sayText(page, "gap")}, ${unit}`, 0.14, "right", millions("gap_vnd")],
    [
      sayText(page, "share"),
      0.09,
      "right",
      (row) => formatPercent(((row.actual_vnd as number) / (row.planned_vnd as number)) * 100, page.lang),
    ],
  ]);
}

function taskTable(page: Page, { late, open }: OverviewFacts): BriefTable {
  const status = (row: Row) => (row.is_overdue ? sayText(page, "overdue") : statusName(page, row.status));
  return table(
    page,
    "tasks",
    [...late, ...open],
    [
      [sayText(page, "deadline"), 0.13, "left", (row) => formatDate(row.deadline_end_date as string, page.lang)],
      [sayText(page, "task"), 0.47, "left", (row) => String(row.task ?? ""), "source"],
      [sayText(page, "office"), 0.19, "left", (row) => String(row.unit ?? ""), "source"],
      [sayText(page, "status"), 0.15, "left", status],
    ],
  );
}

function findingTable(page: Page, { doubts }: OverviewFacts): BriefTable {
  const gravestFirst = [...doubts].sort((a, b) => rank(a) - rank(b) || (a.sourceLine ?? 0) - (b.sourceLine ?? 0));
  return table(page, "findings", gravestFirst, [
    [
      word(page.lang, "kindOfDoubt"),
      0.11,
      "left",
      (finding) => sayText(page, finding.severity === "error" ? "severity_error" : "severity_warning"),
    ],
    [word(page.lang, "doubt"), 0.71, "left", (finding) => messageOf(page, finding)],
    [
      word(page.lang, "line"),
      0.12,
      "center",
      (finding) => (finding.sourceLine === null ? "–" : String(finding.sourceLine)),
    ],
  ]);
}

type ColumnOf<Item> = [
  label: string,
  width: number,
  align: BriefColumn["align"],
  show: (item: Item) => string,
  /** Its cells are the report's own words. */
  source?: "source",
];

/** A numbered table; the columns' widths and the number's add up to 1. */
function table<Item>(page: Page, title: BriefWord, items: readonly Item[], columns: ColumnOf<Item>[]): BriefTable {
  const shown = items.slice(0, mostRows);
  const left = items.length - shown.length;
  const rest = 1 - columns.reduce((sum, [, width]) => sum + width, 0);
  return {
    title: word(page.lang, title),
    columns: [
      { label: word(page.lang, "no"), width: rest, align: "center", lang: undefined },
      ...columns.map(([label, width, align, , source]) => ({
        label,
        width,
        align,
        lang: source && page.lang !== "vi" ? ("vi-VN" as const) : undefined,
      })),
    ],
    rows: shown.map((item, index) => [
      String(index + 1),
      ...columns.map(([, , , show]) => cut(show(item).replaceAll("\u00a0", " "), longestCell)),
    ]),
    note:
      items.length === 0
        ? word(page.lang, "nothing")
        : left > 0
          ? word(page.lang, "left", { count: formatNumber(left, page.lang) })
          : "",
  };
}

function statusName(page: Page, status: unknown): string {
  const key = `status_${status ?? "unknown"}` as "status_unknown";
  return plainText(say(page, key));
}

function against(lang: Lang, scope: string): string {
  return word(lang, scope === "month" ? "month" : "to_date");
}

function word(lang: Lang, key: BriefWord, values: Record<string, string> = {}): string {
  return briefWords[key][lang].replace(/\{(\w+)\}/g, (_, name: string) => {
    if (!(name in values)) throw new Error(`the text ${key} needs a value for {${name}}`);
    return values[name] as string;
  });
}
