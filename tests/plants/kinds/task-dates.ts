/** Errors in appendix 1: dates, deadlines and the numbers of documents. */
import { addDays, printedDate, quarterOf, roman } from "../../generator/dates.ts";
import { changeCell, type Planter } from "../plant.ts";
import { pickTask } from "./pick.ts";

const datePattern = /(\d{1,2})\/(\d{1,2})\/(\d{4})/;

/** Something cited, or held, on a day after the report. */
const eventAfterReport: Planter = (report, rng) => {
  const task = pickTask(report, rng, (t) => /ngày \d/.test(t.result ?? "") && !/Tính đến/.test(t.result ?? ""));
  const { issued_date } = report.truth;
  return (
    task &&
    changeCell(report, {
      kind: "date_after_report",
      families: ["dates"],
      appendix: "tasks",
      rowKey: task.row_key,
      field: "result",
      provable: true,
      change: (text) =>
        text.replace(datePattern, printedDate(addDays(issued_date, rng.int(2, 40)), report.habits.dateStyle)),
    })
  );
};

/** A day that no calendar has. */
const impossibleDay: Planter = (report, rng) => {
  const task = pickTask(report, rng, (t) => datePattern.test(t.result ?? ""));
  return (
    task &&
    changeCell(report, {
      kind: "impossible_day",
      families: ["dates"],
      appendix: "tasks",
      rowKey: task.row_key,
      field: "result",
      provable: true,
      change: (text) =>
        text.replace(datePattern, (_, _d, _m, year: string) =>
          rng.pick([`31/04/${year}`, `30/02/${year}`, `32/03/${year}`]),
        ),
    })
  );
};

/** A deadline in a year long before or after the report's. */
const deadlineYear: Planter = (report, rng) => {
  const task = pickTask(report, rng, (t) => /\d{4}/.test(t.deadline_text ?? ""));
  return (
    task &&
    changeCell(report, {
      kind: "deadline_year",
      families: ["dates"],
      appendix: "tasks",
      rowKey: task.row_key,
      field: "deadline",
      provable: true,
      change: (text) => text.replace(/\d{4}/, (year) => String(Number(year) + rng.pick([-10, -2, -1, 10]))),
    })
  );
};

/** A document dated in a year that has not come. */
const documentYear: Planter = (report, rng) => {
  const task = pickTask(report, rng, (t) => t.cited_documents.length > 0);
  return (
    task &&
    changeCell(report, {
      kind: "document_year",
      families: ["dates"],
      appendix: "tasks",
      rowKey: task.row_key,
      field: "result",
      provable: true,
      change: (text) =>
        text.replace(
          datePattern,
          (_, d: string, m: string, year: string) => `${d}/${m}/${Number(year) + rng.pick([1, 10])}`,
        ),
    })
  );
};

/** An open task whose last day has passed. */
const deadlinePassed: Planter = (report, rng) => {
  const task = pickTask(report, rng, (t) => t.status === "in_progress" && !t.is_recurring);
  const day = addDays(report.truth.issued_date, -rng.int(1, 8));
  if (!task || day < `${report.at.year}-01-01`) return null;
  return changeCell(report, {
    kind: "deadline_passed",
    families: ["dates", "verdicts"],
    appendix: "tasks",
    rowKey: task.row_key,
    field: "deadline",
    provable: true,
    change: () => printedDate(day, report.habits.dateStyle),
  });
};

/** A later document with a lower number than an earlier one. */
const documentNumberBack: Planter = (report, rng) => {
  const task = pickTask(report, rng, (t) =>
    t.cited_documents.some((cited) =>
      report.truth.tasks.some((other) =>
        other.cited_documents.some((o) => o.type === cited.type && (o.date ?? "") < (cited.date ?? "")),
      ),
    ),
  );
  return (
    task &&
    changeCell(report, {
      kind: "document_number_back",
      families: ["dates"],
      appendix: "tasks",
      rowKey: task.row_key,
      field: "result",
      provable: false,
      change: (text) => text.replace(/số \d+\//, "số 01/"),
      related: report.truth.tasks.filter((t) => t.cited_documents.length > 0).map((t) => t.row_key),
    })
  );
};

/** A deadline that was over before the task's own document was made. */
const deadlineBeforeDocument: Planter = (report, rng) => {
  const early = `${report.at.year}-01-20`;
  const task = pickTask(
    report,
    rng,
    (t) => t.cited_documents.length > 0 && t.cited_documents.every((cited) => (cited.date ?? "") > early),
  );
  const made = task?.cited_documents.map((cited) => cited.date ?? "").sort()[0];
  if (!task || !made) return null;
  const [year, month] = made.split("-").map(Number) as [number, number];
  const show = (day: string) => printedDate(day, report.habits.dateStyle);
  const wordings = [`Trước ngày ${show(addDays(made, -rng.int(0, 15)))}`, show(addDays(made, -rng.int(1, 15)))];
  if (month > 1) wordings.push(`Tháng ${month - 1}/${year}`, `Tháng ${month - 1}`);
  if (quarterOf(month) > 1) wordings.push(`Quý ${roman(quarterOf(month) - 1)}/${year}`, `Quý ${quarterOf(month) - 1}`);
  return changeCell(report, {
    kind: "deadline_before_document",
    families: ["dates"],
    appendix: "tasks",
    rowKey: task.row_key,
    field: "deadline",
    provable: true,
    change: () => rng.pick(wordings),
  });
};

export const taskDatePlanters: Record<string, Planter> = {
  date_after_report: eventAfterReport,
  impossible_day: impossibleDay,
  deadline_year: deadlineYear,
  document_year: documentYear,
  deadline_passed: deadlinePassed,
  document_number_back: documentNumberBack,
  deadline_before_document: deadlineBeforeDocument,
};
