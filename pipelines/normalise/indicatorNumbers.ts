import type { RecognisedRow, RecognisedTable, SourceCell } from "../recognise/types.ts";
import type { UnitEntry } from "../reference/units.ts";
import type { NormaliseContext } from "./context.ts";
import { cleanText } from "./markup.ts";
import { type JointCell, type JointReading, type RowEvidence, resolveJointly } from "./numbersJoint.ts";
import { sentenceEvidence } from "./numbersSentence.ts";
import { type NumberQuantity, type Quantity, readQuantity } from "./quantity.ts";

/** The columns of figures of the appendix of indicators, as they are in its rows. */
export const FIGURE_FIELDS = [
  "estimate_prior_year",
  "plan_year",
  "plan_month",
  "plan_to_date",
  "estimate_month",
  "estimate_to_date",
] as const;
export type FigureField = (typeof FIGURE_FIELDS)[number];

/** A cell of figures with what it may mean, and what it was found to mean. */
export interface FigureCell {
  field: FigureField;
  cell: SourceCell;
  quantity: Quantity;
  reading: JointReading | null;
}

/** One row, with its unit and its figures. */
export interface FigureRow {
  row: RecognisedRow;
  unit: UnitEntry | null;
  unitText: string | null;
  /** The cell (or header, or line above the table) that names the unit. */
  unitRef: string | null;
  figures: Map<FigureField, FigureCell>;
}

/** Reads the figures of all rows together, because neighbours tell what 31,250 means. */
export function readFigures(
  table: RecognisedTable,
  rows: Omit<FigureRow, "figures">[],
  context: NormaliseContext,
): FigureRow[] {
  const { catalogue } = context;
  const joint: JointCell[] = [];
  const evidence = new Map<string, RowEvidence>();
  const read = rows.map((one, index): FigureRow => {
    const figures = new Map<FigureField, FigureCell>();
    let unit = one.unit;
    for (const field of FIGURE_FIELDS) {
      const cell = one.row.cells.get(field);
      if (!cell) continue;
      const text = cleanText(cell.text).text;
      const quantity = readQuantity({ ...cell, text }, catalogue, one.unitText);
      figures.set(field, { field, cell, quantity, reading: null });
      // A row without a unit of its own has the one that stands behind its figures.
      if (quantity.kind === "number" && quantity.unit) unit ??= quantity.unit;
    }
    const narrative = one.row.cells.get("narrative");
    evidence.set(
      String(index),
      sentenceEvidence(narrative ? cleanText(narrative.text).text : null, catalogue.units, unit),
    );
    for (const [field, figure] of figures) {
      if (figure.quantity.kind === "number") joint.push(jointCell(figure, figure.quantity, String(index), field, unit));
    }
    return { ...one, unit, figures };
  });
  const readings = resolveJointly(joint, evidence, [
    ["estimate_to_date", "plan_year"],
    ["estimate_month", "plan_month"],
    ["estimate_to_date", "plan_to_date"],
  ]);
  for (const { figures } of read) {
    for (const figure of figures.values()) figure.reading = readings.get(figure.cell.ref) ?? null;
  }
  noteMixedForms(table, read, context);
  return read;
}

function jointCell(
  figure: FigureCell,
  quantity: NumberQuantity,
  row: string,
  column: string,
  unit: UnitEntry | null,
): JointCell {
  const own = quantity.unit ?? unit;
  return {
    key: figure.cell.ref,
    row,
    column,
    unit: own?.code ?? "",
    unitKind: own?.kind ?? null,
    token: quantity.token,
  };
}

/** One column in which a sign parts thousands in one cell and decimals in another is worth a look. */
function noteMixedForms(table: RecognisedTable, rows: FigureRow[], context: NormaliseContext): void {
  for (const field of FIGURE_FIELDS) {
    const figures = rows.flatMap(({ figures }) => figures.get(field) ?? []);
    const header = table.columns.find((column) => column.field === field);
    noteMixedColumn(figures, field, header?.headerRefs.at(-1) ?? figures[0]?.cell.ref ?? null, context);
  }
}

function noteMixedColumn(
  figures: FigureCell[],
  field: string,
  cellRef: string | null,
  context: NormaliseContext,
): void {
  const examples = { thousands: new Map<string, string>(), decimal: new Map<string, string>() };
  for (const { reading, cell } of figures) {
    const form = reading?.candidate?.form;
    if (!form || cell.stored) continue;
    if (form.startsWith("thousands_comma") || form.startsWith("comma")) examples.thousands.set(",", cell.text.trim());
    if (form.startsWith("thousands_dot") || form.startsWith("dot")) examples.thousands.set(".", cell.text.trim());
    if (form.endsWith("comma") && form !== "thousands_comma") examples.decimal.set(",", cell.text.trim());
    if (form.endsWith("dot") && form !== "thousands_dot") examples.decimal.set(".", cell.text.trim());
  }
  for (const sign of [",", "."]) {
    const thousands = examples.thousands.get(sign);
    const decimal = examples.decimal.get(sign);
    if (!thousands || !decimal || !cellRef) continue;
    context.ledger.doubt({
      cellRef,
      appendix: "indicators",
      rule: "mixed_number_forms",
      severity: "info",
      subjectKey: `${field} ${sign}`,
      rawValue: `${thousands} · ${decimal}`,
      arguments: { column: field, sign, thousands, decimal },
    });
  }
}
