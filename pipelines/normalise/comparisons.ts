/**
 * Columns that compare a row's figures with the scenario, the year's plan or the same period: what they say becomes facts,
 * as what a sentence says does. "105,2", "5,2", "-3,1" and "Vượt 5,2%" are all printed there; what a bare number means is told
 * by the row's own figures, for the whole column at once.
 */
import type { RecognisedTable, SourceCell } from "../recognise/types.ts";
import type { HeaderField } from "../reference/headers.ts";
import type { FactRow, IndicatorRow } from "../rows.ts";
import type { NormaliseContext } from "./context.ts";
import { type FactDraft, factContext, factsOfText } from "./facts.ts";
import { cleanText } from "./markup.ts";
import { readNumberToken } from "./numbers.ts";

type Base = NonNullable<HeaderField["compares"]>;
type Style = "attainment" | "excess";
type Scope = "month" | "to_date";

/** Words behind a figure that say what it is compared with, as sentences print them. */
const BEHIND: Record<Base, string> = {
  scenario: " so với kịch bản",
  year_plan: " so với kế hoạch năm",
  same_period: " so với cùng kỳ",
};

/** A percentage of at least this, where no figure of the row proves what it is, is the whole and not what is above it. */
const LEAST_ATTAINMENT = 50;

interface Said {
  cell: SourceCell;
  row: IndicatorRow;
  /** A number alone, signed. */
  bare: { value: number; halfStep: number } | null;
}

/** The facts of all comparing columns of a table; each cell is settled: loaded where it says something, else ignored. */
export function comparisonFacts(
  table: RecognisedTable,
  rows: Map<string, IndicatorRow>,
  context: NormaliseContext,
): FactRow[] {
  const fields = context.catalogue.headers.appendices.indicators?.fields ?? {};
  return Object.entries(fields).flatMap(([field, { compares, type }]) => {
    if (!compares) return [];
    const said = table.rows.flatMap((row): Said[] => {
      const cell = row.cells.get(field);
      const own = rows.get((row.cells.get("name") ?? row.all[0])?.ref ?? "");
      return cell && own && cell.text.trim() !== "" ? [{ cell, row: own, bare: bareNumber(cell.text) }] : [];
    });
    const meaning = meaningOf(said, compares);
    return said.flatMap(({ cell, row, bare }) => {
      const drafts = bare ? draftOf(bare, cell.text, meaning, compares) : worded(cell.text, compares, context);
      const facts = drafts.map((draft, index) => ({
        ...draft,
        scope: draft.scope ?? meaning?.scope ?? null,
        fact_id: `${cell.ref}-f${index + 1}`,
        cell_ref: cell.ref,
        source_id: context.sourceId,
        appendix: "indicators" as const,
        table_name: "indicators" as const,
        row_key: row.row_key,
        field,
      }));
      if (type !== "verdict") settle(cell, field, facts.length > 0, context);
      return facts;
    });
  });
}

function settle(cell: SourceCell, field: string, isRead: boolean, { ledger }: NormaliseContext): void {
  const fate = ledger.fates.get(cell.ref)?.disposition;
  if (fate === "loaded" || fate === "blank") return;
  if (isRead) ledger.settle(cell.ref, "loaded", { field });
  else ledger.settle(cell.ref, "ignored", { field, reason: "computed from the figures instead" });
}

function bareNumber(text: string): Said["bare"] {
  const token = readNumberToken(text.replace(/%/g, "").replace(/^\s*\+/, ""));
  const least = [...(token?.candidates ?? [])].sort((a, b) => Math.abs(a.value) - Math.abs(b.value))[0];
  return least ? { value: least.value, halfStep: least.halfStep } : null;
}

/** "Vượt 3%", "Đạt 98%": read as the sentence that the heading makes of them. */
function worded(text: string, base: Base, context: NormaliseContext): FactDraft[] {
  const { text: clean } = cleanText(text);
  if (clean !== text) return [];
  return factsOfText(`${text}${BEHIND[base]}`, factContext(context)).filter(
    ({ role, end }) => role !== null && end <= text.length,
  );
}

/** What the bare numbers of a column are: the reading that most rows' own figures agree with. Null: it can't be told. */
function meaningOf(said: Said[], base: Base): { style: Style; scope: Scope | null } | null {
  const bare = said.filter((one) => one.bare !== null);
  if (bare.length === 0) return null;
  const options = (["attainment", "excess"] as const).flatMap((style) =>
    scopesOf(base).map((scope) => ({
      style,
      scope,
      hits: bare.filter((one) => agrees(one, style, scope, base)).length,
    })),
  );
  const best = options.sort((a, b) => b.hits - a.hits)[0];
  if (best && best.hits > 0) return { style: best.style, scope: best.scope };
  const sizes = bare.map((one) => Math.abs(one.bare?.value ?? 0)).sort((a, b) => a - b);
  const median = sizes[Math.floor(sizes.length / 2)] ?? 0;
  const scope = base === "scenario" ? "to_date" : null;
  if (median >= LEAST_ATTAINMENT) return { style: "attainment", scope };
  const isSigned = bare.some((one) => /^\s*[+\-−–(]/.test(one.cell.text));
  return isSigned || base === "same_period" ? { style: "excess", scope } : null;
}

function scopesOf(base: Base): Scope[] {
  return base === "scenario" ? ["month", "to_date"] : base === "year_plan" ? ["to_date"] : [];
}

function agrees({ row, bare }: Said, style: Style, scope: Scope, base: Base): boolean {
  const actual = scope === "month" ? row.estimate_month : row.estimate_to_date;
  const target = base === "year_plan" ? row.plan_year : scope === "month" ? row.plan_month : row.plan_to_date;
  if (!bare || actual === null || target === null || target === 0) return false;
  const ratio = (100 * actual) / target;
  const meant = style === "attainment" ? [ratio] : [ratio - 100, ...(row.measure === "rate" ? [actual - target] : [])];
  return meant.some((value) => Math.abs(value - bare.value) <= Math.max(2 * bare.halfStep, 0.01) + 1e-9);
}

function draftOf(
  bare: NonNullable<Said["bare"]>,
  text: string,
  meaning: { style: Style; scope: Scope | null } | null,
  base: Base,
): FactDraft[] {
  if (!meaning) return [];
  const isLess = bare.value < 0;
  const value = meaning.style === "excess" ? Math.abs(bare.value) : bare.value;
  const printed = text.trim();
  const start = text.indexOf(printed);
  const low = value - bare.halfStep;
  const high = value + bare.halfStep;
  return [
    {
      kind: "percent",
      value,
      value_low: Number(low.toPrecision(12)),
      value_high: Number(high.toPrecision(12)),
      value_of: null,
      unit: "percent",
      date_start: null,
      date_end: null,
      document_type: null,
      document_number: null,
      role: ROLES[base][meaning.style === "attainment" ? "whole" : isLess ? "less" : "more"],
      scope: meaning.scope,
      subject: null,
      text: printed,
      start,
      end: start + printed.length,
    },
  ];
}

/** The roles that sentences have for the same (facts.yaml). */
const ROLES: Record<Base, Record<"whole" | "more" | "less", string>> = {
  scenario: {
    whole: "attainment_of_scenario",
    more: "excess_over_scenario",
    less: "shortfall_of_scenario",
  },
  year_plan: { whole: "attainment_of_year_plan", more: "excess_over_plan", less: "shortfall_of_plan" },
  same_period: { whole: "ratio_to_same_period", more: "growth_on_same_period", less: "decline_on_same_period" },
};
