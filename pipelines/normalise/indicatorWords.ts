import type { SourceCell } from "../recognise/types.ts";
import type { Phrases } from "../reference/phrases.ts";
import type { IndicatorRow } from "../rows.ts";
import type { NormaliseContext } from "./context.ts";
import { isNoValue } from "./quantity.ts";
import { foldWords } from "./slug.ts";

/** "Tháng, quý, năm" gives "month,quarter,year", in the order of the reference data. Null where no part is known. */
export function readCadence(text: string | null, phrases: Phrases): string | null {
  if (!text) return null;
  const parts = foldWords(text.replace(/[,;/&+]|\s+v[àa]\s+/giu, " , ").replace(/,/g, " zz "))
    .split("zz")
    .map((part) => part.trim());
  const found = phrases.cadences.filter(({ wordings }) =>
    wordings.some((wording) => parts.includes(foldWords(wording))),
  );
  return found.length > 0 ? found.map(({ cadence }) => cadence).join(",") : null;
}

/** Offices stand between semicolons or on lines of their own; a comma is part of a name. */
export function splitAgencies(text: string | null): string[] {
  const parts = (text ?? "")
    .split(/[;\n]/)
    .map((part) => part.replace(/^[\s\-–+•*]+|[\s.,]+$/gu, "").trim())
    .filter((part) => /[\p{L}\p{N}]/u.test(part));
  return [...new Set(parts)];
}

/** The author's verdict, by the longest wording that the text starts with. Unknown words are a doubt and no verdict. */
export function readVerdict(
  text: string | null,
  cell: SourceCell | undefined,
  rowKey: string,
  context: NormaliseContext,
): IndicatorRow["verdict_reported"] {
  if (!text || !cell || isNoValue(text, context.catalogue)) return null;
  const folded = `${foldWords(text)} `;
  const hits = context.catalogue.verdicts.verdicts
    .flatMap(({ verdict, wordings }) => wordings.map((wording) => ({ verdict, folded: foldWords(wording) })))
    .filter((entry) => folded.startsWith(`${entry.folded} `))
    .sort((one, other) => other.folded.length - one.folded.length);
  if (hits[0]) return hits[0].verdict;
  context.ledger.doubt({
    cellRef: cell.ref,
    appendix: "indicators",
    rule: "verdict_unknown",
    severity: "info",
    subjectKey: rowKey,
    rawValue: text,
    arguments: { row: rowKey, text },
  });
  return null;
}
