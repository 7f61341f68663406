/** Tables of a Word part: rows, cells and merges, as they stand once all tracked changes are accepted. */
import type { DocumentBuilder } from "./builder.ts";
import { compactColumns, fineHair, snapEdges, splitByEdges } from "./compact.ts";
import type { Cell, Table } from "./document.ts";
import type { ShownText } from "./docxText.ts";
import { joinParagraphs, type OpenCell, type OpenTable, toCount } from "./docxTypes.ts";
import { refusal } from "./refusals.ts";
import type { Attributes } from "./xml.ts";

export class DocxTables {
  private readonly open: OpenTable[] = [];
  private mergeCount = 0;

  constructor(
    private readonly builder: DocumentBuilder,
    private readonly words: ShownText,
  ) {}

  /** How many tables are open around this place. */
  get depth(): number {
    return this.open.length;
  }

  /** The table that stands in no other, if one is open. */
  get outermost(): Table | undefined {
    return this.open[0]?.table;
  }

  /** Where the innermost open cell stands. */
  get address(): string | undefined {
    const open = this.open.at(-1);
    return open?.cell && addressIn(open);
  }

  /** The innermost open cell. */
  get cell(): OpenCell | undefined {
    return this.open.at(-1)?.cell;
  }

  /** Does this element stand in a row or cell that a tracked change deletes? */
  isDeleted(name: string, parent: string | undefined): boolean {
    const table = this.open.at(-1);
    if (name === "w:tc") return table?.isRowDeleted === true;
    return parent === "w:tc" && table?.cell?.isDeleted === true;
  }

  deleteRow(): void {
    const table = this.open.at(-1);
    if (table) table.isRowDeleted = true;
  }

  /** Opens a table behind that many paragraphs. */
  openTable(paragraphs: number): void {
    if (this.open.length >= this.builder.limits.maxTableNesting) {
      throw refusal("too_deep", this.builder.name, { limit: this.builder.limits.maxTableNesting, where: "w:tbl" });
    }
    const table = this.builder.table({ address: `P${paragraphs}` });
    this.cell?.nestedTables.push(table.number);
    this.open.push({
      table,
      row: 0,
      column: 1,
      cellsLeft: 0,
      isRowDeleted: false,
      isRowHidden: false,
      vertical: new Map(),
      widths: [],
    });
  }

  openElement(name: string, attributes: Attributes, parent: string | undefined): void {
    const table = this.open.at(-1);
    if (!table) return;
    const value = attributes["w:val"];
    const { cell } = table;
    switch (name) {
      case "w:gridCol":
        table.widths.push(toCount(attributes["w:w"], 0));
        break;
      case "w:tr":
        table.row += 1;
        table.column = 1;
        table.cellsLeft = 0;
        table.isRowDeleted = false;
        table.isRowHidden = false;
        table.last = undefined;
        break;
      case "w:gridBefore":
        table.column += toCount(value, 0);
        break;
      case "w:tblHeader":
        if (value !== "0" && value !== "false") {
          table.table.headerRows = [...(table.table.headerRows ?? []), table.row];
        }
        break;
      case "w:hidden":
        if (parent === "w:trPr") table.isRowHidden = true;
        break;
      case "w:tc":
        table.cell = { paragraphs: [], columnSpan: 1, nestedTables: [] };
        break;
      case "w:gridSpan":
        if (cell) cell.columnSpan = toCount(value, 1);
        break;
      case "w:vMerge":
        if (cell) cell.merge = value === "restart" ? "start" : "continue";
        break;
      case "w:cellMerge":
        if (cell && attributes["w:vMerge"]) cell.merge = attributes["w:vMerge"] === "rest" ? "start" : "continue";
        break;
      case "w:hMerge":
        if (cell) cell.isBeside = value !== "restart";
        break;
      case "w:cellDel":
        if (cell) cell.isDeleted = true;
        break;
    }
  }

  closeElement(name: string): void {
    if (name === "w:tc") this.closeCell();
    else if (name === "w:tr") this.closeRow();
    else if (name === "w:tbl") this.closeTable();
  }

  private closeCell(): void {
    const open = this.open.at(-1);
    const cell = open?.cell;
    if (!open || !cell) return;
    open.cell = undefined;
    if (cell.isDeleted) {
      // Those behind it move up, so the widths of the columns are theirs no more.
      open.widths = [];
      return;
    }
    const { column, last, row, table } = open;
    const address = addressIn(open);
    open.column += cell.columnSpan;
    open.cellsLeft += 1;
    const text = joinParagraphs(cell.paragraphs);
    if (cell.isBeside && last) {
      last.columnSpan = Math.max(last.columnSpan, column + cell.columnSpan - last.column);
      table.columnCount = Math.max(table.columnCount, last.column + last.columnSpan - 1);
      this.cover(text, last);
      return;
    }
    const above = open.vertical.get(column);
    if (cell.merge === "continue" && above && above.row + above.rowSpan === row) {
      above.rowSpan += 1;
      table.rowCount = Math.max(table.rowCount, row);
      open.last = above;
      this.cover(text, above);
      return;
    }
    if (cell.merge === "start" || cell.columnSpan > 1) this.countMerge(address);
    const added: Cell = { row, column, rowSpan: 1, columnSpan: cell.columnSpan, text, place: { address } };
    if (open.isRowHidden) added.isHidden = true;
    if (cell.nestedTables.length > 0) added.nestedTables = cell.nestedTables;
    this.builder.cell(table, added);
    this.words.tell(this.builder, added.place);
    open.last = added;
    if (cell.merge) open.vertical.set(column, added);
    else open.vertical.delete(column);
  }

  /** What stands under a merged cell is not shown. */
  private cover(text: string, by: Cell): void {
    this.words.hide(text);
    this.words.tell(this.builder, by.place);
  }

  /** A row deleted by a tracked change, as a whole or cell by cell, leaves no gap in the grid. */
  private closeRow(): void {
    const open = this.open.at(-1);
    if (!open || open.cellsLeft > 0) return;
    const headers = open.table.headerRows?.filter((row) => row !== open.row);
    if (headers) open.table.headerRows = headers;
    open.row -= 1;
  }

  private closeTable(): void {
    const open = this.open.pop();
    if (!open) return;
    const starts = splitByEdges(open.table.cells, snapEdges(open.table, open.widths, fineHair));
    for (const table of this.builder.split(open.table, starts)) compactColumns(table, open.widths);
  }

  private countMerge(where: string): void {
    this.mergeCount += 1;
    const limit = this.builder.limits.maxMerges;
    if (this.mergeCount > limit) throw refusal("too_many_merges", this.builder.name, { limit, where });
  }
}

function addressIn({ table, row, column }: OpenTable): string {
  return `T${table.number}R${row}C${column}`;
}
