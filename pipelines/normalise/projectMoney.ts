import type { RecognisedColumn, RecognisedRow, RecognisedTable, SourceCell } from "../recognise/types.ts";
import type { UnitEntry, Units } from "../reference/units.ts";
import type { NormaliseContext } from "./context.ts";
import { cleanText } from "./markup.ts";
import { type JointCell, type JointReading, resolveJointly, type TypicalSize } from "./numbersJoint.ts";
import type { Line } from "./projectLevels.ts";
import { type Quantity, readQuantity } from "./quantity.ts";
import { findUnit, unitOfCode } from "./units.ts";

/** The columns of figures of the appendix of projects. */
export const SUM_FIELDS = ["total_investment", "year_plan", "planned", "actual"] as const;
export const PERCENT_FIELDS = ["actual_pct", "physical_progress"] as const;
export type ProjectFigureField = (typeof SUM_FIELDS)[number] | (typeof PERCENT_FIELDS)[number];

export interface ProjectFigure {
  field: ProjectFigureField;
  cell: SourceCell;
  quantity: Quantity;
  reading: JointReading | null;
  isPercent: boolean;
}

/** What one printed number of a column is worth, and where that is said. */
export interface ColumnUnit {
  unit: UnitEntry;
  ref: string | null;
}

export interface ProjectFigures {
  byCell: Map<string, ProjectFigure>;
  units: Map<ProjectFigureField, ColumnUnit>;
}

/** Reads all figures of the table together, and decides the unit of each column of sums. */
export function readProjectFigures(table: RecognisedTable, lines: Line[], context: NormaliseContext): ProjectFigures {
  const { catalogue } = context;
  const byCell = new Map<string, ProjectFigure>();
  const joint: JointCell[] = [];
  const percentColumns = percentColumnsOf(table, catalogue.units);
  lines.forEach(({ row, isInferredHeading }, index) => {
    if (isInferredHeading) return;
    for (const { field, cell, column } of figureCells(row)) {
      const unitText = table.columns.find((column) => column.field === field)?.unitText ?? table.unitText;
      const isSum = (SUM_FIELDS as readonly string[]).includes(field);
      const quantity = readQuantity({ ...cell, text: cleanText(cell.text).text }, catalogue, isSum ? unitText : null);
      const own = quantity.kind === "number" ? quantity.unit : null;
      const isPercent = own ? own.kind === "rate" : percentColumns.has(field);
      byCell.set(cell.ref, { field, cell, quantity, reading: null, isPercent });
      if (quantity.kind !== "number") continue;
      const unit = isPercent ? "percent" : "money";
      const unitKind = isPercent ? "rate" : "money";
      joint.push({ key: cell.ref, row: String(index), column, unit, unitKind, token: quantity.token });
    }
  });
  const readings = resolveJointly(joint, new Map(), [], investmentSize(table, catalogue.units));
  for (const figure of byCell.values()) figure.reading = readings.get(figure.cell.ref) ?? null;
  return { byCell, units: decideUnits(table, [...byCell.values()], context) };
}

/** The cells of a row's figures; the sources of a sum are columns of their own to those who weigh how numbers are printed. */
function figureCells({ cells, parts }: RecognisedRow) {
  return [...SUM_FIELDS, ...PERCENT_FIELDS].flatMap((field) => {
    const own = parts?.get(field) ?? [cells.get(field) ?? []].flat();
    return own.map((cell) => ({ field, cell, column: cell === cells.get(field) ? field : `${field}/${cell.column}` }));
  });
}

/** What projects cost has a size of its own, so the stated unit tells 14,277 million đồng from 14.277 million. */
function investmentSize(table: RecognisedTable, units: Units): TypicalSize {
  const column = table.columns.find(({ field }) => field === "total_investment");
  const unit = money(findUnit(units, column?.unitText)) ?? money(findUnit(units, table.unitText));
  const { low, high } = units.plausible_vnd.column_median;
  return (cell, median) => {
    if (cell.column !== "total_investment" || cell.unit !== "money" || !unit) return null;
    const value = median * (unit.factor ?? 1);
    return value >= low && value <= high;
  };
}

/** Columns whose plain numbers are percentages: by their field, or by the sign in their heading. */
function percentColumnsOf(table: RecognisedTable, units: Units): Set<ProjectFigureField> {
  const columns = new Set<ProjectFigureField>(PERCENT_FIELDS);
  for (const column of table.columns) {
    if (column.field === "actual" && findUnit(units, column.unitText)?.kind === "rate") columns.add("actual");
  }
  return columns;
}

/**
 * The unit of each column of sums: its heading's, else the line's above the table, else that of the total investment.
 * Where that can't be (a ward's school is not 8,500,000,000 million đồng) the size of the sums decides, and says so.
 */
function decideUnits(
  table: RecognisedTable,
  figures: ProjectFigure[],
  context: NormaliseContext,
): Map<ProjectFigureField, ColumnUnit> {
  const { units } = context.catalogue;
  const decided = new Map<ProjectFigureField, ColumnUnit>();
  const tableUnit = money(findUnit(units, table.unitText));
  for (const field of SUM_FIELDS) {
    const column = table.columns.find((one) => one.field === field);
    if (!column) continue;
    const heading = money(findUnit(units, column.unitText));
    const borrowed = decided.get("total_investment");
    const stated = heading ?? tableUnit ?? borrowed?.unit ?? null;
    const ref = heading ? (column.unitRef ?? null) : tableUnit ? (table.unitRef ?? null) : (borrowed?.ref ?? null);
    const median = medianOf(figures, field);
    const unit = plausibleUnit(units, stated, median, field);
    decided.set(field, { unit, ref });
    if (unit.code === stated?.code) continue;
    const statedText = heading ? column.unitText : tableUnit ? table.unitText : null;
    noteUnit(
      column,
      { ref: ref ?? column.headerRefs.at(-1) ?? null, statedText: statedText ?? null, stated, unit, median },
      context,
    );
  }
  return decided;
}

function plausibleUnit(units: Units, stated: UnitEntry | null, median: number | null, field: string): UnitEntry {
  const plain = stated ?? unitOfCode(units, "vnd");
  if (median === null) return plain;
  const { column_median, line } = units.plausible_vnd;
  // What is spent may be little; only what projects cost has a size of its own.
  const range = field === "total_investment" ? column_median : line;
  const isPlausible = (unit: UnitEntry, { low, high } = range) => {
    const value = median * (unit.factor ?? 1);
    return value >= low && value <= high;
  };
  if (stated && isPlausible(stated)) return stated;
  const middle = Math.log10(column_median.low * column_median.high) / 2;
  const distance = (unit: UnitEntry) => Math.abs(Math.log10(median * (unit.factor ?? 1)) - middle);
  const fitting = units.units.filter((unit) => unit.kind === "money" && isPlausible(unit, column_median));
  return fitting.sort((one, other) => distance(one) - distance(other))[0] ?? plain;
}

function noteUnit(
  column: RecognisedColumn,
  found: {
    ref: string | null;
    statedText: string | null;
    stated: UnitEntry | null;
    unit: UnitEntry;
    median: number | null;
  },
  context: NormaliseContext,
): void {
  const { ref, statedText, stated, unit, median } = found;
  if (!ref || median === null) return;
  const isContradicted = stated !== null;
  const unitName = unit.wordings[0] ?? unit.code;
  const already = context.ledger.repairs.some((one) => one.cell_ref === ref && one.rule === "unit_contradicted");
  if (isContradicted && !already && statedText && statedText !== unitName) {
    const asStated = median * (stated.factor ?? 1);
    const reason = `a median of ${median} ${stated.code} would be ${asStated} VND, beyond any project of a ward; as ${unit.code} it is ${median * (unit.factor ?? 1)} VND`;
    context.ledger.repair(ref, "unit_contradicted", statedText, unitName, reason);
  }
  context.ledger.doubt({
    cellRef: ref,
    appendix: "projects",
    rule: isContradicted ? "unit_heading_contradicted" : "unit_missing",
    severity: isContradicted ? "warning" : "info",
    subjectKey: column.field ?? "",
    rawValue: statedText,
    readValue: unit.code,
    arguments: {
      column: column.field,
      header: column.headerText,
      unit: statedText,
      unit_read: unitName,
      median,
      median_as_stated_vnd: stated ? median * (stated.factor ?? 1) : null,
      median_as_read_vnd: median * (unit.factor ?? 1),
    },
  });
}

/** Median of a column's printed sums in the column's own unit; cells with a unit of their own don't count. */
function medianOf(figures: ProjectFigure[], field: ProjectFigureField): number | null {
  const values = figures
    .filter((figure) => figure.field === field && !figure.isPercent && figure.quantity.kind === "number")
    .filter((figure) => figure.quantity.kind === "number" && figure.quantity.unit === null)
    .map((figure) => Math.abs(figure.reading?.candidate?.value ?? 0))
    .filter((value) => value > 0)
    .sort((one, other) => one - other);
  return values[Math.floor(values.length / 2)] ?? null;
}

function money(unit: UnitEntry | null): UnitEntry | null {
  return unit?.kind === "money" ? unit : null;
}
