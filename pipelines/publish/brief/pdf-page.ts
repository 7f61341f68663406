/** The paper of the brief. */
import PDFDocument from "pdfkit";
import type { BriefContent } from "./content.ts";
import { faces, openFace } from "./pdf-fonts.ts";

export const mm = 72 / 25.4;
/** Decree 30/2020/NĐ-CP, appendix I: A4, margins 20 above and below, 30 left, 20 right (millimetres). */
export const margin = { top: 20 * mm, bottom: 20 * mm, left: 30 * mm, right: 20 * mm };

/** A document of one page, titled, dated by the report and tagged; nothing of it is drawn. */
export function openDocument(content: BriefContent): PDFKit.PDFDocument {
  const day = new Date(`${content.date}T00:00:00Z`);
  const document = new PDFDocument({
    size: "A4",
    margins: margin,
    bufferPages: true,
    // Else PDFKit opens a face of its own for each document.
    font: null as unknown as string,
    lang: content.lang === "vi" ? "vi-VN" : "en-GB",
    displayTitle: true,
    pdfVersion: "1.7",
    subset: "PDF/UA" as never,
    tagged: true,
    info: {
      Title: `${content.kind}: ${content.subject}`,
      Author: content.office.join(" "),
      Creator: "kichban",
      CreationDate: day,
      ModDate: day,
    },
  });
  for (const face of faces) document.registerFont(face, openFace(face));
  return document;
}

/** Width of the text, in points. */
export function widthOf(document: PDFKit.PDFDocument): number {
  return document.page.width - margin.left - margin.right;
}
