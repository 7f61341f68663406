/** Body rows of a segment: each cell to its field. */
import type { Ledger } from "../ledger.ts";
import type { ColumnType, HeaderField } from "../reference/headers.ts";
import type { AppendixKind } from "../values.ts";
import { type Alignment, alignRow, suitsColumns } from "./align.ts";
import type { NamedColumn } from "./columns.ts";
import type { ContentJudge } from "./contents.ts";
import { fold } from "./fold.ts";
import { filled, type Grid, type GridRow, isBlank } from "./grid.ts";
import type { LineReader } from "./lines.ts";
import type { RecognisedRow, SourceCell } from "./types.ts";

export interface RowSetting {
  grid: Grid;
  appendix: AppendixKind;
  columns: NamedColumn[];
  fields: Map<string, HeaderField>;
  judge: ContentJudge;
  lines: LineReader;
  ledger: Ledger;
}

/** Signs that draw a line between the rows of a text. */
const RULED = /^[\s\-=_–—+|:*.]+$/u;

/** Reads body rows; settles the cells that belong to no field. Rows without any text are blank and not returned. */
export function readRows(rows: GridRow[], setting: RowSetting): RecognisedRow[] {
  const read: RecognisedRow[] = [];
  for (const row of rows) {
    if (filled(row).length === 0) {
      for (const cell of row.cells) setting.ledger.settle(cell.ref, "blank");
      continue;
    }
    if (filled(row).every((cell) => RULED.test(cell.text)) && filled(row).some((cell) => cell.text.trim().length > 2)) {
      for (const cell of row.cells)
        setting.ledger.settle(cell.ref, isBlank(cell) ? "blank" : "layout", { reason: "rule" });
      continue;
    }
    noteHidden(row, setting);
    if (isNoteRow(row, setting)) {
      for (const cell of row.cells) {
        if (isBlank(cell)) setting.ledger.settle(cell.ref, "blank");
        else setting.ledger.settle(cell.ref, "layout", { reason: "note" });
      }
      continue;
    }
    read.push(readRow(row, setting));
  }
  return read;
}

/** Words in brackets, or behind "Ghi chú:", that stand alone before or over all columns are a note between the rows. */
function isNoteRow(row: GridRow, { columns, fields, lines }: RowSetting): boolean {
  const [cell, ...others] = filled(row);
  if (!cell || others.length > 0) return false;
  if (cell.columnSpan < 3 && typeAt(columns, fields, cell.column) !== "ordinal") return false;
  return /^\s*\([^()]*(?:\([^()]*\)[^()]*)*\)\s*\.?\s*$/u.test(cell.text)
    ? /\p{L}{2}/u.test(cell.text)
    : lines.isNote(cell.text);
}

function readRow(row: GridRow, setting: RowSetting): RecognisedRow {
  const { columns } = setting;
  const heading = headingCell(row, setting);
  const alignment = heading || filled(row).length < 4 ? null : alignmentOf(row, setting);
  const cells = new Map<string, SourceCell>();
  const parts = new Map<string, SourceCell[]>();
  const unsure = new Set<string>();
  const addPart = (column: NamedColumn, cell: SourceCell) => {
    if (column.partOf !== undefined) parts.set(column.partOf, [...(parts.get(column.partOf) ?? []), cell]);
  };
  if (alignment) {
    columns.forEach((column, index) => {
      const cell = row.cells[alignment.cellOf[index] ?? -1];
      if (column.partOf !== undefined && alignment.unsure.includes(index)) unsure.add(column.partOf);
      if (!cell || alignment.unsure.includes(index)) return;
      if (column.field !== null) cells.set(column.field, cell);
      addPart(column, cell);
    });
    noteShift(row, alignment, setting);
  } else {
    for (const column of columns) {
      const cell = row.cells.find((each) => each.column === column.column);
      if (!cell || cell === heading?.cell) continue;
      if (column.field !== null) cells.set(column.field, cell);
      addPart(column, cell);
    }
    if (heading) cells.set(heading.field, heading.cell);
  }
  const result: RecognisedRow = { cells, all: row.cells };
  // A sum without one of its parts is none; parts that don't add up have no column that stands for them.
  for (const field of unsure) cells.delete(field);
  for (const [field, [first]] of parts) {
    if (unsure.has(field) || !columns.some((column) => column.field === field)) parts.delete(field);
    // A workbook leaves blank cells out: another part then stands for the sum.
    else if (first && !cells.has(field)) cells.set(field, first);
  }
  if (parts.size > 0) result.parts = parts;
  addMergedCells(row, result, setting);
  settleRest(row, cells, [...parts.values()].flat(), setting);
  return result;
}

/** A heading over the table's width, or alone in the ordinal's column, belongs to the name; so does "Cộng" beside a blank name. */
function headingCell(row: GridRow, setting: RowSetting): { cell: SourceCell; field: string } | null {
  const { columns, fields, judge } = setting;
  const name = columns.find((column) => column.field !== null && fields.get(column.field)?.type === "name");
  if (!name?.field) return null;
  const cells = filled(row);
  for (const cell of cells) {
    if (judge.misfit("ordinal", cell.text) === 0) continue;
    const coversName = cell.column <= name.column && cell.column + cell.columnSpan > name.column;
    const standsAlone = cells.length === 1 && typeAt(columns, fields, cell.column) === "ordinal";
    const standsForName = !coversName && cell === cells[0] && suitsAsName(row, cell, name.column, setting);
    if ((coversName && cell.columnSpan > 1) || standsAlone || standsForName) return { cell, field: name.field };
  }
  return null;
}

/** Words in the ordinal's column beside a blank name, where all other cells stand right. */
function suitsAsName(row: GridRow, cell: SourceCell, nameColumn: number, setting: RowSetting): boolean {
  const { columns, fields, judge } = setting;
  if (typeAt(columns, fields, cell.column) !== "ordinal" || !/\p{L}{2}/u.test(cell.text)) return false;
  const textAt = (column: number) => row.cells.find((each) => each.column === column)?.text ?? "";
  if (textAt(nameColumn).trim() !== "") return false;
  const texts = columns.map(({ column }) =>
    column === cell.column ? "" : column === nameColumn ? cell.text : textAt(column),
  );
  const types = columns.map(({ column }) => typeAt(columns, fields, column));
  return suitsColumns(texts, types, judge);
}

function typeAt(columns: NamedColumn[], fields: Map<string, HeaderField>, column: number): ColumnType | null {
  const found = columns.find((each) => each.column === column);
  const field = found?.field ?? found?.partOf;
  return (field && fields.get(field)?.type) || null;
}

function alignmentOf(row: GridRow, { grid, columns, fields, judge }: RowSetting): Alignment | null {
  // Spans and cells that reach down from above say where a cell belongs: such a row is not shifted.
  if (row.cells.some((cell) => cell.columnSpan > 1)) return null;
  const isWhole = row.cells.every((cell, index) => cell.column === index + 1);
  if (!isWhole || row.cells.some((cell) => grid.at(row.number, cell.column) !== cell)) return null;
  const types = columns.map((column) => typeAt(columns, fields, column.column));
  return alignRow(
    row.cells.map((cell) => cell.text),
    types,
    judge,
  );
}

function noteShift(row: GridRow, alignment: Alignment, setting: RowSetting): void {
  const { columns, ledger, appendix } = setting;
  const label = (index: number | undefined) => {
    const column = index === undefined ? undefined : columns[index];
    return column ? `column ${column.column}${column.field ? ` (${column.field})` : ""}` : "no column";
  };
  alignment.cellOf.forEach((cellIndex, index) => {
    const cell = cellIndex === null ? undefined : row.cells[cellIndex];
    if (!cell || isBlank(cell)) return;
    if (alignment.unsure.includes(index)) {
      ledger.settle(cell.ref, "quarantined", { reason: "row_shift_unsure" });
    } else if (cellIndex !== index && cellIndex !== null) {
      ledger.repair(cell.ref, "row_shifted", label(cellIndex), label(index), shiftReason(alignment));
    }
  });
  const extra = alignment.extra
    .map((index) => row.cells[index])
    .filter((cell) => cell && !isBlank(cell)) as SourceCell[];
  for (const cell of extra) {
    if (alignment.unsure.length > 0) ledger.settle(cell.ref, "quarantined", { reason: "row_shift_unsure" });
    else ledger.settle(cell.ref, "ignored", { reason: "extra_cell_of_shifted_row" });
  }
  const name = columns.findIndex((column) => column.field && setting.fields.get(column.field)?.type === "name");
  const nameCell = row.cells[alignment.cellOf[name] ?? -1] ?? row.cells[0];
  if (!nameCell) return;
  const isUnsure = alignment.unsure.length > 0;
  ledger.doubt({
    cellRef: nameCell.ref,
    appendix,
    rule: isUnsure ? "row_shift_unsure" : "row_shifted",
    severity: isUnsure ? "error" : "warning",
    subjectKey: `${fold(row.cells[0]?.text ?? "")} ${fold(nameCell.text)}`.trim().slice(0, 80),
    rawValue: row.cells
      .map((cell) => cell.text.trim())
      .join(" | ")
      .slice(0, 500),
    readValue: columns
      .map((_, index) => row.cells[alignment.cellOf[index] ?? -1]?.text.trim() ?? "")
      .join(" | ")
      .slice(0, 500),
    arguments: {
      row: nameCell.text.trim().slice(0, 200),
      extra: extra.map((cell) => cell.text.trim()).join(", ") || null,
      lost: alignment.moves.gap === null ? null : (columns[alignment.moves.gap]?.headerText ?? null),
      columns: alignment.unsure.map((index) => columns[index]?.headerText ?? "").join("; ") || null,
    },
  });
}

function shiftReason({ moves }: Alignment): string {
  if (moves.drop !== null && moves.gap !== null) return "the cells between an extra cell and a lost one are shifted";
  return moves.drop !== null
    ? "the row has a cell too many before this one"
    : "the row has lost a cell before this one";
}

/** Where a merged cell reaches down, the fields that say so take it as their own. */
function addMergedCells(row: GridRow, result: RecognisedRow, { grid, columns, fields }: RowSetting): void {
  for (const { field, column } of columns) {
    const rules = field === null ? undefined : fields.get(field);
    // A deadline that is merged over several tasks is that of each.
    if (field === null || result.cells.has(field) || (rules?.blank !== "carry" && rules?.type !== "deadline")) continue;
    const cell = grid.at(row.number, column);
    if (!cell || cell.row === row.number || isBlank(cell)) continue;
    result.cells.set(field, cell);
    result.carried ??= new Set();
    result.carried.add(field);
  }
}

function settleRest(
  row: GridRow,
  cells: Map<string, SourceCell>,
  parts: SourceCell[],
  { appendix, columns, fields, ledger }: RowSetting,
): void {
  const used = new Map([...cells].reverse().map(([field, cell]) => [cell, field]));
  for (const cell of row.cells) {
    if (ledger.fates.has(cell.ref) || parts.includes(cell)) continue;
    const field = used.get(cell);
    if (field !== undefined) {
      if (!fields.get(field)?.kept_raw) continue;
      cells.delete(field);
      if (isBlank(cell)) ledger.settle(cell.ref, "blank", { field });
      else ledger.settle(cell.ref, "ignored", { field, reason: "kept_raw" });
      continue;
    }
    const column = columns.find((each) => each.column === cell.column);
    const isHeaded = column !== undefined;
    const isPart = column?.partOf !== undefined;
    if (isBlank(cell)) ledger.settle(cell.ref, "blank");
    else
      ledger.settle(cell.ref, "ignored", {
        reason: isPart ? "part_without_whole" : isHeaded ? "unknown_column" : "outside_the_columns",
      });
    if (isBlank(cell) || isHeaded) continue;
    ledger.doubt({
      cellRef: cell.ref,
      appendix,
      rule: "cell_outside_columns",
      severity: "warning",
      subjectKey: `${fold(row.cells.map((each) => each.text).join(" ")).slice(0, 60)} ${fold(cell.text).slice(0, 20)}`,
      rawValue: cell.text,
      arguments: { column: cell.column, columns: columns.length },
    });
  }
}

function noteHidden(row: GridRow, { appendix, ledger }: RowSetting): void {
  const cells = filled(row);
  const first = cells[0];
  if (!first || !cells.every((cell) => cell.isHidden)) return;
  ledger.doubt({
    cellRef: first.ref,
    appendix,
    rule: "hidden_row",
    severity: "warning",
    subjectKey: fold(cells.map((cell) => cell.text).join(" ")).slice(0, 80),
    rawValue: cells
      .map((cell) => cell.text.trim())
      .join(" | ")
      .slice(0, 500),
    arguments: {
      row: cells
        .map((cell) => cell.text.trim())
        .join(" | ")
        .slice(0, 200),
    },
  });
}
