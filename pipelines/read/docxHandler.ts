/** Walks the events of a Word part and fills the builder. */
import type { DocumentBuilder } from "./builder.ts";
import { compactColumns, fineHair, snapEdges, splitByEdges } from "./compact.ts";
import type { Cell, Place } from "./document.ts";
import type { ParagraphStyle } from "./docxStyles.ts";
import { ShownText } from "./docxText.ts";
import { joinParagraphs, type OpenParagraph, type OpenTable, propertyChanges, skipped, toCount } from "./docxTypes.ts";
import type { ListNumbering } from "./numbering.ts";
import { refusal } from "./refusals.ts";
import { symbolCharacter } from "./symbols.ts";
import type { Attributes, XmlHandler } from "./xml.ts";

export class DocxHandler implements XmlHandler {
  private readonly path: string[] = [];
  private readonly tables: OpenTable[] = [];
  private readonly paragraphs: OpenParagraph[] = [];
  /** Of each open text box: how many tables were open around it. */
  private readonly boxes: number[] = [];
  private skipDepth = 0;
  private isText = false;
  private keepsSpace = false;
  private readonly words = new ShownText();
  private carried = "";
  private paragraphCount = 0;
  private trackedChanges = 0;
  private mergeCount = 0;

  constructor(
    private readonly builder: DocumentBuilder,
    private readonly styles: Map<string, ParagraphStyle>,
    private readonly numbering: ListNumbering,
    private readonly part = "",
  ) {}

  open(name: string, attributes: Attributes): void {
    this.path.push(name);
    if (this.skipDepth > 0 || this.isSkipped(name)) {
      this.skipDepth += 1;
      return;
    }
    const value = attributes["w:val"];
    const paragraph = this.paragraphs.at(-1);
    const table = this.tables.at(-1);
    switch (name) {
      case "w:p":
        this.paragraphs.push({ text: "", isJoined: false });
        break;
      case "w:txbxContent":
        this.boxes.push(this.tables.length);
        break;
      case "w:pStyle":
        if (paragraph) paragraph.style = value;
        break;
      case "w:numId":
        if (paragraph) paragraph.list = value;
        break;
      case "w:ilvl":
        if (paragraph) paragraph.listLevel = Number(value);
        break;
      case "w:outlineLvl":
        if (paragraph) paragraph.outline = Number(value) + 1;
        break;
      case "w:r":
        this.words.endRun();
        break;
      case "w:vanish":
        if (this.isOn(value)) this.words.is("hidden");
        break;
      case "w:strike":
      case "w:dstrike":
        if (this.isOn(value)) this.words.is("struck");
        break;
      case "w:vertAlign":
        if (this.isOn(value) && value === "superscript") this.words.is("raised");
        break;
      case "w:sdt":
        this.words.openControl();
        break;
      case "w:showingPlcHdr":
        if (value !== "0" && value !== "false") this.words.holdsPlaceholder();
        break;
      case "w:t":
      case "m:t":
        this.isText = true;
        this.keepsSpace = attributes["xml:space"] === "preserve" || name === "m:t";
        break;
      case "w:tab":
        if (this.path.at(-2) === "w:r") this.append("\t");
        break;
      case "w:br":
      case "w:cr":
        this.append("\n");
        break;
      case "w:noBreakHyphen":
        this.append("-");
        break;
      case "w:sym":
        this.append(symbolCharacter(attributes["w:char"] ?? "", attributes["w:font"] ?? ""));
        break;
      case "w:tbl":
        this.openTable();
        break;
      case "w:gridCol":
        table?.widths.push(toCount(attributes["w:w"], 0));
        break;
      case "w:tr":
        if (table) {
          table.row += 1;
          table.column = 1;
          table.isRowDeleted = false;
          table.isRowHidden = false;
        }
        break;
      case "w:gridBefore":
        if (table) table.column += toCount(value, 0);
        break;
      case "w:tblHeader":
        if (table && value !== "0" && value !== "false") {
          table.table.headerRows = [...(table.table.headerRows ?? []), table.row];
        }
        break;
      case "w:hidden":
        if (table && this.path.at(-2) === "w:trPr") table.isRowHidden = true;
        break;
      case "w:tc":
        if (table) table.cell = { paragraphs: [], columnSpan: 1, nestedTables: [] };
        break;
      case "w:gridSpan":
        if (table?.cell) table.cell.columnSpan = toCount(value, 1);
        break;
      case "w:vMerge":
        if (table?.cell) table.cell.merge = value === "restart" ? "start" : "continue";
        break;
      case "w:ins":
      case "w:moveTo":
        this.trackedChanges += 1;
        break;
    }
  }

  text(text: string): void {
    if (!this.isText || this.skipDepth > 0) return;
    this.append(this.keepsSpace ? text : text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, ""));
  }

  close(name: string): void {
    this.path.pop();
    if (this.skipDepth > 0) {
      this.skipDepth -= 1;
      return;
    }
    if (name === "w:t" || name === "m:t") this.isText = false;
    else if (name === "w:p") this.closeParagraph();
    else if (name === "w:txbxContent") this.boxes.pop();
    else if (name === "w:tc") this.closeCell();
    else if (name === "w:tr") this.closeRow();
    else if (name === "w:tbl") this.closeTable();
    else if (name === "w:r") this.words.endRun();
    else if (name === "w:sdt") this.words.closeControl();
  }

  /** Notes on the whole part. */
  finish(): void {
    const place: Place = { address: this.part || "document" };
    if (this.trackedChanges > 0) {
      this.builder.note({
        rule: "tracked_changes_accepted",
        place,
        before: String(this.trackedChanges),
        after: "",
        reason: "Bản đọc là bản sau khi chấp nhận mọi thay đổi; read as with all tracked changes accepted.",
      });
    }
    this.words.tell(this.builder, place);
  }

  private isSkipped(name: string): boolean {
    if (propertyChanges.has(name)) return true;
    if (name === "w:del" || name === "w:moveFrom") {
      this.trackedChanges += 1;
      const parent = this.path.at(-2);
      // Not a run of deleted text but the mark of a deleted row, or of a deleted end of paragraph.
      const table = this.tables.at(-1);
      const paragraph = this.paragraphs.at(-1);
      if (parent === "w:trPr" && table) table.isRowDeleted = true;
      if (parent === "w:rPr" && this.path.at(-3) === "w:pPr" && paragraph) paragraph.isJoined = true;
    }
    return skipped.has(name);
  }

  private append(text: string): void {
    const paragraph = this.paragraphs.at(-1);
    if (paragraph) paragraph.text += this.words.shown(text, paragraph.text);
  }

  /** Is a property of a run, and not of its paragraph's mark, switched on? */
  private isOn(value: string | undefined): boolean {
    return this.path.at(-3) === "w:r" && value !== "0" && value !== "false";
  }

  private openTable(): void {
    if (this.tables.length >= this.builder.limits.maxTableNesting) {
      throw refusal("too_deep", this.builder.name, { limit: this.builder.limits.maxTableNesting, where: "w:tbl" });
    }
    const table = this.builder.table({ address: `P${this.paragraphCount}` });
    this.tables.at(-1)?.cell?.nestedTables.push(table.number);
    this.tables.push({
      table,
      row: 0,
      column: 1,
      isRowDeleted: false,
      isRowHidden: false,
      vertical: new Map(),
      widths: [],
    });
  }

  private closeTable(): void {
    const open = this.tables.pop();
    if (!open) return;
    const starts = splitByEdges(open.table.cells, snapEdges(open.table, open.widths, fineHair));
    for (const table of this.builder.split(open.table, starts)) compactColumns(table, open.widths);
  }

  private closeParagraph(): void {
    const paragraph = this.paragraphs.pop();
    if (!paragraph) return;
    const style = paragraph.style ? this.styles.get(paragraph.style) : undefined;
    let text = this.carried + paragraph.text;
    this.carried = "";
    if (paragraph.isJoined) {
      this.carried = text;
      return;
    }
    const list = paragraph.list ?? style?.list;
    if (list && list !== "0") {
      const label = this.numbering.next(list, paragraph.listLevel ?? style?.listLevel ?? 0);
      if (label !== "") text = text.trim() === "" ? label : `${label} ${text}`;
    }
    const cell = this.tables.at(-1)?.cell;
    // A text box floats: what it says is not what the cell says that it is fastened to.
    const isFloating = this.boxes.at(-1) === this.tables.length;
    if (isFloating) {
      this.paragraphCount += 1;
      this.builder.paragraph(text.trim(), { address: `text box P${this.paragraphCount}` });
      return;
    }
    if (cell) {
      cell.paragraphs.push(text);
      return;
    }
    this.paragraphCount += 1;
    const place = { address: `${this.part === "" ? "P" : `${this.part} `}${this.paragraphCount}` };
    this.builder.flow(text, place, paragraph.outline ?? style?.outline);
    this.words.tell(this.builder, place);
  }

  private closeCell(): void {
    const open = this.tables.at(-1);
    const cell = open?.cell;
    if (!open || !cell) return;
    open.cell = undefined;
    const { column, row, table } = open;
    open.column += cell.columnSpan;
    if (open.isRowDeleted) return;
    const address = `T${table.number}R${row}C${column}`;
    const text = joinParagraphs(cell.paragraphs);
    const above = open.vertical.get(column);
    if (cell.merge === "continue" && above && above.row + above.rowSpan === row) {
      above.rowSpan += 1;
      table.rowCount = Math.max(table.rowCount, row);
      this.words.hide(text);
      this.words.tell(this.builder, above.place);
      return;
    }
    if (cell.merge === "start" || cell.columnSpan > 1) this.countMerge(address);
    const added: Cell = { row, column, rowSpan: 1, columnSpan: cell.columnSpan, text, place: { address } };
    if (open.isRowHidden) added.isHidden = true;
    if (cell.nestedTables.length > 0) added.nestedTables = cell.nestedTables;
    this.builder.cell(table, added);
    this.words.tell(this.builder, added.place);
    if (cell.merge) open.vertical.set(column, added);
    else open.vertical.delete(column);
  }

  /** A row deleted by a tracked change leaves no gap in the grid. */
  private closeRow(): void {
    const open = this.tables.at(-1);
    if (open?.isRowDeleted) open.row -= 1;
  }

  private countMerge(where: string): void {
    this.mergeCount += 1;
    const limit = this.builder.limits.maxMerges;
    if (this.mergeCount > limit) throw refusal("too_many_merges", this.builder.name, { limit, where });
  }
}
