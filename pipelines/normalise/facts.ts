/** Facts out of sentences: each figure, date and citation of a text with what the sentence says of it. */

import type { RecognisedRow, RecognisedTable } from "../recognise/types.ts";
import { remembered } from "../remember.ts";
import type { FactRow } from "../rows.ts";
import type { AppendixKind } from "../values.ts";
import type { NormaliseContext } from "./context.ts";
import { giveRoles } from "./factRoles.ts";
import { findFactTokens } from "./factTokens.ts";
import type { FactContext, FactDraft } from "./factTypes.ts";
import { cleanText, rawSpan } from "./markup.ts";

export type { FactContext, FactDraft } from "./factTypes.ts";

/** What sentences of this source are read with. */
export function factContext({ catalogue, identity }: Pick<NormaliseContext, "catalogue" | "identity">): FactContext {
  return {
    year: Number(identity.period.slice(0, 4)),
    time: catalogue.deadlines,
    documents: catalogue.documents,
    facts: catalogue.facts,
    units: catalogue.units,
  };
}

/** All facts of a text, in its order. The text should be clean (markup.ts): tags have figures of their own. */
export function factsOfText(text: string, context: FactContext): FactDraft[] {
  let years = known.get(context.facts);
  if (!years) {
    years = new Map();
    known.set(context.facts, years);
  }
  let read = years.get(context.year);
  if (!read) {
    read = remembered((each) => giveRoles(each, findFactTokens(each, context), context), MOST_REMEMBERED);
    years.set(context.year, read);
  }
  return [...read(text)];
}

/** The table's own normaliser asks for the facts of a cell too, and months say much that the one before said. */
const known = new WeakMap<FactContext["facts"], Map<number, (text: string) => FactDraft[]>>();
const MOST_REMEMBERED = 3_000;

/** Fields whose cells hold words. Figures in other columns are read by the table's own normaliser, not as facts. */
const TEXT_FIELDS: Record<AppendixKind, ReadonlySet<string>> = {
  tasks: new Set([
    "task",
    "deliverable",
    "deadline",
    "coordinating_units",
    "lead_unit",
    "authority",
    "result",
    "forecast",
    "recommendation",
    "note",
  ]),
  projects: new Set(["name", "location", "area", "result", "forecast", "recommendation", "note"]),
  indicators: new Set(["name", "narrative", "agencies"]),
};

/** Which typed row a row of the table became; null for headings and rows that became none. */
export type RowKeyOf = (row: RecognisedRow) => { tableName: NonNullable<FactRow["table_name"]>; rowKey: string } | null;

/**
 * The facts of all text cells of a table's body. A merged cell counts once, for the first row it stands in.
 * Offsets are those of the raw text of the cell; `text` is as printed there.
 */
export function extractFacts(table: RecognisedTable, rowKeyOf: RowKeyOf, context: NormaliseContext): FactRow[] {
  const seen = new Set<string>();
  const reading = factContext(context);
  const textFields = TEXT_FIELDS[table.appendix];
  const facts: FactRow[] = [];
  for (const row of table.rows) {
    const key = rowKeyOf(row);
    for (const [field, cell] of row.cells) {
      if (!textFields.has(field) || seen.has(cell.ref)) continue;
      seen.add(cell.ref);
      for (const fact of factsOfCell(cell.text, cell.ref, reading)) {
        facts.push({
          ...fact,
          source_id: context.sourceId,
          appendix: table.appendix,
          table_name: key?.tableName ?? null,
          row_key: key?.rowKey ?? null,
          field,
        });
      }
    }
  }
  return facts;
}

/** The facts of a paragraph outside tables, such as a title that announces "(08 dự án)". */
export function factsOfParagraph(
  paragraph: { ref: string; text: string; field: string | null; appendix: AppendixKind | null },
  context: NormaliseContext,
): FactRow[] {
  return factsOfCell(paragraph.text, paragraph.ref, factContext(context)).map((fact) => ({
    ...fact,
    source_id: context.sourceId,
    appendix: paragraph.appendix,
    table_name: null,
    row_key: null,
    field: paragraph.field,
  }));
}

type CellFact = Omit<FactRow, "source_id" | "appendix" | "table_name" | "row_key" | "field">;

function factsOfCell(raw: string, ref: string, context: FactContext): CellFact[] {
  const clean = cleanText(raw);
  return factsOfText(clean.text, context).map((draft, index) => {
    const span = rawSpan(clean, draft.start, draft.end);
    return { ...draft, fact_id: `${ref}-f${index + 1}`, cell_ref: ref, ...span, text: raw.slice(span.start, span.end) };
  });
}
