import type { Placeholders } from "../reference/placeholders.ts";
import { remembered } from "../remember.ts";
import { fold } from "./fold.ts";
import type { Period } from "./types.ts";

/** A span of time found in a text. */
export interface FoundPeriod {
  kind: Period["kind"] | "day" | "ignored";
  day?: number;
  month?: number;
  /** Of "4 tháng": 4. */
  months?: number;
  quarter?: number;
  /** Only where it is printed. */
  year?: number;
  /** Position in the folded text, end exclusive. */
  start: number;
  end: number;
}

interface CompiledWording {
  kind: FoundPeriod["kind"];
  /** Words that stand in every text in which the wording does. */
  literals: string[];
  pattern: RegExp;
}

/** Reads periods in titles and headings, as the reference file words them. */
export class PeriodReader {
  private readonly wordings: CompiledWording[];
  private readonly figures: Placeholders["figures"];

  constructor(placeholders: Placeholders) {
    this.figures = placeholders.figures;
    this.wordings = placeholders.periods.flatMap(({ kind, wordings }) =>
      wordings.map((wording) => ({ kind, literals: literalsOf(wording), pattern: this.compile(wording) })),
    );
  }

  /** All periods of a folded text (see fold.ts), from left to right, without overlaps. */
  find(folded: string): FoundPeriod[] {
    const found: FoundPeriod[] = [];
    for (const { kind, literals, pattern } of this.wordings) {
      if (!literals.every((literal) => folded.includes(literal))) continue;
      for (const match of folded.matchAll(pattern)) {
        const period = this.read(kind, match);
        if (period) found.push(period);
      }
    }
    // The longer wording counts: "6 tháng đầu năm 2026" is not "năm 2026".
    found.sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);
    const kept: FoundPeriod[] = [];
    for (const period of found) {
      if (kept.every((other) => period.end <= other.start || period.start >= other.end)) kept.push(period);
    }
    return kept.sort((a, b) => a.start - b.start);
  }

  /**
   * The folded text with its figures replaced by their placeholders, and years behind a month or quarter left out, so
   * that "UTH tháng 3/2026" reads `uth thang {month}`. Also the periods found.
   */
  readonly canonical = remembered((folded: string): { text: string; periods: FoundPeriod[] } => {
    const periods = this.find(folded);
    let text = "";
    let at = 0;
    for (const period of periods) {
      text += folded.slice(at, period.start) + canonicalPeriod(folded.slice(period.start, period.end), period);
      at = period.end;
    }
    return { text: text + folded.slice(at), periods };
  });

  private compile(wording: string): RegExp {
    const parts = wording.split(/(\{\w+\})/).map((part) => {
      if (!part.startsWith("{")) return escapePattern(fold(part));
      return this.group(part.slice(1, -1));
    });
    // Words are parted by one space; "T3" is written together, "T 3" is read too.
    const joined = parts.filter((part) => part !== "").join(" ?");
    return new RegExp(`(?<![\\p{L}\\p{N}])${joined}(?![\\p{L}\\p{N}%])`, "gu");
  }

  private group(name: string): string {
    if (name === "year") return "(?<year>20\\d\\d)".replace("<year>", `<year${this.serial++}>`);
    if (name === "day") return "(?<day>0?[1-9]|[12]\\d|3[01])";
    const words =
      name === "month" ? this.figures.month : name === "months" ? this.figures.months : this.figures.quarter;
    const digits = name === "quarter" ? "0?[1-4]" : "1[0-2]|0?[1-9]";
    const longestFirst = Object.keys(words).sort((a, b) => b.length - a.length);
    return `(?<${name}>${[...longestFirst.map(escapePattern), digits].join("|")})`;
  }
  private serial = 0;

  private read(kind: FoundPeriod["kind"], match: RegExpMatchArray): FoundPeriod | null {
    const groups = match.groups ?? {};
    const start = match.index ?? 0;
    const period: FoundPeriod = { kind, start, end: start + match[0].length };
    for (const [key, text] of Object.entries(groups)) {
      if (text === undefined) continue;
      if (key.startsWith("year")) period.year = Number(text);
      else if (key === "day") period.day = Number(text);
      else if (key === "month") period.month = this.figures.month[text] ?? Number(text);
      else if (key === "months") period.months = this.figures.months[text] ?? Number(text);
      else period.quarter = this.figures.quarter[text] ?? Number(text);
    }
    if (period.months !== undefined) period.month = period.months;
    if (period.day !== undefined && period.month !== undefined) {
      if (period.day > lastDay(period.year ?? 2024, period.month)) return null;
    }
    return period;
  }
}

function literalsOf(wording: string): string[] {
  return wording
    .split(/\{\w+\}/)
    .map(fold)
    .filter((literal) => literal !== "");
}

/** "tháng 3 năm 2026" → `thang {month}`; "đến 15/3/2026" → `den {date}`; "năm 2026" → `nam {year}`. */
function canonicalPeriod(text: string, period: FoundPeriod): string {
  if (period.kind === "ignored") return text;
  const words = text.split(" ");
  if (period.day !== undefined) {
    const first = words.findIndex((word) => /^\d/.test(word));
    return [...words.slice(0, first), "{date}"].join(" ").replace("ngay {date}", "{date}");
  }
  if (period.months !== undefined) return "{months} thang";
  if (period.kind === "year" || (period.year !== undefined && !period.month && !period.quarter)) {
    return text.replace(/20\d\d$/, "{year}");
  }
  const withoutYear = text.replace(/ (?:nam )?20\d\d$/, "");
  const head = /^(.*?\b(?:thang|quy|t|q)) ?[^ ]+(?: [^ ]+)?$/.exec(withoutYear)?.[1] ?? withoutYear;
  const word = head.replace(/\bt$/, "thang").replace(/\bq$/, "quy");
  if (period.quarter === undefined) return `${word} {month}`;
  return `${word} ${period.quarter === 1 ? "{first_quarter}" : "{quarter}"}`;
}

/** The span as days. Without a printed year, `year` counts. Null for what is no period of a report. */
export function toPeriod(found: FoundPeriod, year: number): Period | null {
  const inYear = found.year ?? year;
  if (found.kind === "ignored") return null;
  if (found.kind === "day" || found.day !== undefined) {
    const month = found.month ?? 1;
    return { kind: "to_date", year: inYear, month, start: day(inYear, 1, 1), end: day(inYear, month, found.day ?? 1) };
  }
  const { month, quarter } = found;
  const firstMonth = found.kind === "to_date" ? 1 : (month ?? (quarter === undefined ? 1 : quarter * 3 - 2));
  const finalMonth = month ?? (quarter === undefined ? 12 : quarter * 3);
  const period: Period = {
    kind: found.kind,
    year: inYear,
    start: day(inYear, firstMonth, 1),
    end: day(inYear, finalMonth, lastDay(inYear, finalMonth)),
  };
  if (month !== undefined) period.month = month;
  if (quarter !== undefined) period.quarter = quarter;
  return period;
}

/** Number of days of a month (1 to 12). */
export function lastDay(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** YYYY-MM-DD. */
export function day(year: number, month: number, dayOfMonth: number): string {
  return `${year}-${String(month).padStart(2, "0")}-${String(dayOfMonth).padStart(2, "0")}`;
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
