import type { z } from "zod";
import type { Operators } from "../reference/operators.ts";
import type { planOperator } from "../values.ts";
import { foldLetters } from "./slug.ts";

export type PlanOperator = z.infer<typeof planOperator>;

/** What stands around a number, and the text of the number alone. */
export interface OperatorReading {
  operator: PlanOperator;
  /** The number is a place in an order. */
  isRank: boolean;
  isApproximate: boolean;
  /** What is left: number and unit. */
  rest: string;
}

interface Pattern {
  regex: RegExp;
  /** Null for words that change nothing. */
  operator: PlanOperator | null;
  isRank: boolean;
  isApproximate: boolean;
}

const compiled = new WeakMap<Operators, Pattern[]>();

/** Takes the words and signs off a number: "từ 95% trở lên" gives `>=` and "95%". Without any the operator is `=`. */
export function readOperator(operators: Operators, text: string): OperatorReading {
  let patterns = compiled.get(operators);
  if (!patterns) {
    patterns = compile(operators);
    compiled.set(operators, patterns);
  }
  const reading: OperatorReading = { operator: "=", isRank: false, isApproximate: false, rest: tidy(text) };
  // "ước đạt trên 95": words that change nothing may stand before those that do.
  for (let turn = 0; turn < 3; turn++) {
    const folded = foldLetters(reading.rest);
    const hit = firstMatch(patterns, folded);
    if (!hit) break;
    const { pattern, start, end } = hit;
    reading.rest = reading.rest.slice(start, end).trim();
    reading.isRank ||= pattern.isRank;
    reading.isApproximate ||= pattern.isApproximate;
    if (pattern.operator) {
      reading.operator = pattern.operator;
      break;
    }
  }
  return reading;
}

function firstMatch(patterns: Pattern[], folded: string) {
  for (const pattern of patterns) {
    const indices = pattern.regex.exec(folded)?.indices?.[1];
    if (indices) return { pattern, start: indices[0], end: indices[1] };
  }
  return null;
}

function compile(file: Operators): Pattern[] {
  const list: { wording: string; pattern: Pattern }[] = [];
  const add = (wording: string, operator: PlanOperator | null, isRank: boolean, isApproximate: boolean) =>
    list.push({
      wording,
      pattern: { regex: regexOf(wording, isRank, operator === null), operator, isRank, isApproximate },
    });
  for (const entry of file.operators) for (const wording of entry.wordings) add(wording, entry.operator, false, false);
  for (const entry of file.ranks) for (const wording of entry.wordings) add(wording, entry.operator, true, false);
  for (const wording of file.plain) add(wording, null, false, false);
  for (const wording of file.approximate) add(wording, null, false, true);
  return list.sort((one, other) => other.wording.length - one.wording.length).map((entry) => entry.pattern);
}

/**
 * A rank may have words after its figure; any other number has only what the wording says. Words that change nothing
 * may have others behind them.
 */
function regexOf(wording: string, isRank: boolean, isIdle: boolean): RegExp {
  const [before = "", after = ""] = foldLetters(wording.normalize("NFC"))
    .split("{n}")
    .map((part) =>
      part
        .trim()
        .split(/\s+/)
        .filter((word) => word !== "")
        .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
        .join("\\s*"),
    );
  const number = isRank ? "(\\d+)(?:\\D.*)?" : isIdle ? "(.*\\d.*?)" : "([-−–+(]?\\s*[\\d.,].*?)";
  return new RegExp(`^${before}\\s*:?\\s*${number}${after ? `\\s*${after}` : ""}\\s*$`, "dsu");
}

function tidy(text: string): string {
  return text
    .normalize("NFC")
    .replace(/[\s\u00a0\u2007\u2009\u202f]+/gu, " ")
    .trim();
}
