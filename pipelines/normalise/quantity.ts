import type { StoredValue } from "../read/document.ts";
import { sectionFor } from "../read/numberFormat.ts";
import type { Catalogue } from "../reference/catalogue.ts";
import type { UnitEntry } from "../reference/units.ts";
import { remembered } from "../remember.ts";
import { type NumberCandidate, type NumberToken, readNumberToken } from "./numbers.ts";
import { type PlanOperator, readOperator } from "./operators.ts";
import { foldLetters } from "./slug.ts";
import { findUnit } from "./units.ts";

export interface NumberQuantity {
  kind: "number";
  token: NumberToken;
  operator: PlanOperator;
  isRank: boolean;
  isApproximate: boolean;
  /** A unit glued to the number itself: "105 tỷ đồng", "95%". It beats the column's. */
  unit: UnitEntry | null;
  /** A percentage in brackets behind an amount: "18.540 triệu đồng (12,36%)". */
  share?: NumberToken;
}

/** What a cell of a column of numbers holds. `no_value`: the author prints a dash, so it is missing, not blank. */
export type Quantity = { kind: "blank" } | { kind: "no_value" } | NumberQuantity | { kind: "text" };

type Words = Pick<Catalogue, "operators" | "units" | "phrases">;

/**
 * Reads a cell of numbers: operator, number in all its readings, unit. A number that the workbook stores wins over the
 * text that it shows, and only the precision is the text's.
 * @param unitText the unit of the row or column as printed, which may be repeated behind the number
 */
export function readQuantity(
  cell: { text: string; stored?: StoredValue },
  words: Words,
  unitText?: string | null,
): Quantity {
  const shown = readShown(cell.text, words, unitText ?? null);
  if (cell.stored?.kind === "number") return fromStored(cell.stored, shown, words, unitText);
  return shown;
}

/** Whether a cell holds only a sign or words for "no figure". */
export function isNoValue(text: string, words: Pick<Catalogue, "phrases">): boolean {
  const folded = plain(text);
  return folded !== "" && words.phrases.no_value.some((wording) => plain(wording) === folded);
}

function readShown(text: string, words: Words, unitText: string | null): Quantity {
  if (text.replace(/[\s\u00a0]+/gu, "") === "") return { kind: "blank" };
  if (isNoValue(text, words)) return { kind: "no_value" };
  const { operator, isRank, isApproximate, rest } = readOperator(words.operators, text);
  const found = numberAndUnit(rest, words, unitText);
  if (found) return { kind: "number", operator, isRank, isApproximate, ...found };
  const aside = /^([^()]*[^\s()])\s*\(([^()]*)%\s*\)\s*$/u.exec(text);
  const share = aside?.[2] ? readNumberToken(aside[2]) : null;
  const amount = share && aside?.[1] ? readShown(aside[1], words, unitText) : null;
  if (!share || amount?.kind !== "number" || amount.unit?.kind === "rate") return { kind: "text" };
  return { ...amount, share };
}

function numberAndUnit(rest: string, words: Words, unitText: string | null) {
  const whole = readNumberToken(rest);
  if (whole) return { token: whole, unit: null };
  const parts = /^([-−–+(]?\s*[\d.,][\d\s.,OolI]*?\)?)\s*([^\d\s.,][^\d]*|[^\d\s.,].*[²³23])$/u.exec(rest);
  const token = parts?.[1] ? readNumberToken(parts[1]) : null;
  const unitWords = parts?.[2] ?? "";
  if (!token || unitWords === "") return amountInTwoUnits(rest, words);
  const unit = findUnit(words.units, unitWords);
  if (unit) return { token, unit };
  // The raised mark of a note behind it: "95,3%¹".
  const unmarked = unitWords.replace(/\s*[⁰¹²³⁴-⁹⁺-⁾]+$/u, "");
  const markedUnit = unmarked === unitWords || unmarked === "" ? null : findUnit(words.units, unmarked);
  if (markedUnit) {
    const after = rest.slice(0, rest.length - unitWords.length + unmarked.length);
    const stray = { rule: "stray_sign" as const, before: rest, after };
    return { token: { ...token, mends: [...token.mends, stray] }, unit: markedUnit };
  }
  return unitText && plain(unitText) === plain(unitWords) ? { token, unit: null } : null;
}

/** "8 tỷ 450 triệu đồng": whole units of money, and the rest in a lesser one. */
function amountInTwoUnits(rest: string, words: Words): { token: NumberToken; unit: UnitEntry } | null {
  const parts = /^\s*(\d{1,4})\s*(\p{L}+(?:\s+\p{L}+)?)[\s,]*(\d{1,3})\s*(\p{L}+(?:\s+\p{L}+)?)\s*$/u.exec(
    rest.normalize("NFC"),
  );
  const [larger, lesser] = [findUnit(words.units, parts?.[2]), findUnit(words.units, parts?.[4])];
  if (!parts || larger?.kind !== "money" || lesser?.kind !== "money") return null;
  const step = (larger.factor ?? 1) / (lesser.factor ?? 1);
  if (step !== 1000) return null;
  const value = clean(Number(parts[1]) + Number(parts[3]) / step);
  const candidate: NumberCandidate = { value, halfStep: 0.5 / step, form: "plain" };
  return { token: { text: rest.trim(), candidates: [candidate], isAmbiguous: false, mends: [] }, unit: larger };
}

function fromStored(
  stored: { value: number; numberFormat?: string },
  shown: Quantity,
  words: Words,
  unitText: string | null | undefined,
): NumberQuantity {
  const percent = percentUnit(words);
  const format = stored.numberFormat === undefined ? undefined : sectionFor(stored.value, stored.numberFormat);
  const readings = shown.kind === "number" ? shown.token.candidates : [];
  const isPercentText = shown.kind === "number" && shown.unit?.code === "percent";
  const isPercentFormat = hasPercentSign(format);
  // "#,##0," shows thousands: where a unit is printed it is that of what is shown, else what is stored is told.
  const hasUnit = Boolean(unitText) || (shown.kind === "number" && shown.unit !== null);
  const own = hasUnit ? clean(stored.value / scaleOf(format)) : stored.value;
  const scaled = clean(own * 100);
  // "0,00%" shows a hundred times what is stored; a sign in quotes ("0,00\"%\"") shows what is stored.
  const isScaled =
    readings.length > 0 && isPercentText
      ? nearest(readings, scaled).distance < nearest(readings, own).distance
      : isPercentFormat;
  const value = isScaled ? scaled : own;
  const shownReading = readings.length > 0 ? nearest(readings, value) : null;
  // Where another number is shown for whatever reason, the precision is the stored one's.
  const fits = shownReading && shownReading.distance <= shownReading.candidate.halfStep * 1.001;
  const candidate: NumberCandidate = {
    value,
    halfStep: fits ? shownReading.candidate.halfStep : ownHalfStep(value),
    // Its signs are those of whoever opens the workbook: they say nothing of the numbers that were typed as text.
    form: "plain",
  };
  const unit = shown.kind === "number" ? shown.unit : isScaled ? percent : null;
  return {
    kind: "number",
    token: { text: String(stored.value), candidates: [candidate], isAmbiguous: false, mends: [] },
    operator: shown.kind === "number" ? shown.operator : "=",
    isRank: shown.kind === "number" && shown.isRank,
    isApproximate: shown.kind === "number" && shown.isApproximate,
    unit,
  };
}

function nearest(readings: NumberCandidate[], value: number) {
  return readings
    .map((candidate) => ({ candidate, distance: Math.abs(candidate.value - value) }))
    .reduce((best, one) => (one.distance < best.distance ? one : best));
}

/** 1000 for each comma behind the last digit's place: "#,##0.0,," shows millions. */
function scaleOf(format: string | undefined): number {
  const section = (format ?? "").replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, " ");
  const commas = /[0#?](,+)(?![0#?,.])/.exec(section)?.[1]?.length ?? 0;
  return 1000 ** commas;
}

function hasPercentSign(format: string | undefined): boolean {
  return /%/.test((format ?? "").replace(/"[^"]*"|\\./g, ""));
}

function percentUnit(words: Words): UnitEntry | null {
  return words.units.units.find((unit) => unit.code === "percent") ?? null;
}

/** Takes the dust of binary fractions off: 0.2768 × 100 is 27.68. */
function clean(value: number): number {
  return Number(value.toPrecision(15));
}

function ownHalfStep(value: number): number {
  const fraction = /\.(\d+)$/.exec(String(value))?.[1] ?? "";
  return Number(`5e-${fraction.length + 1}`);
}

const plain = remembered((text: string): string => foldLetters(text.normalize("NFC")).replace(/[\s\u00a0]+/gu, ""));
