/** What a task's deadline, forecast and result say; what can't be settled is a doubt in the ledger. */

import type { SourceCell } from "../recognise/types.ts";
import type { CitedDocument, DoubtRow } from "../rows.ts";
import type { TaskStatus } from "../values.ts";
import type { NormaliseContext } from "./context.ts";
import { type Progress, readProgress } from "./counts.ts";
import { findTimes } from "./dates.ts";
import { type Deadline, isYearOutOfPlace, readDeadline } from "./deadlines.ts";
import { findDocuments, toCited } from "./documents.ts";
import { foldWords } from "./slug.ts";
import { readStatus, saysDone } from "./statuses.ts";

const NO_DEADLINE: Deadline = {
  start: null,
  end: null,
  isRecurring: false,
  impossible: [],
  vague: [],
  isReversed: false,
  isUnread: false,
};

/** Notes doubts of one cell of one task. */
function doubter(cell: SourceCell | undefined, key: string, field: string, context: NormaliseContext) {
  // One cell may hold several impossible dates: each is a finding of its own.
  const counts = new Map<string, number>();
  return (
    rule: string,
    severity: DoubtRow["severity"],
    raw: string,
    read: string | null,
    more: DoubtRow["arguments"] = {},
  ) => {
    if (!cell) return;
    const count = (counts.get(rule) ?? 0) + 1;
    counts.set(rule, count);
    context.ledger.doubt({
      cellRef: cell.ref,
      appendix: "tasks",
      rule,
      severity,
      subjectKey: `${key}/${field}${count > 1 ? `~${count}` : ""}`,
      rawValue: raw,
      readValue: read,
      arguments: { printed: raw, ...more },
    });
  };
}

/** The deadline as days; years out of place stay as printed. */
export function readTaskDeadline(
  text: string | null,
  cell: SourceCell | undefined,
  key: string,
  context: NormaliseContext,
): Deadline {
  if (text === null) return NO_DEADLINE;
  const { catalogue, identity } = context;
  const year = Number(identity.period.slice(0, 4));
  const deadline = readDeadline(text, catalogue.deadlines, year);
  const doubt = doubter(cell, key, "deadline", context);
  for (const printed of deadline.impossible) doubt("date_impossible", "warning", printed, null);
  if (deadline.isReversed) doubt("deadline_reversed", "warning", text, deadline.end);
  if (deadline.isUnread) doubt("deadline_unread", "info", text, null);
  for (const printed of deadline.vague) doubt("deadline_vague", "info", printed, deadline.end);
  if (isYearOutOfPlace(deadline, identity.period, catalogue.deadlines)) {
    doubt("deadline_year", "warning", text, deadline.end, { report_year: year });
  }
  return deadline;
}

/** The status that the forecast gives; a text that no wording fits is unknown, with a doubt. */
export function readTaskStatus(
  text: string | null,
  cell: SourceCell | undefined,
  key: string,
  context: NormaliseContext,
): TaskStatus {
  if (text === null) return "unknown";
  const reading = readStatus(text, context.catalogue.statuses);
  if (reading.phrase === null) doubter(cell, key, "forecast", context)("status_unknown", "info", text, null);
  return reading.status;
}

/**
 * The status of a row in a table without a forecast: its result's first line, where that is a wording of a status and nothing
 * else; or completed, where the result says so and nothing of what is still open.
 */
export function statusOfResult(
  task: string,
  { result, deliverable }: { result: string | null; deliverable: string | null },
  context: NormaliseContext,
): TaskStatus | null {
  const { statuses } = context.catalogue;
  const line = /^[^\n(;.]*/.exec(result ?? "")?.[0] ?? "";
  const { phrase, status } = readStatus(line, statuses);
  if (phrase !== null && foldWords(line) === foldWords(phrase)) return status;
  return result !== null && saysDone({ task, result, product: deliverable }, statuses) ? "completed" : null;
}

/** The progress and the citations of a result. */
export function readTaskResult(
  text: string | null,
  cell: SourceCell | undefined,
  key: string,
  context: NormaliseContext,
): { progress: Progress | null; cited: CitedDocument[] } {
  if (text === null) return { progress: null, cited: [] };
  const { catalogue, identity, ledger } = context;
  const year = Number(identity.period.slice(0, 4));
  const doubt = doubter(cell, key, "result", context);
  const cited = findDocuments(text, catalogue.documents, catalogue.deadlines, year);
  for (const one of cited.documents) {
    if (cell && one.number !== one.printedNumber) {
      ledger.repair(
        cell.ref,
        "document_number_mended",
        one.printedNumber,
        one.number,
        "signs and blanks inside a document's number are slips",
      );
    }
    if (one.typeOfCode) {
      doubt("document_type", "info", `${one.type ?? ""} ${one.number}`, one.type, {
        type: one.type,
        type_of_code: one.typeOfCode,
        number: one.number,
      });
    }
  }
  for (const span of cited.leftOut) doubt("citations_left_out", "info", excerpt(text, span.start, span.end), null);
  for (const span of cited.impossibleDates) doubt("date_impossible", "warning", text.slice(span.start, span.end), null);
  const times = findTimes(text, catalogue.deadlines, year);
  const dated = times.filter((one) => !cited.spans.some((span) => span.start <= one.start && span.end >= one.end));
  for (const one of dated) {
    if (one.isImpossible && one.kind === "date")
      doubt("date_impossible", "warning", text.slice(one.start, one.end), null);
  }
  const progress = readProgress(text, catalogue.facts, [...cited.spans, ...times]);
  if (progress && progress.count > 1) {
    doubt("progress_several", "info", text.slice(progress.start, progress.end), `${progress.done}/${progress.total}`, {
      count: progress.count,
    });
  }
  return { progress, cited: cited.documents.map(toCited) };
}

/** The words around a place, for a message. */
function excerpt(text: string, start: number, end: number): string {
  return text.slice(Math.max(0, start - 20), end).trim();
}
