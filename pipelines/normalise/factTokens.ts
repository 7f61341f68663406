/** The figures of a text with their units and bounds: what is printed, before it is asked what is meant by it. */

import type { FactWords } from "../reference/facts.ts";
import type { Units } from "../reference/units.ts";
import { type Fraction, findFractions } from "./counts.ts";
import { findTimes } from "./dates.ts";
import { type CitedDocuments, findDocuments } from "./documents.ts";
import type { FactContext, FactDraft } from "./factTypes.ts";
import { foldAligned } from "./names.ts";
import { type NumberCandidate, readNumberToken } from "./numbers.ts";
import { PhraseSet, phraseSet } from "./phrases.ts";
import { findUnit } from "./units.ts";

/** A draft whose role, scope and subject are still to be found. */
export type FactToken = Omit<FactDraft, "role" | "scope" | "subject">;

interface Compiled {
  money: PhraseSet<number>;
  percent: PhraseSet<true>;
  counted: PhraseSet<true>;
  nounEnds: PhraseSet<true>;
  labels: PhraseSet<true>;
  noLabels: PhraseSet<true>;
  sayings: PhraseSet<true>;
  atLeast: PhraseSet<true>;
  atMost: PhraseSet<true>;
  about: PhraseSet<true>;
  noBounds: PhraseSet<true>;
}
const compiled = new WeakMap<FactWords, Compiled>();

const GROUPS = "\\d{1,3}(?:[.,\\u00a0 ]\\d{3})+(?:[.,]\\d+)?|\\d+(?:[.,]\\d+)?";
/** Not a part of a word, a date, a code or an ordinal of a list ("1.2.3"). */
const FIGURE = new RegExp(`(?<![\\p{L}\\d/.,])(?<![\\p{L}\\d]-)(?:${GROUPS})(?![\\d/]|[.,]\\d)`, "gu");

function compile(words: FactWords): Compiled {
  return {
    money: new PhraseSet(words.money.flatMap((unit) => unit.wordings.map((wording) => [wording, unit.vnd] as const))),
    percent: phraseSet(words.percent),
    counted: phraseSet(words.counted),
    nounEnds: phraseSet(words.noun_ends),
    labels: phraseSet(words.labels),
    noLabels: phraseSet(words.no_labels),
    sayings: phraseSet(words.sayings),
    atLeast: phraseSet(words.at_least),
    atMost: phraseSet(words.at_most),
    about: phraseSet(words.about),
    noBounds: phraseSet(words.no_bounds),
  };
}

const NO_DOCUMENTS: CitedDocuments = { documents: [], leftOut: [], spans: [], impossibleDates: [] };

const EMPTY = {
  value: null,
  value_low: null,
  value_high: null,
  value_of: null,
  unit: null,
  date_start: null,
  date_end: null,
  document_type: null,
  document_number: null,
} satisfies Partial<FactToken>;

/** All tokens of a text in reading order, none inside another. */
export function findFactTokens(text: string, context: FactContext): FactToken[] {
  const words = context.facts;
  let sets = compiled.get(words);
  if (!sets) {
    sets = compile(words);
    compiled.set(words, sets);
  }
  const hasFigures = /\d/u.test(text);
  const cited = hasFigures ? findDocuments(text, context.documents, context.time, context.year) : NO_DOCUMENTS;
  const times = findTimes(text, context.time, context.year).filter(
    (mention) => !cited.documents.some((one) => one.start < mention.end && one.end > mention.start),
  );
  const tokens: FactToken[] = cited.documents.map((one) => ({
    ...EMPTY,
    kind: "document",
    document_type: one.type,
    document_number: one.number,
    date_start: one.date,
    date_end: one.date,
    text: text.slice(one.start, one.end),
    start: one.start,
    end: one.end,
  }));
  const taken = [...cited.spans, ...times];
  for (const mention of times) {
    const { kind } = mention;
    if (kind === "year" || cited.spans.some((span) => span.start <= mention.start && span.end >= mention.end)) continue;
    tokens.push({
      ...EMPTY,
      // A span of months ("6 tháng đầu năm") is named by its first and last day.
      kind: kind === "span" ? "month" : kind,
      date_start: mention.from,
      date_end: mention.to,
      text: text.slice(mention.start, mention.end),
      start: mention.start,
      end: mention.end,
    });
  }
  if (!hasFigures) return clip(tokens.sort((a, b) => a.start - b.start || a.end - b.end));
  const fractions = findFractions(text, words, taken).filter((fraction) => fraction.isSure);
  for (const fraction of fractions) tokens.push(fractionToken(fraction, text, sets, context.units));
  tokens.push(...figures(text, sets, [...taken, ...fractions, ...sets.sayings.findAll(text)], context.units));
  return clip(tokens.sort((a, b) => a.start - b.start || a.end - b.end));
}

/** A noun behind a figure ends where the next token begins. */
function clip(tokens: FactToken[]): FactToken[] {
  return tokens.map((token, index) => {
    const next = tokens[index + 1];
    if (!next || next.start >= token.end) return token;
    return { ...token, end: next.start, text: token.text.slice(0, next.start - token.start) };
  });
}

function fractionToken(fraction: Fraction, text: string, sets: Compiled, units: Units): FactToken {
  const rest = text.slice(fraction.end);
  const noun = nounAfter(rest, sets);
  const end = noun ? fraction.end + rest.indexOf(noun) + noun.length : fraction.end;
  return {
    ...EMPTY,
    kind: "fraction",
    value: fraction.done,
    value_low: fraction.done,
    value_high: fraction.done,
    value_of: fraction.total,
    unit: noun ? unitOf(noun, units) : null,
    text: text.slice(fraction.start, end),
    start: fraction.start,
    end,
  };
}

interface Figure {
  start: number;
  end: number;
  candidates: NumberCandidate[];
  kind: "percent" | "money" | "count" | "number";
  unit: string | null;
  factor: number;
  unitEnd: number;
}

function figures(
  text: string,
  sets: Compiled,
  taken: readonly { start: number; end: number }[],
  units: Units,
): FactToken[] {
  const found: Figure[] = [];
  for (const match of foldAligned(text).matchAll(FIGURE)) {
    const start = match.index;
    const end = start + match[0].length;
    if (taken.some((span) => span.start < end && span.end > start)) continue;
    const token = readNumberToken(match[0]);
    if (!token) continue;
    const before = text.slice(0, start);
    const measured = measure(text.slice(end), sets, units);
    if (measured.kind !== "percent" && measured.kind !== "money" && isName(before, measured.kind, sets)) continue;
    found.push({ start, end, candidates: token.candidates, ...measured, unitEnd: end + measured.length });
  }
  const isVietnamese = printsVietnamese(found);
  return found.map((figure) => figureToken(figure, text, sets, isVietnamese));
}

/** "tầng 3", "Ngõ 26", "Tổ dân phố Hoa Mai 6": the number belongs to a name. */
function isName(before: string, kind: Figure["kind"], sets: Compiled): boolean {
  if (sets.labels.atEnd(before) && !sets.noLabels.atEnd(before)) return true;
  return kind === "number" && /\p{L}\s+\p{Lu}\p{Ll}+\s$/u.test(before);
}

function measure(
  rest: string,
  sets: Compiled,
  units: Units,
): Pick<Figure, "kind" | "unit" | "factor"> & { length: number } {
  const percent = sets.percent.atStart(rest);
  if (percent) return { kind: "percent", unit: "percent", factor: 1, length: percent.end };
  const money = sets.money.atStart(rest);
  if (money) return { kind: "money", unit: "vnd", factor: money.value, length: money.end };
  const noun = nounAfter(rest, sets);
  return noun
    ? { kind: "count", unit: unitOf(noun, units), factor: 1, length: rest.indexOf(noun) + noun.length }
    : { kind: "number", unit: null, factor: 1, length: 0 };
}

/** The noun that a number counts: a known one of several words, or up to three words before a sign or a verb. */
function nounAfter(rest: string, sets: Compiled): string | null {
  const known = sets.counted.atStart(rest);
  if (known) return rest.slice(known.start, known.end);
  const words: string[] = [];
  for (const match of rest.matchAll(/[^\S\n]*(\p{L}[\p{L}\p{M}]*(?:[23²³](?![\d.,/]))?)/guy)) {
    const word = match[1] ?? "";
    if (words.length === 3 || sets.nounEnds.atStart(word)) break;
    // "04 tầng Trường Hoa Mai": a capital behind small letters begins a name.
    if (/^\p{Lu}\p{Ll}/u.test(word) && /^\p{Ll}/u.test(words[0] ?? "")) break;
    words.push(word);
  }
  return words.length > 0 ? words.join(" ") : null;
}

/** The code of the unit catalogue, else the noun as printed, in small letters. */
function unitOf(noun: string, units: Units): string {
  const words = noun.split(/\s+/u);
  for (let length = words.length; length > 0; length--) {
    const unit = findUnit(units, words.slice(0, length).join(" "));
    if (unit && unit.kind !== "money") return unit.code;
  }
  return noun.toLowerCase();
}

/** Whether the text itself shows which sign parts thousands: true for 1.234,5, false for 1,234.5, null where nothing shows. */
function printsVietnamese(found: Figure[]): boolean | null {
  let dots = 0;
  let commas = 0;
  for (const { candidates } of found) {
    if (candidates.length !== 1) continue;
    const form = candidates[0]?.form;
    if (form === "thousands_dot" || form === "dot_comma" || form === "decimal_comma") dots++;
    if (form === "thousands_comma" || form === "comma_dot" || form === "decimal_dot") commas++;
  }
  return dots === commas ? null : dots > commas;
}

/** Of 26,405 and 26.405 the reading that the unit, then the rest of the text, then the usual way of writing makes likely. */
function choose(figure: Figure, isVietnamese: boolean | null): NumberCandidate {
  const [first, second] = figure.candidates as [NumberCandidate, NumberCandidate | undefined];
  if (!second) return first;
  const [thousands, decimal] = first.form.startsWith("thousands") ? [first, second] : [second, first];
  if (figure.kind === "percent") return decimal;
  if (figure.kind === "count") return thousands;
  if (isVietnamese !== null) return (thousands.form === "thousands_dot") === isVietnamese ? thousands : decimal;
  // Thousandths of a billion are usual, thousandths of a million are not.
  if (thousands.form === "thousands_comma" && figure.factor >= 1e9) return decimal;
  return thousands;
}

function figureToken(figure: Figure, text: string, sets: Compiled, isVietnamese: boolean | null): FactToken {
  const { value, halfStep, form } = choose(figure, isVietnamese);
  const isWhole = /^(?:plain|thousands_)/u.test(form);
  const isExact = isWhole && (figure.kind === "count" || figure.kind === "number");
  const half = isExact ? 0 : halfStep * figure.factor;
  const before = text.slice(0, figure.start);
  const scaled = round(value * figure.factor);
  const isBare = sets.noBounds.atEnd(before) !== null;
  const isAbout = !isBare && sets.about.atEnd(before) !== null;
  const isLeast = !isBare && !isAbout && sets.atLeast.atEnd(before) !== null;
  const isMost = !isBare && !isAbout && !isLeast && sets.atMost.atEnd(before) !== null;
  return {
    ...EMPTY,
    kind: figure.kind,
    value: scaled,
    value_low: isAbout || isMost ? null : round(isLeast ? scaled : scaled - half),
    value_high: isAbout || isLeast ? null : round(isMost ? scaled : scaled + half),
    unit: figure.unit,
    text: text.slice(figure.start, figure.unitEnd),
    start: figure.start,
    end: figure.unitEnd,
  };
}

/** Binary fractions leave dust behind sums and products: nine decimals hold every printed figure. */
function round(value: number): number {
  return Number(value.toFixed(9));
}
