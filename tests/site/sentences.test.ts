/**
 * Every sentence of the leader's page is bound to its facts. No list by hand: the rows given to the sentence code write down which of
 * their columns it reads; each of these is changed in turn, and each number of each sentence must move with one of them.
 */
import { describe, expect, test } from "vitest";
import { loadModels } from "../../pipelines/models/twin.ts";
import { overview } from "../../src/components/overview.ts";
import {
  aheadSentence,
  behindSentence,
  changedSentence,
  doubtSentence,
  lateSentence,
  moneySentence,
  overviewFacts,
} from "../../src/components/sentences.ts";
import { messages } from "../../src/i18n/messages.ts";
import { monthMessages } from "../../src/i18n/months.ts";
import { overviewMessages } from "../../src/i18n/overview.ts";
import { raw } from "../../src/lib/html.ts";
import type { Page } from "../../src/lib/page.ts";
import { Places } from "../../src/lib/places.ts";
import { plainText } from "../../src/lib/plain.ts";
import type { Value } from "../../src/site-tables.ts";
import { cases, type Facts, full } from "./sentence-cases.ts";

type Lang = "vi" | "en";

function pageOf(facts: Facts, lang: Lang): Page {
  const scopes = facts.scopes.map((row) => ({
    localityId: String(row.localityId),
    locality: String(row.locality),
    period: String(row.period),
    reports: [],
    folder: "",
  }));
  const tables = ["i", "p", "k"].map((key) => ({ report_id: "r", appendix: key, table_key: `${key}-t1` }));
  const places = new Places([], tables, facts.findings);
  return { lang, path: "index", scope: scopes.at(-1) ?? null, scopes, places, nextId: (prefix) => prefix };
}

/** The sums that the projects' twin defines: the sentences hold to them. */
const sums = loadModels().models.find((model) => model.name === "marts.disbursement_gaps")?.sums ?? {};

/** Each sentence by itself, as HTML. */
function sentencesOf(facts: Facts, lang: Lang = "vi"): Record<string, string> {
  const page = pageOf(facts, lang);
  const found = overviewFacts(page, { ...facts, sums });
  return {
    ahead: aheadSentence(page, found).text,
    behind: behindSentence(page, found).text,
    money: moneySentence(page, found.money).text,
    late: lateSentence(page, found).text,
    doubt: doubtSentence(page, found).text,
    changed: changedSentence(page, facts.months, facts.changes).text,
  };
}

/** The same, and the figures above them, which are made of the same facts. */
function allOf(facts: Facts, lang: Lang = "vi"): Record<string, string> {
  const page = overview(pageOf(facts, lang), { ...facts, sums }).text;
  return { ...sentencesOf(facts, lang), score: page.match(/<ul class="score">.*?<\/ul>/s)?.[0] ?? "" };
}

/** A page whose figures contradict each other isn't built: then none of its sentences is said. */
function orFailure(make: () => Record<string, string>): Record<string, string> {
  try {
    return make();
  } catch (error) {
    if (/^the page shows .* which the table's twin makes/.test((error as Error).message)) return {};
    throw error;
  }
}

const lists = ["variance", "projects", "tasks", "months", "changes", "findings", "scopes"] as const;
interface Read {
  list: (typeof lists)[number];
  index: number;
  column: string;
}

/** Which columns of which rows the sentences ask for. */
function readsOf(facts: Facts): Read[] {
  const reads = new Map<string, Read>();
  const watched = { ...facts };
  for (const list of lists) {
    watched[list] = facts[list].map(
      (row, index) =>
        new Proxy(row, {
          get(target, column) {
            if (typeof column === "string" && column in target) {
              reads.set(`${list}/${index}/${column}`, { list, index, column });
            }
            return Reflect.get(target, column);
          },
        }),
    );
  }
  sentencesOf(watched);
  return [...reads.values()];
}

/** Other values that such a fact might have had. */
function othersOf({ list, column }: Read, value: Value | undefined): Value[] {
  const known = [...new Set(Object.values(cases).flatMap((facts) => facts[list].map((row) => row[column] ?? null)))];
  const more =
    typeof value === "number"
      ? [value * 1000, -value * 1000, value / 3, 0, null]
      : typeof value === "boolean"
        ? [!value]
        : typeof value === "string" && /^\d{4}-/.test(value)
          ? ["2026-01-15", "2027-09-17", null]
          : typeof value === "string"
            ? [`${value} khác`, null]
            : [];
  return [...known, ...more].filter((other) => other !== value);
}

function changed(facts: Facts, { list, index, column }: Read, value: Value): Facts {
  return { ...facts, [list]: facts[list].map((row, at) => (at === index ? { ...row, [column]: value } : row)) };
}

/** The same month with one row more, of each kind that there is. */
function grown(facts: Facts): Facts[] {
  return lists.flatMap((list) => full[list].map((row) => ({ ...facts, [list]: [row, ...facts[list]] })));
}

/** The same month beside another month before: one row alone would only say that its appendix is of another month. */
const besideAnother = (facts: Facts): Facts => ({
  ...facts,
  months: facts.months.map((row) => ({ ...row, previous_period: "2026-01-01" })),
});

/** The numbers that a sentence shows, in their order. */
const numbersOf = (sentence: string): string[] => plainText(raw(sentence)).match(/[+−]?\d[\d.,/]*/g) ?? [];

/** A sentence without its numbers and links: two that differ in it say something else altogether. */
const frameOf = (sentence: string) => sentence.replace(/<[^>]+>/g, "").replace(/[+−]?\d[\d.,/]*/g, "#");

/** Facts that the sentences ask for, and those that were seen to change one. */
const asked = new Set<string>();
const moved = new Set<string>();

describe.each(Object.entries(cases))("sentences of the month %j", (_, facts) => {
  const before = allOf(facts);
  const reads = readsOf(facts);
  const variants = reads.flatMap((read) =>
    othersOf(read, facts[read.list][read.index]?.[read.column]).map((value) => ({
      read,
      after: orFailure(() => allOf(changed(facts, read, value))),
    })),
  );
  const after = [
    ...variants.map((variant) => variant.after),
    ...[...grown(facts), besideAnother(facts)].map((more) => orFailure(() => allOf(more))),
  ];
  for (const { list, column } of reads) asked.add(`${list}.${column}`);
  for (const { read, after } of variants) {
    if (Object.keys(before).some((name) => before[name] !== after[name])) moved.add(`${read.list}.${read.column}`);
  }

  test("each number moves with a fact", () => {
    const still: string[] = [];
    for (const [name, sentence] of Object.entries(before)) {
      const numbers = numbersOf(sentence);
      numbers.forEach((number, place) => {
        const isMoved = after.some((sentences) => {
          const other = sentences[name] ?? "";
          const same = frameOf(other) === frameOf(sentence);
          return same ? numbersOf(other)[place] !== number : !numbersOf(other).includes(number);
        });
        if (!isMoved) still.push(`${name}, ${place + 1}: ${number} in “${frameOf(sentence)}”`);
      });
    }
    expect(still).toEqual([]);
  });

  test("each number leads to where it comes from", () => {
    for (const [name, sentence] of Object.entries(before)) {
      const loose = sentence
        .replace(/<a\b[^>]*>.*?<\/a>/gs, "")
        .replace(/<[^>]+>/g, " ")
        // A day, a month, and a count of nothing have no rows to show.
        .replace(/\d{2}\/\d{2}\/\d{4}|tháng\s\d+\/\d{4}|(?<![\d.,])0(?![\d.,])/g, "");
      expect(loose.match(/\d/g) ?? [], `${name}: ${loose}`).toEqual([]);
    }
  });
});

/** Words of a row that stand in the lists under the sentences, where a sentence only counts the row. */
const neutral = [
  ...["finding_id", "rule", "message_vi", "message_en"].map((column) => `findings.${column}`),
  ...["unit", "attainment_pct"].map((column) => `variance.${column}`),
];

test("each fact that the sentences ask for changes one of them", () => {
  expect(asked.size).toBeGreaterThan(25);
  expect([...asked].filter((key) => !moved.has(key) && !neutral.includes(key))).toEqual([]);
});

test("the months try every sentence that the texts hold", () => {
  const said = Object.values(cases)
    .flatMap((facts) => Object.values(allOf(facts)))
    .join("\n")
    .replace(/<[^>]+>/g, "");
  const isSentence =
    /^(ahead|behind|money|late|doubt|changed)(Sentence|None|Unknown|LeftOut|Undated|First|SentencePlain)$|^noComparison$|^score\w+(Note|Late|None)$/;
  const keys = [
    ...Object.keys(overviewMessages).filter((key) => isSentence.test(key)),
    ...Object.keys(monthMessages).filter((key) =>
      /^months(Turned|Paid|Gap|Completed|Overdue|Reopened|Dropped|ProjectsDropped|Plan|Small|Same|NewYear)/.test(key),
    ),
  ];
  const unsaid = keys.filter((key) => {
    const text = messages[key as keyof typeof messages].vi;
    const pattern = text
      .split(/\{\w+\}/)
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
      .join(".*?");
    return !new RegExp(pattern, "s").test(said);
  });
  expect(keys.length).toBeGreaterThan(25);
  expect(unsaid).toEqual([]);
});

test("English says the same numbers as Vietnamese", () => {
  for (const [name, facts] of Object.entries(cases)) {
    const [vi, en] = [allOf(facts, "vi"), allOf(facts, "en")];
    for (const key of Object.keys(vi)) {
      const links = (text = "") => [...text.matchAll(/href="([^"]*)"/g)].map(([, href]) => href).sort();
      expect(links(en[key]), `${name}, ${key}`).toEqual(links(vi[key]));
    }
  }
});
