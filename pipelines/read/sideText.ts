/** Text that stands beside a document's body: headers and footers of pages, comments, text boxes of a sheet. */
import type { DocumentBuilder } from "./builder.ts";
import type { Attributes, XmlHandler } from "./xml.ts";

/** Elements of a markup: what is a paragraph, what holds its text, what is a field of which only the page knows the value. */
interface Markup {
  paragraph: Set<string>;
  /** Undefined: a paragraph's own characters are its text. */
  text?: Set<string>;
  field: Set<string>;
  /** Elements that stand for a blank. */
  gap: Set<string>;
  skipped: Set<string>;
}

export const wordMarkup: Markup = {
  paragraph: new Set(["w:p"]),
  text: new Set(["w:t"]),
  field: new Set(["w:fldSimple", "w:instrText", "w:fldChar", "w:pgNum"]),
  gap: new Set(["w:tab", "w:br", "w:cr"]),
  skipped: new Set(["mc:Fallback", "w:del", "w:moveFrom", "w:pPr", "w:rPr"]),
};

export const sheetMarkup: Markup = {
  paragraph: new Set(["x:text", "a:p", "tc:text", "text"]),
  text: new Set(["x:t", "a:t", "tc:text", "text"]),
  field: new Set(["a:fld"]),
  gap: new Set(["a:br"]),
  skipped: new Set(["x:rPh", "mc:Fallback"]),
};

export const odfMarkup: Markup = {
  paragraph: new Set(["text:p", "text:h"]),
  field: new Set([
    "text:page-number",
    "text:page-count",
    "text:sheet-name",
    "text:date",
    "text:time",
    "text:title",
    "text:file-name",
  ]),
  gap: new Set(["text:s", "text:tab", "text:line-break"]),
  skipped: new Set(["text:tracked-changes"]),
};

export interface SideParagraph {
  text: string;
  /** What `enclosing` said of the element that it stands in. */
  where: string;
}

/** Gathers the paragraphs of a part that stand in elements which `enclosing` names; "" is everywhere. */
export class SideTextHandler implements XmlHandler {
  readonly paragraphs: SideParagraph[] = [];
  private readonly open_: { text: string; hasField: boolean }[] = [];
  private readonly places: (string | undefined)[] = [];
  private skip = 0;
  private texts = 0;
  private fields = 0;

  constructor(
    private readonly markup: Markup,
    private readonly enclosing: (name: string, attributes: Attributes) => string | undefined,
  ) {}

  open(name: string, attributes: Attributes): void {
    this.places.push(this.enclosing(name, attributes) ?? this.places.at(-1));
    const { markup } = this;
    if (this.skip > 0 || markup.skipped.has(name)) {
      this.skip += 1;
      return;
    }
    if (markup.paragraph.has(name)) this.open_.push({ text: "", hasField: false });
    const paragraph = this.open_.at(-1);
    if (markup.text?.has(name)) this.texts += 1;
    if (markup.gap.has(name) && paragraph) paragraph.text += " ";
    if (!markup.field.has(name)) return;
    this.fields += 1;
    if (paragraph) paragraph.hasField = true;
  }

  text(text: string): void {
    const paragraph = this.open_.at(-1);
    const isShown = this.markup.text ? this.texts > 0 : this.fields === 0;
    if (paragraph && isShown && this.skip === 0) paragraph.text += text;
  }

  close(name: string): void {
    const where = this.places.pop();
    if (this.skip > 0) {
      this.skip -= 1;
      return;
    }
    if (this.markup.text?.has(name)) this.texts -= 1;
    if (this.markup.field.has(name)) this.fields -= 1;
    if (!this.markup.paragraph.has(name)) return;
    const paragraph = this.open_.pop();
    if (!paragraph || where === undefined) return;
    const text = paragraph.text.replace(/\s+/g, " ").trim();
    if (says(text, paragraph.hasField)) this.paragraphs.push({ text, where });
  }
}

/** "Trang 3/12" and bare numbers say nothing of the report. */
export function says(text: string, hasField: boolean): boolean {
  const letters = text.replace(/[^\p{L}]/gu, "").length;
  return letters > (hasField ? 10 : 0);
}

/** Headers and footers are kept as paragraphs behind the body, each text once. */
export function addSideParagraphs(builder: DocumentBuilder, paragraphs: SideParagraph[], sheet?: string): void {
  const seen = new Set<string>();
  for (const { text, where } of paragraphs) {
    if (seen.has(text)) continue;
    seen.add(text);
    // By way of `flow`, which ends a table of lines with tabs that stands before.
    builder.flow(text.replaceAll("\t", " "), sheet === undefined ? { address: where } : { sheet, address: where });
  }
}
