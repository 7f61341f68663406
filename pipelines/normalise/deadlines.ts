import type { DeadlineWords } from "../reference/deadlines.ts";
import { findTimes } from "./dates.ts";
import { type PhraseSet, phraseSet } from "./phrases.ts";
import { inYear, type TimeMention } from "./timeMention.ts";

export interface Deadline {
  /** Inclusive, YYYY-MM-DD. */
  start: string | null;
  end: string | null;
  isRecurring: boolean;
  /** Printed days that don't exist, or whose year can't be read. */
  impossible: string[];
  /** Printed words that say no certain day: `cuối tháng 3`. */
  vague: string[];
  /** The printed end lies before the printed start: only the end is kept. */
  isReversed: boolean;
  /** There are words, and no date and no recurrence was found in them. */
  isUnread: boolean;
}

type Relation = "before" | "until" | "from" | "after" | "on" | null;
interface Part extends TimeMention {
  relation: Relation;
}

interface Compiled {
  relations: [Exclude<Relation, null>, PhraseSet<true>][];
  vague: PhraseSet<true>;
  recurring: PhraseSet<true>;
  lunar: PhraseSet<true>;
  to: PhraseSet<true>;
}
const compiled = new WeakMap<DeadlineWords, Compiled>();

function compile(words: DeadlineWords): Compiled {
  return {
    relations: (["before", "until", "from", "after", "on"] as const).map((name) => [
      name,
      phraseSet(words.relations[name]),
    ]),
    vague: phraseSet(words.vague_parts),
    recurring: phraseSet(words.recurring),
    lunar: phraseSet(words.lunar),
    to: phraseSet(words.words.to),
  };
}

/**
 * Reads a deadline as printed. Both days are inclusive: a period gives both, "ngày 04/3/2026" gives both the same, a bare
 * date only the end, "trước ngày 10/3/2026" ends on the 9th. Recurring deadlines have no days.
 * @param year the report's year, for what is printed without one
 */
export function readDeadline(text: string, words: DeadlineWords, year: number): Deadline {
  let sets = compiled.get(words);
  if (!sets) {
    sets = compile(words);
    compiled.set(words, sets);
  }
  const deadline: Deadline = {
    start: null,
    end: null,
    isRecurring: false,
    impossible: [],
    vague: [],
    isReversed: false,
    isUnread: false,
  };
  const mentions = shareYears(findTimes(text, words, year, { isDeadline: true }), text, sets);
  if (sets.recurring.has(text)) return { ...deadline, isRecurring: true };
  if (mentions.length === 0 || sets.lunar.has(text)) return { ...deadline, isUnread: /[\p{L}\p{N}]/u.test(text) };

  let at = 0;
  const parts: Part[] = [];
  for (const mention of mentions) {
    const before = text.slice(at, mention.start);
    at = mention.end;
    if (mention.isImpossible) deadline.impossible.push(text.slice(mention.start, mention.end).trim());
    const vague = sets.vague.atEnd(before);
    if (vague && mention.kind !== "date")
      deadline.vague.push(text.slice(mention.start - (before.length - vague.start), mention.end).trim());
    parts.push({ ...mention, relation: relationOf(before, mention, parts, sets) });
  }
  if (deadline.impossible.length > 0) return deadline;
  const { start, end } = combine(parts);
  const isReversed = start !== null && end !== null && start > end;
  return { ...deadline, start: isReversed ? null : start, end, isReversed };
}

/** What the words before a date make of it. */
function relationOf(before: string, mention: TimeMention, earlier: Part[], sets: Compiled): Relation {
  // The word "ngày" belongs to the mention; "trước" and "từ" may stand before it.
  const head = before.replace(/[\s,;:(]+$/u, "");
  const isRange =
    earlier.length > 0 && (/[-–—]\s*$/u.test(before) || (sets.to.atEnd(before) !== null && !/[;\n]/u.test(before)));
  if (isRange) return "until";
  // "Trước 17h00 ngày 10/3": the hour is the limit, the day itself is still in time.
  const withoutHour = head.replace(/\d{1,2}\s*(?:h|g|giờ|:)\s*\d{0,2}\s*(?:phút)?$/iu, "").trimEnd();
  for (const [relation, set] of sets.relations) {
    if (relation === "on" || !set.atEnd(stripVague(withoutHour, sets))) continue;
    return relation === "before" && withoutHour !== head ? "until" : relation;
  }
  if (mention.kind !== "date") return null;
  return mention.hasDayWord ? "on" : null;
}

function stripVague(text: string, sets: Compiled): string {
  const vague = sets.vague.atEnd(text);
  return vague ? text.slice(0, vague.start).trimEnd() : text;
}

/** The days of all parts together: from the first that says when it begins, to the last. */
function combine(parts: Part[]): Pick<Deadline, "start" | "end"> {
  const starts: string[] = [];
  const ends: string[] = [];
  for (const [index, { relation, from, to, kind }] of parts.entries()) {
    if (!from || !to) continue;
    const next = parts[index + 1];
    const opensRange = next?.relation === "until" && relation === null;
    if (relation === "before") ends.push(dayBefore(from));
    else if (relation === "until") ends.push(to);
    else if (relation === "from") starts.push(from);
    else if (relation === "after") starts.push(dayAfter(to));
    else if (relation === "on" || kind !== "date" || opensRange) {
      starts.push(from);
      ends.push(to);
    } else ends.push(to);
  }
  const start = starts.sort()[0] ?? null;
  const end = ends.sort().at(-1) ?? null;
  return { start, end };
}

/** "15/3-20/3/2026", "Quý I, II/2026": the year at the end is meant for what comes before it, and a range runs forward. */
function shareYears(mentions: TimeMention[], text: string, sets: Compiled): TimeMention[] {
  const shared = [...mentions];
  for (let index = shared.length - 2; index >= 0; index--) {
    const one = shared[index] as TimeMention;
    const next = shared[index + 1] as TimeMention;
    if (one.hasYear || !next.hasYear || next.isImpossible) continue;
    const between = text.slice(one.end, next.start);
    if (!/^[\s,;–—-]*$/u.test(between) && !sets.to.has(between) && !/^\s*(?:và|&)\s*$/iu.test(between)) continue;
    let moved = inYear(one, next.year);
    if (moved.from && next.to && moved.from > next.to) moved = inYear(one, next.year - 1);
    shared[index] = { ...moved, hasYear: true };
  }
  for (let index = 1; index < shared.length; index++) {
    const before = shared[index - 1] as TimeMention;
    const one = shared[index] as TimeMention;
    if (one.hasYear || !before.hasYear || before.isImpossible) continue;
    const isRange =
      /^\s*[-–—]\s*$/u.test(text.slice(before.end, one.start)) || sets.to.has(text.slice(before.end, one.start));
    if (!isRange) continue;
    let moved = inYear(one, before.year);
    if (moved.to && before.from && moved.to < before.from) moved = inYear(one, before.year + 1);
    shared[index] = moved;
  }
  return shared;
}

function dayBefore(date: string): string {
  return shift(date, -1);
}

function dayAfter(date: string): string {
  return shift(date, 1);
}

/** A date some days later or earlier. Calendar arithmetic in UTC: no clock is read. */
function shift(date: string, days: number): string {
  const moved = new Date(`${date}T00:00:00Z`);
  moved.setUTCDate(moved.getUTCDate() + days);
  return moved.toISOString().slice(0, 10);
}

/**
 * A year out of place: before the report's, or so far ahead that it is likely mistyped. Spans over several years are plans and
 * not looked at.
 * @param period first day of the month reported, YYYY-MM-01
 */
export function isYearOutOfPlace(deadline: Deadline, period: string, words: DeadlineWords): boolean {
  const { start, end } = deadline;
  if (!end) return false;
  const reportYear = Number(period.slice(0, 4));
  const endYear = Number(end.slice(0, 4));
  if (start && endYear - Number(start.slice(0, 4)) >= 1) return false;
  if (endYear < reportYear) return true;
  const monthsAhead = (endYear - reportYear) * 12 + Number(end.slice(5, 7)) - Number(period.slice(5, 7));
  return endYear > reportYear && monthsAhead > words.far_ahead_months;
}
