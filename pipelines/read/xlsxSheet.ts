/** One worksheet part → its cells, merges and what of it is hidden. */
import type { DocumentBuilder } from "./builder.ts";
import type { StoredValue } from "./document.ts";
import { cellAddress, type Sheet, type SheetCell } from "./grid.ts";
import { noteFormulaWithoutValue, noteHidden, noteStaleResult, noteStruck } from "./leftOut.ts";
import { formatStoredNumber, formatStoredText, hidesNumber } from "./numberFormat.ts";
import { refusal } from "./refusals.ts";
import { isDateFormat, isoDay, serialToDate } from "./serialDate.ts";
import { type CellStyle, decodeEscapes, type RichString, RichText, type ShownString, shownIn } from "./xlsxStyles.ts";
import { type Attributes, parseXml } from "./xml.ts";
import type { ZipContainer } from "./zip.ts";

interface SheetContext {
  zip: ZipContainer;
  builder: DocumentBuilder;
  path: string;
  name: string;
  isHidden: boolean;
  strings: (string | RichString)[];
  styles: CellStyle[];
  is1904: boolean;
  /** The sheet's window shows nothing where a cell holds 0. */
  hidesZeros?: boolean;
  /** The workbook says that the results of its formulas must be calculated anew. */
  isStale: boolean;
}

type OpenCell = Attributes & { v?: string; f?: string; inline?: string | RichString };

const lastRow = 1_048_576;
const lastColumn = 16_384;

/** Reads a worksheet. @throws RefusedFile when it is damaged or goes over a cap. */
export async function readSheetPart(context: SheetContext): Promise<Sheet> {
  const { zip, name, isHidden, path } = context;
  const sheet: Sheet = { name, isHidden, cells: [], merges: [], hiddenRows: new Set(), hiddenColumns: [] };
  const damaged = (why: string) => refusal("damaged", zip.name, { where: name, why });
  let row = 0;
  let column = 0;
  let cell: OpenCell | undefined;
  let isSorted = true;
  let target: "v" | "f" | undefined;
  let printed: string | undefined;
  const rich = new RichText();
  const closeCell = () => {
    if (!cell) return;
    const last = sheet.cells.at(-1);
    if (cell.t === "inlineStr") cell.inline = rich.take();
    const read = readCell(cell, row, column, context);
    cell = undefined;
    if (last && (last.row > row || (last.row === row && last.column >= column))) isSorted = false;
    if (sheet.cells.length >= zip.limits.maxCells) {
      throw refusal("too_many_cells", zip.name, {
        limit: zip.limits.maxCells,
        where: `${name}!${cellAddress(row, column)}`,
      });
    }
    sheet.cells.push(read);
  };
  await parseXml(
    zip.chunks(path),
    {
      open(element, attributes) {
        rich.open(element, attributes);
        switch (element) {
          case "x:sheetView":
            context.hidesZeros = /^(0|false)$/.test(attributes.showZeros ?? "");
            break;
          case "x:row":
            row = attributes.r === undefined ? row + 1 : Number(attributes.r);
            if (!(row >= 1 && row <= lastRow)) throw damaged(`row ${attributes.r}`);
            column = 0;
            if (isTrue(attributes.hidden) || Number(attributes.ht) === 0) sheet.hiddenRows.add(row);
            break;
          case "x:c": {
            const place = attributes.r === undefined ? undefined : parseAddress(attributes.r);
            if (attributes.r !== undefined && (!place || place.row !== row)) throw damaged(`cell ${attributes.r}`);
            column = place?.column ?? column + 1;
            cell = { ...attributes };
            break;
          }
          case "x:v":
            target = "v";
            if (cell) cell.v = "";
            break;
          case "x:f":
            target = "f";
            // A cell that shares another's formula has none of its own written down.
            if (cell) cell.f = "";
            break;
          case "x:oddHeader":
          case "x:oddFooter":
          case "x:evenHeader":
          case "x:evenFooter":
          case "x:firstHeader":
          case "x:firstFooter":
            printed = "";
            break;
          case "x:col":
            if (isTrue(attributes.hidden) || Number(attributes.width) === 0) {
              sheet.hiddenColumns.push([Number(attributes.min), Number(attributes.max)]);
            }
            break;
          case "x:mergeCell": {
            const [from, to] = (attributes.ref ?? "").split(":").map(parseAddress);
            if (!from) throw damaged(`merge ${attributes.ref}`);
            const end = to ?? from;
            if (end.row < from.row || end.column < from.column) throw damaged(`merge ${attributes.ref}`);
            sheet.merges.push({ top: from.row, left: from.column, bottom: end.row, right: end.column });
            if (sheet.merges.length > zip.limits.maxMerges) {
              throw refusal("too_many_merges", zip.name, { limit: zip.limits.maxMerges, where: name });
            }
            break;
          }
        }
      },
      text(part) {
        if (printed !== undefined) printed += part;
        if (!cell) return;
        rich.text(part);
        if (target) cell[target] = (cell[target] ?? "") + part;
      },
      close(element) {
        if (printed !== undefined && /^x:(odd|even|first)(Header|Footer)$/.test(element)) {
          sheet.printed = [...(sheet.printed ?? []), { text: printed, isFooter: element.endsWith("Footer") }];
          printed = undefined;
        }
        rich.close(element);
        if (element === "x:c") closeCell();
        else if (element === "x:v" || element === "x:f") target = undefined;
      },
    },
    { name: zip.name, where: path, limits: zip.limits },
  );
  if (!isSorted) sortCells(sheet, zip.name);
  return sheet;
}

/** Rows out of order are read in order; the same address twice is two truths, and refused. */
function sortCells(sheet: Sheet, file: string): void {
  sheet.cells.sort((a, b) => a.row - b.row || a.column - b.column);
  sheet.cells = sheet.cells.filter((cell, index) => {
    const before = sheet.cells[index - 1];
    if (before?.row !== cell.row || before.column !== cell.column) return true;
    if (before.text === cell.text) return false;
    throw refusal("repeated_cell", file, { where: `${sheet.name}!${cellAddress(cell.row, cell.column)}` });
  });
}

function readCell(cell: OpenCell, row: number, column: number, context: SheetContext): SheetCell {
  const { builder, name, styles } = context;
  const place = { sheet: name, address: cellAddress(row, column) };
  const style = styles[Number(cell.s ?? 0)] ?? { numberFormat: "General", isStruck: false };
  const { text, struck, hidden, stored } = readContent(cell, style, place.address, context);
  noteStruck(builder, struck, place);
  noteHidden(builder, hidden ?? "", place);
  const isValue = stored !== undefined && !style.isStruck && hidden === undefined;
  if (cell.f !== undefined && !hasResult(cell)) noteFormulaWithoutValue(builder, `=${cell.f}`, place);
  if (cell.f !== undefined && context.isStale && isValue) noteStaleResult(builder, text, place);
  return { row, column, text, ...(isValue ? { stored } : {}), ...(struck === "" ? {} : { isStruck: true }) };
}

/** A formula whose result is an empty text has one. */
function hasResult(cell: OpenCell): boolean {
  return (cell.v ?? "").trim() !== "" || (cell.t === "str" && cell.v === "");
}

function readContent(
  cell: OpenCell,
  { numberFormat, isStruck }: CellStyle,
  address: string,
  { hidesZeros, is1904, name, strings, zip }: SheetContext,
): ShownString & { hidden?: string; stored?: StoredValue } {
  const raw = cell.v;
  const damaged = (why: string) => refusal("damaged", zip.name, { where: `${name}!${address}`, why });
  if (cell.t === "inlineStr") return byFormat(shownIn(cell.inline ?? "", isStruck), numberFormat);
  if (raw === undefined || raw.trim() === "") return shownIn(cell.t === "str" ? (raw ?? "") : "", isStruck);
  switch (cell.t) {
    case "s": {
      const text = strings[Number(raw)];
      if (text === undefined) throw damaged(`shared string ${raw}`);
      return byFormat(shownIn(text, isStruck), numberFormat);
    }
    case "str":
      return byFormat(shownIn(decodeEscapes(raw), isStruck), numberFormat);
    case "e":
      return shownIn(raw, isStruck);
    case "b":
      return { ...shownIn(raw === "1" ? "TRUE" : "FALSE", isStruck), stored: { kind: "boolean", value: raw === "1" } };
    case "d": {
      const day = raw.slice(0, 10);
      return { ...shownIn(day.split("-").reverse().join("/"), isStruck), stored: { kind: "date", value: day } };
    }
  }
  const value = Number(raw);
  if (!Number.isFinite(value)) throw damaged(`number ${raw.slice(0, 40)}`);
  const text = formatStoredNumber(value, numberFormat, is1904);
  if (hidesNumber(value, numberFormat) || (value === 0 && hidesZeros)) return { text: "", struck: "", hidden: text };
  return { ...shownIn(text, isStruck), stored: store(value, numberFormat, is1904) };
}

/** A format may hide texts, or add words to them. */
function byFormat(shown: ShownString, numberFormat: string): ShownString & { hidden?: string } {
  if (numberFormat === "General") return shown;
  const text = formatStoredText(shown.text, numberFormat);
  return text === "" && shown.text.trim() !== "" ? { ...shown, text, hidden: shown.text } : { ...shown, text };
}

/** A number whose format shows a day is a date; times of day and spans of time stay numbers. */
export function store(value: number, numberFormat: string, is1904: boolean): StoredValue {
  const section = numberFormat.split(";")[0] ?? "";
  const showsDay = isDateFormat(section) && /[yd]/i.test(section.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, ""));
  const date = showsDay ? serialToDate(value, is1904) : undefined;
  if (date && !(date.year === 1900 && date.month === 2 && date.day === 29)) {
    return { kind: "date", value: isoDay(date), numberFormat };
  }
  return { kind: "number", value, numberFormat };
}

function parseAddress(address: string): { row: number; column: number } | undefined {
  const match = /^\$?([A-Z]{1,3})\$?([1-9]\d{0,6})$/.exec(address);
  if (!match) return undefined;
  let column = 0;
  for (const letter of match[1] as string) column = column * 26 + letter.charCodeAt(0) - 64;
  const row = Number(match[2]);
  return row <= lastRow && column <= lastColumn ? { row, column } : undefined;
}

function isTrue(value: string | undefined): boolean {
  return value === "1" || value === "true" || value === "on";
}
