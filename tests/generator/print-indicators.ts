import { roman } from "./dates.ts";
import type { Habits } from "./habits.ts";
import { indicatorTemplates, sectionTitles } from "./indicators-vocabulary.ts";
import { printNumber } from "./numbers.ts";
import type { PrintedCell } from "./printed.ts";
import type { IndicatorTruth, ReportTruth } from "./truth.ts";

/** The body of appendix 3. */
export function indicatorBody(truth: ReportTruth, fields: string[], habits: Habits): PrintedCell[][] {
  const rows: PrintedCell[][] = [];
  let section: string | null = null;
  let sections = 0;
  for (const indicator of truth.indicators) {
    const own = habits.indicatorSections ? sectionOf(indicator) : null;
    if (own && own !== section) {
      section = own;
      sections++;
      const texts: Record<string, string> = { ordinal: roman(sections), name: sectionTitles[own] };
      rows.push(fields.map((field) => ({ field, text: texts[field] ?? "" })));
    }
    rows.push(fields.map((field) => ({ field, rowKey: indicator.row_key, ...cellOf(indicator, field, habits) })));
  }
  if (habits.mergesCells) for (const field of ["cadence", "agencies"]) mergeDown(rows, fields.indexOf(field));
  return rows;
}

function sectionOf(indicator: IndicatorTruth) {
  const template = indicatorTemplates.find(({ key }) => key === indicator.indicator_id);
  if (!template) throw new Error(`no indicator template ${indicator.indicator_id}`);
  return template.section;
}

/** Decimals that the half-step allows: 0.05 is one. */
const decimalsOf = (half: number | null) => (half === null ? 0 : Math.max(0, Math.round(-Math.log10(half * 2))));

const cadenceWords: Record<string, string> = { month: "tháng", quarter: "quý", year: "năm" };

/** `month,quarter,year` as `Tháng, quý, năm`. */
function printCadence(codes: string | null): string {
  const words = (codes ?? "")
    .split(",")
    .map((code) => cadenceWords[code] ?? "")
    .join(", ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

type Figure =
  | "estimate_prior_year"
  | "plan_year"
  | "plan_month"
  | "plan_to_date"
  | "estimate_month"
  | "estimate_to_date";

function cellOf(indicator: IndicatorTruth, field: string, habits: Habits): Pick<PrintedCell, "text" | "number"> {
  const figure = (column: Figure): Pick<PrintedCell, "text" | "number"> => {
    const value = indicator[column];
    if (value === null) return { text: habits.dash };
    const decimals = decimalsOf(indicator[`${column}_half_step`]);
    return { text: printNumber(value, decimals, habits.columnNumbers), number: { value, decimals } };
  };
  switch (field) {
    case "ordinal":
      return { text: indicator.ordinal_text ?? "" };
    case "unit":
      return { text: indicator.unit_text ?? "" };
    case "cadence":
      return { text: printCadence(indicator.cadence) };
    case "verdict":
      return { text: indicator.verdict_text ?? habits.dash };
    case "narrative":
      return { text: indicator.narrative ?? habits.dash };
    case "agencies":
      return { text: indicator.agencies.join("; ") };
    case "plan_year": {
      const { text, number } = figure("plan_year");
      const operator = indicator.plan_year_operator;
      return operator === null || operator === "=" ? { text, number } : { text: threshold(operator, text, habits) };
    }
    case "estimate_prior_year":
    case "plan_month":
    case "plan_to_date":
    case "estimate_month":
    case "estimate_to_date":
      return figure(field);
    default:
      return { text: (indicator[field as keyof IndicatorTruth] as string | null) ?? "" };
  }
}

function threshold(operator: string, text: string, habits: Habits): string {
  if (habits.thresholds === "words") return operator === ">" ? `trên ${text}` : `từ ${text} trở lên`;
  if (habits.thresholds === "glyph" && operator === ">=") return `≥ ${text}`;
  return `${operator} ${text}`;
}

/** Equal neighbours of a column become one merged cell. */
function mergeDown(rows: PrintedCell[][], column: number): void {
  for (let row = rows.length - 1; row > 0; row--) {
    const cell = rows[row]?.[column];
    const above = rows[row - 1]?.[column];
    if (cell && above && cell.text !== "" && cell.text === above.text && cell.rowKey && above.rowKey) {
      cell.text = "";
      cell.merge = "up";
    }
  }
}
