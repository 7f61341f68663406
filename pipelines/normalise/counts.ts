/** Fractions of things done out of all: "10/14 dự án". Dates, document numbers, addresses and sayings are none. */

import type { FactWords } from "../reference/facts.ts";
import { foldAligned } from "./names.ts";
import { readNumberCandidates } from "./numbers.ts";
import { type PhraseSet, phraseSet } from "./phrases.ts";

export interface Fraction {
  done: number;
  total: number;
  /** Offsets in the text, end exclusive. */
  start: number;
  end: number;
  /** It is followed by a noun or a percentage; without that "5/3" may as well be a day. */
  isSure: boolean;
}

interface Span {
  start: number;
  end: number;
}

const WHOLE = "\\d{1,3}(?:[.\\u00a0 ]\\d{3})+|\\d+(?:,\\d{1,2})?";
const FRACTION = new RegExp(
  `(?<![\\p{L}\\d/.,-])(?<done>${WHOLE})\\s?/\\s?(?<total>${WHOLE})(?![\\d/]|[.,]\\d|-\\d)`,
  "gu",
);
interface WordSets {
  labels: PhraseSet<true>;
  sayings: PhraseSet<true>;
  counted: PhraseSet<true>;
  ends: PhraseSet<true>;
}
const compiled = new WeakMap<FactWords, WordSets>();

/**
 * All fractions of a text.
 * @param taken stretches that are dates or citations already
 */
export function findFractions(text: string, words: FactWords, taken: readonly Span[]): Fraction[] {
  let sets = compiled.get(words);
  if (!sets) {
    sets = {
      labels: phraseSet(words.labels),
      sayings: phraseSet(words.sayings),
      counted: phraseSet(words.counted),
      ends: phraseSet(words.noun_ends),
    };
    compiled.set(words, sets);
  }
  const { counted, labels, ends } = sets;
  const sayings = sets.sayings.findAll(text);
  const fractions: Fraction[] = [];
  for (const match of foldAligned(text).matchAll(FRACTION)) {
    const start = match.index;
    const end = start + match[0].length;
    const overlaps = (span: Span) => span.start < end && span.end > start;
    if (taken.some(overlaps)) continue;
    // "Trực 24/24" is a saying, "24/24 phản ánh" are things counted.
    if (sayings.some(overlaps) && counted.atStart(text.slice(end).trimStart()) === null) continue;
    if (labels.atEnd(text.slice(0, start))) continue;
    const done = wholeNumber(match.groups?.done);
    const total = wholeNumber(match.groups?.total);
    if (done === null || total === null || total === 0) continue;
    const rest = text.slice(end);
    const hasPercent = /^[^;.\n]{0,40}?(?:=|\(|đạt|bằng|,)\s*\d+(?:[.,]\d+)?\s*%/iu.test(rest);
    const hasNoun = /^\s*\p{L}/u.test(rest) && ends.atStart(rest) === null;
    const mayBeDay = done >= 1 && done <= 31 && total >= 1 && total <= 12;
    fractions.push({ done, total, start, end, isSure: hasPercent || hasNoun || !mayBeDay });
  }
  return fractions;
}

/** In a fraction a dot or comma before three digits parts thousands: 2.760/2.760. */
function wholeNumber(printed: string | undefined): number | null {
  const candidates = readNumberCandidates(printed ?? "");
  return candidates[0]?.value ?? null;
}

export interface Progress {
  done: number;
  total: number;
  start: number;
  end: number;
  /** Sure fractions of the text, this one included. */
  count: number;
}

/** The progress that a result gives: its first sure fraction. */
export function readProgress(text: string, words: FactWords, taken: readonly Span[]): Progress | null {
  const sure = findFractions(text, words, taken).filter((fraction) => fraction.isSure);
  const first = sure[0];
  return first
    ? { done: first.done, total: first.total, start: first.start, end: first.end, count: sure.length }
    : null;
}
