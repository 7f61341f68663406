import type { SourceCell } from "../recognise/types.ts";
import type { AppendixKind } from "../values.ts";
import type { NormaliseContext } from "./context.ts";
import { cleanText } from "./markup.ts";
import { findLookAlikes } from "./names.ts";

/** What stands in a cell in which there is nothing to say: dashes, dots. */
const NOTHING = /^[-–—_.…\s]*$/u;

/** Tells the same cell, read for two fields or carried to several rows, from one that is read first. */
const cleaned = new WeakMap<NormaliseContext["ledger"], Set<string>>();

/**
 * The text of a cell as it is loaded: clean, or null when the cell says nothing. The mends go into the ledger, once a cell, and
 * letters of another alphabet are reported as a doubt; the text keeps them as printed.
 */
export function readText(
  cell: SourceCell,
  context: NormaliseContext,
  details: { appendix: AppendixKind; subjectKey: string },
): string | null {
  const { text, mends } = cleanText(cell.text);
  const seen = cleaned.get(context.ledger) ?? new Set<string>();
  cleaned.set(context.ledger, seen);
  if (!seen.has(cell.ref)) {
    seen.add(cell.ref);
    for (const mend of mends) context.ledger.repair(cell.ref, mend.rule, mend.before, mend.after, mend.reason);
    const strange = findLookAlikes(text);
    if (strange.length > 0) {
      context.ledger.doubt({
        cellRef: cell.ref,
        appendix: details.appendix,
        rule: "look_alike_letters",
        severity: "info",
        subjectKey: details.subjectKey,
        rawValue: strange.map((entry) => entry.word).join(", "),
        readValue: strange.map((entry) => entry.meant).join(", "),
        arguments: { words: strange.map((entry) => entry.word).join(", ") },
      });
    }
  }
  return NOTHING.test(text) ? null : text;
}
