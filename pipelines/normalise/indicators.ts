import type { RecognisedColumn, RecognisedRow, RecognisedTable, SourceCell } from "../recognise/types.ts";
import type { IndicatorRow } from "../rows.ts";
import { type CarriedCell, Carry } from "./carry.ts";
import type { NormaliseContext } from "./context.ts";
import { indicatorNature, unitInName } from "./indicatorCatalogue.ts";
import { noteNature, noteOrdinal, noteUnit } from "./indicatorNotes.ts";
import { FIGURE_FIELDS, type FigureRow, readFigures } from "./indicatorNumbers.ts";
import { type IndicatorValue, settleFigure } from "./indicatorValues.ts";
import { readCadence, readVerdict, splitAgencies } from "./indicatorWords.ts";
import { readNumberToken } from "./numbers.ts";
import { type OrdinalReading, Ordinals } from "./ordinals.ts";
import { phraseSet } from "./phrases.ts";
import { noteIndicatorSizes } from "./sizes.ts";
import { foldWords, hasWords, slugOf } from "./slug.ts";
import { readText } from "./text.ts";
import { findUnit, isDitto, unitOfCode } from "./units.ts";

const TABLE = "indicators";

/** The rows of the appendix of indicators: one a printed indicator, in the order of the table. */
export function normaliseIndicators(table: RecognisedTable, context: NormaliseContext): IndicatorRow[] {
  const columns = new Map(table.columns.flatMap((column) => (column.field ? [[column.field, column] as const] : [])));
  const carries = {
    cadence: new Carry("cadence", isCarried("cadence", context)),
    agencies: new Carry("agencies", isCarried("agencies", context)),
  };
  const ordinals = new Ordinals();
  const bodies = table.rows.filter((row) => !settleOther(row, context));
  const figureRows = readFigures(
    table,
    partsWithUnit(
      withDittos(
        bodies.map((row) => withUnit(row, table, columns.get("unit") ?? null, context)),
        context,
      ),
      context,
    ),
    context,
  );
  const indicators = figureRows.map((row) => {
    const isShifted = shifted(row.row, context);
    const carried = {
      cadence: carries.cadence.next(row.row, isShifted),
      agencies: carries.agencies.next(row.row, isShifted),
    };
    return buildRow(row, ordinals.next(row.row.cells.get("ordinal")?.text ?? ""), carried, columns, context);
  });
  noteIndicatorSizes(indicators, table, context);
  noteOpenPeriod(columns.get("estimate_to_date"), context);
  return indicators;
}

/** "Lũy kế" without a month is taken to reach to the end of the month reported, and the ledger says so. */
function noteOpenPeriod(column: RecognisedColumn | undefined, { identity, ledger }: NormaliseContext): void {
  const ref = column?.headerRefs.at(-1);
  if (!column || column.period || ref === undefined) return;
  const end = monthEnd(identity.period).split("-").reverse().join("/");
  ledger.repair(
    ref,
    "to_date_assumed",
    column.headerText,
    `${column.headerText} (01/01 – ${end})`,
    "the heading names no period: taken from 1 January to the end of the month reported",
  );
}

function buildRow(
  row: FigureRow,
  ordinal: OrdinalReading,
  carried: { cadence: CarriedCell | null; agencies: CarriedCell | null },
  columns: Map<string, RecognisedColumn>,
  context: NormaliseContext,
): IndicatorRow {
  const { ledger, catalogue } = context;
  const cells = row.row.cells;
  const nameCell = cells.get("name") ?? (row.row.all[0] as SourceCell);
  const name = readText(nameCell, context, { appendix: TABLE, subjectKey: nameCell.ref }) ?? nameCell.text.trim();
  const counted = row.unit?.of === undefined ? row.unit : unitOfCode(catalogue.units, row.unit.of);
  const nature = indicatorNature(catalogue, name, counted);
  const key = context.uniqueKey(TABLE, nature.id);
  const unit = row.unit ? loadedUnit(row.unit, nature.entry?.unit ?? null, context) : null;
  const text = (field: string) => loadText(cells.get(field), field, key, context);

  // A row that has lost its name goes by its first cell, which is another column's to settle.
  if (cells.has("name"))
    ledger.settle(nameCell.ref, nameCell.text.trim() === "" ? "blank" : "loaded", { field: "name" });
  ledger.origin(TABLE, key, "name", nameCell.ref);
  noteNature(nameCell, name, key, nature, unit?.code ?? null, context);
  noteOrdinal(cells.get("ordinal"), nameCell, ordinal, key, context);
  const unitText = text("unit");
  const unitCode = unit?.code ?? (row.unitText ? slugOf(row.unitText) || row.unitText : (nature.entry?.unit ?? null));
  noteUnit(row, nameCell, unit?.code ?? null, unitCode, key, context);

  const values = new Map<string, IndicatorValue>();
  for (const figure of row.figures.values()) {
    values.set(figure.field, settleFigure(figure, row, unit, key, context));
    if (values.get(figure.field)?.value === null) continue;
    if (row.unitRef) ledger.origin(TABLE, key, figure.field, row.unitRef, "unit");
    const column = columns.get(figure.field);
    const period = column?.period ? column.headerRefs.at(-1) : undefined;
    if (period) ledger.origin(TABLE, key, figure.field, period, "period");
  }
  const value = (field: (typeof FIGURE_FIELDS)[number]) => values.get(field)?.value ?? null;
  const operator = (field: (typeof FIGURE_FIELDS)[number]) => values.get(field)?.operator ?? null;
  const halfStep = (field: (typeof FIGURE_FIELDS)[number]) => values.get(field)?.halfStep ?? null;
  const isRank = [...row.figures.values()].some(({ quantity }) => quantity.kind === "number" && quantity.isRank);
  // "So với kịch bản" holds a verdict in some wards ("Vượt 45,27%") and a percentage in others.
  const comparison = cells.get("comparison");
  const isVerdict = !cells.get("verdict") && /\p{L}/u.test(comparison?.text ?? "");
  const verdictCell = isVerdict ? comparison : cells.get("verdict");
  const verdictText = loadText(verdictCell, "verdict_text", key, context);
  // A number among verdicts is no verdict, but what comparisons.ts reads.
  const isNumber = readNumberToken((verdictText ?? "").replace(/%/g, "")) !== null;
  const verdict = isNumber ? null : readVerdict(verdictText, verdictCell, key, context);
  if (verdict && verdictCell) ledger.origin(TABLE, key, "verdict_reported", verdictCell.ref);
  for (const [field, cell] of cells) {
    if (cell.text.trim() === "") ledger.settle(cell.ref, "blank", { field });
  }
  const until = columns.get("estimate_to_date")?.period?.end ?? null;
  return {
    source_id: context.sourceId,
    row_key: key,
    source_ref: nameCell.ref,
    position: context.nextPosition(TABLE),
    indicator_id: key,
    is_in_catalogue: nature.isInCatalogue,
    ordinal: ordinal.ordinal,
    ordinal_text: ordinal.text,
    name,
    unit: unitCode,
    unit_text: unitText ?? row.unitText,
    measure: isRank ? "rank" : nature.measure,
    // The first place is the best one.
    direction: isRank ? "lower" : nature.direction,
    cadence: readCadence(carriedText(carried.cadence, "cadence", key, context), catalogue.phrases),
    estimate_prior_year: value("estimate_prior_year"),
    estimate_prior_year_half_step: halfStep("estimate_prior_year"),
    plan_year: value("plan_year"),
    plan_year_operator: operator("plan_year"),
    plan_year_half_step: halfStep("plan_year"),
    plan_month: value("plan_month"),
    plan_month_operator: operator("plan_month"),
    plan_month_half_step: halfStep("plan_month"),
    plan_to_date: value("plan_to_date"),
    plan_to_date_operator: operator("plan_to_date"),
    plan_to_date_half_step: halfStep("plan_to_date"),
    estimate_month: value("estimate_month"),
    estimate_month_operator: operator("estimate_month"),
    estimate_month_half_step: halfStep("estimate_month"),
    estimate_to_date: value("estimate_to_date"),
    estimate_to_date_operator: operator("estimate_to_date"),
    estimate_to_date_half_step: halfStep("estimate_to_date"),
    to_date_until: columns.has("estimate_to_date") ? (until ?? monthEnd(context.identity.period)) : null,
    verdict_reported: verdict,
    verdict_text: verdictText,
    narrative: text("narrative"),
    agencies: splitAgencies(carriedText(carried.agencies, "agencies", key, context)),
  };
}

/** Rows that hold no indicator: blank ones, and headings of sections. @returns whether the row was one */
function settleOther(row: RecognisedRow, context: NormaliseContext): boolean {
  const name = row.cells.get("name")?.text.trim() ?? "";
  const isAllBlank = [...row.cells.values()].every((cell) => cell.text.trim() === "");
  const isFigureless = [...FIGURE_FIELDS, "unit", "verdict", "narrative"].every(
    (field) => (row.cells.get(field)?.text.trim() ?? "") === "",
  );
  const isNumbered = /\d/.test(row.cells.get("ordinal")?.text ?? "");
  if (!isAllBlank && name !== "" && (!isFigureless || isNumbered)) return false;
  if (!isAllBlank && !isFigureless) return false;
  for (const [field, cell] of row.cells) {
    if (cell.text.trim() === "") context.ledger.settle(cell.ref, "blank", { field });
    else context.ledger.settle(cell.ref, "layout", { field, reason: "heading of a section of indicators" });
  }
  return true;
}

/** The row's unit: its own cell's, else the name's brackets, else what the heading or the line above the table says. */
function withUnit(
  row: RecognisedRow,
  table: RecognisedTable,
  column: RecognisedColumn | null,
  context: NormaliseContext,
): Omit<FigureRow, "figures"> {
  const { units } = context.catalogue;
  const cell = row.cells.get("unit");
  const printed = cell?.text.trim() ?? "";
  if (cell && printed !== "") return { row, unit: findUnit(units, printed), unitText: printed, unitRef: cell.ref };
  const nameCell = row.cells.get("name");
  const inName = unitInName(context.catalogue, nameCell?.text ?? "");
  if (inName && nameCell) return { row, unit: inName, unitText: null, unitRef: nameCell.ref };
  const unitText = column?.unitText ?? table.unitText ?? null;
  return { row, unit: findUnit(units, unitText), unitText, unitRef: column?.unitRef ?? table.unitRef ?? null };
}

/** "-nt-" in the column of units is the unit of the row above, unless the catalogue knows that it can't be: then it stays unread. */
function withDittos(rows: Omit<FigureRow, "figures">[], { catalogue }: NormaliseContext): Omit<FigureRow, "figures">[] {
  let above: Omit<FigureRow, "figures"> | null = null;
  return rows.map((row) => {
    const known = indicatorNature(catalogue, row.row.cells.get("name")?.text ?? "", null).entry?.unit;
    const isOther = known !== undefined && unitOfCode(catalogue.units, known).kind !== above?.unit?.kind;
    const isSame = row.unitText !== null && !isOther && isDitto(catalogue.units, row.unitText);
    const read = isSame && above ? { ...row, unit: above.unit, unitText: above.unitText, unitRef: above.unitRef } : row;
    above = read;
    return read;
  });
}

/**
 * "+ Dịch vụ" under "1 Tổng giá trị sản xuất (tỷ đồng)" is a part of it: where nothing says its unit, it has that of the whole.
 * A rate among the parts ("Tốc độ tăng") is none of it.
 */
function partsWithUnit(
  rows: Omit<FigureRow, "figures">[],
  { catalogue }: NormaliseContext,
): Omit<FigureRow, "figures">[] {
  const leading = phraseSet(catalogue.indicators.derive.leading_words);
  const rateWords = catalogue.indicators.derive.rate_words.map(foldWords);
  let whole: { ordinal: string; row: Omit<FigureRow, "figures"> } | null = null;
  return rows.map((row) => {
    const ordinal = (row.row.cells.get("ordinal")?.text ?? "").trim().replace(/[.)]+$/u, "");
    const name = row.row.cells.get("name")?.text ?? "";
    const isPart = !/^(?:\d|[IVX]+$)/u.test(ordinal) || (whole !== null && ordinal.startsWith(`${whole.ordinal}.`));
    if (!isPart) whole = { ordinal, row };
    if (!isPart || !whole || row.unit || row.unitText) return row;
    const { unit, unitText, unitRef } = whole.row;
    if (!unit) return row;
    const isRate = rateWords.some((word) => hasWords(foldWords(name), word));
    const known = indicatorNature(catalogue, name, null).entry?.unit;
    const isMarked = ordinal !== "" || /^\s*[-–+*•]/u.test(name) || leading.atStart(name) !== null;
    const isOther = known !== undefined && unitOfCode(catalogue.units, known).kind !== unit.kind;
    if (isOther || (isRate && unit.kind !== "rate") || (!isMarked && unit.kind !== "money")) return row;
    return { ...row, unit, unitText, unitRef };
  });
}

/** Money is loaded in one unit, the catalogue's, and thousands as what they count, so that months printed in different units compare. */
function loadedUnit(own: NonNullable<FigureRow["unit"]>, entryUnit: string | null, context: NormaliseContext) {
  const { units } = context.catalogue;
  if (own.of !== undefined) return unitOfCode(units, own.of);
  if (own.kind !== "money") return own;
  const wanted = entryUnit ? unitOfCode(units, entryUnit) : unitOfCode(units, units.indicator_money);
  return wanted.kind === "money" ? wanted : own;
}

function loadText(cell: SourceCell | undefined, field: string, key: string, context: NormaliseContext): string | null {
  if (!cell) return null;
  if (cell.text.trim() === "") {
    context.ledger.settle(cell.ref, "blank", { field });
    return null;
  }
  const text = readText(cell, context, { appendix: TABLE, subjectKey: `${key} ${field}` });
  context.ledger.settle(cell.ref, "loaded", { field });
  if (text !== null) context.ledger.origin(TABLE, key, field === "unit" ? "unit_text" : field, cell.ref);
  return text;
}

function carriedText(found: CarriedCell | null, field: string, key: string, context: NormaliseContext): string | null {
  if (!found) return null;
  const { cell, blank, isCarried } = found;
  const text = readText(cell, context, { appendix: TABLE, subjectKey: `${cell.ref} ${field}` });
  if (!isCarried) context.ledger.settle(cell.ref, "loaded", { field });
  if (text !== null) context.ledger.origin(TABLE, key, field, cell.ref, isCarried ? "carried" : "value");
  if (blank && text !== null) {
    const reason = "the row leaves this column blank: it takes the text of the nearest cell above in the column";
    context.ledger.repair(blank.ref, "carried_down", "", text, reason);
  }
  return text;
}

/** Whether the cells of a row were moved to other columns when it was recognised. */
function shifted(row: RecognisedRow, { ledger }: NormaliseContext): boolean {
  const refs = new Set(row.all.map((cell) => cell.ref));
  return ledger.repairs.some((repair) => repair.rule === "row_shifted" && refs.has(repair.cell_ref));
}

function isCarried(field: string, context: NormaliseContext): boolean {
  return context.catalogue.headers.appendices.indicators?.fields[field]?.blank === "carry";
}

/** Last day of the month that starts on `period`. */
function monthEnd(period: string): string {
  const [year = 0, month = 1] = period.split("-").map(Number);
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}
