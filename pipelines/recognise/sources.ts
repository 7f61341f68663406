/** Columns that are parts of one field: a sum printed by its sources. */
import { foldWording, type HeadingKey, type HeadingMatcher } from "./wordings.ts";

/** A heading and the field that it fits best, if any. */
export interface Claim {
  key: HeadingKey;
  field: string | null;
  wording: string | null;
  /** It may be a part of a sum: no percentage, and not of another time. */
  isAmount: boolean;
}

export interface Parts {
  field: string;
  /** Indexes of the headings, from left to right. */
  members: number[];
  /** The one that says the whole, where one does. */
  whole: number | null;
  /** All but the whole are known sources of money: their amounts add up. */
  areSources: boolean;
}

/** "Kế hoạch vốn" with a known source of money behind it, beside others of its kind. */
export function partsOf(claims: Claim[], matcher: HeadingMatcher, withoutUnit: (text: string) => string): Parts[] {
  const found: Parts[] = [];
  for (const field of new Set(claims.map((claim) => claim.field))) {
    if (field === null || matcher.fields.get(field)?.type !== "money") continue;
    const stems = claims.flatMap((claim) => (claim.field === field ? (stemOf(claim) ?? []) : []));
    const rests = claims.map((claim) => {
      if (!claim.isAmount || (claim.field !== field && claim.field !== null)) return null;
      const rest = restBehind(claim.key, stems);
      return rest === null ? (claim.field === field ? "" : null) : withoutUnit(withoutPeriod(rest));
    });
    const members = rests.flatMap((rest, index) => (rest === null ? [] : [index]));
    if (members.length < 2 || !rests.some((rest) => rest !== null && matcher.isSource(rest))) continue;
    const whole = rests.findIndex((rest) => rest !== null && matcher.isWhole(rest));
    const areSources = members.every((index) => index === whole || matcher.isSource(rests[index] as string));
    found.push({ field, members, whole: whole < 0 ? null : whole, areSources });
  }
  return found;
}

/** What a heading says up to the end of the wording that it fits: "ke hoach von nam {year}". */
function stemOf({ key, wording }: Claim): string | null {
  const text = wholeText(key);
  const words = foldWording((wording ?? "").split(" / ").at(-1) ?? "");
  const at = ` ${text} `.indexOf(` ${words} `);
  return words === "" || at < 0 ? null : text.slice(0, at + words.length);
}

function restBehind(key: HeadingKey, stems: string[]): string | null {
  const text = wholeText(key);
  const stem = [...stems].sort((a, b) => b.length - a.length).find((one) => `${text} `.startsWith(`${one} `));
  return stem === undefined ? null : text.slice(stem.length).trim();
}

function withoutPeriod(rest: string): string {
  return rest.replace(/^(?:(?:thang|quy|nam) )?\{\w+\} ?/, "");
}

function wholeText({ captions, leaf }: HeadingKey): string {
  return [...captions].reverse().concat(leaf).join(" ");
}
