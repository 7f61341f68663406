/** Gathers paragraphs and tables in reading order, numbers the tables and holds the caps that every format shares. */
import type { Block, Cell, Document, DocumentFormat, Paragraph, Place, ReadNote, Table } from "./document.ts";
import type { ReadLimits } from "./limits.ts";
import { refusal } from "./refusals.ts";

export class DocumentBuilder {
  readonly name: string;
  readonly limits: ReadLimits;
  readonly notes: ReadNote[] = [];
  private readonly blocks: Block[] = [];
  private tabbed: { text: string; place: Place }[] = [];
  private tableCount = 0;
  private cellCount = 0;
  private textLength = 0;

  constructor(name: string, limits: ReadLimits) {
    this.name = name;
    this.limits = limits;
  }

  /** Adds a paragraph; one without any visible character is dropped. */
  paragraph(text: string, place: Place, level?: number): void {
    if (text.trim() === "") return;
    this.checkText(text, place);
    const block: Paragraph = { kind: "paragraph", text, place };
    if (level !== undefined) block.level = level;
    this.blocks.push(block);
  }

  /**
   * Adds what stands in a box that floats over a table: before that table, whose title or unit it may be, and not behind
   * it, where it would be the next one's.
   */
  beside(table: Table, text: string, place: Place): void {
    if (text.trim() === "") return;
    this.checkText(text, place);
    this.blocks.splice(Math.max(0, this.blocks.indexOf(table)), 0, { kind: "paragraph", text: text.trim(), place });
  }

  /**
   * Adds a paragraph of a word processor. A report pasted there as text has its tables as paragraphs with tabs: two or
   * more in a row, with two tabs or more each, become a table as they do in a text file.
   */
  flow(text: string, place: Place, level?: number): void {
    const tabs = text.split("\t").length - 1;
    if (tabs >= 2 && !text.includes("\n") && text.trim() !== "") {
      this.tabbed.push({ text, place });
      return;
    }
    this.endFlow();
    this.paragraph(text.trim(), place, level);
  }

  private endFlow(): void {
    const lines = this.tabbed;
    this.tabbed = [];
    if (lines.length === 0) return;
    if (lines.length === 1) {
      const [line] = lines as [{ text: string; place: Place }];
      this.paragraph(line.text.trim(), line.place);
      return;
    }
    const table = this.openTable((lines[0] as { place: Place }).place);
    lines.forEach((line, index) => {
      line.text.split("\t").forEach((text, column) => {
        const cell = { row: index + 1, column: column + 1, rowSpan: 1, columnSpan: 1, text, place: line.place };
        this.cell(table, cell);
      });
    });
  }

  /** Opens the next table: its number and its place in reading order are fixed here, its cells come later. */
  table(place: Place): Table {
    this.endFlow();
    return this.openTable(place);
  }

  private openTable(place: Place): Table {
    this.tableCount += 1;
    const table: Table = { kind: "table", number: this.tableCount, cells: [], rowCount: 0, columnCount: 0, place };
    this.blocks.push(table);
    return table;
  }

  /** Adds a cell and widens the table's grid to hold it. Refuses a file that goes over a cap. */
  cell(table: Table, cell: Cell): void {
    this.cellCount += 1;
    const { maxCells, maxColumns, maxRows } = this.limits;
    if (this.cellCount > maxCells) {
      throw refusal("too_many_cells", this.name, { limit: maxCells, where: describePlace(cell.place) });
    }
    const lastRow = cell.row + cell.rowSpan - 1;
    const lastColumn = cell.column + cell.columnSpan - 1;
    if (lastColumn > maxColumns || lastRow > maxRows) {
      throw refusal("too_wide", this.name, {
        limit: lastColumn > maxColumns ? maxColumns : maxRows,
        where: describePlace(cell.place),
      });
    }
    this.checkText(cell.text, cell.place);
    table.rowCount = Math.max(table.rowCount, lastRow);
    table.columnCount = Math.max(table.columnCount, lastColumn);
    table.cells.push(cell);
  }

  /**
   * Parts a finished table at the given rows (the first of each part). A table with another one inside stays whole: its
   * parts would no longer stand in reading order.
   */
  split(table: Table, starts: number[]): Table[] {
    if (starts.length < 2 || this.blocks.at(-1) !== table) return [table];
    const cells = table.cells;
    const headers = table.headerRows;
    const rowCount = table.rowCount;
    return starts.map((start, index) => {
      const end = starts[index + 1] ?? rowCount + 1;
      const part = index === 0 ? table : this.openTable((cells.find((cell) => cell.row === start) as Cell).place);
      part.cells = cells.filter((cell) => cell.row >= start && cell.row < end);
      for (const cell of part.cells) cell.row -= start - 1;
      part.rowCount = end - start;
      part.columnCount = Math.max(...part.cells.map((cell) => cell.column + cell.columnSpan - 1));
      const own = headers?.filter((row) => row >= start && row < end).map((row) => row - start + 1);
      if (own && own.length > 0) part.headerRows = own;
      else delete part.headerRows;
      return part;
    });
  }

  note(note: ReadNote): void {
    this.notes.push(note);
  }

  /** The document; refused when there is nothing to read in it. */
  build(format: DocumentFormat, encoding?: string): Document {
    this.endFlow();
    const blocks = this.blocks.filter((block) => block.kind === "paragraph" || block.cells.length > 0);
    const hasText = blocks.some((block) =>
      block.kind === "paragraph" ? true : block.cells.some((cell) => cell.text.trim() !== ""),
    );
    if (!hasText) throw refusal("no_text", this.name);
    const document: Document = { format, blocks, notes: this.notes };
    if (encoding !== undefined) document.encoding = encoding;
    return document;
  }

  private checkText(text: string, place: Place): void {
    const limit = this.limits.maxTextLength;
    if (text.length > limit) throw refusal("text_too_long", this.name, { limit, where: describePlace(place) });
    this.textLength += text.length;
    if (this.textLength > this.limits.maxTotalText) {
      throw refusal("too_much_text", this.name, { limit: this.limits.maxTotalText, where: describePlace(place) });
    }
  }
}

/** `dòng/line 12`, `trang/page 3`, `Sheet1!C12`: for messages. */
export function describePlace(place: Place): string {
  if (place.sheet !== undefined) return place.address ? `${place.sheet}!${place.address}` : place.sheet;
  if (place.address !== undefined) return place.address;
  if (place.page !== undefined) return `trang/page ${place.page}`;
  if (place.line !== undefined) return `dòng/line ${place.line}`;
  return "?";
}
