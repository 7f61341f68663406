/** Finds every day, month, quarter and span of the year that a text names. */

import { day as isoDay } from "../recognise/periods.ts";
import type { DeadlineWords } from "../reference/deadlines.ts";
import { foldAligned } from "./names.ts";
import { mention, type Parts, type TimeMention } from "./timeMention.ts";

export type { TimeMention } from "./timeMention.ts";

const GAP = "\\s*";
/** Between day and month, and month and year. */
const SLASH = `${GAP}[/.]${GAP}`;

/** Compiled patterns, one set a reference file. */
const compiled = new WeakMap<DeadlineWords, ReturnType<typeof compile>>();

function alternatives(words: readonly string[]): string {
  return [...words]
    .map((word) =>
      foldAligned(word)
        .replace(/[.*+?^${}()|[\]\\]/gu, "\\$&")
        .replaceAll(" ", "\\s+"),
    )
    .sort((a, b) => b.length - a.length)
    .join("|");
}

function compile(words: DeadlineWords) {
  const day = `(?:${alternatives(words.words.day)})`;
  const month = `(?:${alternatives(words.words.month)})`;
  const quarter = `(?:${alternatives(words.words.quarter)})`;
  const year = `(?:${alternatives(words.words.year)})`;
  // "ngày … tháng … năm 2026" leaves no month between its words: the word before figures is the year's.
  const monthNumber = `(?:(?!${year}\\s+\\d)(?:${alternatives(Object.keys(words.month_numbers))})|\\d{1,2})`;
  const quarterNumber = `(?:${alternatives(Object.keys(words.quarter_numbers))}|0?[1-4])`;
  const join = `${GAP}(?:,|-|${alternatives([...words.words.to, ...words.words.and])})${GAP}`;
  // "/2026", "-2026", "năm 2026", and a year that was mistyped: "/20226".
  const yearTail = `(?:(?:${GAP}[/.-]${GAP}|${GAP},?${GAP}${year}\\s+)(?<year>\\d{2,6})(?![\\d/]))?`;
  const edge = "(?<![\\p{L}\\p{N}/.,-])";
  const done = "(?![\\p{L}\\p{N}])";
  const regex = (source: string) => new RegExp(source, "gu");
  const firstWords = (list: readonly string[]) => list.map((word) => foldAligned(word).split(/\s+/u)[0] ?? "");
  return {
    /** One of these stands in every text that names a month, or a quarter, in words. */
    monthWords: firstWords(words.words.month),
    quarterWords: firstWords(words.words.quarter),
    iso: regex(`${edge}(?<year>(?:19|20)\\d\\d)-(?<month>\\d{1,2})-(?<day>\\d{1,2})(?!\\d)`),
    // 31/3/2026, 31.3.2026, 31-3-2026; the year may be mistyped.
    full: regex(
      `(?<![\\d/.,])(?:(?<word>${day})${GAP})?(?<![\\d/])(?<day>\\d{1,2})${SLASH}(?<month>\\d{1,2})${SLASH}(?<year>\\d{1,6})(?![\\d/])`,
    ),
    dashed: regex(`${edge}(?:(?<word>${day})${GAP})?(?<day>\\d{1,2})-(?<month>\\d{1,2})-(?<year>\\d{4})(?![\\d/-])`),
    // ngày 5 tháng 3 năm 2026, ngày 5/3 năm 2026
    worded: regex(
      `${edge}(?:(?<word>${day})\\s+)?(?<day>\\d{1,2})(?:\\s+${month}\\s+|${SLASH}(?=\\d{1,2}\\s+${year}))(?<month>${monthNumber})${done}${yearTail}`,
    ),
    // 15-20/3/2026, ngày 15, 16/3: days that share the month behind the last one
    shared: regex(
      `${edge}(?:(?<word>${day})${GAP})?(?<days>\\d{1,2}(?:${join}(?:${day}${GAP})?\\d{1,2})*)(?=${join}(?:${day}${GAP})?\\d{1,2}${SLASH}\\d{1,2}(?!\\d))`,
    ),
    // ngày 5/3; 5/3 alone is a date only where a deadline is read
    short: regex(
      `(?<![\\d/.,])(?:(?<word>${day})${GAP})?(?<![\\d/])(?<day>\\d{1,2})${GAP}/${GAP}(?<month>\\d{1,2})(?![\\d/]|[.,]\\d)`,
    ),
    month: regex(
      `${edge}(?<word>${month})${GAP}(?<month>${monthNumber})(?![\\p{L}\\p{N}]|[.,]\\d(?!\\d{3}))${yearTail}`,
    ),
    months: regex(
      `${edge}(?<word>${month})${GAP}(?<list>${monthNumber}(?:${join}(?:${month}${GAP})?${monthNumber}${done})+)(?!${GAP}/${GAP}\\d{1,2}(?!\\d))${yearTail}`,
    ),
    monthYear: regex(`${edge}(?<month>\\d{1,2})${GAP}[/-]${GAP}(?<year>(?:19|20)\\d\\d)(?![\\d/-])`),
    quarter: regex(
      `${edge}(?:${quarter})${GAP}(?<list>${quarterNumber}(?:${join}(?:${quarter}${GAP})?${quarterNumber}${done})*)${done}${yearTail}`,
    ),
    quarterLetter: regex(`${edge}q\\.?(?<list>[1-4]|iv|i{1,3})${done}${yearTail}`),
    monthLetter: regex(
      `(?<![\\p{L}\\p{N}/.,])t\\.?(?<month>1[0-2]|0?[1-9])(?:${GAP}[/-]${GAP}(?<year>(?:19|20)\\d\\d))(?![\\d/])`,
    ),
    monthLetterAlone: regex(`(?<![\\p{L}\\p{N}/.,])t\\.?(?<month>1[0-2]|0?[1-9])(?![\\p{L}\\p{N}/]|[.,]\\d)`),
    years: regex(
      `${edge}(?:(?:${year})\\s+)?(?<first>(?:19|20)\\d\\d)${join}(?:${year}\\s+)?(?<last>(?:19|20)\\d\\d)(?![\\d/])`,
    ),
    year: regex(`${edge}(?:${year})\\s+(?<year>(?:19|20)\\d\\d)(?![\\d/])`),
    bareYear: regex("^\\s*(?<year>(?:19|20)\\d\\d)\\s*$"),
    spans: words.spans.flatMap((span) =>
      span.phrases.map((phrase) => ({
        first: span.first,
        last: span.last,
        /** Stands in every text in which the phrase does. */
        word:
          foldAligned(phrase)
            .split(/\s+/u)
            .find((word) => !word.includes("{")) ?? "",
        pattern: regex(
          `${edge}${alternatives([phrase]).replace("\\{months\\}", "(?<months>0?[1-9]|1[0-2])")}${done}(?:(?:${GAP}/${GAP}|\\s*${year}?\\s*)(?<year>(?:19|20)\\d\\d)(?![\\d/]))?`,
        ),
      })),
    ),
    numberIn: regex(`${monthNumber}${done}`),
    quarterIn: regex(`(?<!\\p{L})${quarterNumber}${done}`),
  };
}

/**
 * All mentions in reading order, none inside another.
 * @param year for what is printed without one
 * @param options.isDeadline the text is nothing but a deadline: "15/3" is a date there, "tháng 2, 3" two months, "2026" a year
 */
export function findTimes(
  text: string,
  words: DeadlineWords,
  year: number,
  options: { isDeadline?: boolean } = {},
): TimeMention[] {
  const key = `${year} ${options.isDeadline ?? false} ${text}`;
  let known = remember.get(words);
  if (!known || known.size >= MOST_REMEMBERED) {
    known = new Map();
    remember.set(words, known);
  }
  let found = known.get(key);
  if (!found) {
    found = readTimes(text, words, year, options);
    known.set(key, found);
  }
  return found.map((each) => ({ ...each }));
}

/** Citations, facts and progress ask for the times of one and the same text, one after another. */
const remember = new WeakMap<DeadlineWords, Map<string, TimeMention[]>>();
const MOST_REMEMBERED = 2_000;

function readTimes(text: string, words: DeadlineWords, year: number, options: { isDeadline?: boolean }): TimeMention[] {
  let patterns = compiled.get(words);
  if (!patterns) {
    patterns = compile(words);
    compiled.set(words, patterns);
  }
  const folded = foldAligned(text);
  const found: TimeMention[] = [];
  const isFree = (start: number, end: number) => found.every((other) => end <= other.start || start >= other.end);
  const add = (parts: Parts) => {
    if (isFree(parts.start, parts.end)) found.push(mention(parts, year));
  };
  const scan = (
    pattern: RegExp,
    read: (groups: Record<string, string | undefined>, start: number, end: number) => void,
  ) => {
    // Not by matchAll, which makes the pattern anew for each of the many texts that it is not in.
    pattern.lastIndex = 0;
    for (let match = pattern.exec(folded); match; match = pattern.exec(folded)) {
      if (isFree(match.index, match.index + match[0].length)) {
        read(match.groups ?? {}, match.index, match.index + match[0].length);
      }
    }
  };
  // Most patterns ask for a figure: a text without one needs only those of words.
  const scanFigures: typeof scan = /\d/u.test(folded) ? scan : () => {};
  const monthOf = (printed: string | undefined) =>
    words.month_numbers[printed ?? ""] ?? monthWords(words)[printed ?? ""] ?? Number(printed);
  const date = (groups: Record<string, string | undefined>, start: number, end: number) =>
    add({
      kind: "date",
      day: Number(groups.day),
      month: monthOf(groups.month),
      start,
      end,
      hasDayWord: groups.word !== undefined,
      ...(groups.year === undefined ? {} : { yearText: groups.year }),
    });

  scanFigures(patterns.iso, date);
  scanFigures(patterns.full, date);
  scanFigures(patterns.dashed, date);
  // "Tuần 2 tháng 3" is no day: without "ngày" the day must open the text.
  scanFigures(patterns.worded, (groups, start, end) => {
    if (groups.word || folded.slice(0, start).trim() === "") date(groups, start, end);
  });
  scanFigures(patterns.short, (groups, start, end) => {
    if (groups.word || options.isDeadline || isRangeEnd(folded, start, end)) date(groups, start, end);
  });
  scanFigures(patterns.shared, (groups, start, end) => {
    const next = found.find((other) => other.kind === "date" && other.start >= end && other.start - end < 12);
    if (
      !next ||
      (!groups.word && !next.hasDayWord && !options.isDeadline && !/[-–]\s*$/u.test(folded.slice(end, next.start)))
    )
      return;
    let at = start;
    for (const one of (groups.days ?? "").matchAll(/\d{1,2}/gu)) {
      at = folded.indexOf(one[0], at);
      add({
        kind: "date",
        day: Number(one[0]),
        month: next.month ?? 0,
        start: at === folded.indexOf(one[0], start) ? start : at,
        end: at + one[0].length,
        hasDayWord: groups.word !== undefined,
        ...(next.hasYear ? { yearText: String(next.year) } : {}),
      });
      at += one[0].length;
    }
  });
  const hasOne = (list: string[]) => list.some((word) => folded.includes(word));
  const scanMonths: typeof scan = hasOne(patterns.monthWords) ? scan : () => {};
  if (options.isDeadline) {
    scanMonths(patterns.months, (groups, start, end) => {
      list(groups.list, patterns.numberIn, folded, start, end, (printed, from, to) => {
        add({ kind: "month", month: monthOf(printed), start: from, end: to, ...tail(groups.year) });
      });
    });
  }
  scanMonths(patterns.month, (groups, start, end) =>
    add({ kind: "month", month: monthOf(groups.month), start, end, ...tail(groups.year) }),
  );
  scanFigures(patterns.monthLetter, (groups, start, end) =>
    add({ kind: "month", month: Number(groups.month), start, end, ...tail(groups.year) }),
  );
  if (options.isDeadline) {
    scanFigures(patterns.monthLetterAlone, (groups, start, end) =>
      add({ kind: "month", month: Number(groups.month), start, end }),
    );
  }
  const quarters = (groups: Record<string, string | undefined>, start: number, end: number) =>
    list(groups.list, patterns.quarterIn, folded, start, end, (printed, from, to) => {
      const known = Object.entries(words.quarter_numbers).find(([word]) => foldAligned(word) === printed)?.[1];
      add({ kind: "quarter", quarter: known ?? Number(printed), start: from, end: to, ...tail(groups.year) });
    });
  if (hasOne(patterns.quarterWords)) scan(patterns.quarter, quarters);
  if (folded.includes("q")) scan(patterns.quarterLetter, quarters);
  scanFigures(patterns.monthYear, (groups, start, end) => {
    if (Number(groups.month) >= 1 && Number(groups.month) <= 12) {
      add({ kind: "month", month: Number(groups.month), start, end, ...tail(groups.year) });
    }
  });
  for (const span of patterns.spans) {
    if (!folded.includes(span.word)) continue;
    scan(span.pattern, (groups, start, end) => {
      const last = span.last === "{months}" ? Number(groups.months) : span.last;
      add({ kind: "span", month: span.first, lastMonth: last, start, end, ...tail(groups.year) });
    });
  }
  scanFigures(patterns.years, (groups, start, end) => {
    const [first, last] = [Number(groups.first), Number(groups.last)];
    found.push({
      kind: "year",
      start,
      end,
      from: isoDay(first, 1, 1),
      to: isoDay(last, 12, 31),
      isImpossible: last < first,
      hasYear: true,
      year: last,
      hasDayWord: false,
    });
  });
  scanFigures(patterns.year, (groups, start, end) => add({ kind: "year", start, end, ...tail(groups.year) }));
  if (options.isDeadline)
    scanFigures(patterns.bareYear, (groups, start, end) => add({ kind: "year", start, end, ...tail(groups.year) }));
  return found.sort((a, b) => a.start - b.start);
}

function tail(yearText: string | undefined): { yearText?: string } {
  return yearText === undefined ? {} : { yearText };
}

const foldedMonths = new WeakMap<DeadlineWords, Record<string, number>>();

function monthWords(words: DeadlineWords): Record<string, number> {
  let months = foldedMonths.get(words);
  if (!months) {
    months = Object.fromEntries(
      Object.entries(words.month_numbers).map(([word, number]) => [foldAligned(word), number]),
    );
    foldedMonths.set(words, months);
  }
  return months;
}

/** Each item of "I, II và III" with its own place; the first takes the word before it, the last the year behind it. */
function list(
  text: string | undefined,
  item: RegExp,
  folded: string,
  start: number,
  end: number,
  take: (printed: string, from: number, to: number) => void,
): void {
  if (!text) return;
  const at = folded.indexOf(text, start);
  const items = [...text.matchAll(item)];
  for (const [index, one] of items.entries()) {
    const from = index === 0 ? start : at + one.index;
    const to = index === items.length - 1 ? end : at + one.index + one[0].length;
    take(one[0], from, to);
  }
}

/** "15/3-20/3": a dash with a date on its other side makes dates of both. */
function isRangeEnd(folded: string, start: number, end: number): boolean {
  return (
    /^\s*-\s*\d{1,2}\s*\/\s*\d{1,2}(?!\d)/u.test(folded.slice(end)) ||
    /\d{1,2}\s*\/\s*\d{1,2}\s*-\s*$/u.test(folded.slice(0, start))
  );
}
