/** Finds the documents that a text cites: kind, number and date, lists that name the kind or the date once included. */

import type { DeadlineWords } from "../reference/deadlines.ts";
import type { DocumentWords } from "../reference/documents.ts";
import type { CitedDocument } from "../rows.ts";
import { findTimes, type TimeMention } from "./dates.ts";
import { foldAligned } from "./names.ts";
import { PhraseSet, phraseSet } from "./phrases.ts";

export interface DocumentMention extends CitedDocument {
  /** Offsets of the number in the text, end exclusive. */
  start: number;
  end: number;
  /** As printed, where the number had to be mended: `79/KH- UBND`. */
  printedNumber: string;
  /** The kind that the code in the number names, where it is another than the word says. */
  typeOfCode: string | null;
}

export interface CitedDocuments {
  documents: DocumentMention[];
  /** Places at which a list breaks off with "…". */
  leftOut: { start: number; end: number }[];
  /** Everything that belongs to citations, dates included: figures in there are no quantities. */
  spans: { start: number; end: number }[];
  /** Printed dates of documents that don't exist. */
  impossibleDates: { start: number; end: number }[];
}

interface TypeEntry {
  type: string;
  bareNumber: boolean;
}
interface Compiled {
  types: PhraseSet<TypeEntry>;
  codes: Map<string, string>;
  numberWords: PhraseSet<true>;
  followers: PhraseSet<true>;
  leftOut: PhraseSet<true>;
}
const compiled = new WeakMap<DocumentWords, Compiled>();

/**
 * 592/QĐ-UBND, 79/KH- UBND, 12/2026/NQ-HĐND, 57-NQ/TW, 1719/QĐ-TTg, 571/UBND-VP. A code begins with a capital letter and has one more
 * part or is itself all capitals; blanks around its signs are slips.
 */
const CODE_PART = "[A-ZĐ][\\p{L}\\d.&]{0,14}";
const CODED = `(?<digits>\\d{1,6}[a-zđ]?)\\s?(?:\\/\\s?(?<year>(?:19|20)\\d\\d)\\s?)?(?<code>[/-]\\s?${CODE_PART}(?:\\s?[-/]\\s?${CODE_PART}){0,4})`;
const BARE = "(?<bare>\\d{1,6}[a-zđ]?)(?![\\p{L}\\d%]|[.,]\\d|\\s?[/]\\s?\\d)";
const NUMBER = new RegExp(`(?<![\\p{L}\\d/.,])(?:${CODED}|${BARE})`, "gu");

function compile(words: DocumentWords): Compiled {
  return {
    types: new PhraseSet(
      words.types.flatMap((entry) =>
        [entry.type, ...entry.wordings].map(
          (wording) => [wording, { type: entry.type, bareNumber: entry.bare_number }] as const,
        ),
      ),
    ),
    codes: new Map(words.types.flatMap((entry) => entry.codes.map((code) => [foldAligned(code), entry.type] as const))),
    numberWords: phraseSet(words.number_words),
    followers: phraseSet(words.followers),
    leftOut: phraseSet(words.left_out),
  };
}

interface Candidate {
  start: number;
  end: number;
  printed: string;
  number: string;
  isCoded: boolean;
  codeType: string | null;
  /** The word that names the kind stands right before it. */
  ownType: TypeEntry | null;
  hasNumberWord: boolean;
  /** Nothing but list signs between the one before and this. */
  continues: boolean;
  date: TimeMention | null;
}

/**
 * Reads all citations of a text.
 * @param year for dates printed without one
 */
export function findDocuments(
  printed: string,
  words: DocumentWords,
  time: DeadlineWords,
  year: number,
): CitedDocuments {
  const text = printed.replace(/[\u2010-\u2015\u2212]/gu, "-");
  let sets = compiled.get(words);
  if (!sets) {
    sets = compile(words);
    compiled.set(words, sets);
  }
  const times = findTimes(text, time, year);
  const dates = times.filter((mention) => mention.kind === "date");
  const candidates = findCandidates(text, sets, times, dates);
  const result: CitedDocuments = { documents: [], leftOut: [], spans: [], impossibleDates: [] };
  for (const group of groupLists(candidates)) takeGroup(group, text, words, sets, result);
  for (const one of result.documents) one.printedNumber = printed.slice(one.start, one.end);
  return result;
}

/** Numbers that may be a document's, in reading order. Figures of dates are none. */
function findCandidates(text: string, sets: Compiled, times: TimeMention[], dates: TimeMention[]): Candidate[] {
  const typeHits = sets.types.findAll(text);
  const candidates: Candidate[] = [];
  for (const match of text.matchAll(NUMBER)) {
    const [printed] = match;
    const start = match.index;
    const end = start + printed.length;
    const isCoded = match.groups?.code !== undefined;
    if (times.some((mention) => mention.start < end && mention.end > start) && !isCoded) continue;
    if (dates.some((mention) => mention.start < end && mention.end > start)) continue;
    const previous = candidates.at(-1);
    const from = previous ? (previous.date?.end ?? previous.end) : 0;
    let before = text.slice(Math.min(from, start), start);
    const numberWord = sets.numberWords.atEnd(before.replace(/[\s:.]+$/u, ""));
    if (numberWord) before = before.slice(0, numberWord.start);
    const ownHit = typeHits.find(
      (hit) =>
        hit.start >= from && hit.end <= start && /^[\s:(]*(?:(?:các\s+)?số)?[\s:]*$/iu.test(text.slice(hit.end, start)),
    );
    const date =
      dates.find(
        (mention) => mention.start >= end && /^[\s,;(]*(?:…|\.{2,})?[\s,]*$/u.test(text.slice(end, mention.start)),
      ) ?? null;
    const own = ownHit?.value ?? (numberWord ? typeBefore(typeHits, from, start, text) : null);
    candidates.push({
      start,
      end,
      printed,
      number: mendNumber(printed),
      isCoded,
      codeType: isCoded ? typeOfCode(match.groups?.code ?? "", sets) : null,
      ownType: own,
      hasNumberWord: numberWord !== null,
      continues: previous !== undefined && /^(?:và|&|số|các|đến|tới|[\s,;:.…-])*$/iu.test(text.slice(from, start)),
      date,
    });
  }
  return candidates;
}

/** "Công văn của UBND thành phố số 12": the kind may stand some words before "số", in the same part of the sentence. */
function typeBefore(
  hits: { start: number; end: number; value: TypeEntry }[],
  from: number,
  start: number,
  text: string,
): TypeEntry | null {
  const near = hits.filter(
    (hit) => hit.start >= from && hit.end <= start && !/[;.\n]/u.test(text.slice(hit.end, start)),
  );
  const last = near.at(-1);
  return last && start - last.end <= 60 ? last.value : null;
}

/** Lists: a candidate that only list signs part from the one before belongs to it, until another kind is named. */
function groupLists(candidates: Candidate[]): Candidate[][] {
  const groups: Candidate[][] = [];
  for (const candidate of candidates) {
    const group = groups.at(-1);
    if (group && candidate.continues && !candidate.ownType) group.push(candidate);
    else groups.push([candidate]);
  }
  return groups;
}

function takeGroup(
  group: Candidate[],
  text: string,
  words: DocumentWords,
  sets: Compiled,
  result: CitedDocuments,
): void {
  const type = group[0]?.ownType ?? null;
  const anyCoded = group.some((one) => one.isCoded);
  const anyDated = group.some((one) => one.date || (one.hasNumberWord && group.length > 1));
  for (const [index, one] of group.entries()) {
    if (!isDocument(one, type, anyCoded || anyDated, text, sets)) continue;
    const date = one.date ?? sharedDate(group, index, text);
    if (date?.isImpossible) result.impossibleDates.push({ start: date.start, end: date.end });
    const ofCode = one.codeType ?? (one.isCoded && !type ? words.type_without_code : null);
    result.documents.push({
      type: type?.type ?? ofCode,
      number: one.number,
      date: date?.from ?? null,
      start: one.start,
      end: one.end,
      printedNumber: one.printed,
      typeOfCode: type && one.codeType && one.codeType !== type.type ? one.codeType : null,
    });
    result.spans.push({ start: one.start, end: one.end });
    if (one.date) result.spans.push({ start: one.date.start, end: one.date.end });
    const rest = text.slice(one.end);
    const dots = /^[\s,;]*(?:…|\.{2,})/u.exec(rest) ?? null;
    const phrase = dots ? null : sets.leftOut.atStart(rest.replace(/^[\s,;]+/u, ""));
    if (dots) result.leftOut.push({ start: one.end, end: one.end + dots[0].length });
    else if (phrase)
      result.leftOut.push({
        start: one.end,
        end: one.end + phrase.end + (rest.length - rest.replace(/^[\s,;]+/u, "").length),
      });
  }
}

/** The next date in the list, as long as commas, and no semicolon, stand between: "178, 179 và 180 ngày 23/01/2026". */
function sharedDate(group: Candidate[], index: number, text: string): TimeMention | null {
  for (let next = index + 1; next < group.length; next++) {
    const one = group[next] as Candidate;
    if (/[;\n]/u.test(text.slice((group[next - 1] as Candidate).end, one.start))) return null;
    if (one.date) return one.date;
  }
  return null;
}

function isDocument(
  one: Candidate,
  type: TypeEntry | null,
  listIsSure: boolean,
  text: string,
  sets: Compiled,
): boolean {
  if (one.isCoded) {
    // "12/12 TDP", "5-Đạt": signs and capitals alone make no document's number; a code, an issuer or a date does.
    return one.codeType !== null || /^\d+[a-zđ]?\s?\/.*-/u.test(one.printed) || type !== null || one.hasNumberWord;
  }
  if (!type) return false;
  if (one.date || listIsSure || one.hasNumberWord) return true;
  if (/^(?:19|20)\d\d$/u.test(one.printed)) return false;
  const rest = text.slice(one.end);
  return type.bareNumber && (/^\s*(?:$|[.,;:)\n/…-])/u.test(rest) || sets.followers.atStart(rest) !== null);
}

function typeOfCode(code: string, sets: Compiled): string | null {
  for (const part of code.split(/[-/\s]+/u)) {
    const type = part ? sets.codes.get(foldAligned(part)) : undefined;
    if (type) return type;
  }
  return null;
}

function mendNumber(printed: string): string {
  return printed.replace(/\s*([-/])\s*/gu, "$1");
}

/** The citation as a row carries it. */
export function toCited({ type, number, date }: DocumentMention): CitedDocument {
  return { type, number, date };
}
