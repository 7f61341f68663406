import type { UnitEntry, Units } from "../reference/units.ts";
import { foldLetters } from "./slug.ts";

/** Words that introduce a unit, and what else may stand around it. */
const LABEL = /^(dvt|donvitinh|donvi|dvitinh|tinhbang|unit)/;

const indexes = new WeakMap<Units, Map<string, UnitEntry>>();

/** The unit that a text names ("Trđ", "(triệu đồng)", "ĐVT: tỷ đồng", "%"), or null. */
export function findUnit(units: Units, text: string | null | undefined): UnitEntry | null {
  if (!text) return null;
  let index = indexes.get(units);
  if (!index) {
    index = new Map(units.units.flatMap((unit) => unit.wordings.map((wording) => [unitKey(wording), unit] as const)));
    indexes.set(units, index);
  }
  const key = unitKey(text);
  return index.get(key) ?? index.get(key.replace(LABEL, "")) ?? null;
}

/** Does a cell say "the same as above" ("-nt-", "//")? */
export function isDitto(units: Units, text: string): boolean {
  const key = dittoKey(text);
  return units.ditto.some((mark) => dittoKey(mark) === key);
}

const dittoKey = (text: string) => foldLetters(text.normalize("NFC")).replace(/[\s.\-–—]+/gu, "");

/** The unit of that code. @throws when the reference data name a unit that they don't define. */
export function unitOfCode(units: Units, code: string): UnitEntry {
  const found = units.units.find((unit) => unit.code === code);
  if (!found) throw new Error(`units.yaml has no unit ${code}`);
  return found;
}

/** What a unit's wording is compared by: no case, accents, spaces, dots, brackets or signs that nobody sees. */
function unitKey(text: string): string {
  return foldLetters(text.normalize("NFC")).replace(/[\s.,:;()[\]\u00a0\p{Cf}]+/gu, "");
}
