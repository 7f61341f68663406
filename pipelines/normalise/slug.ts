/** Keys made of names: the same name gives the same key whatever its accents, case, spaces and look-alike letters. */

import { editsUpTo } from "../recognise/distance.ts";
import { remembered } from "../remember.ts";
import { foldAligned, stripAccents } from "./names.ts";

/**
 * Lower case, no accents, `đ` as `d`, look-alikes as Latin. Gives exactly one character for each of the NFC text, so
 * that an offset in the one is an offset in the other.
 */
export function foldLetters(nfcText: string): string {
  return stripAccents(foldAligned(nfcText));
}

/** Folded words with single spaces between them: letters and digits only. */
export const foldWords = remembered((text: string): string =>
  foldLetters(text.normalize("NFC"))
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim(),
);

/** A stable key of a name: `Cải tạo đường liên tổ 5` gives `cai_tao_duong_lien_to_5`. */
export function slugOf(text: string): string {
  return foldWords(text)
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "");
}

/** Whether the folded words `part` stand in the folded words `whole`, as whole words. */
export function hasWords(whole: string, part: string): boolean {
  return part !== "" && ` ${whole} `.includes(` ${part} `);
}

/**
 * How alike two folded texts are, 0 to 1: one less the share of letters to change (Levenshtein). What is less than `least`
 * is 0.
 */
export function likeness(one: string, other: string, least = 0): number {
  const longest = Math.max(one.length, other.length);
  if (longest === 0) return 1;
  const most = Math.ceil(longest * (1 - least));
  const edits = editsUpTo(one, other, most, false);
  const score = edits > most ? 0 : 1 - edits / longest;
  return score >= least ? score : 0;
}
