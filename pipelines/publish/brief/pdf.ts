/** The brief as a tagged PDF, laid out here and not by a browser. Equal content gives equal bytes. */
import type { BriefContent, BriefTable } from "./content.ts";
import { margin, mm, openDocument, widthOf } from "./pdf-page.ts";
import { drawSummary, type Fit, fitOnOnePage } from "./pdf-summary.ts";
import { drawTable, firstRowsHeight } from "./pdf-table.ts";
import { artifact, type Parent, part } from "./pdf-tags.ts";

/** The file's bytes. */
export function briefPdf(content: BriefContent, fit: Fit = fitOnOnePage(content)): Promise<Buffer> {
  const document = openDocument(content);
  const chunks: Buffer[] = [];
  const done = new Promise<Buffer>((resolve, reject) => {
    document.on("data", (chunk: Buffer) => chunks.push(chunk));
    document.on("end", () => resolve(Buffer.concat(chunks)));
    document.on("error", reject);
  });
  const tree = document.struct("Document");
  document.addStructure(tree);
  drawSummary(document, content, fit, tree);
  drawAnnex(document, content, tree);
  tree.end();
  const { start, count } = document.bufferedPageRange();
  for (let index = start + 1; index < start + count; index++) {
    document.switchToPage(index);
    // In the margin above; the document must not think that the page is full.
    document.page.margins.top = 0;
    artifact(document, tree, "Pagination", () => {
      document.font("regular").fontSize(13);
      document.text(String(index + 1), margin.left, 10 * mm, { width: widthOf(document), align: "center" });
    });
  }
  document.end();
  return done;
}

function drawAnnex(document: PDFKit.PDFDocument, content: BriefContent, tree: Parent): void {
  document.addPage();
  const width = widthOf(document);
  part(document, tree, { type: "H1" }, () => {
    document.font("bold").fontSize(14).text(content.annex, margin.left, margin.top, { width, align: "center" });
  });
  part(document, tree, { type: "P" }, () => {
    document.font("italic").fontSize(13).text(`(${content.annexOf})`, { width, align: "center" });
  });
  for (const table of content.tables) drawSection(document, table, tree);
}

/** A table of the annex under its title. */
function drawSection(document: PDFKit.PDFDocument, table: BriefTable, tree: Parent): void {
  const width = widthOf(document);
  const place = { left: margin.left, width, bottom: document.page.height - margin.bottom };
  // A title never stands alone at the foot of a page.
  if (document.y + 34 + firstRowsHeight(document, table, place) > place.bottom) document.addPage();
  part(document, tree, { type: "H2" }, () => {
    document.font("bold").fontSize(13);
    document.text(table.title, margin.left, document.y + 10, { width });
  });
  document.y += 4;
  drawTable(document, table, place, tree);
  if (!table.note) return;
  part(document, tree, { type: "P" }, () => {
    document.font("italic").fontSize(12);
    document.text(table.note, margin.left, document.y + 2, { width });
  });
}
