/** The brief as a PDF, laid out here and not by a browser. Equal content gives equal bytes. */
import { createRequire } from "node:module";
import PDFDocument from "pdfkit";
import type { BriefContent, BriefTable } from "./content.ts";

/** Decree 30/2020/NĐ-CP, appendix I: A4, margins 20 above and below, 30 left, 20 right (millimetres). */
const mm = 72 / 25.4;
const margin = { top: 20 * mm, bottom: 20 * mm, left: 30 * mm, right: 20 * mm };

/** Tinos (SIL Open Font Licence): the measures of Times New Roman, with Vietnamese letters. */
const faces = {
  regular: "400Regular/Tinos_400Regular.ttf",
  bold: "700Bold/Tinos_700Bold.ttf",
  italic: "400Regular_Italic/Tinos_400Regular_Italic.ttf",
  boldItalic: "700Bold_Italic/Tinos_700Bold_Italic.ttf",
};

/** How much of the brief its first page shows, and how large. */
export interface Fit {
  /** Points of the body: the decree allows 13 and 14. */
  size: 13 | 14;
  /** Details shown of each point. */
  details: number[];
}

/** More details of a point than this belong into the annex. */
const mostDetails = 3;

/** As large as the summary can be on one page, then as many details as still stand on it, in turn from the first point. */
export function fitOnOnePage(content: BriefContent): Fit {
  const document = open(content);
  let pages = 1;
  document.on("pageAdded", () => pages++);
  const stands = (fit: Fit) => {
    document.addPage();
    const before = pages;
    summary(document, content, fit);
    return pages === before;
  };
  const bare: Fit = { size: 14, details: content.points.map(() => 0) };
  const one = content.points.map((point) => Math.min(1, point.details.length));
  let fit: Fit = stands({ ...bare, details: one }) ? bare : { ...bare, size: 13 };
  for (let round = 1; round <= mostDetails; round++) {
    for (const [index, point] of content.points.entries()) {
      if (point.details.length < round) continue;
      const wider = { ...fit, details: fit.details.map((count, each) => (each === index ? round : count)) };
      if (fit.details[index] === round - 1 && stands(wider)) fit = wider;
    }
  }
  return fit;
}

/** The file's bytes. */
export function briefPdf(content: BriefContent, fit: Fit = fitOnOnePage(content)): Promise<Buffer> {
  const document = open(content);
  const chunks: Buffer[] = [];
  const done = new Promise<Buffer>((resolve, reject) => {
    document.on("data", (chunk: Buffer) => chunks.push(chunk));
    document.on("end", () => resolve(Buffer.concat(chunks)));
    document.on("error", reject);
  });
  summary(document, content, fit);
  annex(document, content);
  const { start, count } = document.bufferedPageRange();
  for (let index = start + 1; index < start + count; index++) {
    document.switchToPage(index);
    // In the margin above; the document must not think that the page is full.
    document.page.margins.top = 0;
    document.font("regular").fontSize(13);
    document.text(String(index + 1), margin.left, 10 * mm, { width: widthOf(document), align: "center" });
  }
  document.end();
  return done;
}

function open(content: BriefContent): PDFKit.PDFDocument {
  const day = new Date(`${content.date}T00:00:00Z`);
  const document = new PDFDocument({
    size: "A4",
    margins: margin,
    bufferPages: true,
    lang: content.lang === "vi" ? "vi-VN" : "en",
    displayTitle: true,
    pdfVersion: "1.7",
    info: {
      Title: `${content.kind}: ${content.subject}`,
      Author: content.office.join(" "),
      Creator: "kichban",
      CreationDate: day,
      ModDate: day,
    },
  });
  const require = createRequire(import.meta.url);
  for (const [name, file] of Object.entries(faces)) {
    document.registerFont(name, require.resolve(`@expo-google-fonts/tinos/${file}`));
  }
  return document;
}

function widthOf(document: PDFKit.PDFDocument): number {
  return document.page.width - margin.left - margin.right;
}

function summary(document: PDFKit.PDFDocument, content: BriefContent, fit: Fit): void {
  const width = widthOf(document);
  heading(document, content);
  document
    .font("bold")
    .fontSize(14)
    .text(content.kind, margin.left, document.y + 14, { width, align: "center" });
  document.text(content.subject, { width, align: "center" });
  rule(document, margin.left + width / 2, document.y + 2, width / 4);
  document.y += 10;
  const body = { width, align: "justify", indent: 10 * mm, lineGap: 1 } as const;
  document.font("regular").fontSize(fit.size).text(content.opening, margin.left, document.y, body);
  content.points.forEach((point, index) => {
    document.y += 4;
    document.font("bold").text(`${index + 1}. ${point.title}`, margin.left, document.y, { ...body, align: "left" });
    document.font("regular").text(point.text, body);
    for (const detail of point.details.slice(0, fit.details[index])) document.text(`- ${detail}`, body);
  });
  document.y += 4;
  document.font("italic").text(content.note, margin.left, document.y, body);
  closing(document, content);
}

/** Who issues, its number, the nation's name and motto, place and day. */
function heading(document: PDFKit.PDFDocument, content: BriefContent): void {
  const width = widthOf(document);
  const left = { x: margin.left - 4 * mm, width: width * 0.4 };
  const right = { x: margin.left + width * 0.4, width: width * 0.6 + 4 * mm };
  const top = margin.top;
  document.font("bold").fontSize(12.5);
  content.office.forEach((line, index) => {
    document.text(line, left.x, index === 0 ? top : document.y, { width: left.width, align: "center" });
  });
  rule(document, left.x + left.width / 2, document.y + 1, left.width * 0.4);
  const leftEnd = document.y;
  document.text(content.nation, right.x, top, { width: right.width, align: "center" });
  document.fontSize(13.5).text(content.motto, { width: right.width, align: "center" });
  rule(document, right.x + right.width / 2, document.y + 1, document.widthOfString(content.motto));
  const below = Math.max(leftEnd, document.y) + 8;
  document.font("regular").fontSize(13).text(content.number, left.x, below, { width: left.width, align: "center" });
  document.font("italic").text(content.placeDate, right.x, below, { width: right.width, align: "center" });
}

/** Whom it goes to, and the place of a signature. Kept together. */
function closing(document: PDFKit.PDFDocument, content: BriefContent): void {
  const width = widthOf(document);
  const height = 30 + 14 * Math.max(content.recipients.length, 4);
  if (document.y + 8 + height > document.page.height - margin.bottom) document.addPage();
  const top = document.y + 8;
  document
    .font("boldItalic")
    .fontSize(12)
    .text(content.recipientsTitle, margin.left, top, { width: width / 2 });
  document.font("regular").fontSize(11);
  for (const line of content.recipients) document.text(line, { width: width / 2 });
  document.font("bold").fontSize(13);
  content.signatory.forEach((line, index) => {
    document.text(line, margin.left + width / 2, index === 0 ? top : document.y, { width: width / 2, align: "center" });
  });
  document.y = top + height;
}

function annex(document: PDFKit.PDFDocument, content: BriefContent): void {
  document.addPage();
  const width = widthOf(document);
  document.font("bold").fontSize(14).text(content.annex, margin.left, margin.top, { width, align: "center" });
  document.font("italic").fontSize(13).text(`(${content.annexOf})`, { width, align: "center" });
  for (const table of content.tables) drawTable(document, table);
}

const padding = { x: 3, y: 2.5 };
const cellSize = 11;

/** A ruled table whose heading stands on each of its pages. */
function drawTable(document: PDFKit.PDFDocument, table: BriefTable): void {
  const width = widthOf(document);
  const bottom = document.page.height - margin.bottom;
  const labels = table.columns.map((column) => column.label);
  const headHeight = rowHeight(document, table, labels, "bold");
  const firstHeight = table.rows[0] ? rowHeight(document, table, table.rows[0], "regular") : 16;
  // A title never stands alone at the foot of a page.
  if (document.y + 34 + headHeight + firstHeight > bottom) document.addPage();
  document
    .font("bold")
    .fontSize(13)
    .text(table.title, margin.left, document.y + 10, { width });
  document.y += 4;
  if (table.rows.length > 0) drawRow(document, table, labels, "bold", headHeight);
  for (const row of table.rows) {
    const height = rowHeight(document, table, row, "regular");
    if (document.y + height > bottom) {
      document.addPage();
      drawRow(document, table, labels, "bold", headHeight);
    }
    drawRow(document, table, row, "regular", height);
  }
  if (table.note)
    document
      .font("italic")
      .fontSize(12)
      .text(table.note, margin.left, document.y + 2, { width });
}

function rowHeight(
  document: PDFKit.PDFDocument,
  table: BriefTable,
  cells: readonly string[],
  face: "regular" | "bold",
): number {
  document.font(face).fontSize(cellSize);
  const heights = table.columns.map((column, index) =>
    document.heightOfString(cells[index] || " ", { width: column.width * widthOf(document) - 2 * padding.x }),
  );
  return Math.max(...heights) + 2 * padding.y;
}

function drawRow(
  document: PDFKit.PDFDocument,
  table: BriefTable,
  cells: readonly string[],
  face: "regular" | "bold",
  height: number,
): void {
  const top = document.y;
  let x = margin.left;
  document.lineWidth(0.5);
  for (const [index, column] of table.columns.entries()) {
    const width = column.width * widthOf(document);
    document.rect(x, top, width, height).stroke();
    document
      .font(face)
      .fontSize(cellSize)
      .text(cells[index] ?? "", x + padding.x, top + padding.y, {
        width: width - 2 * padding.x,
        align: face === "bold" ? "center" : column.align,
      });
    x += width;
  }
  document.x = margin.left;
  document.y = top + height;
}

function rule(document: PDFKit.PDFDocument, centre: number, y: number, width: number): void {
  document
    .lineWidth(0.7)
    .moveTo(centre - width / 2, y)
    .lineTo(centre + width / 2, y)
    .stroke();
}
