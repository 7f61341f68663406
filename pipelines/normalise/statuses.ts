import type { StatusWords } from "../reference/statuses.ts";
import type { TaskStatus } from "../values.ts";
import { PhraseSet, phraseSet } from "./phrases.ts";

export interface StatusReading {
  status: TaskStatus;
  /** The wording of the reference data that decided; null where none was found. */
  phrase: string | null;
  isNegated: boolean;
}

interface Compiled {
  done: PhraseSet<true>;
  issued: PhraseSet<true>;
  issuing: PhraseSet<true>;
  open: PhraseSet<true>;
  wordings: PhraseSet<TaskStatus>;
  negations: PhraseSet<true>;
}
const compiled = new WeakMap<StatusWords, Compiled>();

/** A part behind "hoàn thành": 70%, 3/5. */
const PART =
  /^[^\p{L}\d;.]*(?:được\s+|đạt\s+)?(?:(?<percent>\d+(?:[.,]\d+)?)\s*%|(?<done>\d+)\s*\/\s*(?<total>\d+)(?![\d/]))/iu;

/**
 * What a forecast says of a task. The longest wording decides; one that a negation stands before means the negated status, and
 * "completed" beside a part (70%, 3/5) is not complete.
 */
export function readStatus(text: string, words: StatusWords): StatusReading {
  const sets = setsOf(words);
  const hit = sets.wordings.findLongest(text);
  if (!hit) {
    const status = statusOfShare(text, words);
    return { status: status ?? "unknown", phrase: status && text.trim(), isNegated: false };
  }
  const isNegated = sets.negations.atEnd(text.slice(0, hit.start)) !== null;
  if (isNegated) return { status: words.negated, phrase: hit.phrase, isNegated };
  if (hit.value === "completed" && isInPart(text.slice(hit.end))) {
    return { status: words.completed_in_part, phrase: hit.phrase, isNegated };
  }
  return { status: hit.value, phrase: hit.phrase, isNegated };
}

function setsOf(words: StatusWords): Compiled {
  let sets = compiled.get(words);
  if (!sets) {
    sets = {
      wordings: new PhraseSet(
        words.statuses.flatMap((entry) => entry.wordings.map((phrase) => [phrase, entry.status] as const)),
      ),
      negations: phraseSet(words.negations),
      done: phraseSet(words.results.done),
      issued: phraseSet(words.results.issued),
      issuing: phraseSet(words.results.issuing_tasks),
      open: phraseSet(words.results.open),
    };
    compiled.set(words, sets);
  }
  return sets;
}

/** Fewer than all: "3/5", "98%"; days and the numbers of documents are none. */
const SOME = /(?<![\d/.,])(?:(\d+)\s*\/\s*(\d+)(?![\d/]|\s*\/)|(\d{1,2}(?:[.,]\d+)?)\s*%)/gu;

/** A task and what is said of it in a table without a forecast. */
export interface ToldTask {
  task: string;
  result: string;
  product: string | null;
}

/**
 * Whether a result says that the task is done: it begins with words for that, and no word of it is of what is still open. That
 * something was issued is the end only of a task whose product it may be.
 */
export function saysDone({ task, result, product }: ToldTask, words: StatusWords): boolean {
  const { done, issued, issuing, open } = setsOf(words);
  if (open.has(result) || [...result.matchAll(SOME)].some(isSome)) return false;
  if (done.atStart(result)) return true;
  const hit = issued.atStart(result);
  if (!hit) return false;
  const kind = product
    ?.trim()
    .split(/\s+/)
    .slice(0, 2)
    .join(" ")
    .replace(/[,;.:]+$/, "");
  return kind ? phraseSet([kind]).has(result.slice(hit.end)) : issuing.atStart(task) !== null;
}

function isSome([, part, all, percent]: RegExpMatchArray): boolean {
  return percent !== undefined || (Number(part) < Number(all) && Number(all) < 1000);
}

/** A cell that is a percentage and nothing else says how much of the task is done. */
function statusOfShare(text: string, words: StatusWords): TaskStatus | null {
  const printed = /^\s*(\d{1,3}(?:[.,]\d+)?)\s*%\s*$/.exec(text)?.[1];
  if (printed === undefined) return null;
  const share = Number(printed.replace(",", "."));
  if (share === 0) return "not_started";
  return share < 100 ? words.completed_in_part : share > 100 ? "exceeded" : "completed";
}

function isInPart(rest: string): boolean {
  const part = PART.exec(rest)?.groups;
  if (!part) return false;
  if (part.percent !== undefined) return Number(part.percent.replace(",", ".")) < 100;
  return Number(part.done) < Number(part.total);
}
