/** Numbers of tasks under their offices: read as printed, and mended where their neighbours prove what was meant. */

import { foldLookAlikes } from "./names.ts";

export interface PrintedOrdinal {
  /** As printed, white space at the ends aside; null where there is none. */
  text: string | null;
  /** The office's number: `5`, `II`; null where it has none. */
  unitOrdinal: string | null;
  /** Counts offices, from 0, so that numbering is followed within one. */
  unitIndex: number;
}

export interface MendedOrdinal {
  ordinal: string | null;
  /**
   * `tidied`: only signs were taken off (`1.3.`); `qualified`: the office's number was put before; `misread`: the neighbours
   * show another number than the printed one; `restored`: none was printed, and the neighbours leave one place.
   */
  mend: "none" | "tidied" | "qualified" | "misread" | "restored";
}

interface Working {
  unit: string | null;
  unitIndex: number;
  tidy: string | null;
  /** Last part, where the ordinal is `<unit>.<n>`. */
  number: number | null;
}

/** Mends the ordinals of a table's tasks, in order. */
export function mendOrdinals(printed: PrintedOrdinal[]): MendedOrdinal[] {
  const rows = printed.map(read);
  const result: MendedOrdinal[] = rows.map((row, index) => ({
    ordinal: row.tidy,
    mend: row.tidy !== (printed[index] as PrintedOrdinal).text ? (row.tidy === null ? "none" : "tidied") : "none",
  }));
  for (const unitIndex of new Set(rows.map((row) => row.unitIndex))) {
    const members = rows.flatMap((row, index) => (row.unitIndex === unitIndex ? [index] : []));
    if (isPlain(members.map((index) => rows[index] as Working))) {
      if (restarts(rows)) qualify(members, rows, result);
    } else mendDotted(members, rows, result);
  }
  return result;
}

function read({ text, unitOrdinal, unitIndex }: PrintedOrdinal): Working {
  const tidy = text === null ? null : tidyOrdinal(text);
  const dotted = tidy === null ? null : /^(.+)\.(\d+)$/u.exec(tidy);
  const isOwn = dotted !== null && (unitOrdinal === null || dotted[1] === unitOrdinal);
  return { unit: unitOrdinal ?? dotted?.[1] ?? null, unitIndex, tidy, number: isOwn ? Number(dotted[2]) : null };
}

/** "1.3." and "1 .3" are 1.3; "l.2" is 1.2; "1,7" is 1.7; "01" is 1. Null where there is no sign of a number. */
function tidyOrdinal(text: string): string | null {
  const bare = foldLookAlikes(text)
    .replace(/\s+/gu, "")
    .replace(/^[([]+|[.)\]:,;-]+$/gu, "")
    .replace(/(?<=\d)[,-](?=\d)/gu, ".")
    .replace(/(?<=^|[\d.])[lI|](?=[\d.])|(?<=\d\.?)[lI|](?=$|[\d.])/gu, "1")
    .replace(/(?<=[\d.])[oO](?=$|[\d.])/gu, "0");
  if (!/[\p{L}\p{N}]/u.test(bare)) return null;
  return bare.replace(/(?<![\d])0+(?=\d)/gu, (zeros, at: number) => (at === 0 ? "" : zeros));
}

/** No dots at all: 1, 2, 3 under each office, or running on through the report. */
function isPlain(rows: Working[]): boolean {
  const printed = rows.filter((row) => row.tidy !== null);
  return printed.length > 0 && printed.every((row) => /^\d+$/u.test(row.tidy ?? ""));
}

/** Whether plain numbering begins anew with each office: then a number alone does not name a task. */
function restarts(rows: Working[]): boolean {
  const firsts = new Map<number, string>();
  for (const row of rows) if (row.tidy !== null && !firsts.has(row.unitIndex)) firsts.set(row.unitIndex, row.tidy);
  return [...firsts.values()].every((first) => first === "1");
}

function qualify(members: number[], rows: Working[], result: MendedOrdinal[]): void {
  for (const index of members) {
    const { unit, tidy } = rows[index] as Working;
    if (unit !== null && tidy !== null) result[index] = { ordinal: `${unit}.${tidy}`, mend: "qualified" };
  }
}

/** Mends within one office whose tasks are numbered `<office>.<n>`. */
function mendDotted(members: number[], rows: Working[], result: MendedOrdinal[]): void {
  const unit = officeNumber(members.map((index) => rows[index] as Working));
  if (unit === null) return;
  let before = 0;
  for (const [place, index] of members.entries()) {
    const row = rows[index] as Working;
    const next = members[place + 1] === undefined ? null : (rows[members[place + 1] as number] as Working);
    const expected = before + 1;
    const after = next?.number ?? null;
    const fits = after === expected + 1 || (next === null && place > 0);
    const meant = `${unit}.${expected}`;
    if (row.number === expected) before = expected;
    else if (row.tidy === null) {
      // A number is restored only where both neighbours leave exactly one place.
      if (after === expected + 1 && place > 0) {
        result[index] = { ordinal: meant, mend: "restored" };
        before = expected;
      }
    } else if (sameDigits(row.tidy, meant) || isCutZero(row.tidy, meant)) {
      result[index] = { ordinal: meant, mend: "misread" };
      before = expected;
    } else if (after === expected + 1 && fits && (row.number === null || row.number <= before || row.number > after)) {
      result[index] = { ordinal: meant, mend: "misread" };
      before = expected;
    } else if (row.number !== null) before = row.number;
    else {
      // "52" behind 5.1 fits 5.2; behind a gap it still names its own place when the office's number leads its digits.
      const own = ownDigits(row.tidy, unit);
      if (own !== null && own > before && (after === null || own < after)) {
        result[index] = { ordinal: `${unit}.${own}`, mend: "misread" };
        before = own;
      }
    }
  }
}

/** The number before the dot that most of the office's tasks carry. */
function officeNumber(rows: Working[]): string | null {
  const heading = rows[0]?.unit ?? null;
  const counts = new Map<string, number>();
  for (const row of rows) {
    const lead = /^(.+)\.\d+$/u.exec(row.tidy ?? "")?.[1];
    if (lead) counts.set(lead, (counts.get(lead) ?? 0) + 1);
  }
  if (counts.size === 0) return null;
  if (heading !== null && counts.has(heading)) return heading;
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}

function sameDigits(printed: string, meant: string): boolean {
  return printed !== meant && /^[\d.]+$/u.test(printed) && printed.replaceAll(".", "") === meant.replaceAll(".", "");
}

/** A workbook turns the number 1.10 into 1.1. */
function isCutZero(printed: string, meant: string): boolean {
  return meant.endsWith("0") && `${printed}0` === meant;
}

function ownDigits(printed: string, unit: string): number | null {
  if (!/^\d+$/u.test(printed) || !printed.startsWith(unit) || printed.length <= unit.length) return null;
  return Number(printed.slice(unit.length));
}
