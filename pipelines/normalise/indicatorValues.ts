import type { UnitEntry } from "../reference/units.ts";
import type { NormaliseContext } from "./context.ts";
import type { FigureCell, FigureRow } from "./indicatorNumbers.ts";
import type { PlanOperator } from "./operators.ts";
import { readText } from "./text.ts";

/** A figure as it is loaded: in the row's unit. */
export interface IndicatorValue {
  value: number | null;
  operator: PlanOperator | null;
  halfStep: number | null;
}

const MISSING: IndicatorValue = { value: null, operator: null, halfStep: null };

const PER_CENT = new Set(["percent", "percentage_point"]);

const MEND_REASONS: Record<string, string> = {
  ocr_digit: "letters that a scan leaves for digits",
  space_in_number: "a space crept into the number",
  mixed_separators: "two signs part thousands in one number",
  stray_sign: "a sign is left behind the number",
};

/**
 * Settles one cell of figures in the ledger and gives its value.
 * @param unit the unit in which the row is loaded; sums of money in another unit are brought to it
 */
export function settleFigure(
  figure: FigureCell,
  row: FigureRow,
  unit: UnitEntry | null,
  rowKey: string,
  context: NormaliseContext,
): IndicatorValue {
  const { cell, field, quantity, reading } = figure;
  const { ledger } = context;
  // Keeps the book of markup and look-alike letters; the figure itself was read from the clean text.
  readText(cell, context, { appendix: "indicators", subjectKey: `${rowKey} ${field}` });
  if (quantity.kind === "blank") {
    ledger.settle(cell.ref, "blank", { field });
    return MISSING;
  }
  if (quantity.kind === "no_value") {
    ledger.settle(cell.ref, "loaded", { field });
    return MISSING;
  }
  const doubt = (rule: string, severity: "warning" | "info", read: string | null, details: Record<string, string>) =>
    ledger.doubt({
      cellRef: cell.ref,
      appendix: "indicators",
      rule,
      severity,
      subjectKey: `${rowKey} ${field}`,
      rawValue: cell.text,
      readValue: read,
      arguments: { row: rowKey, column: field, ...details },
    });
  if (quantity.kind === "text") {
    ledger.settle(cell.ref, "quarantined", { field, reason: "not a number" });
    doubt("number_unreadable", "warning", null, { text: cell.text.trim() });
    return MISSING;
  }
  const readings = quantity.token.candidates.map((one) => String(one.value)).join(" · ");
  if (!reading?.candidate) {
    ledger.settle(cell.ref, "quarantined", { field, reason: "two readings, and nothing tells which is meant" });
    doubt("number_ambiguous", "warning", null, { text: cell.text.trim(), readings });
    return MISSING;
  }
  const own = quantity.unit ?? row.unit;
  const factor = factorBetween(own, unit);
  if (factor === null) {
    ledger.settle(cell.ref, "quarantined", { field, reason: "in another unit than its row" });
    doubt("unit_of_cell_differs", "warning", null, {
      text: cell.text.trim(),
      unit: unit?.code ?? "",
      unit_of_cell: own?.code ?? "",
    });
    return MISSING;
  }
  const value = clean(reading.candidate.value * factor);
  for (const mend of quantity.token.mends) {
    ledger.repair(cell.ref, mend.rule, mend.before, mend.after, MEND_REASONS[mend.rule] ?? "a slip in the number");
  }
  if (reading.isContested) {
    doubt("number_ambiguous", "warning", String(value), { text: cell.text.trim(), readings });
  }
  // Growth and balances may fall below zero; what is counted can't.
  if (value < 0 && unit !== null && !PER_CENT.has(unit.code)) doubt("figure_negative", "warning", String(value), {});
  if (quantity.isApproximate) doubt("number_approximate", "info", String(value), { text: cell.text.trim() });
  ledger.settle(cell.ref, "loaded", { field });
  ledger.origin("indicators", rowKey, field, cell.ref);
  return { value, operator: quantity.operator, halfStep: clean(reading.candidate.halfStep * factor) };
}

/** By what a value in one unit is multiplied to be in the other; null where they don't measure the same. */
export function factorBetween(own: UnitEntry | null, wanted: UnitEntry | null): number | null {
  if (!own || !wanted || own.code === wanted.code) return 1;
  if (own.of === wanted.code && own.factor) return own.factor;
  if (wanted.of === own.code && wanted.factor) return 1 / wanted.factor;
  if (own.factor && wanted.factor && own.kind === wanted.kind && own.of === wanted.of)
    return own.factor / wanted.factor;
  // "%" behind a growth that the column gives in "điểm %", and the other way round.
  if (PER_CENT.has(own.code) && PER_CENT.has(wanted.code)) return 1;
  return null;
}

/** Takes the dust of binary fractions off. */
function clean(value: number): number {
  return Number(value.toPrecision(14));
}
