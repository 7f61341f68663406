import { slug } from "../recognise/fold.ts";
import type { RecognisedRow, RecognisedTable, SourceCell } from "../recognise/types.ts";
import type { TaskRow } from "../rows.ts";
import type { NormaliseContext } from "./context.ts";
import { cleanText } from "./markup.ts";
import { namesWithCommas, splitOffices } from "./officeNames.ts";
import { type MendedOrdinal, mendOrdinals } from "./taskOrdinals.ts";
import { readTaskDeadline, readTaskResult, readTaskStatus, statusOfResult } from "./taskReadings.ts";
import { type Office, type SortedRow, sortTaskRows } from "./taskRows.ts";
import { readText } from "./text.ts";

const TABLE = "tasks";
/** Fields that are loaded as the text they are. */
const TEXTS = ["deliverable", "authority", "result", "forecast", "recommendation"] as const;

type TaskOnly = Extract<SortedRow, { kind: "task" }>;
/** A task with the rows that a page break cut off it. */
interface Whole {
  task: TaskOnly;
  continued: RecognisedRow[];
}

/** The tasks of the appendix, one row a printed task, in the order of the table. */
export function normaliseTasks(table: RecognisedTable, context: NormaliseContext): TaskRow[] {
  const sorted = sortTaskRows(table);
  const wholes: Whole[] = [];
  for (const entry of sorted) {
    if (entry.kind === "task") wholes.push({ task: entry, continued: [] });
    else if (entry.kind === "continued") wholes.at(-1)?.continued.push(entry.row);
    else if (entry.kind === "office") settleOffice(entry.row, entry.office, context);
    else if (entry.kind === "part") settlePart(entry.row, context);
    else if (entry.kind === "nameless") quarantine(entry.row, context);
    else for (const [field, cell] of ownCells(entry.row)) context.ledger.settle(cell.ref, "blank", { field });
  }
  const ordinals = mendOrdinals(
    wholes.map(({ task }) => ({
      text: task.ordinalText,
      unitOrdinal: task.office.ordinal,
      unitIndex: task.office.index,
    })),
  );
  const known = knownNames(sorted, table, context);
  return wholes.map((whole, index) => buildRow(whole, ordinals[index] as MendedOrdinal, known, context));
}

function buildRow(
  { task, continued }: Whole,
  mended: MendedOrdinal,
  known: Set<string>,
  context: NormaliseContext,
): TaskRow {
  const { row, office, ordinalText } = task;
  const { ledger } = context;
  const taskCell = row.cells.get("task") as SourceCell;
  const key = context.uniqueKey(TABLE, mended.ordinal ?? `${office.ordinal ?? office.index + 1}/-`);
  const text = (field: string) => loadText(field, row, continued, key, context);
  const name = text("task") ?? task.taskText;
  for (const [field, cell] of ownCells(row)) {
    if (cell.text.trim() === "") ledger.settle(cell.ref, "blank", { field });
  }
  noteOffice(office, key, context);
  noteOrdinal(row.cells.get("ordinal") ?? taskCell, ordinalText, mended, key, context);
  if (task.taskText !== cleanText(taskCell.text).text) {
    ledger.repair(
      taskCell.ref,
      "ordinal_split",
      cleanText(taskCell.text).text,
      task.taskText,
      "the number in front of the name is the ordinal",
    );
  }
  const texts = Object.fromEntries(TEXTS.map((field) => [field, text(field)])) as Record<
    (typeof TEXTS)[number],
    string | null
  >;
  const deadlineText = text("deadline");
  const units = text("coordinating_units");
  // Where no heading says whose task it is, the column does.
  const leadUnit = text("lead_unit");
  const deadline = readTaskDeadline(deadlineText, row.cells.get("deadline"), key, context);
  const result = readTaskResult(texts.result, row.cells.get("result"), key, context);
  const column = (columns: string[], field: string) => {
    const cell = row.cells.get(field);
    if (cell) for (const one of columns) ledger.origin(TABLE, key, one, cell.ref);
  };
  if (leadUnit && !office.name) column(["unit"], "lead_unit");
  if (deadlineText) column(["deadline_start_date", "deadline_end_date", "is_recurring"], "deadline");
  if (result.progress) column(["progress_done", "progress_total"], "result");
  if (result.cited.length > 0) column(["cited_documents"], "result");
  if (texts.forecast) column(["status"], "forecast");
  const told = row.cells.has("forecast") ? null : statusOfResult(texts.result, context);
  if (told) column(["status"], "result");
  return {
    source_id: context.sourceId,
    row_key: key,
    source_ref: taskCell.ref,
    position: context.nextPosition(TABLE),
    unit_ordinal: office.ordinal,
    unit: office.name ?? leadUnit,
    ordinal: mended.ordinal,
    ordinal_text: ordinalText,
    task: task.taskText === cleanText(taskCell.text).text ? name : task.taskText,
    ...texts,
    deadline_text: deadlineText,
    deadline_start_date: deadline.start,
    deadline_end_date: deadline.end,
    is_recurring: deadline.isRecurring,
    coordinating_units: units ? splitOffices(units, known) : [],
    status: told ?? readTaskStatus(texts.forecast, row.cells.get("forecast"), key, context),
    progress_done: result.progress?.done ?? null,
    progress_total: result.progress?.total ?? null,
    cited_documents: result.cited,
  };
}

/** The text of a field: its cell's, and behind a line break what rows cut off by a page break add to it. */
function loadText(
  field: string,
  row: RecognisedRow,
  continued: RecognisedRow[],
  key: string,
  context: NormaliseContext,
): string | null {
  const parts: string[] = [];
  for (const [index, one] of [row, ...continued].entries()) {
    const cell = one.cells.get(field);
    if (!cell || (index > 0 && one.carried?.has(field))) continue;
    if (cell.text.trim() === "") {
      if (!one.carried?.has(field)) context.ledger.settle(cell.ref, "blank", { field });
      continue;
    }
    const text = readText(cell, context, { appendix: TABLE, subjectKey: `${key}/${field}` });
    context.ledger.settle(cell.ref, "loaded", { field });
    context.ledger.origin(TABLE, key, columnOf(field), cell.ref, one.carried?.has(field) ? "carried" : "value");
    if (!text) continue;
    const before = parts.join("\n");
    parts.push(text);
    if (before) {
      context.ledger.repair(
        cell.ref,
        "row_continued",
        text,
        `${before}\n${text}`,
        "the row has no number and no task of its own: it goes on with the one above",
      );
    }
  }
  return parts.length > 0 ? parts.join("\n") : null;
}

/** The column of the typed row that holds a field's text. */
function columnOf(field: string): string {
  return field === "deadline" ? "deadline_text" : field;
}

/** Cells that begin in this row; merged ones from above are settled where they begin. */
function ownCells(row: RecognisedRow): [string, SourceCell][] {
  return [...row.cells].filter(([field]) => !row.carried?.has(field));
}

function settleOffice(row: RecognisedRow, office: Office, context: NormaliseContext): void {
  for (const [field, cell] of ownCells(row)) {
    if (cell.text.trim() === "") context.ledger.settle(cell.ref, "blank", { field });
    else context.ledger.settle(cell.ref, "loaded", { field: cell === office.ordinalCell ? "unit_ordinal" : "unit" });
  }
  if (!office.nameCell) return;
  const text = readText(office.nameCell, context, { appendix: TABLE, subjectKey: `unit/${office.index + 1}` });
  if (text && office.name && text !== office.name) {
    context.ledger.repair(
      office.nameCell.ref,
      "ordinal_split",
      text,
      office.name,
      "the number in front of the name is the office's",
    );
  }
}

function settlePart(row: RecognisedRow, { ledger }: NormaliseContext): void {
  for (const [field, cell] of ownCells(row)) {
    if (cell.text.trim() === "") ledger.settle(cell.ref, "blank", { field });
    else ledger.settle(cell.ref, "layout", { field, reason: "part_heading" });
  }
}

function noteOffice(office: Office, key: string, { ledger }: NormaliseContext): void {
  if (office.nameCell) ledger.origin(TABLE, key, "unit", office.nameCell.ref, "context");
  const ordinalCell = office.ordinalCell ?? office.nameCell;
  if (ordinalCell && office.ordinal) ledger.origin(TABLE, key, "unit_ordinal", ordinalCell.ref, "context");
}

function noteOrdinal(
  cell: SourceCell,
  printed: string | null,
  mended: MendedOrdinal,
  key: string,
  context: NormaliseContext,
): void {
  const { ledger } = context;
  if (cell.text.trim() !== "") {
    if (cell.ref !== undefined && !ledger.fates.has(cell.ref)) ledger.settle(cell.ref, "loaded", { field: "ordinal" });
    ledger.origin(TABLE, key, "ordinal", cell.ref);
  }
  if (mended.mend === "none" || mended.ordinal === null) return;
  const before = printed ?? "";
  const reasons = {
    tidied: "signs around a number are no part of it",
    qualified: "numbers begin anew in each office: the office's number stands before",
    misread: "the numbers above and below show which one is meant",
    restored: "no number is printed, and the rows above and below leave room for one",
  };
  ledger.repair(
    cell.ref,
    mended.mend === "qualified" ? "ordinal_qualified" : "ordinal_mended",
    before,
    mended.ordinal,
    reasons[mended.mend],
  );
  if (mended.mend !== "misread" && mended.mend !== "restored") return;
  ledger.doubt({
    cellRef: cell.ref,
    appendix: TABLE,
    rule: mended.mend === "misread" ? "ordinal_misread" : "ordinal_restored",
    severity: "info",
    subjectKey: `${key}/ordinal`,
    rawValue: before,
    readValue: mended.ordinal,
    arguments: { printed: before, read: mended.ordinal },
  });
}

function quarantine(row: RecognisedRow, context: NormaliseContext): void {
  for (const [field, cell] of ownCells(row)) {
    if (cell.text.trim() === "") {
      context.ledger.settle(cell.ref, "blank", { field });
      continue;
    }
    context.ledger.settle(cell.ref, "quarantined", { field, reason: "row_without_task" });
    context.ledger.doubt({
      cellRef: cell.ref,
      appendix: TABLE,
      rule: "row_without_task",
      severity: "warning",
      subjectKey: `${field}/${slug(cell.text).slice(0, 60)}`,
      rawValue: cell.text.trim(),
      arguments: { text: cell.text.trim() },
    });
  }
}

/** Names with commas that lists must not be cut in: of the reference data, of headings, and whole entries of this table. */
function knownNames(sorted: SortedRow[], table: RecognisedTable, context: NormaliseContext): Set<string> {
  const headings = sorted.flatMap((entry) => (entry.kind === "office" && entry.office.name ? [entry.office.name] : []));
  const authorities = table.rows.flatMap((row) => row.cells.get("authority")?.text ?? []);
  // "UBND phường, Chủ tịch UBND phường" as an authority is a list itself: only names of offices are taken whole.
  const names = authorities.filter((text) =>
    headings.some((heading) => heading.includes(text.trim()) && text.trim() !== ""),
  );
  return namesWithCommas([
    ...context.catalogue.offices.undivided,
    ...headings,
    ...headings.map(withoutPlace),
    ...names,
  ]);
}

/** "Phòng Kinh tế, Hạ tầng và Đô thị phường" is also called without its last word. */
function withoutPlace(name: string): string {
  return name.replace(/\s+(?:phường|xã|đặc khu|thị trấn)(?:\s+.*)?$/iu, "");
}
