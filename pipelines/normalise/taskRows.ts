/** Sorts the body rows of the appendix of tasks: offices, tasks, and rows that go on with the task above. */

import type { RecognisedRow, RecognisedTable, SourceCell } from "../recognise/types.ts";
import { cleanText } from "./markup.ts";

/** The office under whose heading tasks stand. */
export interface Office {
  /** From 0; tasks before the first heading stand under an office without a cell. */
  index: number;
  ordinal: string | null;
  name: string | null;
  ordinalCell: SourceCell | null;
  nameCell: SourceCell | null;
}

export type SortedRow =
  | { kind: "office"; row: RecognisedRow; office: Office }
  | { kind: "task"; row: RecognisedRow; office: Office; ordinalText: string | null; taskText: string }
  | { kind: "continued"; row: RecognisedRow }
  /** A heading over some of an office's tasks. */
  | { kind: "part"; row: RecognisedRow }
  | { kind: "nameless"; row: RecognisedRow }
  | { kind: "blank"; row: RecognisedRow };

/** A number in front of a name: "1.", "II.", "A)", "1.2 ". */
const LEADING = /^\s*((?:\d+(?:\.\d+)+|(?:\d+|[IVXLC]+|[A-HĐ])(?=[.)/:]))\.?)[.)/:]?\s+(?=\p{L})/u;
const WHOLE = /^\s*\d{1,3}\s*[.)/]?\s*$/u;
const ROMAN_OR_LETTER = /^\s*(?:[IVXLC]+|[A-ZĐ])\s*[.)/]?\s*$/u;
const WHOLE_OR_ROMAN = /^\s*(?:\d{1,3}|[IVXLC]+|[A-ZĐ])\s*[.)/]?\s*$/u;

/** Sorts rows in order. */
export function sortTaskRows(table: RecognisedTable): SortedRow[] {
  const texts = table.rows.map((row) => textsOf(row));
  const isDotted = texts.some(({ ordinal }) => /^\s*\d+\s*[.,]\s*\d+/u.test(ordinal));
  let office: Office = { index: 0, ordinal: null, name: null, ordinalCell: null, nameCell: null };
  let seenOffice = false;
  let seenTask = false;
  return table.rows.map((row, index): SortedRow => {
    const { ordinal, task, others } = texts[index] as RowTexts;
    if (!ordinal && !task && !others) return { kind: "blank", row };
    if (isPart(texts, index)) return { kind: "part", row };
    if (isOffice(row, texts, index, isDotted)) {
      office = readOffice(row, ordinal, task, seenOffice ? office.index + 1 : 0);
      seenOffice = true;
      seenTask = false;
      return { kind: "office", row, office };
    }
    if (!task) return { kind: seenTask && !ordinal ? "continued" : "nameless", row };
    seenTask = true;
    const leading = ordinal ? null : LEADING.exec(task);
    return {
      kind: "task",
      row,
      office,
      ordinalText: ordinal || leading?.[1] || null,
      taskText: leading ? task.slice(leading[0].length) : task,
    };
  });
}

interface RowTexts {
  ordinal: string;
  task: string;
  /** Texts of all other cells together. */
  others: string;
}

function textsOf(row: RecognisedRow): RowTexts {
  const text = (cell: SourceCell | undefined) => (cell ? cleanText(cell.text).text : "");
  const own = [...row.cells].filter(([field]) => !row.carried?.has(field));
  return {
    ordinal: row.carried?.has("ordinal") ? "" : text(row.cells.get("ordinal")),
    task: row.carried?.has("task") ? "" : text(row.cells.get("task")),
    others: own
      .filter(([field]) => field !== "ordinal" && field !== "task")
      .map(([, cell]) => text(cell))
      .join(""),
  };
}

/**
 * A heading has a name and nothing else: beside a whole number, a Roman one or a letter; or in a cell merged over the row; or
 * without a number, above a row whose number begins anew. Where tasks are numbered 1, 2, 3 a bare row that stands in that
 * sequence is a task of which nothing is said.
 */
function isOffice(row: RecognisedRow, texts: RowTexts[], index: number, isDotted: boolean): boolean {
  const { ordinal, task, others } = texts[index] as RowTexts;
  if (others) return false;
  const isMerged = [...row.cells.values()].some((cell) => cell.columnSpan >= 3 && cell.text.trim() !== "");
  const name = task || ordinal;
  if (!/\p{L}{2}/u.test(name)) return false;
  if (isMerged) return true;
  if (!task) return false;
  const next = texts.slice(index + 1).find((one) => one.ordinal !== "");
  if (!ordinal) return LEADING.test(task) ? !/^\s*\d+\.\d/u.test(task) : next === undefined || startsAnew(next.ordinal);
  if (!WHOLE_OR_ROMAN.test(ordinal)) return false;
  if (isDotted || !/^\s*\d/u.test(ordinal)) return true;
  const before = texts.slice(0, index).findLast((one) => one.ordinal !== "");
  const runsOn = number(before?.ordinal) === number(ordinal) - 1 && number(next?.ordinal) === number(ordinal) + 1;
  return !runsOn;
}

/**
 * "1 Cải cách hành chính" over 1.1 and 1.2 is no office where its neighbours of the same kind, "2 Tiếp công dân" with a
 * deadline and a result, are tasks of the office with the Roman number above them.
 */
function isPart(texts: RowTexts[], index: number): boolean {
  const { ordinal, task, others } = texts[index] as RowTexts;
  if (!task || others || !WHOLE.test(ordinal)) return false;
  const next = texts.slice(index + 1).find((one) => one.ordinal !== "");
  if (next === undefined || !next.ordinal.trim().startsWith(`${number(ordinal)}.`)) return false;
  const isUnderOffice = texts
    .slice(0, index)
    .some((one) => ROMAN_OR_LETTER.test(one.ordinal) && one.task && !one.others);
  return isUnderOffice && texts.some((one) => WHOLE.test(one.ordinal) && one.task && one.others);
}

function number(ordinal: string | undefined): number {
  return Number.parseInt(ordinal ?? "", 10);
}

function startsAnew(ordinal: string): boolean {
  return /^\s*(?:\d+\s*[.,]\s*)?0?1\s*[.)]?\s*$/u.test(ordinal);
}

function readOffice(row: RecognisedRow, ordinal: string, task: string, index: number): Office {
  const ordinalCell = row.cells.get("ordinal") ?? null;
  const nameCell = task ? (row.cells.get("task") ?? null) : ordinalCell;
  const name = task || ordinal;
  const printed = task && ordinal ? ordinal : (LEADING.exec(name)?.[1] ?? null);
  const bare = task && ordinal ? name : name.replace(LEADING, "");
  return {
    index,
    ordinal: printed?.replace(/\s+|[.)/:]+\s*$/gu, "").replace(/^0+(?=\d)/u, "") || null,
    name: bare,
    ordinalCell: task && ordinal ? ordinalCell : null,
    nameCell,
  };
}
