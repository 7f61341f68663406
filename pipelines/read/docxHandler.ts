/** Walks the events of a Word part and fills the builder. */
import type { DocumentBuilder } from "./builder.ts";
import type { Place } from "./document.ts";
import type { DocxStyle } from "./docxStyles.ts";
import { DocxTables } from "./docxTables.ts";
import { ShownText } from "./docxText.ts";
import { type OpenParagraph, propertyChanges, skipped, tracked } from "./docxTypes.ts";
import type { ListNumbering } from "./numbering.ts";
import { symbolCharacter } from "./symbols.ts";
import type { Attributes, XmlHandler } from "./xml.ts";

export class DocxHandler implements XmlHandler {
  /** Where each comment is fastened, by its id. */
  readonly commented = new Map<string, string>();
  private readonly path: string[] = [];
  private readonly words = new ShownText();
  private readonly tables: DocxTables;
  private readonly paragraphs: OpenParagraph[] = [];
  /** Of each open text box: how many tables were open around it. */
  private readonly boxes: number[] = [];
  private skipDepth = 0;
  private isText = false;
  private keepsSpace = false;
  /** Of each open place that is written in several ways: is one of them read? */
  private readonly alternatives: boolean[] = [];
  /** The list to choose from that is open: its entries, and which of them is chosen. */
  private choice: { at?: number; entries: string[] } | undefined;
  private carried = "";
  private paragraphCount = 0;
  private trackedChanges = 0;

  constructor(
    private readonly builder: DocumentBuilder,
    private readonly styles: Map<string, DocxStyle>,
    private readonly numbering: ListNumbering,
    private readonly part = "",
  ) {
    this.tables = new DocxTables(builder, this.words);
  }

  open(name: string, attributes: Attributes): void {
    this.path.push(name);
    if (this.skipDepth > 0 || this.isSkipped(name)) {
      this.skipDepth += 1;
      return;
    }
    const value = attributes["w:val"];
    const paragraph = this.paragraphs.at(-1);
    switch (name) {
      case "w:p":
        this.paragraphs.push({ text: "", isJoined: false });
        break;
      case "w:txbxContent":
        this.boxes.push(this.tables.depth);
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
        this.words.startRun(paragraph?.style ? this.styles.get(paragraph.style)?.words : undefined);
        break;
      case "w:rStyle":
        if (this.isOfRun()) this.words.addStyle(this.styles.get(value ?? "")?.words);
        break;
      case "w:rFonts":
        if (this.isOfRun()) this.words.setFont(attributes["w:ascii"] ?? attributes["w:hAnsi"]);
        break;
      case "w:vanish":
      case "w:strike":
      case "w:dstrike":
      case "w:vertAlign":
        if (this.isOfRun()) this.words.set(name, value);
        break;
      case "w:ddList":
        this.choice = { entries: [] };
        break;
      case "w:default":
        if (this.choice) this.choice.at ??= Number(value);
        break;
      case "w:result":
        if (this.choice) this.choice.at = Number(value);
        break;
      case "w:listEntry":
        this.choice?.entries.push(value ?? "");
        break;
      case "w:commentReference":
        this.commented.set(attributes["w:id"] ?? "", this.address);
        break;
      case "w:altChunk":
        this.noteEmbedded("altChunk");
        break;
      case "o:OLEObject":
        this.noteEmbedded(attributes.ProgID ?? "");
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
      case "w:ptab":
        this.append("\t");
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
        this.endCarried();
        this.tables.openTable(this.paragraphCount);
        break;
      case "m:den":
        this.append("/");
        break;
      case "m:sup":
        this.words.set("w:vertAlign", "superscript");
        break;
      case "mc:AlternateContent":
        this.alternatives.push(false);
        break;
      default:
        if (tracked.has(name)) this.trackedChanges += 1;
        this.tables.openElement(name, attributes, this.path.at(-2));
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
    else if (name === "w:r" || name === "m:sup") this.words.startRun();
    else if (name === "w:ddList") this.closeChoice();
    else if (name === "w:sdt") this.words.closeControl();
    else if (name === "mc:AlternateContent") this.alternatives.pop();
    else {
      if (name === "w:tc") this.endCarried();
      this.tables.closeElement(name);
    }
  }

  /** Notes on the whole part. */
  finish(): void {
    this.endCarried();
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
    const parent = this.path.at(-2);
    if (name === "w:del" || name === "w:moveFrom") {
      this.trackedChanges += 1;
      // Not a run of deleted text but the mark of a deleted row, or of a deleted end of paragraph.
      const paragraph = this.paragraphs.at(-1);
      if (parent === "w:trPr") this.tables.deleteRow();
      if (parent === "w:rPr" && this.path.at(-3) === "w:pPr" && paragraph) paragraph.isJoined = true;
    }
    return skipped.has(name) || this.tables.isDeleted(name, parent) || this.isOtherWay(name);
  }

  /** What newer and older programs show in one place is written in several ways: the first is read. */
  private isOtherWay(name: string): boolean {
    if (name !== "mc:Choice" && name !== "mc:Fallback") return false;
    const isRead = this.alternatives.at(-1) === true;
    if (this.alternatives.length > 0) this.alternatives[this.alternatives.length - 1] = true;
    return isRead;
  }

  private append(text: string): void {
    const paragraph = this.paragraphs.at(-1);
    if (paragraph) paragraph.text += this.words.shown(text, paragraph.text);
  }

  /** Is this a property of a run, and not of its paragraph's mark? */
  private isOfRun(): boolean {
    return this.path.at(-3) === "w:r";
  }

  /** What a list to choose from shows is not written as text. */
  private closeChoice(): void {
    this.append(this.choice?.entries[this.choice.at ?? 0] ?? "");
    this.choice = undefined;
  }

  /** The open cell, else the paragraph. */
  private get address(): string {
    return this.tables.address ?? `P${this.paragraphCount + 1}`;
  }

  /** What stands inside the file as a file of another program is shown as a picture, or by Word alone. */
  private noteEmbedded(program: string): void {
    if (/^(Equation|MathType)/i.test(program)) return;
    this.builder.note({
      rule: "embedded_left_out",
      place: { address: this.address },
      before: program || "OLE",
      after: "",
      reason: "Nội dung nhúng của chương trình khác không được đọc; what another program put in was not read.",
    });
  }

  /** A paragraph whose end is deleted runs on into the next, but not out of its cell and not into a table. */
  private endCarried(): void {
    if (this.carried === "") return;
    this.paragraphs.push({ text: "", isJoined: false });
    this.closeParagraph();
  }

  private closeParagraph(): void {
    const paragraph = this.paragraphs.pop();
    if (!paragraph) return;
    const style = paragraph.style ? this.styles.get(paragraph.style) : undefined;
    const { cell, depth } = this.tables;
    // A text box floats: what it says is not what the cell or line says that it is fastened to.
    const isFloating = this.boxes.at(-1) === depth;
    let text = paragraph.text;
    if (!isFloating) {
      text = this.carried + text;
      this.carried = paragraph.isJoined ? text : "";
      if (paragraph.isJoined) return;
    }
    const list = paragraph.list ?? style?.list;
    if (list && list !== "0") {
      const label = this.numbering.next(list, paragraph.listLevel ?? style?.listLevel ?? 0);
      if (label !== "") text = text.trim() === "" ? label : `${label} ${text}`;
    }
    if (isFloating) {
      this.paragraphCount += 1;
      const place = { address: `text box P${this.paragraphCount}` };
      const { outermost } = this.tables;
      if (outermost) this.builder.beside(outermost, text, place);
      else this.builder.paragraph(text.trim(), place);
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
}
