/** Walks the events of an OpenDocument body: paragraphs and tables of a text, sheets of a spreadsheet. */
import type { DocumentBuilder } from "./builder.ts";
import { compactColumns } from "./compact.ts";
import type { Place } from "./document.ts";
import { joinParagraphs } from "./docxTypes.ts";
import type { Sheet } from "./grid.ts";
import { noteComment, noteCovered } from "./leftOut.ts";
import {
  addSheetCells,
  addTableCells,
  changes,
  closeRow,
  defaultStyle,
  floating,
  noteFormula,
  noteHiddenNumber,
  type OpenTable,
  openColumn,
  openRow,
  placeIn,
  repeats,
  skipped,
  textOfValue,
} from "./odfCells.ts";
import { OdfLists } from "./odfLists.ts";
import { endSpans } from "./odfSpans.ts";
import { OdfStyles, OdfWords, wordElements } from "./odfWords.ts";
import { refusal } from "./refusals.ts";
import type { Attributes, XmlHandler } from "./xml.ts";

export class OdfHandler implements XmlHandler {
  kind: "text" | "spreadsheet" | undefined;
  private readonly path: string[] = [];
  private readonly tables: OpenTable[] = [];
  private readonly lines: { text: string; level?: number; label?: string; box: number }[] = [];
  /** Of each open text box: how many tables were open around it. */
  private readonly boxes: number[] = [];
  private comment: string | undefined;
  private readonly hiddenStyles = new Set<string>();
  private readonly words = new OdfWords();
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
    /** Knows the list styles of styles.xml already, if there is such a part. */
    private readonly lists = new OdfLists(),
    private readonly styles = new OdfStyles(),
  ) {}

  open(name: string, attributes: Attributes): void {
    this.path.push(name);
    if (changes.has(name)) this.changes += 1;
    if (name === "office:annotation") this.comment = "";
    if (this.skipDepth > 0 || skipped.has(name)) {
      this.skipDepth += 1;
      return;
    }
    this.lists.openElement(name, attributes);
    this.styles.openElement(name, attributes);
    const table = this.tables.at(-1);
    if (floating.has(name)) {
      this.boxes.push(this.tables.length);
      this.words.push({ isStruck: false, isRaised: false });
    }
    if (wordElements.has(name)) this.words.push(this.styles.ofElement(name, attributes));
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
      case "text:hidden-paragraph":
        if (attributes["text:is-hidden"] === "true") this.words.hide();
        break;
      case "text:note":
        this.noteDepth += 1;
        break;
      case "text:p":
      case "text:h":
        this.words.push(this.styles.of("paragraph", attributes["text:style-name"]));
        this.lines.push({
          text: "",
          label: name === "text:h" ? this.lists.takeHeading(attributes) : this.lists.take(),
          box: this.boxes.at(-1) ?? -1,
          ...(name === "text:h" ? { level: Number(attributes["text:outline-level"]) || 1 } : {}),
        });
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
        if (table) openColumn(table, attributes);
        break;
      case "table:table-row":
        if (table) openRow(table, attributes);
        break;
      case "table:table-cell":
      case "table:covered-table-cell":
        this.openCell(name, attributes);
        break;
    }
  }

  text(text: string): void {
    if (this.comment !== undefined && this.path.at(-1)?.startsWith("text:")) this.comment += text;
    if (this.skipDepth > 0 || this.lines.length === 0) return;
    const line = this.lines.at(-1) as { text: string };
    // White space in the file counts once; more of it, and that at the start, is written as <text:s/>.
    const collapsed = text.replace(/[ \t\r\n]+/g, " ");
    const own =
      collapsed.startsWith(" ") && (line.text === "" || line.text.endsWith(" ")) ? collapsed.slice(1) : collapsed;
    line.text += this.words.shown(own, line.text);
  }

  close(name: string): void {
    this.path.pop();
    if (name === "office:annotation") this.closeComment();
    if (this.skipDepth > 0) {
      this.skipDepth -= 1;
      return;
    }
    this.lists.closeElement(name);
    this.styles.closeElement(name);
    const table = this.tables.at(-1);
    if (name === "text:p" || name === "text:h") this.closeParagraph();
    else if (wordElements.has(name)) this.words.pop();
    else if (floating.has(name)) {
      this.boxes.pop();
      this.words.pop();
    } else if (name === "text:note") this.noteDepth -= 1;
    else if (name === "table:table-header-rows" && table) table.headerDepth -= 1;
    else if (name === "table:table-cell" || name === "table:covered-table-cell") this.closeCell();
    else if (name === "table:table-row" && table) closeRow(this.builder, table);
    else if (name === "table:table") this.closeTable();
  }

  finish(): void {
    this.notes.forEach((text, index) => {
      this.builder.paragraph(text, { address: `note ${index + 1}` });
    });
    this.words.aside.tell(this.builder, { address: "content.xml" });
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
    if (line) line.text += this.words.shown(text, line.text);
  }

  private closeComment(): void {
    const open = this.tables.at(-1);
    const place: Place = open ? placeIn(open) : { address: `P${this.paragraphCount + 1}` };
    noteComment(this.builder, this.comment ?? "", place);
    this.comment = undefined;
  }

  private closeParagraph(): void {
    const line = this.lines.pop();
    this.words.pop();
    if (!line) return;
    if (line.label) line.text = line.text.trim() === "" ? line.label : `${line.label} ${line.text}`;
    // A footnote stands inside the paragraph that it belongs to: its text goes to the end of the document.
    if (this.noteDepth > 0) {
      this.notes.push(line.text.trim());
      return;
    }
    const cell = this.tables.at(-1)?.cell;
    // A text box floats: what it says is not what the cell says that it is fastened to.
    const isFloating = line.box === this.tables.length;
    if (cell && !isFloating) {
      cell.lines.push(line.text);
      return;
    }
    this.paragraphCount += 1;
    if (isFloating) {
      const place = { address: `text box P${this.paragraphCount}` };
      const outermost = this.tables[0]?.table;
      if (outermost) this.builder.beside(outermost, line.text, place);
      else this.builder.paragraph(line.text.trim(), place);
      return;
    }
    const place = { address: `P${this.paragraphCount}` };
    if (this.kind === "text") this.builder.flow(line.text, place, line.level);
    this.words.aside.tell(this.builder, place);
  }

  private openTable(attributes: Attributes): void {
    const limit = this.builder.limits.maxTableNesting;
    if (this.tables.length >= limit) throw refusal("too_deep", this.builder.name, { limit, where: "table:table" });
    const open: OpenTable = { row: 1, column: 1, rowRepeat: 1, rowStart: 0, headerDepth: 0, columnStyles: [] };
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

  private openCell(name: string, attributes: Attributes): void {
    const table = this.tables.at(-1);
    this.words.push(this.styles.of("table-cell", attributes["table:style-name"] ?? (table && defaultStyle(table))));
    if (table) table.cell = { attributes, isCovered: name !== "table:table-cell", lines: [], nestedTables: [] };
  }

  private closeCell(): void {
    const open = this.tables.at(-1);
    const cell = open?.cell;
    if (!open || !cell) {
      this.words.pop();
      return;
    }
    open.cell = undefined;
    open.hasCovered ||= cell.isCovered;
    const { attributes } = cell;
    const repeat = repeats(attributes["table:number-columns-repeated"]);
    const value = cell.lines.length > 0 ? undefined : textOfValue(cell);
    const text = value === undefined ? joinParagraphs(cell.lines) : this.words.shown(value, "");
    const place = placeIn(open);
    noteFormula(this.builder, cell, text, place);
    if (text.trim() === "" && !this.words.aside.hasWords) noteHiddenNumber(this.builder, cell, place);
    const isStruck = this.words.aside.hasStruck;
    this.words.pop();
    this.words.aside.tell(this.builder, place);
    const columnSpan = repeats(attributes["table:number-columns-spanned"]);
    const rowSpan = repeats(attributes["table:number-rows-spanned"]);
    if (columnSpan > 1 || rowSpan > 1) this.countMerge();
    if (open.sheet) addSheetCells(this.builder, open, cell, { text, isStruck, repeat, columnSpan, rowSpan });
    else if (open.table && !cell.isCovered) {
      addTableCells(this.builder, open, open.table, cell, { text, isStruck, repeat, columnSpan, rowSpan });
    } else noteCovered(this.builder, text, place);
    open.column += repeat;
  }

  private closeTable(): void {
    const open = this.tables.pop();
    if (open?.sheet) this.addSheet(open.sheet);
    else if (open?.table) {
      endSpans(this.builder, open.table);
      compactColumns(open.table);
    }
  }

  private countMerge(): void {
    this.mergeCount += 1;
    const limit = this.builder.limits.maxMerges;
    if (this.mergeCount > limit)
      throw refusal("too_many_merges", this.builder.name, { limit, where: "table:table-cell" });
  }
}
