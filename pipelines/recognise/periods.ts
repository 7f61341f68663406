import type { Placeholders } from "../reference/placeholders.ts";
import { remembered } from "../remember.ts";
import { accentedWords, fold } from "./fold.ts";
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
  /** By their words folded. */
  private readonly figures: Placeholders["figures"];
  /** The same words as printed. */
  private readonly figureWords: Set<string>;

  constructor({ figures, periods }: Placeholders) {
    this.figures = {
      month: foldKeys(figures.month),
      months: foldKeys(figures.months),
      quarter: foldKeys(figures.quarter),
    };
    this.figureWords = new Set(Object.values(figures).flatMap((words) => Object.keys(words).map(asPrinted)));
    this.wordings = periods.flatMap(({ kind, wordings }) =>
      wordings.map((wording) => ({ kind, literals: literalsOf(wording), pattern: this.compile(wording) })),
    );
  }

  /** All periods of a text, from left to right, without overlaps; positions are those of the folded text (see fold.ts). */
  find(text: string): FoundPeriod[] {
    const folded = fold(text);
    const words = accentedWords(text);
    const found: FoundPeriod[] = [];
    for (const { kind, literals, pattern } of this.wordings) {
      if (!literals.every((literal) => folded.includes(literal))) continue;
      for (const match of folded.matchAll(pattern)) {
        const period = this.namesFigures(match, folded, words) ? this.read(kind, match) : null;
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
   * The text folded, with its figures replaced by their placeholders, and years behind a month or quarter left out, so
   * that "UTH tháng 3/2026" reads `uth thang {month}`. Also the periods found.
   */
  readonly canonical = remembered((printed: string): { text: string; periods: FoundPeriod[] } => {
    const folded = fold(printed);
    const periods = this.find(printed);
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
    // Words are parted by one space; "T3" is written together, "T 3" is read too. Two figures never are: "đến 15/6" is no 1 May.
    const isFigure = (part: string | undefined) => part?.startsWith("(?<") ?? false;
    const joined = parts
      .filter((part) => part !== "")
      .map((part, index, all) =>
        index === 0 ? part : `${isFigure(part) && isFigure(all[index - 1]) ? " " : " ?"}${part}`,
      )
      .join("");
    return new RegExp(`(?<![\\p{L}\\p{N}])${joined}(?![\\p{L}\\p{N}%])`, "dgu");
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

  /**
   * Whether the words taken for figures are such as printed: "trọng tâm tháng 4" holds no "tám tháng", "tháng sau" is not
   * June, and behind a single letter ("T3", "QIII") only figures stand: "thái" is not February.
   */
  private namesFigures(match: RegExpExecArray, folded: string, words: string[]): boolean {
    for (const span of Object.values(match.indices?.groups ?? {})) {
      if (!span) continue;
      const text = folded.slice(...span);
      if (/^[\divl]+$/.test(text)) continue;
      const before = folded.slice(0, span[0]).split(" ");
      if (before.at(-1)?.length === 1) return false;
      const printed = words.slice(before.length - 1, before.length - 1 + text.split(" ").length).join(" ");
      const isAccented = words.some((word) => /[^\p{ASCII}]/u.test(word));
      if (isAccented && before.at(-1) === "" && !this.figureWords.has(asPrinted(printed))) return false;
    }
    return true;
  }

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

function foldKeys(words: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(words).map(([word, figure]) => [fold(word), figure]));
}

function asPrinted(words: string): string {
  return words.normalize("NFC").toLowerCase();
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
