/** Errors in appendix 1. */
import { addDays, printedDate } from "../generator/dates.ts";
import type { GeneratedReport } from "../generator/report.ts";
import type { Rng } from "../generator/rng.ts";
import type { TaskTruth } from "../generator/truth.ts";
import { changeCell, type Planted, type Planter } from "./plant.ts";

const pickTask = (report: GeneratedReport, rng: Rng, test: (task: TaskTruth) => boolean) => {
  const found = report.truth.tasks.filter(test);
  return found.length ? rng.pick(found) : null;
};

const datePattern = /(\d{1,2})\/(\d{1,2})\/(\d{4})/;

/** Half done, and said to be done. */
export const statusContradiction: Planter = (report, rng) => {
  const task = pickTask(report, rng, (t) => t.progress_done !== null && t.progress_done < (t.progress_total ?? 0));
  return (
    task &&
    changeCell(report, {
      kind: "status_contradiction",
      families: ["verdicts"],
      appendix: "tasks",
      rowKey: task.row_key,
      field: "forecast",
      provable: true,
      change: () => "Hoàn thành",
    })
  );
};

/** A count changed under its percentage. */
export const fractionOffPercent: Planter = (report, rng) => {
  const task = pickTask(report, rng, (t) => /\(\d.*%\)/.test(t.result ?? ""));
  return (
    task &&
    changeCell(report, {
      kind: "fraction_vs_percent",
      families: ["percentages", "comparability"],
      appendix: "tasks",
      rowKey: task.row_key,
      field: "result",
      provable: true,
      change: (text) =>
        text.replace(/\((\d+)([^()]*%)\)/, (_, whole: string, rest: string) => {
          const n = Number(whole);
          return `(${n > 90 ? n - rng.int(2, 9) : n + rng.int(2, 9)}${rest})`;
        }),
    })
  );
};

/** More done than there was to do. */
export const moreDoneThanAll: Planter = (report, rng) => {
  const task = pickTask(
    report,
    rng,
    (t) => t.progress_done !== null && t.progress_total !== null && t.progress_total > 9,
  );
  return (
    task &&
    changeCell(report, {
      kind: "more_done_than_all",
      families: ["percentages", "comparability"],
      appendix: "tasks",
      rowKey: task.row_key,
      field: "result",
      provable: true,
      change: (text) =>
        text.replace(/(\d[\d.]*)\/(\d[\d.]*) (?=\p{L})/u, (_, a: string, b: string) =>
          a === b ? `${a}/${Math.max(1, Number(b.replaceAll(".", "")) - 7)} ` : `${b}/${a} `,
        ),
    })
  );
};

/** Something cited, or held, on a day after the report. */
export const eventAfterReport: Planter = (report, rng) => {
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
export const impossibleDay: Planter = (report, rng) => {
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
export const deadlineYear: Planter = (report, rng) => {
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
export const documentYear: Planter = (report, rng) => {
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

/** A task's number jumps. */
export const ordinalSkipped: Planter = (report, rng) => {
  const task = pickTask(report, rng, (t) => !t.row_key.endsWith(".1"));
  if (!task) return null;
  const [unit, number] = task.row_key.split(".") as [string, string];
  const siblings = report.truth.tasks.filter((t) => t.unit_ordinal === unit);
  return changeCell(report, {
    kind: "ordinal_skipped",
    families: ["announced", "reading"],
    appendix: "tasks",
    rowKey: task.row_key,
    field: "ordinal",
    provable: true,
    change: () => `${unit}.${Number(number) + siblings.length + 1}`,
    related: siblings.map((t) => t.row_key),
  });
};

/** The point of `5.2` is lost. */
export const ordinalPointLost: Planter = (report, rng) => {
  const task = pickTask(report, rng, (t) => !t.row_key.endsWith(".1"));
  return (
    task &&
    changeCell(report, {
      kind: "ordinal_point_lost",
      families: ["announced", "reading"],
      appendix: "tasks",
      rowKey: task.row_key,
      field: "ordinal",
      provable: true,
      change: (text) => text.replace(".", ""),
    })
  );
};

const lookAlikes: Record<string, string> = { a: "а", e: "е", o: "о", c: "с", p: "р", x: "х" };

/** A Cyrillic letter that looks Latin. */
export const lookAlikeLetter: Planter = (report, rng) => {
  const task = rng.pick(report.truth.tasks);
  return changeCell(report, {
    kind: "look_alike_letter",
    families: ["text", "reading"],
    appendix: "tasks",
    rowKey: task.row_key,
    field: "task",
    provable: true,
    change: (text) => {
      const at = [...text].map((letter, index) => (lookAlikes[letter] ? index : -1)).filter((index) => index > 0);
      if (at.length === 0) return null;
      const index = rng.pick(at);
      return text.slice(0, index) + lookAlikes[text[index] as string] + text.slice(index + 1);
    },
  });
};

/** A word printed twice. */
export const doubledWord: Planter = (report, rng) => {
  const task = rng.pick(report.truth.tasks);
  return changeCell(report, {
    kind: "doubled_word",
    families: ["text", "reading"],
    appendix: "tasks",
    rowKey: task.row_key,
    field: "task",
    provable: true,
    change: (text) => {
      const words = text.split(" ");
      const at = words.findIndex((word, index) => index > 1 && /^\p{Ll}{3,}$/u.test(word));
      if (at < 0) return null;
      words.splice(at, 0, words[at] as string);
      return words.join(" ");
    },
  });
};

/** Markup left in the text. */
export const markupLeft: Planter = (report, rng) => {
  const task = pickTask(report, rng, (t) => t.result !== null);
  return (
    task &&
    changeCell(report, {
      kind: "markup_left",
      families: ["text", "reading"],
      appendix: "tasks",
      rowKey: task.row_key,
      field: "result",
      provable: true,
      change: (text) => `<ul style="list-style-type: none"> - ${text}`,
    })
  );
};

/** An open task whose last day has passed. */
export const deadlinePassed: Planter = (report, rng) => {
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

/** The same sentence of results on three tasks and more. */
export const resultCopied: Planter = (report, rng) => {
  const from = pickTask(report, rng, (t) => (t.result ?? "").split(" ").length >= 6 && t.progress_done === null);
  const others = rng.shuffle(report.truth.tasks.filter((t) => t !== from)).slice(0, 3);
  if (!from || others.length < 3) return null;
  let planted: Planted | null = null;
  for (const to of others) {
    const printed: GeneratedReport["printed"] = planted?.printed ?? report.printed;
    planted =
      changeCell(
        { ...report, printed },
        {
          kind: "sentence_duplicated",
          families: ["invention"],
          appendix: "tasks",
          rowKey: to.row_key,
          field: "result",
          provable: false,
          change: () => from.result,
          related: [from.row_key, ...others.map((other) => other.row_key)],
        },
      ) ?? planted;
  }
  return planted;
};

/** A later document with a lower number than an earlier one. */
export const documentNumberBack: Planter = (report, rng) => {
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

export const taskPlanters: Record<string, Planter> = {
  status_contradiction: statusContradiction,
  fraction_vs_percent: fractionOffPercent,
  more_done_than_all: moreDoneThanAll,
  date_after_report: eventAfterReport,
  impossible_day: impossibleDay,
  deadline_year: deadlineYear,
  document_year: documentYear,
  ordinal_skipped: ordinalSkipped,
  ordinal_point_lost: ordinalPointLost,
  look_alike_letter: lookAlikeLetter,
  doubled_word: doubledWord,
  markup_left: markupLeft,
  deadline_passed: deadlinePassed,
  sentence_duplicated: resultCopied,
  document_number_back: documentNumberBack,
};
