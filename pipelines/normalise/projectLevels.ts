import type { RecognisedRow } from "../recognise/types.ts";
import type { Components } from "../reference/components.ts";
import { cleanText } from "./markup.ts";
import { cleanOrdinal } from "./ordinals.ts";
import { announcedCount, type ComponentKind, componentOf, isTotal } from "./projectWords.ts";
import { foldWords } from "./slug.ts";

/**
 * What a row of the appendix of projects is. `total`: it sums up the table; `subtotal`: the group above it. `blank`: nothing is
 * printed in it.
 */
export type LineKind = "group" | "project" | "component" | "total" | "subtotal" | "blank";

export interface Line {
  row: RecognisedRow;
  kind: LineKind;
  name: string;
  /** Cleaned: "01." is 1. */
  ordinal: string | null;
  ordinalText: string | null;
  component: ComponentKind | null;
  groupCode: string | null;
  isGroupInferred: boolean;
  /** A group line that is not printed: it stands before `row`, which is its first project's. */
  isInferredHeading: boolean;
  isOrdinalRestored: boolean;
}

const ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV"];

/**
 * Says of each row what it is and to which group it belongs. A group whose heading is missing shows by the projects'
 * numbers: they start again without one. It gets a line of its own, with the next letter.
 */
export function projectLines(rows: RecognisedRow[], components: Components): Line[] {
  const hasNumbers = rows.some((row) => (row.cells.get("ordinal")?.text ?? "").trim() !== "");
  const lines = rows.map((row) => classify(row, components, hasNumbers));
  findSubtotals(lines);
  restoreOrdinals(lines);
  return giveGroups(lines);
}

/** A sum between projects is that of the group above it; where each group has one, so is the first of those at the end. */
function findSubtotals(lines: Line[]): void {
  const isProject = (line: Line) => line.kind === "project";
  const last = lines.findLastIndex(isProject);
  const first = lines.findIndex(isProject);
  const between = lines.filter((line, index) => line.kind === "total" && index > first && index < last);
  if (between.length === 0) return;
  for (const line of between) line.kind = "subtotal";
  const behind = lines.filter((line, index) => line.kind === "total" && index > last);
  if (behind.length > 1 && behind[0]) behind[0].kind = "subtotal";
}

function classify(row: RecognisedRow, components: Components, hasNumbers: boolean): Line {
  const ordinalText = row.cells.get("ordinal")?.text.trim() || null;
  const name = cleanText(row.cells.get("name")?.text ?? "").text;
  const ordinal = cleanOrdinal(ordinalText ?? "");
  const line: Line = {
    row,
    kind: "project",
    name,
    ordinal,
    ordinalText,
    component: null,
    groupCode: null,
    isGroupInferred: false,
    isInferredHeading: false,
    isOrdinalRestored: false,
  };
  if ([...row.cells.values(), ...[...(row.parts?.values() ?? [])].flat()].every((cell) => cell.text.trim() === ""))
    return { ...line, kind: "blank" };
  if (isTotal(name, components) || (name === "" && ordinalText && isTotal(ordinalText, components))) {
    return { ...line, kind: "total" };
  }
  if (ordinal && isGroupOrdinal(ordinal)) return { ...line, kind: "group" };
  // "Tư vấn" is never a project, whatever stands before it; "Xây dựng cầu" with a number or a place of its own is one.
  const hasPlace = (row.cells.get("location")?.text.trim() ?? "") !== "";
  const component = componentOf(name, components);
  if (component && (component.isExact || !(hasPlace || /^\d+$/.test(ordinal ?? "")))) {
    return { ...line, kind: "component", component: component.kind };
  }
  if (ordinal && /^\d+(\.\d+)*$/.test(ordinal)) return line;
  if (announcedCount(name, components) !== null || isHeading(row, name)) return { ...line, kind: "group" };
  const isLong = foldWords(name).split(" ").length >= 6;
  // In a table without numbers all that is no part of a project's cost is a project.
  return hasPlace || isLong || !hasNumbers ? line : { ...line, kind: "component" };
}

/** Capital letters without a number of their own. */
function isHeading(row: RecognisedRow, name: string): boolean {
  const isCapital = name !== "" && name === name.toUpperCase() && /\p{L}{3}/u.test(name);
  const hasPlace = (row.cells.get("location")?.text.trim() ?? "") !== "";
  return isCapital && !hasPlace && foldWords(name).split(" ").length >= 3;
}

function isGroupOrdinal(ordinal: string): boolean {
  return /^[A-ZĐ]$/u.test(ordinal) || ROMAN.includes(ordinal);
}

/** A project without a number between the numbers n and n + 2, or after n, is n + 1. */
function restoreOrdinals(lines: Line[]): void {
  let above: number | null = null;
  for (const line of lines) {
    if (line.kind === "group") above = null;
    if (line.kind !== "project") continue;
    if (line.ordinal === null) {
      line.ordinal = String((above ?? 0) + 1);
      line.isOrdinalRestored = true;
    }
    if (/^\d+$/.test(line.ordinal)) above = Number(line.ordinal);
  }
}

function giveGroups(lines: Line[]): Line[] {
  const printed = new Set(
    lines.filter((line) => line.kind === "group" && line.ordinal).map((line) => line.ordinal as string),
  );
  const starts = headlessStarts(lines, printed);
  const out: Line[] = [];
  let code: string | null = null;
  let letter: string | null = null;
  let isInferred = false;
  for (const line of lines) {
    if (line.kind === "blank" || line.kind === "total") {
      out.push(line);
      continue;
    }
    if (line.kind === "subtotal") {
      // "Cộng nhóm A" behind A.II says whose sum it is.
      const named = line.name.split(/[\s().:]+/u).findLast((word) => printed.has(word));
      out.push({ ...line, groupCode: named ?? code, isGroupInferred: isInferred });
      continue;
    }
    if (line.kind === "group") {
      code = printedCode(line, code, letter, printed);
      if (!isRoman(line.ordinal, letter)) letter = code;
      isInferred = false;
    } else if (starts.has(line)) {
      code = nextCode(code, printed);
      isInferred = true;
      out.push({
        ...line,
        kind: "group",
        groupCode: code,
        isGroupInferred: true,
        isInferredHeading: true,
        component: null,
      });
    }
    line.groupCode = code;
    line.isGroupInferred = isInferred;
    out.push(line);
  }
  return out;
}

/** Projects that begin a group without a heading: their number starts again, or groups come only later. */
function headlessStarts(lines: Line[], printed: Set<string>): Set<Line> {
  const starts = new Set<Line>();
  const projects = lines.filter((line) => line.kind === "project" || line.kind === "group");
  let above: number | null = null;
  let isInGroup = false;
  let first: Line | null = null;
  projects.forEach((line, index) => {
    if (line.kind === "group") {
      above = null;
      isInGroup = true;
      return;
    }
    if (!/^\d+$/.test(line.ordinal ?? "")) return;
    const now = Number(line.ordinal);
    if (above === null && !isInGroup) first = line;
    const next = projects[index + 1];
    const goesOn = next?.kind === "project" && Number(next.ordinal) === now + 1;
    if (above !== null && now <= above && (now === 1 || goesOn)) starts.add(line);
    above = now;
  });
  // What stands before the first printed heading is a group of its own, unless that heading is the first of its kind.
  const isLaterKind = printed.size > 0 && !printed.has("A") && !printed.has("I");
  if (first && (isLaterKind || (printed.size === 0 && starts.size > 0))) starts.add(first);
  return starts;
}

/** Roman numbers under a lettered group are parts of it: A.I, A.II. */
function printedCode(line: Line, before: string | null, letter: string | null, printed: Set<string>): string {
  const ordinal = line.ordinal;
  if (!ordinal || !isGroupOrdinal(ordinal)) return nextCode(before, printed);
  return isRoman(ordinal, letter) && letter !== null ? `${letter}.${ordinal}` : ordinal;
}

/** I, V and X are letters only where the letter before them came just before. */
function isRoman(ordinal: string | null, letter: string | null): boolean {
  if (!ordinal || !ROMAN.includes(ordinal)) return false;
  return ordinal.length > 1 || letter === null || letter.charCodeAt(0) + 1 !== ordinal.charCodeAt(0);
}

function nextCode(before: string | null, printed: Set<string>): string {
  const prefix = before?.includes(".") ? before.slice(0, before.lastIndexOf(".") + 1) : "";
  let code = before?.slice(prefix.length) ?? null;
  do code = successor(code);
  while (prefix === "" && printed.has(code));
  return prefix + code;
}

function successor(code: string | null): string {
  if (code === null) return "A";
  const roman = ROMAN.indexOf(code);
  if (roman >= 0) return ROMAN[roman + 1] ?? `${code}~2`;
  return /^[A-Y]$/.test(code) ? String.fromCharCode(code.charCodeAt(0) + 1) : `${code}~2`;
}
