/** Errors in appendix 1: progress, ordinals and words. */
import type { GeneratedReport } from "../../generator/report.ts";
import { changeCell, type Planted, type Planter } from "../plant.ts";
import { pickTask } from "./pick.ts";

/** Half done, and said to be done. */
const statusContradiction: Planter = (report, rng) => {
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
const fractionOffPercent: Planter = (report, rng) => {
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
const moreDoneThanAll: Planter = (report, rng) => {
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

/** A task's number jumps. */
const ordinalSkipped: Planter = (report, rng) => {
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
const ordinalPointLost: Planter = (report, rng) => {
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
const lookAlikeLetter: Planter = (report, rng) => {
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
const doubledWord: Planter = (report, rng) => {
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
const markupLeft: Planter = (report, rng) => {
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

/** The same sentence of results on three tasks and more. */
const resultCopied: Planter = (report, rng) => {
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

export const taskTextPlanters: Record<string, Planter> = {
  status_contradiction: statusContradiction,
  fraction_vs_percent: fractionOffPercent,
  more_done_than_all: moreDoneThanAll,
  ordinal_skipped: ordinalSkipped,
  ordinal_point_lost: ordinalPointLost,
  look_alike_letter: lookAlikeLetter,
  doubled_word: doubledWord,
  markup_left: markupLeft,
  sentence_duplicated: resultCopied,
};
