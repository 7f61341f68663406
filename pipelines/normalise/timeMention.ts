/** A day, month, quarter or span that a text names, and its days on the calendar. */

import { day as isoDay, lastDay } from "../recognise/periods.ts";

export interface TimeMention {
  kind: "date" | "month" | "quarter" | "span" | "year";
  /** Offsets in the text, end exclusive; the words `ngày`, `tháng`, `quý` and `năm` are inside. */
  start: number;
  end: number;
  /** First and last day, YYYY-MM-DD; both null where the day does not exist (31/02) or the year can't be read. */
  from: string | null;
  to: string | null;
  isImpossible: boolean;
  /** The year is printed here, and not taken from the report or a neighbour. */
  hasYear: boolean;
  year: number;
  month?: number;
  day?: number;
  quarter?: number;
  /** A word such as "ngày" stands before the day. */
  hasDayWord: boolean;
}

/** What a pattern found, before it is known to exist. */
export interface Parts {
  kind: TimeMention["kind"];
  day?: number;
  month?: number;
  lastMonth?: number;
  quarter?: number;
  yearText?: string;
  start: number;
  end: number;
  hasDayWord?: boolean;
}

/** The same mention in another year: for ranges whose year stands at one end only. */
export function inYear(found: TimeMention, year: number): TimeMention {
  const parts: Parts = { kind: found.kind, start: found.start, end: found.end, hasDayWord: found.hasDayWord };
  if (found.day !== undefined) parts.day = found.day;
  if (found.month !== undefined) parts.month = found.month;
  if (found.quarter !== undefined) parts.quarter = found.quarter;
  if (found.kind === "span" && found.to) parts.lastMonth = Number(found.to.slice(5, 7));
  return mention(parts, year);
}

/** A mention out of its parts: with its first and last day, or impossible. */
export function mention(parts: Parts, defaultYear: number): TimeMention {
  const { kind, start, end, yearText } = parts;
  const year = yearText === undefined ? defaultYear : readYear(yearText);
  const base = {
    kind,
    start,
    end,
    hasYear: yearText !== undefined,
    year: year ?? 0,
    hasDayWord: parts.hasDayWord ?? false,
    ...(parts.month === undefined ? {} : { month: parts.month }),
    ...(parts.day === undefined ? {} : { day: parts.day }),
    ...(parts.quarter === undefined ? {} : { quarter: parts.quarter }),
  };
  const impossible = { ...base, from: null, to: null, isImpossible: true };
  if (year === null) return impossible;
  const [first, last] =
    kind === "quarter"
      ? [(parts.quarter ?? 0) * 3 - 2, (parts.quarter ?? 0) * 3]
      : kind === "year"
        ? [1, 12]
        : [parts.month ?? 0, parts.lastMonth ?? parts.month ?? 0];
  if (!(first >= 1 && last <= 12 && first <= last)) return impossible;
  if (kind !== "date")
    return { ...base, from: isoDay(year, first, 1), to: isoDay(year, last, lastDay(year, last)), isImpossible: false };
  const day = parts.day ?? 0;
  if (day < 1 || day > lastDay(year, first)) return impossible;
  return { ...base, from: isoDay(year, first, day), to: isoDay(year, first, day), isImpossible: false };
}

/** 2026, or 26 for it; anything else is no year that a report can mean. */
function readYear(text: string): number | null {
  if (/^\d{2}$/u.test(text)) return 2000 + Number(text);
  return /^(?:19|20)\d\d$/u.test(text) ? Number(text) : null;
}
