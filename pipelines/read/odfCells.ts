/** Cells and rows of OpenDocument tables and sheets: what repeats is written once and counts as often as it says. */
import type { DocumentBuilder } from "./builder.ts";
import type { Cell, StoredValue, Table } from "./document.ts";
import { joinParagraphs } from "./docxTypes.ts";
import type { Sheet } from "./grid.ts";
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
}

/** Content that is not shown where it stands: deleted text, comments, drawing titles, rulers of forms. */
export const skipped = new Set([
  "text:tracked-changes",
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

export function addSheetCells(builder: DocumentBuilder, open: OpenTable, cell: OpenCell, shape: CellShape): void {
  const sheet = open.sheet as Sheet;
  const { text, repeat, columnSpan, rowSpan } = shape;
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
    sheet.cells.push({ row: open.row, column: open.column + offset, text, ...(stored ? { stored } : {}) });
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
  repeat: number;
  columnSpan: number;
  rowSpan: number;
}

export function repeats(value: string | undefined): number {
  const count = Number(value ?? 1);
  return Number.isInteger(count) && count > 0 ? Math.min(count, 1_048_576) : 1;
}

/** What a cell shows. Some writers give the value alone; where they give a blank text as well, the cell is shown blank. */
export function textOfCell({ attributes, lines, nestedTables }: OpenCell): string {
  const type = attributes["office:value-type"];
  if (lines.length > 0 || nestedTables.length > 0 || type === undefined) return joinParagraphs(lines);
  const value = Number(attributes["office:value"] ?? Number.NaN);
  if (Number.isFinite(value)) return formatStoredNumber(value, type === "percentage" ? "0.##########%" : "General");
  if (type === "date") return (attributes["office:date-value"] ?? "").slice(0, 10).split("-").reverse().join("/");
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
