import type { AppendixHeaders, HeaderField } from "../reference/headers.ts";
import { editsUpTo } from "./distance.ts";
import { fold } from "./fold.ts";
import type { FoundPeriod, PeriodReader } from "./periods.ts";

/** How well a heading fits a field, and by which wording. */
export interface FieldMatch {
  field: string;
  score: number;
  wording: string;
  /** `exact`, `spacing`, `within` or `fuzzy`. */
  how: "exact" | "spacing" | "within" | "fuzzy";
}

/** Below this a heading is not taken for the field. */
export const ACCEPTED_SCORE = 0.7;

/** Headings whose matches are remembered. */
const MOST_REMEMBERED = 10_000;

/** A folded text with what comparing needs of it. */
interface Key {
  text: string;
  tight: string;
  /** The same, with one sign for each placeholder. */
  bare: string;
  /** Its placeholders, sorted. */
  placeholders: string;
  /** The placeholders of months, quarters and days only. */
  periods: string;
  words: number;
}

interface CompiledWording {
  field: string;
  wording: string;
  /** Caption and heading, or the heading alone. */
  parts: Key[];
}

/** A heading made ready for comparison. */
export interface HeadingKey {
  /** Captions over it, the nearest first, folded with placeholders. */
  captions: string[];
  leaf: string;
  /** The leaf without its brackets. */
  bareLeaf: string;
  periods: FoundPeriod[];
}

/** Compares headings with the wordings of one appendix. */
export class HeadingMatcher {
  readonly fields: Map<string, HeaderField>;
  private readonly wordings: CompiledWording[];
  /** The same headings come again on every page. */
  private readonly compared = new Map<string, FieldMatch[]>();

  /** Headings that name the whole of what their caption says: "Tổng số". */
  private readonly wholes: Set<string>;
  private readonly sources: string[];

  constructor(
    headers: AppendixHeaders,
    { wholes = [], sources = [] }: Partial<Record<"wholes" | "sources", string[]>> = {},
  ) {
    this.wholes = new Set(wholes.map(fold));
    this.sources = sources.map(fold);
    this.fields = new Map(Object.entries(headers.fields));
    this.wordings = Object.entries(headers.fields).flatMap(([field, { wordings }]) =>
      wordings.map((wording) => ({
        field,
        wording,
        parts: wording.split(" / ").map((part) => keyOf(foldWording(part))),
      })),
    );
  }

  /** The best match of each field, best first; only accepted ones. */
  match(heading: HeadingKey): FieldMatch[] {
    return this.all(heading).filter((match) => match.score >= ACCEPTED_SCORE);
  }

  /** The best match of each field, best first, accepted or not: for saying what came nearest. */
  all(heading: HeadingKey): FieldMatch[] {
    const key = [...heading.captions, heading.leaf, heading.bareLeaf].join("\n");
    let compared = this.compared.get(key);
    if (!compared) {
      compared = this.compare(heading);
      if (this.compared.size >= MOST_REMEMBERED) this.compared.clear();
      this.compared.set(key, compared);
    }
    return compared;
  }

  /** What stands behind a field's wording begins with a source of money. */
  isSource(rest: string): boolean {
    return this.sources.some((source) => `${rest} `.startsWith(`${source} `));
  }

  /** What stands behind a field's wording names the whole, or nothing: "Tổng số (các nguồn vốn)", but not "Tổng vốn NSTW". */
  isWhole(rest: string): boolean {
    if (rest === "") return true;
    return [...this.wholes].some(
      (whole) => `${rest} `.startsWith(`${whole} `) && !this.isSource(rest.slice(whole.length + 1)),
    );
  }

  private compare(heading: HeadingKey): FieldMatch[] {
    const best = new Map<string, FieldMatch>();
    // The same text again, with less trust, can't fit better.
    const variants = headingVariants(heading, this.wholes)
      .filter(([text], index, all) => all.findIndex(([other]) => other === text) === index || index < 2)
      .map(([text, weight]): [Key, number] => [keyOf(text), weight]);
    const captions = heading.captions.map(keyOf);
    for (const compiled of this.wordings) {
      const match = scoreWording(compiled, captions, variants);
      const before = best.get(compiled.field);
      if (match && (!before || match.score > before.score)) best.set(compiled.field, match);
    }
    return [...best.values()].sort((a, b) => b.score - a.score);
  }
}

/** Folds a heading's texts, caption first, and replaces its periods by placeholders. */
export function headingKey(periods: PeriodReader, texts: string[]): HeadingKey {
  const leafText = texts.at(-1) ?? "";
  const captions = texts
    .slice(0, -1)
    .reverse()
    .map((text) => periods.canonical(text));
  const leaf = periods.canonical(leafText);
  return {
    captions: captions.map((caption) => caption.text),
    leaf: leaf.text,
    bareLeaf: periods.canonical(withoutBrackets(leafText)).text,
    // The heading's own period counts before that of a caption over it, the nearer caption's before the farther's.
    periods: [...leaf.periods, ...captions.flatMap((caption) => caption.periods)],
  };
}

function withoutBrackets(text: string): string {
  const without = text.replace(/[([][^()[\]]*[)\]]/g, " ");
  return /\p{L}/u.test(without) ? without : text;
}

/** Folds the words and keeps the placeholders. */
export function foldWording(wording: string): string {
  return wording
    .split(/(\{\w+\})/)
    .map((part) => (part.startsWith("{") ? part : fold(part)))
    .filter((part) => part !== "")
    .join(" ");
}

const PERIOD_WORDS = /\{\w+\}|\b(?:thang|quy|nam|het|ca|den|trong|ngay)\b/g;

/** The texts under which a heading may stand in the catalogue, each with the share of trust it gets. */
function headingVariants(
  { captions, leaf, bareLeaf }: HeadingKey,
  wholes: Set<string>,
): [text: string, weight: number][] {
  if (captions.length === 0) {
    return [
      [leaf, 1],
      [bareLeaf, 0.995],
    ];
  }
  // "Tháng 3" under "Kế hoạch" is a plan, under "Ước thực hiện" an estimate: alone it says nothing sure.
  const saysNothing = leaf.replace(PERIOD_WORDS, "").trim() === "" || leaf === "%";
  const alone = saysNothing ? 0.8 : 0.99;
  const variants: [string, number][] = [
    [leaf, alone],
    [bareLeaf, alone - 0.005],
  ];
  // "Kế hoạch vốn năm 2026 / Tổng số" is the plan; beside it stand its sources.
  const [nearest] = captions;
  if (nearest !== undefined && wholes.has(bareLeaf)) variants.push([nearest, 0.985]);
  // With each caption by itself, the nearest counting most, then with all of them.
  const all = [...captions].reverse().join(" ");
  for (const [index, caption] of (captions.length > 1 ? [...captions, all] : captions).entries()) {
    // "Ước TH" under "Lũy kế 11 tháng" under "Năm 2026" is of the eleven months, not of the year.
    const isPassedOver = index > 0 && index < captions.length && captions.slice(0, index).some(namesMonths);
    const trust = isPassedOver ? 0.8 : 1 - index * 0.01;
    const words = caption
      .replace(/(?:\b(?:thang|quy|nam) )?\{\w+\}(?: thang\b)?/g, "")
      .replace(/ +/g, " ")
      .trim();
    variants.push([`${caption} ${leaf}`, trust], [`${leaf} ${caption}`, trust - 0.01]);
    if (words !== "") variants.push([`${words} ${leaf}`, trust - 0.005]);
  }
  return variants;
}

function namesMonths(text: string): boolean {
  return /\{(?!year)\w+\}/.test(text);
}

function scoreWording(
  { field, wording, parts }: CompiledWording,
  captions: Key[],
  variants: [Key, number][],
): FieldMatch | null {
  const [first, second] = parts;
  if (!first) return null;
  if (second) {
    const nearest = (wordingPart: Key, keys: Key[]) =>
      keys.map((key) => compare(wordingPart, key)).find((result) => result !== null);
    const over = nearest(first, captions);
    const leaf =
      over &&
      nearest(
        second,
        variants.slice(0, 2).map(([key]) => key),
      );
    return over && leaf ? { field, wording, score: Math.min(over.score, leaf.score), how: leaf.how } : null;
  }
  let best: FieldMatch | null = null;
  for (const [text, weight] of variants) {
    const result = compare(first, text);
    if (result && result.score * weight > (best?.score ?? 0)) {
      best = { field, wording, how: result.how, score: result.score * weight };
    }
  }
  return best;
}

/** How near a heading comes to a wording, both folded: 1 is equal; null is nothing in common. */
function compare(wording: Key, heading: Key): Omit<FieldMatch, "field" | "wording"> | null {
  if (heading.text === "" || wording.text === "") return null;
  if (heading.text === wording.text) return { score: 1, how: "exact" };
  // The first quarter is a quarter too, but a wording that says so fits better.
  if (heading.periods.includes("{first_quarter}") && !wording.periods.includes("{first_quarter}")) {
    const result = compare(wording, keyOf(heading.text.replaceAll("{first_quarter}", "{quarter}")));
    return result && { ...result, score: result.score - 0.02 };
  }
  if (heading.tight === wording.tight) return { score: 0.99, how: "spacing" };
  if (heading.placeholders === wording.placeholders) {
    // The placeholder's own letters are no likeness: "thực hiện {months} tháng" is far from "mục tiêu {months} tháng".
    const ratio = likeness(heading.bare, wording.bare);
    if (ratio >= 0.8) return { score: ratio * 0.96, how: "fuzzy" };
  }
  const coverage = wording.text.length / heading.text.length;
  if (wording.words < 2 || coverage < 0.3) return null;
  // A month or quarter in the heading that the wording doesn't know would change its meaning; a year rarely does.
  if (heading.periods !== wording.periods) return null;
  if (`${heading.text} `.startsWith(`${wording.text} `)) return { score: 0.62 + 0.36 * coverage, how: "within" };
  if (` ${heading.text} `.includes(` ${wording.text} `)) return { score: 0.55 + 0.36 * coverage, how: "within" };
  return null;
}

function keyOf(text: string): Key {
  const marks = (text.match(/\{\w+\}/g) ?? []).sort();
  return {
    text,
    tight: text.replaceAll(" ", ""),
    bare: text.replace(/\{\w+\}| /g, (part) => (part === " " ? "" : "#")),
    placeholders: marks.join(),
    periods: marks.filter((mark) => mark !== "{year}").join(),
    words: text.split(" ").length,
  };
}

/** 1 − edits ÷ length; 0 where a likeness of 0.8 is out of reach, or the texts are too short to tell. */
function likeness(a: string, b: string): number {
  const longest = Math.max(a.length, b.length);
  if (longest < 5 || Math.abs(a.length - b.length) > longest * 0.2) return 0;
  const most = Math.ceil(longest * 0.2);
  const edits = editsUpTo(a, b, most, true);
  return edits > most ? 0 : 1 - edits / longest;
}
