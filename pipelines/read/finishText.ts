/**
 * The last step of every reader: letters in one Unicode form, and no mojibake. Old fonts put TCVN3 and VNI signs into
 * Word and Excel files too, so this looks at every document, whatever its format.
 */
import type { Document, Place } from "./document.ts";
import { scoreOf } from "./encoding.ts";
import { fromDoubleUtf8, fromTcvn3, fromVni } from "./legacyEncodings.ts";
import { refusal } from "./refusals.ts";
import { countSyllables } from "./vietnamese.ts";

interface Piece {
  text: string;
  place: Place;
}

/** Letters that Vietnamese in Unicode never has and the old encodings are full of. */
const suspicious =
  /[\u00a1-\u00a9\u00ab-\u00af\u00b4-\u00b6\u00b8-\u00ba\u00bc\u00be\u00bf\u00c3-\u00c7\u00cb\u00ce-\u00d1\u00d6-\u00d8\u00db\u00dc\u00de\u00df\u00e4-\u00e7\u00eb\u00ee-\u00f1\u00f6-\u00f8\u00fb\u00fc\u00fe\u00ff]/;

const conversions: { encoding: string; convert: (text: string) => string | undefined }[] = [
  { encoding: "tcvn3", convert: fromTcvn3 },
  { encoding: "vni", convert: fromVni },
  { encoding: "utf-8 as windows-1252", convert: fromDoubleUtf8 },
];

/**
 * Mends the texts in place and notes what was done.
 * @throws RefusedFile `encoding_unknown` where letters are lost (U+FFFD), or the words are neither Vietnamese nor convertible.
 */
export function finishText(name: string, document: Document): Document {
  const pieces: Piece[] = document.blocks.flatMap((block): Piece[] => (block.kind === "table" ? block.cells : [block]));
  refuseLostLetters(name, pieces);
  mendLegacy(name, document, pieces);
  composeLetters(document, pieces);
  return document;
}

function refuseLostLetters(name: string, pieces: Piece[]): void {
  const lost = pieces.find((piece) => piece.text.includes("\ufffd"));
  if (!lost) return;
  const where = lost.place.address ?? (lost.place.line ? `line ${lost.place.line}` : `page ${lost.place.page ?? "?"}`);
  throw refusal("encoding_unknown", name, { why: `U+FFFD, ${where}: ${lost.text.trim().slice(0, 40)}` });
}

function mendLegacy(name: string, document: Document, pieces: Piece[]): void {
  const suspects = pieces.filter((piece) => suspicious.test(piece.text));
  if (suspects.length === 0) return;
  const whole = suspects.map((piece) => piece.text).join("\n");
  const all = scoreOf(pieces.map((piece) => piece.text).join("\n"));
  const options = conversions
    .map(({ encoding, convert }) => ({ encoding, convert, ...scoreOf(convert(whole) ?? "\u00a4") }))
    .sort((a, b) => b.share - a.share);
  const [best, second] = options;
  const isSure = best && second && best.share >= 0.9 && best.share - second.share >= 0.2 && best.words >= 4;
  if (best && isSure && scoreOf(whole).share < 0.5) {
    // The whole document, not only the suspects: a cell of plain "ng­êi" is as old as its neighbours.
    convertAll(document, all.share < 0.5 ? pieces : suspects, best.encoding, best.convert);
    return;
  }
  if (all.share < 0.5 && all.words >= 10) {
    const figures = options.map(({ encoding, share }) => `${encoding} ${Math.round(share * 100)}%`).join(", ");
    throw refusal("encoding_unknown", name, { why: figures });
  }
  // Mostly Unicode with a few pieces in an old font: each by itself, and only where all its words say so.
  for (const piece of suspects) mendPiece(document, piece);
}

/** One note for all: the encoding of the file is one fact, however many cells it has. */
function convertAll(
  document: Document,
  pieces: Piece[],
  encoding: string,
  convert: (text: string) => string | undefined,
): void {
  let first: { place: Place; before: string; after: string } | undefined;
  let count = 0;
  for (const piece of pieces) {
    const after = convert(piece.text);
    if (after === undefined || after === piece.text) continue;
    first ??= { place: piece.place, before: piece.text.slice(0, 80), after: after.slice(0, 80) };
    piece.text = after;
    count += 1;
  }
  if (!first) return;
  document.encoding = encoding;
  const reason = `Chữ theo bảng mã ${encoding} đã chuyển sang Unicode ở ${count} ô, đoạn; converted to Unicode in ${count} cells and paragraphs.`;
  document.notes.push({ rule: "encoding_converted", ...first, reason });
}

function mendPiece(document: Document, piece: Piece): void {
  if (countSyllables(piece.text).valid > 0) return;
  const fitting = conversions.filter(({ convert }) => {
    const converted = convert(piece.text);
    if (converted === undefined) return false;
    const { valid, invalid } = countSyllables(converted);
    return valid >= 3 && invalid === 0;
  });
  const [only] = fitting;
  if (only && fitting.length === 1) convertPiece(document, piece, only.encoding, only.convert);
}

function convertPiece(
  document: Document,
  piece: Piece,
  encoding: string,
  convert: (text: string) => string | undefined,
): void {
  const after = convert(piece.text);
  if (after === undefined || after === piece.text) return;
  document.notes.push({
    rule: "encoding_converted",
    place: piece.place,
    before: piece.text,
    after,
    reason: `Chữ theo bảng mã ${encoding} đã chuyển sang Unicode; letters of ${encoding} were converted to Unicode.`,
  });
  piece.text = after;
}

function composeLetters(document: Document, pieces: Piece[]): void {
  let count = 0;
  let first: { place: Place; before: string; after: string } | undefined;
  for (const piece of pieces) {
    const after = piece.text.normalize("NFC");
    if (after === piece.text) continue;
    first ??= { place: piece.place, before: piece.text.slice(0, 80), after: after.slice(0, 80) };
    piece.text = after;
    count += 1;
  }
  if (!first) return;
  const reason = `Dấu rời được ghép vào chữ (NFC) ở ${count} ô, đoạn; letters composed in ${count} cells and paragraphs.`;
  document.notes.push({ rule: "letters_composed", ...first, reason });
}
