import type { SourceCell } from "../recognise/types.ts";
import type { ProjectLineRow } from "../rows.ts";
import type { NormaliseContext } from "./context.ts";
import { type FactDraft, factContext, factsOfText } from "./facts.ts";
import { cleanText } from "./markup.ts";
import { type Denominator, denominatorIn } from "./projectWords.ts";

/** A fact of one of the line's sentences, and the cell that holds it. */
interface Told {
  fact: FactDraft;
  text: string;
  cell: SourceCell;
}

export interface NarrativeProgress {
  disbursed: { pct: number | null; vnd: number | null; denominator: Denominator | null; cell: SourceCell } | null;
  physical: { pct: number; cell: SourceCell } | null;
  completion: { month: string; cell: SourceCell } | null;
}

const SENTENCE_FIELDS = ["result", "forecast", "note", "recommendation"];

/**
 * What the sentences of a line say of its progress. Of several figures of one kind the highest counts for what is done
 * (it adds up from the start), and the latest for when it will be done; that there are several is a doubt.
 */
export function narrativeProgress(
  cells: Map<string, SourceCell>,
  rowKey: string,
  context: NormaliseContext,
): NarrativeProgress {
  const reading = factContext(context);
  const told = SENTENCE_FIELDS.flatMap((field): Told[] => {
    const cell = cells.get(field);
    if (!cell || cell.text.trim() === "") return [];
    const { text } = cleanText(cell.text);
    return factsOfText(text, reading).map((fact) => ({ fact, text, cell }));
  });
  const of = (role: string, kinds: string[]) =>
    told.filter(({ fact }) => fact.role === role && kinds.includes(fact.kind) && fact.scope !== "month");
  const highest = (some: Told[]) =>
    some.reduce<Told | null>((best, one) => ((one.fact.value ?? 0) > (best?.fact.value ?? -1) ? one : best), null);

  const paidPct = of("disbursed", ["percent"]);
  const paidVnd = of("disbursed", ["money"]);
  const built = of("physical_progress", ["percent"]);
  for (const [column, some] of [
    ["actual_pct", paidPct],
    ["actual_vnd", paidVnd],
    ["physical_progress_pct", built],
  ] as const) {
    noteSeveral(column, some, rowKey, context);
  }
  const pct = highest(paidPct);
  const vnd = highest(paidVnd);
  const physical = highest(built);
  const source = pct ?? vnd;
  return {
    disbursed: source
      ? {
          pct: pct?.fact.value ?? null,
          vnd: vnd?.fact.value ?? null,
          denominator: pct ? denominatorIn(around(pct), context.catalogue.components) : null,
          cell: source.cell,
        }
      : null,
    physical: physical ? { pct: physical.fact.value as number, cell: physical.cell } : null,
    completion: completionOf(told),
  };
}

/** The last month in which the sentences expect the project to be done; a cell that is nothing but a date counts too. */
function completionOf(told: Told[]): NarrativeProgress["completion"] {
  const kinds = ["date", "month", "quarter"];
  const expected = told.filter(
    ({ fact, text }) =>
      kinds.includes(fact.kind) &&
      fact.date_end !== null &&
      (fact.role === "expected_completion" || (fact.role === null && fact.end - fact.start >= text.length - 8)),
  );
  const last = expected.reduce<Told | null>(
    (best, one) => ((one.fact.date_end ?? "") > (best?.fact.date_end ?? "") ? one : best),
    null,
  );
  return last?.fact.date_end ? { month: last.fact.date_end.slice(0, 7), cell: last.cell } : null;
}

/** The words of the figure's own clause, where what it is a percentage of is said. */
function around({ fact, text }: Told): string {
  const start = Math.max(...[".", ";", "\n"].map((sign) => text.lastIndexOf(sign, fact.start - 1))) + 1;
  const rest = /[.;\n](?!\d)/.exec(text.slice(fact.end));
  return text.slice(start, rest ? fact.end + rest.index : text.length);
}

function noteSeveral(column: string, some: Told[], rowKey: string, context: NormaliseContext): void {
  const values = [...new Set(some.map(({ fact }) => fact.value))];
  const cell = some[0]?.cell;
  if (values.length < 2 || !cell) return;
  context.ledger.doubt({
    cellRef: cell.ref,
    appendix: "projects",
    rule: "several_figures_in_sentence",
    severity: "info",
    subjectKey: `${rowKey} ${column}`,
    rawValue: some.map(({ fact }) => fact.text).join(" · "),
    readValue: String(Math.max(...values.map((value) => value ?? 0))),
    arguments: { row: rowKey, column, figures: some.map(({ fact }) => fact.text).join(" · ") },
  });
}

/** The denominator that a printed percentage agrees with, when the amount is printed beside it. */
export function provenDenominator(
  pct: number,
  halfStep: number,
  vnd: number,
  sums: Pick<ProjectLineRow, "total_investment_vnd" | "year_plan_vnd" | "planned_vnd">,
): Denominator | null {
  const fits = (whole: number | null) =>
    whole !== null && whole > 0 && Math.abs((vnd / whole) * 100 - pct) <= halfStep * 2;
  const fitting = (["total_investment", "year_plan", "planned"] as const).filter((kind) => fits(sums[`${kind}_vnd`]));
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}

/** A column is of one thing: where other lines prove what, it holds for those too that prove nothing. */
export function settleDenominators(rows: ProjectLineRow[], assumed: Set<ProjectLineRow>): void {
  const proven = rows.filter((row) => row.actual_vnd !== null && row.actual_basis === "reported" && !assumed.has(row));
  const kinds = new Set(proven.map((row) => row.actual_denominator).filter((kind) => kind !== null));
  const [only] = kinds;
  if (kinds.size !== 1 || !only) return;
  for (const row of assumed) row.actual_denominator = only;
}
