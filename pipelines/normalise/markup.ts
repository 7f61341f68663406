/** Cleans the text of a cell and keeps account: what was changed by which rule, and where each character came from. */

import { parseFragment } from "parse5";
import { remembered } from "../remember.ts";

export interface TextMend {
  rule: "html_removed" | "invisible_removed" | "unicode_composed" | "spaces_collapsed";
  before: string;
  after: string;
  reason: string;
}

export interface CleanText {
  text: string;
  mends: TextMend[];
  /** Offset in the raw text at which each character of `text` begins, and one more entry for its end; there may be more. */
  starts: number[];
  /** Offset in the raw text at which each character of `text` ends. */
  ends: number[];
}

/** Markup of authors' editors. Only these names count as tags: "<5 hộ" and "a < b" are text. */
const TAG_NAMES =
  "a|abbr|b|big|blockquote|br|center|code|div|em|font|h[1-6]|hr|i|img|li|ol|p|pre|s|small|span|strike|strong|sub|sup|table|tbody|td|th|thead|tr|tt|u|ul|o:p";
const BREAKING = /^<\/?(?:br|div|h[1-6]|hr|li|ol|p|table|tr|ul|blockquote)\b/iu;
/** A tag is closed at once, has attributes, or is cut off by the end of the cell. */
const TAG = new RegExp(`<!--[\\s\\S]*?-->|</?(?:${TAG_NAMES})(?:\\s*/?>|\\s+[a-z:-]+\\s*=[^<>]*(?:>|$)|\\s*$)`, "giu");
const ENTITY = /&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});/giu;
const INVISIBLE =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffe]/gu;

/** Text whose characters know where they came from. */
class TracedText {
  text: string;
  starts: number[];
  ends: number[];

  constructor(raw: string) {
    this.text = raw;
    this.starts = Array.from({ length: raw.length }, (_, index) => index);
    this.ends = this.starts.map((index) => index + 1);
  }

  replace(pattern: RegExp, change: (found: string) => string): void {
    let text = "";
    const starts: number[] = [];
    const ends: number[] = [];
    let at = 0;
    const keep = (to: number) => {
      text += this.text.slice(at, to);
      for (let index = at; index < to; index++) {
        starts.push(this.starts[index] as number);
        ends.push(this.ends[index] as number);
      }
    };
    for (const match of this.text.matchAll(pattern)) {
      const end = match.index + match[0].length;
      const after = change(match[0]);
      // A plain space stays the space that it is.
      if (after === match[0] && after.length === 1) continue;
      keep(match.index);
      at = end;
      text += after;
      for (let index = 0; index < after.length; index++) {
        starts.push(this.starts[match.index] as number);
        ends.push(this.ends[end - 1] as number);
      }
    }
    if (at === 0) return;
    keep(this.text.length);
    this.text = text;
    this.starts = starts;
    this.ends = ends;
  }
}

/**
 * Takes out markup, characters that can't be seen and doubled spaces, and composes letters (NFC). Line breaks stay, as one.
 * White space at the ends goes without a note; every other change is a mend with the whole text before and after.
 */
export const cleanText = remembered((raw: string): CleanText => {
  if (isClean(raw)) return { text: raw, mends: [], starts: ramp(raw.length + 1), ends: ramp(raw.length + 1, 1) };
  const traced = new TracedText(raw);
  const mends: TextMend[] = [];
  const step = (rule: TextMend["rule"], reason: string, change: () => void) => {
    const before = traced.text.trim();
    change();
    const after = traced.text.trim();
    if (before !== after) mends.push({ rule, before, after, reason });
  };
  step("html_removed", "markup left in the cell is no part of its text", () => {
    traced.replace(TAG, (tag) => (BREAKING.test(tag) ? "\n" : ""));
    traced.replace(ENTITY, decodeEntity);
    // A list or a paragraph leaves breaks behind itself; they belong to the markup.
    if (traced.text !== raw) collapse(traced);
  });
  step("invisible_removed", "characters that can't be seen make equal texts differ", () => {
    traced.replace(INVISIBLE, () => "");
  });
  step("unicode_composed", "letters written in parts are joined, so that equal texts are equal", () => {
    traced.replace(/[^\p{M}]\p{M}+|[\u0340-\u0343\u212a\u212b\u2000\u2001]/gu, (cluster) => cluster.normalize("NFC"));
    if (traced.text !== traced.text.normalize("NFC")) traced.replace(/[\s\S]+/u, (all) => all.normalize("NFC"));
  });
  step("spaces_collapsed", "doubled spaces and odd kinds of spaces become one plain space", () => collapse(traced));
  const lead = traced.text.length - traced.text.trimStart().length;
  const text = traced.text.trim();
  return {
    text,
    mends,
    starts: [...traced.starts.slice(lead, lead + text.length), traced.ends[lead + text.length - 1] ?? raw.length],
    ends: traced.ends.slice(lead, lead + text.length),
  };
});

/** Nothing for any of the steps to do: so are most cells. */
function isClean(raw: string): boolean {
  return (
    !/[<&\u0000-\u001f\u007f-\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u212a\u212b\ufeff\ufffe]|\p{M}|[^\S ]| {2}/u.test(
      raw,
    ) &&
    raw.trim() === raw &&
    raw.normalize("NFC") === raw
  );
}

const ramps: [starts: number[], ends: number[]] = [[], []];

/** `from`, `from` + 1, … of at least that length, one array for all. */
function ramp(length: number, from: 0 | 1 = 0): number[] {
  const numbers = ramps[from];
  while (numbers.length < length) numbers.push(numbers.length + from);
  return numbers;
}

/** The stretch of the raw text that a stretch of the clean text was read from. */
export function rawSpan(clean: CleanText, start: number, end: number): { start: number; end: number } {
  const from = clean.starts[start] ?? 0;
  return { start: from, end: end > start ? (clean.ends[end - 1] ?? from) : from };
}

function collapse(traced: TracedText): void {
  traced.replace(/\s*[\r\n\u0085\u2028\u2029]\s*|[^\S\r\n\u0085\u2028\u2029]+/gu, (gap) =>
    /[\r\n\u0085\u2028\u2029]/u.test(gap) ? "\n" : " ",
  );
}

function decodeEntity(entity: string): string {
  const node = parseFragment(entity).childNodes[0];
  return node && "value" in node ? node.value : entity;
}
