/**
 * Folding of texts to what they have in common: the key under which a heading or a name is compared. Nothing folded is
 * ever shown or loaded.
 */
import { remembered } from "../remember.ts";

/** Letters of other scripts that look like a Latin one, as pasted text and OCR mix them in. Lower case. */
const LOOK_ALIKES = new Map(
  // Cyrillic, Greek and others, each before its Latin twin.
  "аaвbеeкkмmнhоoпpрpсcтtуyхxіiјjѕsԁdɡgαaβbεeηnιiκkμmνvοoρpτtυuχxϲc"
    .match(/../gu)
    ?.map((pair) => [pair[0] as string, pair[1] as string]),
);
const MARKS = /\p{M}+/gu;
/** Signs without a shape: zero-width spaces and joiners, soft hyphens, marks of direction and byte order. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/gu;
const TAGS = /<\/?[a-z][^<>]{0,200}>/giu;

/** One character, lower case and without accents; look-alikes become the Latin letter. Always one UTF-16 unit. */
const foldCharacter = remembered((character: string): string => {
  if (character === "đ" || character === "Đ" || character === "ð" || character === "Ð") return "d";
  if (/\s/u.test(character)) return " ";
  const lower = character.toLowerCase();
  const base = lower.normalize("NFKD").replace(MARKS, "");
  // Some signs only show their capital when taken apart.
  const letter = base.length === 1 ? base.toLowerCase().slice(0, 1) : (lower[0] ?? character);
  return LOOK_ALIKES.get(letter) ?? letter;
}, 65_536);

/** A text in NFC, and the same text folded letter by letter: a position in one is the same position in the other. */
export interface FoldedText {
  text: string;
  folded: string;
}

/** Folds letter by letter, keeping punctuation and length, so that what is found can be cut out of the text as printed. */
export function foldLetters(text: string): FoldedText {
  const composed = text.normalize("NFC");
  let folded = "";
  for (let index = 0; index < composed.length; index++) {
    const code = composed.charCodeAt(index);
    const isPlain = code < 0x80 && (code < 0x41 || code > 0x5a);
    folded += isPlain ? composed[index] : foldCharacter(composed[index] as string);
  }
  return { text: composed, folded };
}

/** The key of a text: folded letters and digits, `%`, one space between words. Markup left in the text is dropped. */
export const fold = remembered((text: string): string => wordsOf(foldLetters(withoutMarkup(text)).folded));

/** The words of the key with their accents, as many and in the same order: "tháng sau" is not "tháng sáu". */
export function accentedWords(text: string): string[] {
  return wordsOf(withoutMarkup(text).normalize("NFC").toLowerCase()).split(" ");
}

function withoutMarkup(text: string): string {
  return text.replace(TAGS, " ").replace(INVISIBLE, "");
}

function wordsOf(text: string): string {
  return text
    .replace(/\p{M}+/gu, "")
    .replace(/[^\p{L}\p{N}%]+/gu, " ")
    .trim();
}

/** The key without spaces: `ST T` and `STT` are one. */
export function foldTight(text: string): string {
  return fold(text).replaceAll(" ", "");
}

/** `Hòa Bình` → `hoa-binh`. */
export function slug(text: string): string {
  return fold(text).replaceAll("%", "").trim().replace(/\s+/g, "-");
}
