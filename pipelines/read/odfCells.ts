/** Cells and rows of OpenDocument tables and sheets: what repeats is written once and counts as often as it says. */
import type { DocumentBuilder } from "./builder.ts";
import type { Cell, Place, StoredValue, Table } from "./document.ts";
import { cellAddress, type Sheet } from "./grid.ts";
import { noteFormulaWithoutValue, noteHidden } from "./leftOut.ts";
import { formatStoredNumber } from "./numberFormat.ts";
import { spreadRow } from "./odfSpans.ts";
import { refusal } from "./refusals.ts";
import type { Attributes } from "./xml.ts";

export interface OpenCell {
  attributes: Attributes;
  isCovered: boolean;
  lines: string[];
  nestedTables: number[];
}

export interface OpenTable {
  table?: Table;
  sheet?: Sheet;
  row: number;
  column: number;
  rowRepeat: number;
  rowStart: number;
  headerDepth: number;
  /** Columns that a text's table declares. */
  columns?: number;
  /** The row has places that are written as covered by a merged cell. */
  hasCovered?: boolean;
  cell?: OpenCell;
  /** Styles that cells of whole columns and of the open row have where they name none. */
  columnStyles: { first: number; last: number; style: string }[];
  rowStyle?: string | undefined;
}

/** Content that is not shown where it stands: deleted text, comments, drawing titles, rulers of forms. */
export const skipped = new Set([
  "text:tracked-changes",
  "table:tracked-changes",
  "office:annotation",
  "text:ruby-text",
  "svg:title",
  "svg:desc",
  "office:forms",
  "table:named-expressions",
  "table:content-validations",
  "text:sequence-decls",
  "text:note-citation",
]);

/** Tracked changes, of texts and of sheets: what stands in the body is as if all were accepted. */
export const changes = new Set([
  "text:changed-region",
  "table:cell-content-change",
  "table:insertion",
  "table:deletion",
  "table:movement",
]);

/** Shapes that hold text: it floats, wherever they are fastened. */
export const floating = new Set(
  ["text-box", "custom-shape", "rect", "ellipse", "circle", "polygon", "path", "line", "connector", "caption"].map(
    (name) => `draw:${name}`,
  ),
);

/** Where the cell stands that is open in a table, or comes next. */
export function placeIn({ sheet, table, row, column }: OpenTable): Place {
  if (sheet) return { sheet: sheet.name, address: cellAddress(row, column) };
  return { address: `T${table?.number}R${row}C${column}` };
}

export function openColumn(open: OpenTable, attributes: Attributes): void {
  const first = open.column;
  open.column += repeats(attributes["table:number-columns-repeated"]);
  const last = open.column - 1;
  if (open.sheet && isFolded(attributes)) open.sheet.hiddenColumns.push([first, last]);
  const style = attributes["table:default-cell-style-name"];
  if (style) open.columnStyles.push({ first, last, style });
}

export function openRow(open: OpenTable, attributes: Attributes): void {
  open.columns ??= open.column - 1;
  open.hasCovered = false;
  open.rowStyle = attributes["table:default-cell-style-name"];
  open.column = 1;
  open.rowRepeat = repeats(attributes["table:number-rows-repeated"]);
  open.rowStart = (open.sheet ?? open.table)?.cells.length ?? 0;
  if (open.sheet && isFolded(attributes) && open.rowRepeat < 10_000) {
    for (let row = open.row; row < open.row + open.rowRepeat; row += 1) open.sheet.hiddenRows.add(row);
  }
  if (open.table && open.headerDepth > 0) open.table.headerRows = [...(open.table.headerRows ?? []), open.row];
}

function isFolded(attributes: Attributes): boolean {
  return /^(?:collapse|filter)$/.test(attributes["table:visibility"] ?? "");
}

/** The style of a cell that names none: its row's, else its column's. */
export function defaultStyle({ column, columnStyles, rowStyle }: OpenTable): string | undefined {
  return rowStyle ?? columnStyles.find(({ first, last }) => first <= column && column <= last)?.style;
}

/** A number whose format shows nothing of it. */
export function noteHiddenNumber(builder: DocumentBuilder, { attributes, lines }: OpenCell, place: Place): void {
  const value = attributes["office:value"];
  if (lines.length > 0 && value !== undefined) noteHidden(builder, value, place);
}

/** A formula whose result is an empty text has one. */
export function noteFormula(
  builder: DocumentBuilder,
  { attributes, lines }: OpenCell,
  text: string,
  place: Place,
): void {
  const formula = attributes["table:formula"];
  if (formula === undefined || text !== "" || lines.length > 0 || attributes["office:value-type"] === "string") return;
  if (attributes["office:value"] === undefined) noteFormulaWithoutValue(builder, formula.replace(/^\w+:/, ""), place);
}

export function addSheetCells(builder: DocumentBuilder, open: OpenTable, cell: OpenCell, shape: CellShape): void {
  const sheet = open.sheet as Sheet;
  const { text, isStruck, repeat, columnSpan, rowSpan } = shape;
  const struck = isStruck ? { isStruck } : {};
  if (columnSpan > 1 || rowSpan > 1) {
    sheet.merges.push({
      top: open.row,
      left: open.column,
      bottom: open.row + rowSpan - 1,
      right: open.column + columnSpan - 1,
    });
  }
  // The blank rest of a row or sheet is written as one cell repeated up to the edge.
  if (text === "" && repeat > builder.limits.maxColumns) return;
  const stored = storedValue(cell.attributes, text);
  for (let offset = 0; offset < repeat; offset += 1) {
    capCells(builder, sheet);
    sheet.cells.push({ row: open.row, column: open.column + offset, text, ...(stored ? { stored } : {}), ...struck });
  }
}

export function addTableCells(
  builder: DocumentBuilder,
  open: OpenTable,
  table: Table,
  cell: OpenCell,
  shape: CellShape,
): void {
  const { text, repeat, columnSpan, rowSpan } = shape;
  const stored = storedValue(cell.attributes, text);
  for (let offset = 0; offset < repeat; offset += 1) {
    const column = open.column + offset;
    const address = `T${table.number}R${open.row}C${column}`;
    const added: Cell = { row: open.row, column, rowSpan, columnSpan, text, place: { address } };
    if (stored) added.stored = stored;
    if (cell.nestedTables.length > 0) added.nestedTables = cell.nestedTables;
    builder.cell(table, added);
  }
}

/** Repeats a row as often as the file says, and goes on to the next one. */
export function closeRow(builder: DocumentBuilder, open: OpenTable): void {
  const copies = open.rowRepeat - 1;
  if (open.table && !open.hasCovered) spreadRow(builder, open.table.cells.slice(open.rowStart), open.columns ?? 0);
  if (copies > 0 && open.sheet) {
    const row = open.sheet.cells.slice(open.rowStart);
    if (row.some((cell) => cell.text.trim() !== "")) {
      for (let copy = 1; copy <= copies; copy += 1) {
        for (const cell of row) {
          capCells(builder, open.sheet);
          open.sheet.cells.push({ ...cell, row: cell.row + copy });
        }
      }
    }
  } else if (copies > 0 && open.table) {
    const { row, table } = open;
    const cells = table.cells.filter((cell) => cell.row === row);
    for (let copy = 1; copy <= copies && cells.length > 0; copy += 1) {
      for (const cell of cells) builder.cell(table, { ...cell, row: row + copy });
    }
  }
  open.row += open.rowRepeat;
}

function capCells(builder: DocumentBuilder, sheet: Sheet): void {
  const limit = builder.limits.maxCells;
  if (sheet.cells.length >= limit) throw refusal("too_many_cells", builder.name, { limit, where: sheet.name });
}

export interface CellShape {
  text: string;
  isStruck: boolean;
  repeat: number;
  columnSpan: number;
  rowSpan: number;
}

export function repeats(value: string | undefined): number {
  const count = Number(value ?? 1);
  return Number.isInteger(count) && count > 0 ? Math.min(count, 1_048_576) : 1;
}

/** What a cell without text shows. Some writers give the value alone; where they give a blank text as well, it is blank. */
export function textOfValue({ attributes, nestedTables }: OpenCell): string {
  const type = attributes["office:value-type"];
  if (nestedTables.length > 0 || type === undefined) return "";
  const value = Number(attributes["office:value"] ?? Number.NaN);
  if (Number.isFinite(value)) return formatStoredNumber(value, type === "percentage" ? "0.##########%" : "General");
  if (type === "date") return (attributes["office:date-value"] ?? "").slice(0, 10).split("-").reverse().join("/");
  if (type === "boolean") return (attributes["office:boolean-value"] ?? "").toUpperCase();
  return type === "string" ? (attributes["office:string-value"] ?? "") : "";
}

/** The value beside the text; a cell whose text is blank holds nothing. */
function storedValue(attributes: Attributes, text: string): StoredValue | undefined {
  const type = attributes["office:value-type"];
  if (text === "" || type === undefined) return undefined;
  if (type === "float" || type === "percentage" || type === "currency") {
    const value = Number(attributes["office:value"]);
    if (!Number.isFinite(value)) return undefined;
    return type === "percentage" ? { kind: "number", value, numberFormat: "0%" } : { kind: "number", value };
  }
  if (type === "date") {
    const day = /^\d{4}-\d\d-\d\d/.exec(attributes["office:date-value"] ?? "")?.[0];
    return day ? { kind: "date", value: day } : undefined;
  }
  return type === "boolean" ? { kind: "boolean", value: attributes["office:boolean-value"] === "true" } : undefined;
}
