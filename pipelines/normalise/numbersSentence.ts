import type { UnitEntry, Units } from "../reference/units.ts";
import { type NumberCandidate, readNumberToken } from "./numbers.ts";
import { type RowEvidence, type SentenceFigure, signRoles } from "./numbersJoint.ts";
import { findUnit } from "./units.ts";

interface Printed {
  candidates: NumberCandidate[];
  isPercent: boolean;
  unit: UnitEntry | null;
}

/** Not inside a date, a fraction, a document's number or a word. */
const FIGURE = /(?<![\p{L}\p{N}/.,-])\d+(?:[.,]\d+)*(?![\p{L}\p{N}/]|[.,]\d)/gu;

/**
 * The figures of a row's sentence that can be read for sure, as evidence for the figures of its columns. The sentence
 * has its own habit: beside 12,5% a dot can only part thousands.
 * @param unit the row's unit: sums in another unit of money are brought to it
 */
export function sentenceEvidence(text: string | null, units: Units, unit: UnitEntry | null): RowEvidence {
  const printed = readFigures(text ?? "", units);
  const signs = habit(printed);
  const evidence: RowEvidence = { figures: [], percentages: [] };
  for (const figure of printed) {
    const one = chooseByHabit(figure, signs);
    if (!one) continue;
    const target = figure.isPercent ? evidence.percentages : evidence.figures;
    target.push(inUnit(one, figure.unit, unit));
    if (figure.isPercent && unit?.kind === "rate") evidence.figures.push({ value: one.value, halfStep: one.halfStep });
  }
  return evidence;
}

function readFigures(text: string, units: Units): Printed[] {
  const printed: Printed[] = [];
  for (const match of text.normalize("NFC").matchAll(FIGURE)) {
    const token = readNumberToken(match[0]);
    if (!token) continue;
    const rest = text.normalize("NFC").slice(match.index + match[0].length);
    const isPercent = /^\s*%/u.test(rest);
    const words = /^\s*(\p{L}+)(?:\s+(\p{L}+))?/u.exec(rest);
    const unit = words ? (findUnit(units, `${words[1]} ${words[2] ?? ""}`) ?? findUnit(units, words[1])) : null;
    printed.push({ candidates: token.candidates, isPercent, unit });
  }
  return printed;
}

/** The signs that the sentence's unambiguous figures use for decimals. */
function habit(printed: Printed[]): Set<"." | ","> {
  const decimals = new Set<"." | ",">();
  for (const { candidates } of printed) {
    if (candidates.length !== 1 || !candidates[0]) continue;
    const roles = signRoles(candidates[0].form);
    if (roles.decimal) decimals.add(roles.decimal);
    if (roles.thousands === ".") decimals.add(",");
    if (roles.thousands === ",") decimals.add(".");
  }
  return decimals;
}

function chooseByHabit(figure: Printed, decimals: Set<"." | ",">): NumberCandidate | null {
  if (figure.candidates.length === 1) return figure.candidates[0] ?? null;
  if (decimals.size !== 1) return null;
  const fitting = figure.candidates.filter((candidate) => {
    const roles = signRoles(candidate.form);
    return roles.decimal
      ? decimals.has(roles.decimal)
      : roles.thousands !== null && !decimals.has(roles.thousands as ",");
  });
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}

function inUnit(candidate: NumberCandidate, printed: UnitEntry | null, wanted: UnitEntry | null): SentenceFigure {
  const isAlike = printed?.kind === wanted?.kind && printed?.of === wanted?.of;
  const factor = isAlike && printed?.factor && wanted?.factor ? printed.factor / wanted.factor : 1;
  return { value: candidate.value * factor, halfStep: candidate.halfStep * factor };
}
