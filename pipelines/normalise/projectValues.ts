import type { NormaliseContext } from "./context.ts";
import type { ProjectFigure, ProjectFigures } from "./projectMoney.ts";
import { readText } from "./text.ts";

/** One figure of a line as it is loaded: whole VND, or per cent. */
export interface ProjectValue {
  vnd: number | null;
  pct: number | null;
  halfStep: number | null;
}

const NONE: ProjectValue = { vnd: null, pct: null, halfStep: null };
const MEND_REASON = "a slip in the number, mended by its other digits";

/** Settles one cell of figures in the ledger and gives its value; its origin is noted by the caller. */
export function settleProjectFigure(
  figure: ProjectFigure,
  figures: ProjectFigures,
  rowKey: string,
  context: NormaliseContext,
): ProjectValue {
  const { cell, field, quantity, reading } = figure;
  const { ledger } = context;
  const column = columnName(figure);
  readText(cell, context, { appendix: "projects", subjectKey: `${rowKey} ${column}` });
  if (quantity.kind === "blank") {
    ledger.settle(cell.ref, "blank", { field: column });
    return NONE;
  }
  if (quantity.kind === "no_value") {
    ledger.settle(cell.ref, "loaded", { field: column });
    return NONE;
  }
  const doubt = (rule: string, read: string | null, details: Record<string, string | number>) =>
    ledger.doubt({
      cellRef: cell.ref,
      appendix: "projects",
      rule,
      severity: "warning",
      subjectKey: `${rowKey} ${column}`,
      rawValue: cell.text,
      readValue: read,
      arguments: { row: rowKey, column, text: cell.text.trim(), ...details },
    });
  const refuse = (rule: string, reason: string, details: Record<string, string | number> = {}) => {
    ledger.settle(cell.ref, "quarantined", { field: column, reason });
    doubt(rule, null, details);
    return NONE;
  };
  if (quantity.kind === "text") return refuse("number_unreadable", "not a number");
  const candidate = reading?.candidate;
  if (!candidate) {
    const readings = quantity.token.candidates.map((one) => String(one.value)).join(" · ");
    return refuse("number_ambiguous", "two readings, and nothing tells which is meant", { readings });
  }
  const mends = () => {
    for (const mend of quantity.token.mends) ledger.repair(cell.ref, mend.rule, mend.before, mend.after, MEND_REASON);
  };
  if (figure.isPercent) {
    if (field === "total_investment" || field === "year_plan" || field === "planned") {
      return refuse("unit_of_cell_differs", "a percentage in a column of sums", {
        unit: "money",
        unit_of_cell: "percent",
      });
    }
    mends();
    ledger.settle(cell.ref, "loaded", { field: column });
    return { vnd: null, pct: candidate.value, halfStep: candidate.halfStep };
  }
  if (quantity.unit && quantity.unit.kind !== "money") {
    return refuse("unit_of_cell_differs", "not a sum of money", { unit: "money", unit_of_cell: quantity.unit.code });
  }
  const columnUnit = figures.units.get(field);
  const factor = (quantity.unit ?? columnUnit?.unit)?.factor ?? 1;
  const vnd = Math.round(candidate.value * factor);
  const { low, high } = context.catalogue.units.plausible_vnd.line;
  const isImpossible = vnd !== 0 && (Math.abs(vnd) < low || Math.abs(vnd) > high || !Number.isSafeInteger(vnd));
  if (isImpossible) {
    return refuse("amount_in_another_unit", "can't be a sum in the column's unit", {
      value_vnd: vnd,
      low_vnd: low,
      high_vnd: high,
    });
  }
  mends();
  if (vnd < 0) doubt("figure_negative", String(vnd), {});
  ledger.settle(cell.ref, "loaded", { field: column });
  return { vnd, pct: null, halfStep: candidate.halfStep * factor };
}

/**
 * The sum of a figure that is printed by its sources: a blank source gives nothing to it, and one that can't be read leaves it
 * unknown.
 */
export function settleSum(
  parts: ProjectFigure[],
  figures: ProjectFigures,
  rowKey: string,
  context: NormaliseContext,
): ProjectValue {
  const values = parts.map((figure, index) =>
    settleProjectFigure(figure, figures, index === 0 ? rowKey : `${rowKey} ${index + 1}`, context),
  );
  const isUnread = values.some(
    ({ vnd }, index) =>
      vnd === null && parts[index]?.quantity.kind !== "blank" && parts[index]?.quantity.kind !== "no_value",
  );
  const sums = values.flatMap(({ vnd }) => vnd ?? []);
  if (isUnread || sums.length === 0) return NONE;
  return { vnd: sums.reduce((sum, vnd) => sum + vnd, 0), pct: null, halfStep: null };
}

/** The column of the typed row that a cell is loaded into. */
export function columnName(figure: Pick<ProjectFigure, "field" | "isPercent">): string {
  if (figure.field === "actual") return figure.isPercent ? "actual_pct" : "actual_vnd";
  if (figure.field === "actual_pct") return "actual_pct";
  if (figure.field === "physical_progress") return "physical_progress_pct";
  return `${figure.field}_vnd`;
}
