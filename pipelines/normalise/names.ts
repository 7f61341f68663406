/** Folding of printed text for comparing, one UTF-16 unit for one, so that offsets stay. Keys of names are recognise/fold.ts's. */

import { remembered } from "../remember.ts";

/** Letters of other alphabets that look like Latin ones, as scans and keyboards leave them. */
const LOOK_ALIKES: Record<string, string> = Object.fromEntries(
  [
    ["АВЕЅІЈКМНОРСТУХ", "ABESIJKMHOPCTYX"],
    ["аеѕіјорсухтпкв", "aesijopcyxtpkb"],
    ["ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX"],
    ["οαικνυ", "oaikvu"],
    ["Ððƌ", "Đđđ"],
  ].flatMap(([from, to]) => [...(from ?? "")].map((letter, index) => [letter, [...(to ?? "")][index] ?? letter])),
);

const LOOK_ALIKE = new RegExp(`[${Object.keys(LOOK_ALIKES).join("")}]`, "gu");

/** Old and new places of tone marks, and i for y, so that both ways of spelling compare as one. */
const TONE_PLACES: [RegExp, string[]][] = [
  [/o([àáảãạ])/gu, ["o", "a"]],
  [/o([èéẻẽẹ])/gu, ["o", "e"]],
  [/u([ỳýỷỹỵ])/gu, ["u", "y"]],
];
const TONES = ["\u0300", "\u0301", "\u0309", "\u0303", "\u0323"];

/** Letters that look Latin and aren't, each as what it looks like. */
export function foldLookAlikes(text: string): string {
  return text.replace(LOOK_ALIKE, (letter) => LOOK_ALIKES[letter] ?? letter);
}

/** Words in which letters of another alphabet stand where Latin ones look the same: as printed, and as meant. */
export function findLookAlikes(text: string): { word: string; meant: string }[] {
  const words = text.match(/[\p{L}\p{M}]+/gu) ?? [];
  return words
    .filter((word) => foldLookAlikes(word) !== word && /^[\p{Script=Latin}\p{M}]+$/u.test(foldLookAlikes(word)))
    .map((word) => ({ word, meant: foldLookAlikes(word) }));
}

/**
 * Lower case, look-alike letters, tone marks in one place, plain dashes and spaces: each UTF-16 unit stays one unit, so that an
 * offset in the folded text is an offset in the text. The text should be in NFC.
 */
export const foldAligned = remembered((text: string): string => {
  const plain = foldLookAlikes(text);
  const whole = plain.toLowerCase();
  let folded = whole.length === text.length ? whole : lowerEach(plain);
  if (!/[^\x00-\x7f]/u.test(folded)) return folded;
  folded = folded
    .replace(/[\u00a0\u2000-\u200a\u202f\u3000]/gu, " ")
    .replace(/[\u2010-\u2015\u2212]/gu, "-")
    .replace(/(?<=[hklmstqv]|qu)([ỳýỷỹỵ])(?!\p{L})/gu, (y) => moveTone(y, "i"));
  for (const [pattern, [first = "", second = ""]] of TONE_PLACES) {
    folded = folded.replace(pattern, (_, accented: string) => moveTone(accented, first) + second);
  }
  return folded;
});

/** Letter by letter, for the few letters whose small form is longer than they are. */
function lowerEach(text: string): string {
  let lowered = "";
  for (const letter of text) {
    const lower = letter.toLowerCase();
    lowered += lower.length === letter.length ? lower : letter;
  }
  return lowered;
}

function moveTone(accented: string, onto: string): string {
  const tone = TONES.find((mark) => accented.normalize("NFD").includes(mark)) ?? "";
  return (onto + tone).normalize("NFC");
}

/** Without accents; đ becomes d. Keeps offsets of NFC text. */
export function stripAccents(text: string): string {
  return text.replace(/[^\x00-\xbf]/gu, bareLetter);
}

const bareLetters = new Map<string, string>();

function bareLetter(letter: string): string {
  let bare = bareLetters.get(letter);
  if (bare === undefined) {
    bare = letter
      .normalize("NFD")
      .replace(/\p{M}+/gu, "")
      .replace(/đ/u, "d")
      .replace(/Đ/u, "D");
    if (bare.length !== letter.length) bare = letter;
    bareLetters.set(letter, bare);
  }
  return bare;
}
