/** Bytes → text. UTF-8 and UTF-16 by their marks and form; the old Vietnamese encodings by what their words look like. */
import { looksUtf16 } from "./detect.ts";
import type { ReadNote, SourceFile } from "./document.ts";
import { fromTcvn3, fromVni } from "./legacyEncodings.ts";
import { refusal } from "./refusals.ts";
import { countSyllables } from "./vietnamese.ts";

export interface DecodedText {
  text: string;
  /** `utf-8`, `utf-16le`, `utf-16be`, `windows-1258`, `tcvn3` or `vni`. */
  encoding: string;
  notes: ReadNote[];
}

/** Share of valid syllables above which an encoding is sure, and the lead it must have on the next best. */
const sure = 0.9;
const lead = 0.2;
/** Fewer words than this prove nothing. */
const leastWords = 4;

const textEncodings = ["utf-8", "utf-16le", "utf-16be", "windows-1258", "tcvn3", "vni"] as const;
export type TextEncoding = (typeof textEncodings)[number];

/**
 * Decodes a text file.
 * @param given what a person says that the encoding is: then nothing is guessed
 * @throws RefusedFile `encoding_unknown` when no encoding, or more than one, explains the bytes, or the given one doesn't.
 */
export function decodeText(source: SourceFile, given?: TextEncoding): DecodedText {
  const { name, bytes } = source;
  if (given) return decodeAs(source, given);
  const wide = looksUtf16(bytes.subarray(0, 65_536));
  if (wide) {
    const text = decodeStrictly(bytes, wide);
    if (text === undefined || bytes.length % 2 === 1) throw refusal("encoding_unknown", name, { why: `${wide}?` });
    return { text, encoding: wide, notes: [note(wide, text)] };
  }
  const text = decodeStrictly(bytes, "utf-8");
  if (text !== undefined) return { text, encoding: "utf-8", notes: [] };
  return decodeLegacy(source);
}

function decodeAs({ name, bytes }: SourceFile, encoding: TextEncoding): DecodedText {
  const latin = () => new TextDecoder("windows-1252").decode(bytes);
  const text =
    encoding === "tcvn3"
      ? fromTcvn3(latin())
      : encoding === "vni"
        ? fromVni(latin())
        : decodeStrictly(bytes, encoding)?.normalize("NFC");
  if (text === undefined) throw refusal("encoding_unknown", name, { why: `${encoding}?` });
  return { text, encoding, notes: encoding === "utf-8" ? [] : [note(encoding, text)] };
}

function decodeLegacy(source: SourceFile): DecodedText {
  const { name, bytes } = source;
  const latin = new TextDecoder("windows-1252").decode(bytes);
  const candidates = [
    { encoding: "windows-1258", text: new TextDecoder("windows-1258").decode(bytes).normalize("NFC") },
    { encoding: "tcvn3", text: fromTcvn3(latin) },
    { encoding: "vni", text: fromVni(latin) },
  ].map((candidate) => ({ ...candidate, ...scoreOf(candidate.text) }));
  candidates.sort((a, b) => b.share - a.share);
  const [best, second] = candidates;
  const figures = candidates.map(({ encoding, share }) => `${encoding} ${Math.round(share * 100)}%`).join(", ");
  const isSure = best && second && best.share >= sure && best.share - second.share >= lead && best.words >= leastWords;
  if (!best || !isSure) {
    const broken = firstBadByte(bytes);
    throw refusal("encoding_unknown", name, { why: `UTF-8: byte ${broken}; ${figures}` });
  }
  return { text: best.text, encoding: best.encoding, notes: [note(best.encoding, best.text, figures)] };
}

/** Share of valid Vietnamese syllables among the words with letters beyond ASCII. */
export function scoreOf(text: string): { share: number; words: number } {
  const { valid, invalid } = countSyllables(text);
  const words = valid + invalid;
  return { share: words === 0 ? 0 : valid / words, words };
}

function decodeStrictly(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    // Other bytes than this encoding has: the next one is tried, and the last one refuses.
    return undefined;
  }
}

/** Where UTF-8 breaks off, from 1: for the message. */
function firstBadByte(bytes: Uint8Array): number {
  let low = 0;
  let high = bytes.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    try {
      new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(0, middle + 1), { stream: true });
      low = middle + 1;
    } catch {
      high = middle;
    }
  }
  return low + 1;
}

function note(encoding: string, text: string, figures?: string): ReadNote {
  return {
    rule: "encoding_converted",
    place: { line: 1 },
    before: encoding,
    after: "utf-8",
    reason: `Đã chuyển bảng mã ${encoding} sang Unicode; converted to Unicode${figures ? ` (${figures})` : ""}: ${text.trim().slice(0, 60)}`,
  };
}
