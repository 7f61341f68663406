/** Walks the events of an OpenDocument body: paragraphs and tables of a text, sheets of a spreadsheet. */
import type { DocumentBuilder } from "./builder.ts";
import { compactColumns } from "./compact.ts";
import type { Cell, StoredValue, Table } from "./document.ts";
import { joinParagraphs } from "./docxHandler.ts";
import type { Sheet } from "./grid.ts";
import { refusal } from "./refusals.ts";
import type { Attributes, XmlHandler } from "./xml.ts";

interface OpenCell {
  attributes: Attributes;
  isCovered: boolean;
  lines: string[];
  nestedTables: number[];
}

interface OpenTable {
  table?: Table;
  sheet?: Sheet;
  row: number;
  column: number;
  rowRepeat: number;
  rowStart: number;
  headerDepth: number;
  cell?: OpenCell;
}

/** Content that is not shown where it stands: deleted text, comments, drawing titles, rulers of forms. */
const skipped = new Set([
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

export class OdfHandler implements XmlHandler {
  kind: "text" | "spreadsheet" | undefined;
  private readonly path: string[] = [];
  private readonly tables: OpenTable[] = [];
  private readonly lines: { text: string; level?: number }[] = [];
  private readonly hiddenStyles = new Set<string>();
  private readonly notes: string[] = [];
  private style = "";
  private noteDepth = 0;
  private skipDepth = 0;
  private paragraphCount = 0;
  private mergeCount = 0;
  private changes = 0;

  constructor(
    private readonly builder: DocumentBuilder,
    private readonly addSheet: (sheet: Sheet) => void,
  ) {}

  open(name: string, attributes: Attributes): void {
    this.path.push(name);
    if (name === "text:changed-region") this.changes += 1;
    if (this.skipDepth > 0 || skipped.has(name)) {
      this.skipDepth += 1;
      return;
    }
    const table = this.tables.at(-1);
    switch (name) {
      case "office:text":
        this.kind ??= "text";
        break;
      case "office:spreadsheet":
        this.kind ??= "spreadsheet";
        break;
      case "style:style":
        this.style = attributes["style:name"] ?? "";
        break;
      case "style:table-properties":
        if (attributes["table:display"] === "false") this.hiddenStyles.add(this.style);
        break;
      case "text:note":
        this.noteDepth += 1;
        break;
      case "text:p":
      case "text:h":
        this.lines.push(
          name === "text:h" ? { text: "", level: Number(attributes["text:outline-level"]) || 1 } : { text: "" },
        );
        break;
      case "text:s":
        this.append(" ".repeat(Math.min(1000, Number(attributes["text:c"] ?? 1) || 1)));
        break;
      case "text:tab":
        this.append("\t");
        break;
      case "text:line-break":
        this.append("\n");
        break;
      case "table:table":
        this.openTable(attributes);
        break;
      case "table:table-header-rows":
        if (table) table.headerDepth += 1;
        break;
      case "table:table-column":
        this.openColumn(attributes);
        break;
      case "table:table-row":
        this.openRow(attributes);
        break;
      case "table:table-cell":
      case "table:covered-table-cell":
        if (table) table.cell = { attributes, isCovered: name !== "table:table-cell", lines: [], nestedTables: [] };
        break;
    }
  }

  text(text: string): void {
    if (this.skipDepth > 0 || this.lines.length === 0) return;
    const line = this.lines.at(-1) as { text: string };
    // White space in the file counts once; more of it, and that at the start, is written as <text:s/>.
    const collapsed = text.replace(/[ \t\r\n]+/g, " ");
    line.text +=
      collapsed.startsWith(" ") && (line.text === "" || line.text.endsWith(" ")) ? collapsed.slice(1) : collapsed;
  }

  close(name: string): void {
    this.path.pop();
    if (this.skipDepth > 0) {
      this.skipDepth -= 1;
      return;
    }
    const table = this.tables.at(-1);
    if (name === "text:p" || name === "text:h") this.closeParagraph();
    else if (name === "text:note") this.noteDepth -= 1;
    else if (name === "table:table-header-rows" && table) table.headerDepth -= 1;
    else if (name === "table:table-cell" || name === "table:covered-table-cell") this.closeCell();
    else if (name === "table:table-row") this.closeRow();
    else if (name === "table:table") this.closeTable();
  }

  finish(): void {
    this.notes.forEach((text, index) => {
      this.builder.paragraph(text, { address: `note ${index + 1}` });
    });
    if (this.changes > 0) {
      this.builder.note({
        rule: "tracked_changes_accepted",
        place: { address: "content.xml" },
        before: String(this.changes),
        after: "",
        reason: "Bản đọc là bản sau khi chấp nhận mọi thay đổi; read as with all tracked changes accepted.",
      });
    }
  }

  private append(text: string): void {
    const line = this.lines.at(-1);
    if (line) line.text += text;
  }

  private closeParagraph(): void {
    const line = this.lines.pop();
    if (!line) return;
    // A footnote stands inside the paragraph that it belongs to: its text goes to the end of the document.
    if (this.noteDepth > 0) {
      this.notes.push(line.text.trim());
      return;
    }
    const cell = this.tables.at(-1)?.cell;
    if (cell) {
      cell.lines.push(line.text);
      return;
    }
    this.paragraphCount += 1;
    if (this.kind === "text") this.builder.flow(line.text, { address: `P${this.paragraphCount}` }, line.level);
  }

  private openTable(attributes: Attributes): void {
    const limit = this.builder.limits.maxTableNesting;
    if (this.tables.length >= limit) throw refusal("too_deep", this.builder.name, { limit, where: "table:table" });
    const open: OpenTable = { row: 1, column: 1, rowRepeat: 1, rowStart: 0, headerDepth: 0 };
    if (this.kind === "spreadsheet" && this.tables.length === 0) {
      const isHidden = this.hiddenStyles.has(attributes["table:style-name"] ?? "");
      const name = attributes["table:name"] ?? "";
      open.sheet = { name, isHidden, cells: [], merges: [], hiddenRows: new Set(), hiddenColumns: [] };
    } else {
      open.table = this.builder.table({ address: attributes["table:name"] ?? `P${this.paragraphCount}` });
      this.tables.at(-1)?.cell?.nestedTables.push(open.table.number);
    }
    this.tables.push(open);
  }

  private openColumn(attributes: Attributes): void {
    const open = this.tables.at(-1);
    if (!open) return;
    const repeat = repeats(attributes["table:number-columns-repeated"]);
    const visibility = attributes["table:visibility"];
    if (open.sheet && (visibility === "collapse" || visibility === "filter")) {
      open.sheet.hiddenColumns.push([open.column, open.column + repeat - 1]);
    }
    open.column += repeat;
  }

  private openRow(attributes: Attributes): void {
    const open = this.tables.at(-1);
    if (!open) return;
    open.column = 1;
    open.rowRepeat = repeats(attributes["table:number-rows-repeated"]);
    open.rowStart = open.sheet?.cells.length ?? 0;
    const visibility = attributes["table:visibility"];
    if (open.sheet && (visibility === "collapse" || visibility === "filter") && open.rowRepeat < 10_000) {
      for (let row = open.row; row < open.row + open.rowRepeat; row += 1) open.sheet.hiddenRows.add(row);
    }
    if (open.table && open.headerDepth > 0) open.table.headerRows = [...(open.table.headerRows ?? []), open.row];
  }

  private closeCell(): void {
    const open = this.tables.at(-1);
    const cell = open?.cell;
    if (!open || !cell) return;
    open.cell = undefined;
    const { attributes } = cell;
    const repeat = repeats(attributes["table:number-columns-repeated"]);
    const text = joinParagraphs(cell.lines);
    const columnSpan = repeats(attributes["table:number-columns-spanned"]);
    const rowSpan = repeats(attributes["table:number-rows-spanned"]);
    if (columnSpan > 1 || rowSpan > 1) this.countMerge();
    if (open.sheet) this.addSheetCells(open, cell, { text, repeat, columnSpan, rowSpan });
    else if (open.table && !cell.isCovered)
      this.addTableCells(open, open.table, cell, { text, repeat, columnSpan, rowSpan });
    open.column += repeat;
  }

  private addSheetCells(open: OpenTable, cell: OpenCell, shape: CellShape): void {
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
    if (text === "" && repeat > this.builder.limits.maxColumns) return;
    const stored = storedValue(cell.attributes, text);
    for (let offset = 0; offset < repeat; offset += 1) {
      this.capCells(sheet);
      sheet.cells.push({ row: open.row, column: open.column + offset, text, ...(stored ? { stored } : {}) });
    }
  }

  private addTableCells(open: OpenTable, table: Table, cell: OpenCell, shape: CellShape): void {
    const { text, repeat, columnSpan, rowSpan } = shape;
    const stored = storedValue(cell.attributes, text);
    for (let offset = 0; offset < repeat; offset += 1) {
      const column = open.column + offset;
      const address = `T${table.number}R${open.row}C${column}`;
      const added: Cell = { row: open.row, column, rowSpan, columnSpan, text, place: { address } };
      if (stored) added.stored = stored;
      if (cell.nestedTables.length > 0) added.nestedTables = cell.nestedTables;
      this.builder.cell(table, added);
    }
  }

  private closeRow(): void {
    const open = this.tables.at(-1);
    if (!open) return;
    const copies = open.rowRepeat - 1;
    if (copies > 0 && open.sheet) {
      const row = open.sheet.cells.slice(open.rowStart);
      if (row.some((cell) => cell.text.trim() !== "")) {
        for (let copy = 1; copy <= copies; copy += 1) {
          for (const cell of row) {
            this.capCells(open.sheet);
            open.sheet.cells.push({ ...cell, row: cell.row + copy });
          }
        }
      }
    } else if (copies > 0 && open.table) {
      const { row, table } = open;
      const cells = table.cells.filter((cell) => cell.row === row);
      for (let copy = 1; copy <= copies && cells.length > 0; copy += 1) {
        for (const cell of cells) this.builder.cell(table, { ...cell, row: row + copy });
      }
    }
    open.row += open.rowRepeat;
  }

  private closeTable(): void {
    const open = this.tables.pop();
    if (open?.sheet) this.addSheet(open.sheet);
    else if (open?.table) compactColumns(open.table);
  }

  private capCells(sheet: Sheet): void {
    const limit = this.builder.limits.maxCells;
    if (sheet.cells.length >= limit) throw refusal("too_many_cells", this.builder.name, { limit, where: sheet.name });
  }

  private countMerge(): void {
    this.mergeCount += 1;
    const limit = this.builder.limits.maxMerges;
    if (this.mergeCount > limit)
      throw refusal("too_many_merges", this.builder.name, { limit, where: "table:table-cell" });
  }
}

interface CellShape {
  text: string;
  repeat: number;
  columnSpan: number;
  rowSpan: number;
}

function repeats(value: string | undefined): number {
  const count = Number(value ?? 1);
  return Number.isInteger(count) && count > 0 ? Math.min(count, 1_048_576) : 1;
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
