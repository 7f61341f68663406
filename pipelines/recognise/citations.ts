/** Number, date and issuer of a report, as its lines print them. */
import type { Catalogue } from "../reference/catalogue.ts";
import { type FoldedText, fold, foldLetters } from "./fold.ts";
import { day, lastDay } from "./periods.ts";

export interface Citation {
  /** Spaces mended: `12/BC-UBND`. */
  number: string | null;
  /** YYYY-MM-DD. */
  date: string | null;
}

/** A locality's name as printed, with its kind in lower case: `phường Hòa Bình`. */
export interface LocalityMention {
  name: string;
  kind: string;
  /** Without the kind. */
  bareName: string;
}

const NUMBER =
  "((?:\\d{1,2}[.]\\d{3}|\\d{1,5}) ?\\/ ?(?:\\d{4} ?\\/ ?)?([a-z]{1,6}\\d?) ?(?:- ?[a-z0-9]+ ?)*(?:- ?[a-z0-9]+)?)";
const DATE = "ngay\\s*(\\d{1,2})\\s*(?:[/.-]|thang)\\s*(\\d{1,2})\\s*(?:[/.-]|nam)\\s*(20\\d\\d)";

export class CitationReader {
  private readonly citationLabels: string[];
  private readonly numberLabel: RegExp;
  private readonly codes: Set<string>;
  private readonly earlier: RegExp;
  private readonly locality: RegExp;
  private readonly kinds: Map<string, string>;
  private readonly notNames: NameWords;
  private readonly notNamesAfter: string[];
  private readonly nameEnds: NameWords;
  /** Words of time, which end a name only where a figure follows: "Quyết Thắng" and "Phú Quý" are names. */
  private readonly timeEnds: NameWords;
  /** Folded spellings of known names, longest first. */
  private readonly knownNames: string[];

  constructor(catalogue: Catalogue) {
    const { reports, localities } = catalogue;
    this.citationLabels = reports.citation_labels.map(fold);
    const labels = reports.number_labels.map(fold).sort((a, b) => b.length - a.length);
    this.numberLabel = new RegExp(`(?<![a-z])(?:${labels.join("|")})\\s*:?\\s*${NUMBER}`, "g");
    this.codes = new Set(reports.report_codes.map(fold));
    this.earlier = new RegExp(
      `(?<!\\p{L})(?:${reports.earlier_labels.map(fold).join("|")})(?:\\s+\\p{L}+){0,3}\\s*$`,
      "u",
    );
    this.kinds = new Map();
    const isTime = (phrase: string) => phrase.endsWith(" {n}");
    this.notNames = nameWords(localities.not_names);
    this.notNamesAfter = localities.not_names_after.map(fold);
    this.nameEnds = nameWords(localities.name_ends.filter((phrase) => !isTime(phrase)));
    this.timeEnds = nameWords(localities.name_ends.filter(isTime).map((phrase) => phrase.slice(0, -4)));
    const kinds = localities.kinds.map(({ kind }) => fold(kind));
    this.knownNames = localities.localities
      .flatMap(({ name, also }) => [
        kinds.reduce((key, kind) => key.replace(new RegExp(`^${kind} `), ""), fold(name)),
        ...also.map(fold),
      ])
      .sort((a, b) => b.length - a.length);
    const patterns: string[] = [];
    for (const { kind, abbreviations } of localities.kinds) {
      for (const wording of [kind, ...abbreviations]) {
        const folded = foldLetters(wording).folded;
        this.kinds.set(folded, kind);
        patterns.push(folded.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
      }
    }
    patterns.sort((a, b) => b.length - a.length);
    this.locality = new RegExp(`(?<![\\p{L}\\p{N}])(${patterns.join("|")})\\s*`, "gu");
  }

  /** "kèm theo Báo cáo số 12/BC-UBND ngày 12/3/2026": the report that the appendix belongs to. */
  citation(text: string): Citation | null {
    const key = fold(text);
    if (!this.citationLabels.some((label) => key.startsWith(label))) return null;
    const line = foldLetters(text);
    const number = new RegExp(NUMBER).exec(line.folded);
    const date = dateIn(line.folded);
    if (!number && !date) return null;
    return { number: number ? cut(line, number.index, number[0].length).replace(/\s+/g, "") : null, date };
  }

  /** "Số: 12/BC-UBND" of a letterhead: only with a code that is a report's. */
  letterheadNumber(text: string): string | null {
    const line = foldLetters(text);
    if (line.folded.length > 200) return null;
    for (const match of line.folded.matchAll(this.numberLabel)) {
      if (!this.codes.has(match[2] ?? "") || this.isEarlier(line.folded, match)) continue;
      const at = (match.index ?? 0) + match[0].length - (match[1] ?? "").length;
      return cut(line, at, (match[1] ?? "").length).replace(/\s+/g, "");
    }
    return null;
  }

  /** "Thay thế Báo cáo số 98/BC-UBND": the report that this one corrects; "Báo cáo thay thế số 98" is this one. */
  private isEarlier(folded: string, match: RegExpMatchArray): boolean {
    return match[0].startsWith("bao cao") && this.earlier.test(folded.slice(0, match.index));
  }

  /** The day behind such a number: "Báo cáo số 12/BC-UBND ngày 12/3/2026"; or a whole letterhead in one line. */
  dateOfNumber(text: string): string | null {
    const line = foldLetters(text).folded;
    for (const match of line.matchAll(this.numberLabel)) {
      if (!this.codes.has(match[2] ?? "") || this.isEarlier(line, match)) continue;
      const behind = line.slice((match.index ?? 0) + match[0].length);
      if (/^\s*,?\s*ngay/.test(behind)) return dateIn(behind.slice(0, 40));
      return this.placeAndDate(behind.replace(/^[\s\p{P}|]+/u, ""))?.date ?? null;
    }
    return null;
  }

  /** "Hòa Bình, ngày 12 tháng 3 năm 2026": the place and the date of issue. */
  placeAndDate(text: string): { place: string; date: string } | null {
    const line = foldLetters(text.trim());
    const match = new RegExp(`^([\\p{L} .'-]{2,60}),\\s*${DATE}\\.?$`, "u").exec(line.folded);
    const date = match && dateIn(match[0]);
    return match && date ? { place: cut(line, 0, (match[1] ?? "").length).trim(), date } : null;
  }

  /** Names of localities in a text: the kind, then words that begin with a capital. */
  localities(text: string): LocalityMention[] {
    const line = foldLetters(text);
    const found: LocalityMention[] = [];
    for (const match of line.folded.matchAll(this.locality)) {
      const kind = this.kinds.get(match[1] ?? "");
      const at = (match.index ?? 0) + match[0].length;
      const behind = line.text.slice(at);
      const before = ` ${fold(line.text.slice(0, match.index))}`;
      const isPhrase = this.notNamesAfter.some((phrase) => before.endsWith(` ${phrase}`));
      if (isPhrase && lengthOf(this.notNames, behind.split(/[\s\u00a0]+/).slice(0, 1)) > 0) continue;
      const bareName = this.properName(behind);
      if (kind && bareName) found.push({ name: `${kind} ${bareName}`, kind, bareName });
    }
    return found;
  }

  /** The words with a capital at the front, up to five; a name in capitals ends before a word that is none. */
  private properName(text: string): string | null {
    // Beside the name, behind a wide blank, stands the motto in a letterhead of two sides.
    const all =
      /^[^,.;:()\n\r/"“”\t]*/
        .exec(text)?.[0]
        .split(/ {3,}/)[0]
        ?.split(/[\s\u00a0]+/) ?? [];
    const stop = all.findIndex((word, index) => index === 5 || !/^(?:\p{Lu}|\d{1,2}$)/u.test(word));
    const words = stop < 0 ? all : all.slice(0, stop);
    const keys = words.map(fold);
    const known = this.knownNames.find((name) => `${keys.join(" ")} `.startsWith(`${name} `));
    if (known) return titleCase(words.slice(0, known.split(" ").length).join(" ").normalize("NFC"));
    // Only the first word may be one of the ending words: it is part of the name then.
    const end = words.findIndex((_, index) => index > 0 && this.endsName(all.slice(index)));
    const name = end < 0 ? words : words.slice(0, end);
    const isPhrase = [name, words.slice(0, 2)].some((some) => lengthOf(this.notNames, some) === some.length);
    if (name.length === 0 || isPhrase || /^\p{P}*$/u.test(name.join(""))) return null;
    return titleCase(name.join(" ").normalize("NFC"));
  }

  private endsName(words: string[]): boolean {
    if (lengthOf(this.nameEnds, words) > 0) return true;
    const next = words[lengthOf(this.timeEnds, words)];
    return next !== words[0] && /^(?:\d|[ivx]{1,5}$)/i.test(next ?? "");
  }
}

/** Phrases as printed, and folded for texts without accents: "tháng" is no part of a name, "Thắng" is. */
interface NameWords {
  printed: string[];
  folded: string[];
}

function nameWords(phrases: string[]): NameWords {
  return { printed: phrases.map((phrase) => phrase.normalize("NFC").toLowerCase()), folded: phrases.map(fold) };
}

/** How many of the words, from the first, are the longest phrase that they begin with; 0 where they begin with none. */
function lengthOf({ printed, folded }: NameWords, words: string[]): number {
  const text = words.join(" ").normalize("NFC").toLowerCase();
  const hasAccents = /[^\p{ASCII}]/u.test(text);
  const key = hasAccents ? text : fold(text);
  const fitting = (hasAccents ? printed : folded).filter((phrase) => `${key} `.startsWith(`${phrase} `));
  return Math.max(0, ...fitting.map((phrase) => phrase.split(" ").length));
}

function titleCase(name: string): string {
  if (name !== name.toUpperCase() || !/\p{L}/u.test(name)) return name;
  return name.toLowerCase().replace(/(?<=^|[\s-])\p{L}/gu, (letter) => letter.toUpperCase());
}

function dateIn(folded: string): string | null {
  const match = new RegExp(DATE).exec(folded);
  if (!match) return null;
  const [dayOfMonth, month, year] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (month < 1 || month > 12 || dayOfMonth < 1 || dayOfMonth > lastDay(year, month)) return null;
  return day(year, month, dayOfMonth);
}

function cut(line: FoldedText, start: number, length: number): string {
  return line.text.slice(start, start + length);
}
