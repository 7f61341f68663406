/**
 * What each part of the PDF is, for people who have it read aloud: a tree of headings, paragraphs, lists and tables beside what is drawn.
 * A drawing that is only measured has no tree: its parent is null.
 */

/** Where a part hangs in the tree; null: nowhere, it is drawn only. */
export type Parent = PDFKit.PDFStructureElement | null;

export interface Part {
  type: "H1" | "H2" | "P" | "LBody" | "TH" | "TD";
  /** The language of its words, where it is not the document's. */
  lang?: string | undefined;
  scope?: "Column";
  /** Its words, where the drawing has no blanks between them: PDFKit spreads justified words, and parts lines, without. */
  actual?: string;
}

/** A part that holds others. */
export function group(document: PDFKit.PDFDocument, parent: Parent, type: "L" | "LI" | "Table" | "TR"): Parent {
  if (!parent) return null;
  const element = document.struct(type);
  parent.add(element);
  return element;
}

/** A part that is drawn. */
export function part(document: PDFKit.PDFDocument, parent: Parent, { type, ...told }: Part, draw: () => void): void {
  if (!parent) {
    draw();
    return;
  }
  const options = Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined));
  parent.add(document.struct(type, options, draw));
}

/** Lines and numbers of pages: nothing to read. */
export function artifact(
  document: PDFKit.PDFDocument,
  parent: Parent,
  type: "Layout" | "Pagination",
  draw: () => void,
): void {
  if (!parent) {
    draw();
    return;
  }
  document.markContent("Artifact", { type });
  draw();
  document.endMarkedContent();
}
