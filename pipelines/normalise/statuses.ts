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
  let sets = compiled.get(words);
  if (!sets) {
    sets = {
      wordings: new PhraseSet(
        words.statuses.flatMap((entry) => entry.wordings.map((phrase) => [phrase, entry.status] as const)),
      ),
      negations: phraseSet(words.negations),
    };
    compiled.set(words, sets);
  }
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
