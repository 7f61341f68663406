/** Errors in spelling: a name, or a word, that the same report writes otherwise. Two spellings may be two names: a reader asks. */
import type { AppendixKind } from "../../../pipelines/values.ts";
import type { Rng } from "../../generator/rng.ts";
import { changeCell, changeCells, type Planter, spotsOf } from "../plant.ts";
import { linesOf, pick } from "./pick.ts";

const tones = ["\u0300", "\u0301", "\u0303", "\u0309", "\u0323"];

/** The word with another tone, or one where it had none; null where no vowel bears one, or where a tone may stand on either of two. */
function otherTone(word: string, rng: Rng): string | null {
  if (/o[ae]|u[yê]|[òóỏõọ][ae]|[ùúủũụ]y|o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ]/i.test(word)) return null;
  const letters = [...word.normalize("NFD")];
  const own = letters.find((letter) => tones.includes(letter));
  const bare = letters.filter((letter) => letter !== own);
  const vowel = own ? letters.indexOf(own) - 1 : bare.findIndex((letter) => /[aeiouy]/i.test(letter));
  if (vowel < 0) return null;
  // The tone stands behind the other marks of its vowel.
  let end = vowel + 1;
  while (/\p{M}/u.test(bare[end] ?? "")) end++;
  bare.splice(end, 0, rng.pick(tones.filter((tone) => tone !== own)));
  return bare.join("").normalize("NFC");
}

/** The word with one of its letters left out, never the first, and nothing but a letter of its end. */
function withoutLetter(word: string): string | null {
  if (!/^\p{L}{2,}(ng|nh|ch|th)$/u.test(word)) return null;
  return word.slice(0, -1);
}

const inCapitals = /(\p{Lu}\p{Ll}{1,5}) (\p{Lu}\p{Ll}{1,5})/u;

/** The locality, in a column that holds nothing else, with another tone than in the report's title. */
const placeMisspelled: Planter = (report, rng) => {
  const line = pick(
    rng,
    linesOf(report, "project").filter((one) => one.location !== null),
  );
  return (
    line &&
    changeCell(report, {
      kind: "place_misspelled",
      families: ["text"],
      appendix: "projects",
      rowKey: line.row_key,
      field: "location",
      provable: true,
      change: (text) => {
        const words = text.split(" ");
        const at = words.length - 1 - rng.int(0, 1);
        const other = otherTone(words[at] ?? "", rng);
        return other === null ? null : words.with(at, other).join(" ");
      },
    })
  );
};

/** A project's name told again at another project, with another tone or a letter less. */
const nameMisspelled: Planter = (report, rng) => {
  const named = pick(
    rng,
    linesOf(report, "project").filter((line) => inCapitals.test(line.name ?? "")),
  );
  const other = pick(
    rng,
    linesOf(report, "project").filter((line) => line !== named),
  );
  const [first, second] = inCapitals.exec(named?.name ?? "")?.slice(1) ?? [];
  if (!named || !other || !first || !second) return null;
  const variant = rng.chance(0.3) ? withoutLetter(second) : otherTone(second, rng);
  if (variant === null) return null;
  const field = rng.pick(["forecast", "result"] as const);
  const text = rng.pick([
    `Chờ khớp nối với công trình ${first} ${variant}`,
    `Vướng mặt bằng phía ${first} ${variant}, đang vận động`,
    `Điều chuyển vốn từ dự án ${first} ${variant}.`,
  ]);
  return changeCells(report, {
    kind: "name_misspelled",
    families: ["text"],
    provable: false,
    edits: [{ appendix: "projects", rowKey: other.row_key, field, text }],
    related: [named.row_key],
  });
};

/** A word of a turn that the report has three times, with another tone. */
const wordMisspelled: Planter = (report, rng) => {
  const texts: [AppendixKind, string][] = [
    ["tasks", "task"],
    ["tasks", "result"],
    ["projects", "name"],
    ["indicators", "narrative"],
  ];
  const cells = texts.flatMap(([appendix, field]) =>
    spotsOf(report.printed, appendix, field).flatMap(({ cell }) =>
      cell.rowKey ? [{ appendix, field, rowKey: cell.rowKey, text: cell.text }] : [],
    ),
  );
  const counts = new Map<string, number>();
  for (const { text } of cells) for (const turn of turnsOf(text)) counts.set(turn, (counts.get(turn) ?? 0) + 1);
  const found = pick(
    rng,
    cells.flatMap((cell) =>
      turnsOf(cell.text).flatMap((turn) => ((counts.get(turn) ?? 0) > 2 ? [{ cell, turn }] : [])),
    ),
  );
  if (!found) return null;
  const words = found.turn.split(" ");
  const at = rng.int(0, 1);
  const other = otherTone(words[at] ?? "", rng);
  if (other === null) return null;
  const { appendix, rowKey, field } = found.cell;
  return changeCell(report, {
    kind: "word_misspelled",
    families: ["text"],
    appendix,
    rowKey,
    field,
    provable: false,
    change: (text) => text.replace(found.turn, words.with(at, other).join(" ")),
  });
};

/** Three small words in a row. */
function turnsOf(text: string): string[] {
  const words = text.split(" ");
  const isSmall = (word: string | undefined) => /^\p{Ll}{2,}$/u.test(word ?? "");
  return words.flatMap((word, at) =>
    isSmall(word) && isSmall(words[at + 1]) && isSmall(words[at + 2]) ? [words.slice(at, at + 3).join(" ")] : [],
  );
}

export const namePlanters: Record<string, Planter> = {
  place_misspelled: placeMisspelled,
  name_misspelled: nameMisspelled,
  word_misspelled: wordMisspelled,
};
