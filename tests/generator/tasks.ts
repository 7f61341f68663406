/** Appendix 1 of one month: tasks whose status agrees with their evidence, and no evidence from after the report. */
import type { TaskStatus } from "../../pipelines/values.ts";
import { addDays, earlierOf, isoDay, lastDay, laterOf, printedDate, quarterOf, roman } from "./dates.ts";
import { type DocumentType, type Issued, issueDocument, printDocument } from "./documents.ts";
import type { Habits } from "./habits.ts";
import { type Locality, officesOf } from "./names.ts";
import { printNumber, round } from "./numbers.ts";
import type { Rng } from "./rng.ts";
import { forecasts, partners, type TaskTemplate, taskTemplates } from "./tasks-vocabulary.ts";
import type { TaskTruth } from "./truth.ts";

export interface TaskSetting {
  rng: Rng;
  locality: Locality;
  year: number;
  month: number;
  issued: string;
  habits: Habits;
  /** How many projects appendix 2 lists as this year's: one task counts them. */
  projectCount: number;
  /** Offices and tasks an office, at most. */
  size: { offices: number; tasksEach: number };
}

export function generateTasks(setting: TaskSetting): TaskTruth[] {
  const rows: TaskTruth[] = [];
  // The same quarter has the same tasks: the stream of choices is the quarter's, not the month's.
  const quarter = setting.rng.fork(`quarter ${quarterOf(setting.month)}`);
  const offices = officesOf(setting.locality).slice(0, setting.size.offices);
  offices.forEach((office, officeIndex) => {
    const templates = taskTemplates[officeIndex] as TaskTemplate[];
    const chosen = quarter.fork(office).sample(templates, Math.min(templates.length, setting.size.tasksEach));
    chosen.forEach((template, taskIndex) => {
      const ordinal = `${officeIndex + 1}.${taskIndex + 1}`;
      const facts = describe(setting, template, quarter.fork(ordinal));
      rows.push({
        row_key: ordinal,
        position: rows.length + 1,
        unit_ordinal: String(officeIndex + 1),
        unit: office,
        ordinal,
        ordinal_text: ordinal,
        ...facts,
      });
    });
  });
  return rows;
}

type Described = Omit<TaskTruth, "row_key" | "position" | "unit_ordinal" | "unit" | "ordinal" | "ordinal_text">;

function describe(setting: TaskSetting, template: TaskTemplate, rng: Rng): Described {
  const { locality, year, month, habits } = setting;
  const fill = (text: string) =>
    text
      .replaceAll("{kind}", locality.kind)
      .replaceAll("{year}", String(year))
      .replaceAll("{quarter}", roman(quarterOf(month)));
  const deadline = deadlineOf(template, rng, year, month, habits);
  const evidence = evidenceOf(setting, template, rng, deadline);
  const units = rng.sample(partners, rng.int(0, 3)).map(fill);
  const isShown = (field: string) => habits.columns.tasks.includes(field);
  return {
    task: fill(template.task),
    deliverable: isShown("deliverable") ? template.deliverable : null,
    authority: isShown("authority") ? fill(rng.pick(["UBND {kind}", "Chủ tịch UBND {kind}", "HĐND {kind}"])) : null,
    recommendation: isShown("recommendation") && rng.chance(0.1) ? fill("Đề nghị UBND {kind} bố trí kinh phí") : null,
    coordinating_units: units,
    deadline_text: deadline.text,
    deadline_start_date: deadline.start,
    deadline_end_date: deadline.end,
    is_recurring: deadline.isRecurring,
    result: evidence.result,
    forecast: fill(rng.pick(forecasts[evidence.status as keyof typeof forecasts])),
    status: evidence.status,
    progress_done: evidence.done ?? null,
    progress_total: evidence.total ?? null,
    cited_documents: evidence.documents ?? [],
  };
}

interface Deadline {
  text: string;
  start: string | null;
  end: string | null;
  isRecurring: boolean;
  /** Last day on which the task is in time. */
  until: string;
}

function recurring(rng: Rng): Deadline {
  const text = rng.pick(["Thường xuyên", "Hàng tháng", "Thường xuyên"]);
  return { text, start: null, end: null, isRecurring: true, until: "9999-12-31" };
}

function deadlineOf(template: TaskTemplate, rng: Rng, year: number, month: number, habits: Habits): Deadline {
  if (template.evidence === "recurring") return recurring(rng);
  for (;;) {
    const deadline = drawDeadline(rng, year, month, habits);
    // Words alone never say that a task is done: it must not run out of time before its quarter does.
    const isLong = deadline.until >= lastDay({ year, month: quarterOf(month) * 3 });
    if (template.evidence !== "words" || isLong) return deadline;
  }
}

function drawDeadline(rng: Rng, year: number, month: number, habits: Habits): Deadline {
  const quarter = quarterOf(month);
  const start = isoDay(year, quarter * 3 - 2, 1);
  const end = lastDay({ year, month: quarter * 3 });
  const inMonth = quarter * 3 - rng.int(0, 1);
  const day = isoDay(year, quarter * 3, rng.int(8, 25));
  const show = (iso: string) => printedDate(iso, habits.dateStyle);
  const span = (text: string, from: string | null, to: string): Deadline => ({
    text,
    start: from,
    end: to,
    isRecurring: false,
    until: to,
  });
  switch (rng.int(0, 7)) {
    case 0:
      return span(`Quý ${roman(quarter)}/${year}`, start, end);
    case 1:
      return span(`Quý ${roman(quarter)}`, start, end);
    case 2:
      return span(`Tháng ${inMonth}/${year}`, isoDay(year, inMonth, 1), lastDay({ year, month: inMonth }));
    case 3:
      return span(`Tháng ${inMonth}`, isoDay(year, inMonth, 1), lastDay({ year, month: inMonth }));
    case 4:
      return span(`Trước ngày ${show(day)}`, null, addDays(day, -1));
    case 5:
      return span(show(day), null, day);
    case 6:
      return span(`Ngày ${show(day)}`, day, day);
    default:
      return span(`Cả năm ${year}`, isoDay(year, 1, 1), isoDay(year, 12, 31));
  }
}

interface EvidenceFound {
  result: string | null;
  status: TaskStatus;
  done?: number;
  total?: number;
  documents?: Issued[];
}

function evidenceOf(setting: TaskSetting, template: TaskTemplate, rng: Rng, deadline: Deadline): EvidenceFound {
  const { year, month, issued, habits } = setting;
  const quarterStart = isoDay(year, quarterOf(month) * 3 - 2, 1);
  const show = (n: number) => printNumber(n, 0, habits.sentenceNumbers);
  // Done on a day of the quarter that is in time; whether the report knows of it yet, its date says.
  const latest = earlierOf(deadline.until, lastDay({ year, month: quarterOf(month) * 3 }));
  const room = Math.max(0, daysBetween(quarterStart, latest));
  const doneOn = addDays(quarterStart, rng.int(Math.min(4, room), room));
  const isDone = doneOn < issued;
  const open: EvidenceFound = {
    result: rng.pick(["Đang thực hiện", "Đang dự thảo văn bản"]),
    status: rng.pick<TaskStatus>(["in_progress", "on_track", "expected_on_time"]),
  };
  switch (template.evidence) {
    case "document": {
      const document = issueDocument(rng.fork("document"), template.detail as DocumentType, doneOn);
      if (!isDone) return open;
      return { result: printDocument(document, habits.dateStyle), status: "completed", documents: [document] };
    }
    case "event":
      if (!isDone) return { result: null, status: "not_started" };
      return { result: `${template.detail} ngày ${printedDate(doneOn, habits.dateStyle)}`, status: "completed" };
    case "count": {
      const total = rng.int(8, 420);
      const done = isDone ? total : Math.max(1, Math.floor(total * rng.between(0.3, 0.95)));
      const until = printedDate(laterOf(quarterStart, addDays(issued, -2)), habits.dateStyle);
      const share = printNumber(round((done / total) * 100, 1), 1, habits.sentenceNumbers);
      return {
        result: `Tính đến ngày ${until}, đã thực hiện ${show(done)}/${show(total)} ${template.detail} (${share}%)`,
        status: isDone ? "completed" : open.status,
        done,
        total,
      };
    }
    case "recurring":
      return {
        result: template.detail.replace("{n}", show(rng.fork(`month ${month}`).int(12, 2400))),
        status: rng.pick<TaskStatus>(["completed", "on_track", "exceeded"]),
      };
    case "projects": {
      const total = setting.projectCount;
      return {
        result: `Đã thẩm định, phê duyệt ${total}/${total} dự án`,
        status: "completed",
        done: total,
        total,
      };
    }
    case "words":
      return {
        result: template.detail,
        status: template.detail.startsWith("Hệ thống") ? "operating" : "in_progress",
      };
  }
}

const daysBetween = (from: string, to: string) =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
