/** HTML pages and what Word and Excel save as such: parse5 builds the tree, the walk keeps what would be seen. */

import { html as names, parse, type DefaultTreeAdapterTypes as Tree } from "parse5";
import { DocumentBuilder } from "./builder.ts";
import { compactColumns } from "./compact.ts";
import type { Cell, Document, ReadNote, SourceFile, Table } from "./document.ts";
import { ListNumbers } from "./htmlLists.ts";
import { HtmlStyles } from "./htmlStyles.ts";
import { noteHidden, noteStruck } from "./leftOut.ts";
import type { ReadLimits } from "./limits.ts";
import { refusal } from "./refusals.ts";
import { raisedText } from "./symbols.ts";

const unseen = new Set([
  "script",
  "style",
  "head",
  "template",
  "noscript",
  "iframe",
  "object",
  "svg",
  "math",
  "textarea",
]);
const breaking = new Set(
  "address article aside blockquote body center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section ul table caption".split(
    " ",
  ),
);
/** Characters of markup that a tree is built of; beyond, the tree would not fit the memory. */
const maxMarkup = 24 * 1024 * 1024;

/** Reads decoded HTML. Lines of a cell (paragraphs, list items, <br>) are separated by "\n", white space collapses. */
export function readHtml(
  source: SourceFile,
  text: string,
  encoding: string,
  limits: ReadLimits,
  notes: ReadNote[] = [],
): Document {
  checkDepth(source.name, text, limits);
  const builder = new DocumentBuilder(source.name, limits);
  builder.notes.push(...notes);
  new HtmlWalk(builder).whole(text);
  return builder.build("html", encoding);
}

/** Adds what stands in a piece of HTML inside another text, whose first line there is `line`. */
export function addHtml(builder: DocumentBuilder, text: string, line: number): void {
  checkDepth(builder.name, text, builder.limits);
  new HtmlWalk(builder, line).whole(text);
}

/** Pages too large for a tree. And tags left open nest; thousands of them are an attack on whoever walks the tree. Counted roughly, before parsing. */
function checkDepth(name: string, text: string, limits: ReadLimits): void {
  if (text.length > maxMarkup) throw refusal("too_large", name, { bytes: text.length, limit: maxMarkup });
  let depth = 0;
  const optional =
    /^<\/?(?:p|li|td|th|tr|dd|dt|option|thead|tbody|tfoot|colgroup|br|hr|img|input|meta|link|col|wbr|area|base|embed|source)\b/i;
  for (const [tag] of text.matchAll(/<\/?[a-zA-Z][^<>]*>?/g)) {
    if (optional.test(tag) || tag.endsWith("/>")) continue;
    depth = tag[1] === "/" ? Math.max(0, depth - 1) : depth + 1;
    if (depth > limits.maxXmlDepth * 8)
      throw refusal("too_deep", name, { limit: limits.maxXmlDepth * 8, where: tag.slice(0, 40) });
  }
}

class HtmlWalk {
  private line = "";
  private lineNumber = 1;
  private tableDepth = 0;
  private depth = 0;
  private styles = new HtmlStyles("");

  constructor(
    private readonly builder: DocumentBuilder,
    private readonly firstLine = 1,
  ) {}

  whole(text: string): void {
    this.lineNumber = this.firstLine;
    this.styles = new HtmlStyles(text);
    this.block(parse(text, { sourceCodeLocationInfo: true }));
    this.endLine();
  }

  /** Passes over what is not seen, and tells of it where it has words for readers. */
  private leavesOut(element: Tree.Element): boolean {
    if (unseen.has(element.tagName)) return true;
    if (/^t[dhr]$/.test(element.tagName) || !this.styles.isHidden(element)) return false;
    noteHidden(this.builder, rawText(element), { line: this.lineOf(element) });
    return true;
  }

  /** The line of the file on which a node begins. */
  private lineOf(node: Tree.Element | Tree.TextNode): number {
    const line = node.sourceCodeLocation?.startLine;
    return line === undefined ? this.lineNumber : this.firstLine + line - 1;
  }

  /** Walks outside tables: text gathers into a line, block elements end it. */
  block(node: Tree.Node): void {
    this.deeper(() => {
      for (const child of childrenOf(node)) {
        if (child.nodeName === "#text") this.addText(child as Tree.TextNode);
        else if (isElement(child) && !this.leavesOut(child)) {
          const tag = child.tagName;
          if (tag === "table") {
            this.endLine();
            this.table(child);
          } else if (this.styles.isStruck(child)) this.strike(child);
          else if (tag === "sup") this.line += raisedText(rawText(child), this.line);
          else if (tag === "br") this.endLine();
          else if (tag === "pre") this.preformatted(child);
          else if (breaking.has(tag)) {
            this.endLine();
            this.lineNumber = this.lineOf(child);
            this.block(child);
            this.endLine(/^h[1-6]$/.test(tag) ? Number(tag[1]) : undefined);
          } else this.block(child);
        }
      }
    });
  }

  endLine(level?: number): void {
    this.builder.flow(this.line.trim(), { line: this.lineNumber }, level);
    this.line = "";
  }

  private addText(node: Tree.TextNode): void {
    const text = node.value.replace(/[ \t\r\n\f]+/g, " ");
    if (this.line === "") this.lineNumber = this.lineOf(node);
    this.line += this.line === "" || this.line.endsWith(" ") ? text.replace(/^ /, "") : text;
  }

  private strike(element: Tree.Element): void {
    noteStruck(this.builder, rawText(element), { line: this.lineOf(element) });
  }

  private preformatted(node: Tree.Element): void {
    this.endLine();
    const first = this.lineOf(node);
    rawText(node)
      .split("\n")
      .forEach((text, index) => {
        this.builder.flow(text, { line: first + index });
      });
  }

  private table(element: Tree.Element): number {
    this.tableDepth += 1;
    const limit = this.builder.limits.maxTableNesting;
    if (this.tableDepth > limit) throw refusal("too_deep", this.builder.name, { limit, where: "<table>" });
    const line = this.lineOf(element);
    for (const caption of childrenOf(element)) {
      if (isElement(caption) && caption.tagName === "caption") {
        this.block(caption);
        this.endLine();
      }
    }
    const table = this.builder.table({ line });
    const grid = new SpanGrid();
    for (const { row, isHeader } of rowsOf(element)) {
      const number = grid.nextRow();
      if (isHeader) table.headerRows = [...(table.headerRows ?? []), number];
      for (const child of childrenOf(row)) {
        if (isElement(child) && (child.tagName === "td" || child.tagName === "th")) {
          this.cell(table, grid, row, child);
        }
      }
    }
    // A rowspan may promise more rows than there are.
    for (const cell of table.cells) cell.rowSpan = Math.min(cell.rowSpan, grid.row - cell.row + 1);
    table.rowCount = Math.min(table.rowCount, grid.row);
    compactColumns(table);
    this.tableDepth -= 1;
    return table.number;
  }

  private cell(table: Table, grid: SpanGrid, row: Tree.Element, element: Tree.Element): void {
    const columnSpan = span(element, "colspan", 1000);
    const rowSpan = span(element, "rowspan", 65_534);
    const column = grid.place(columnSpan, rowSpan);
    const line = this.lineOf(element);
    const nestedTables: number[] = [];
    const isStruck = this.styles.isStruck(row) || this.styles.isStruck(element);
    if (isStruck) this.strike(element);
    const text = isStruck ? "" : this.cellText(element, nestedTables);
    const added: Cell = { row: grid.row, column, rowSpan: 1, columnSpan, text, place: { line } };
    if (this.styles.isHidden(row) || this.styles.isHidden(element)) added.isHidden = true;
    if (nestedTables.length > 0) added.nestedTables = nestedTables;
    this.builder.cell(table, added);
    added.rowSpan = rowSpan;
  }

  private cellText(element: Tree.Element, nestedTables: number[]): string {
    const lines = [""];
    const numbers = new ListNumbers();
    let label = "";
    const add = (node: Tree.Node): void =>
      this.deeper(() => {
        for (const child of childrenOf(node)) {
          if (child.nodeName === "#text") {
            const text = (child as Tree.TextNode).value.replace(/[ \t\r\n\f]+/g, " ");
            const last = lines.at(-1) as string;
            const own = last === "" || last.endsWith(" ") ? text.replace(/^ /, "") : text;
            lines[lines.length - 1] += label !== "" && own !== "" ? `${label} ${own}` : own;
            if (own !== "") label = "";
          } else if (isElement(child) && !this.leavesOut(child)) {
            if (this.styles.isStruck(child)) this.strike(child);
            else if (child.tagName === "sup")
              lines[lines.length - 1] += raisedText(rawText(child), lines.at(-1) as string);
            else if (child.tagName === "table") nestedTables.push(this.table(child));
            else if (child.tagName === "br") lines.push("");
            else if (breaking.has(child.tagName)) {
              if (lines.at(-1) !== "") lines.push("");
              if (child.tagName === "li") label = numbers.labelOf(child);
              add(child);
              if (child.tagName === "li" && label !== "") lines[lines.length - 1] += label;
              if (child.tagName === "li") label = "";
              if (lines.at(-1) !== "") lines.push("");
            } else add(child);
          }
        }
      });
    add(element);
    return lines
      .map((line) => line.replace(/ $/, ""))
      .join("\n")
      .replace(/^\n+|\n+$/g, "");
  }

  private deeper(work: () => void): void {
    this.depth += 1;
    const limit = this.builder.limits.maxXmlDepth * 8;
    if (this.depth > limit) throw refusal("too_deep", this.builder.name, { limit, where: "HTML" });
    work();
    this.depth -= 1;
  }
}

/** Which columns cells from above still cover. */
class SpanGrid {
  row = 0;
  private column = 1;
  /** First free row, by column. */
  private readonly busyUntil: number[] = [];

  nextRow(): number {
    this.row += 1;
    this.column = 1;
    return this.row;
  }

  /** The column where the next cell of this row goes; its span is taken. */
  place(columnSpan: number, rowSpan: number): number {
    while ((this.busyUntil[this.column] ?? 0) > this.row) this.column += 1;
    const column = this.column;
    for (let offset = 0; offset < columnSpan; offset += 1) this.busyUntil[column + offset] = this.row + rowSpan;
    this.column += columnSpan;
    return column;
  }
}

function* rowsOf(table: Tree.Element): Generator<{ row: Tree.Element; isHeader: boolean }> {
  for (const part of childrenOf(table)) {
    if (!isElement(part) || !/^t(head|body|foot)$/.test(part.tagName)) continue;
    for (const row of childrenOf(part)) {
      if (isElement(row) && row.tagName === "tr") yield { row, isHeader: part.tagName === "thead" };
    }
  }
}

function childrenOf(node: Tree.Node): Tree.ChildNode[] {
  return "childNodes" in node ? node.childNodes : [];
}

function isElement(node: Tree.Node): node is Tree.Element {
  return "tagName" in node && (node as Tree.Element).namespaceURI === names.NS.HTML;
}

function span(element: Tree.Element, name: string, most: number): number {
  const value = Number.parseInt(element.attrs.find((attribute) => attribute.name === name)?.value ?? "1", 10);
  return value > 0 ? Math.min(value, most) : 1;
}

function rawText(node: Tree.Node): string {
  if (node.nodeName === "#text") return (node as Tree.TextNode).value;
  return childrenOf(node).map(rawText).join("");
}
