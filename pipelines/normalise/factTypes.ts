import type { DeadlineWords } from "../reference/deadlines.ts";
import type { DocumentWords } from "../reference/documents.ts";
import type { FactWords } from "../reference/facts.ts";

import type { Units } from "../reference/units.ts";
import type { FactRow } from "../rows.ts";

/** What a sentence is read with. A `NormaliseContext` gives it by `factContext(context)` in facts.ts. */
export interface FactContext {
  /** For dates printed without a year. */
  year: number;
  time: DeadlineWords;
  documents: DocumentWords;
  facts: FactWords;
  units: Units;
}

/**
 * One fact of a text, before it has a row and a cell. Percentages are in per cent (95, not 0.95), money in VND, `start` and
 * `end` are offsets (UTF-16, end exclusive) in the text that was given to `factsOfText`. For `month` and `quarter`
 * `date_start` and `date_end` are their first and last day; for `date` both are the day.
 */
export type FactDraft = Pick<
  FactRow,
  | "kind"
  | "value"
  | "value_low"
  | "value_high"
  | "value_of"
  | "unit"
  | "date_start"
  | "date_end"
  | "document_type"
  | "document_number"
  | "role"
  | "scope"
  | "subject"
  | "text"
  | "start"
  | "end"
>;

// Read by: `factsOfText(text: string, context: FactContext): FactDraft[]` in facts.ts, in the order of the text.
// `context` for a source: `factContext(context: NormaliseContext): FactContext`.
