/** The summary: the letter's head, its points, whom it goes to. Drawn from the top of the page that the document is on. */
import type { BriefContent } from "./content.ts";
import { margin, mm, openDocument, widthOf } from "./pdf-page.ts";
import { artifact, group, type Parent, type Part, part } from "./pdf-tags.ts";

/** How much of the brief its first page shows, and how large. */
export interface Fit {
  /** Points of the body: the decree allows 13 and 14. */
  size: 13 | 14;
  /** Details shown of each point. */
  details: number[];
}

/** More details of a point than this belong into the annex. */
const mostDetails = 3;
/** Points between one point of the summary and the next, and above what closes it. */
const gap = { point: 4, closing: 8 };

/** As large as the summary can be on one page, then as many details as still stand on it, in turn from the first point. */
export function fitOnOnePage(content: BriefContent): Fit {
  const document = openDocument(content);
  head(document, content, null);
  const room = document.page.height - margin.bottom - document.y;
  const sizes = new Map<Fit["size"], ReturnType<typeof heights>>();
  const stands = ({ size, details }: Fit) => {
    const own = sizes.get(size) ?? heights(document, content, size);
    sizes.set(size, own);
    return room >= details.reduce((sum, count, index) => sum + (own.details[index]?.[count] ?? 0), own.always);
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

/** Points that the body takes: always, and for the first none, one, two … details of each point. */
function heights(document: PDFKit.PDFDocument, content: BriefContent, size: Fit["size"]) {
  document.fontSize(size);
  const height = (face: Face, text: string) => document.font(face).heightOfString(text, textOptions(document, face));
  const always = content.points.reduce(
    (sum, point, index) => sum + gap.point + height("bold", titleOf(point, index)) + height("regular", point.text),
    height("regular", content.opening) +
      gap.point +
      height("italic", content.note) +
      gap.closing +
      closingHeight(content),
  );
  const details = content.points.map((point) => {
    let sum = 0;
    return [0, ...point.details.slice(0, mostDetails).map((detail) => (sum += height("regular", `- ${detail}`)))];
  });
  return { always, details };
}

export function drawSummary(document: PDFKit.PDFDocument, content: BriefContent, fit: Fit, tree: Parent): void {
  head(document, content, tree);
  document.fontSize(fit.size);
  const paragraph = (type: Part["type"], parent: Parent, face: Face, text: string) =>
    part(document, parent, { type, actual: text }, () => {
      document.font(face).text(text, margin.left, document.y, textOptions(document, face));
    });
  paragraph("P", tree, "regular", content.opening);
  content.points.forEach((point, index) => {
    document.y += gap.point;
    paragraph("H2", tree, "bold", titleOf(point, index));
    paragraph("P", tree, "regular", point.text);
    const details = point.details.slice(0, fit.details[index]);
    const list = details.length > 0 ? group(document, tree, "L") : null;
    for (const detail of details) paragraph("LBody", group(document, list, "LI"), "regular", `- ${detail}`);
    list?.end();
  });
  document.y += gap.point;
  paragraph("P", tree, "italic", content.note);
  closing(document, content, tree);
}

type Face = "regular" | "bold" | "italic";

const titleOf = (point: BriefContent["points"][number], index: number) => `${index + 1}. ${point.title}`;

const textOptions = (document: PDFKit.PDFDocument, face: Face) => ({
  width: widthOf(document),
  align: face === "bold" ? ("left" as const) : ("justify" as const),
  indent: 10 * mm,
  lineGap: 1,
});

/** Who issues, its number, the nation's name and motto, place and day; kind and subject below. */
function head(document: PDFKit.PDFDocument, content: BriefContent, tree: Parent): void {
  const width = widthOf(document);
  const left = { x: margin.left - 4 * mm, width: width * 0.4 };
  const right = { x: margin.left + width * 0.4, width: width * 0.6 + 4 * mm };
  const top = margin.top;
  const centred = (column: typeof left, text: string, y: number) =>
    document.text(text, column.x, y, { width: column.width, align: "center" });
  part(document, tree, { type: "P", actual: content.office.join(" ") }, () => {
    document.font("bold").fontSize(12.5);
    content.office.forEach((line, index) => {
      centred(left, line, index === 0 ? top : document.y);
    });
  });
  rule(document, tree, left.x + left.width / 2, document.y + 1, left.width * 0.4);
  const leftEnd = document.y;
  part(document, tree, { type: "P", actual: `${content.nation}. ${content.motto}` }, () => {
    document.font("bold").fontSize(12.5);
    centred(right, content.nation, top);
    document.fontSize(13.5);
    centred(right, content.motto, document.y);
  });
  rule(document, tree, right.x + right.width / 2, document.y + 1, document.widthOfString(content.motto));
  const below = Math.max(leftEnd, document.y) + 8;
  part(document, tree, { type: "P" }, () => {
    document.font("regular").fontSize(13);
    centred(left, content.number, below);
  });
  part(document, tree, { type: "P" }, () => {
    document.font("italic").fontSize(13);
    centred(right, content.placeDate, below);
  });
  part(document, tree, { type: "H1", actual: `${content.kind}: ${content.subject}` }, () => {
    document.font("bold").fontSize(14);
    document.text(content.kind, margin.left, document.y + 14, { width, align: "center" });
    document.text(content.subject, { width, align: "center" });
  });
  rule(document, tree, margin.left + width / 2, document.y + 2, width / 4);
  document.y += 10;
}

const closingHeight = (content: BriefContent) => 30 + 14 * Math.max(content.recipients.length, 4);

/** Whom it goes to, and the place of a signature. Kept together. */
function closing(document: PDFKit.PDFDocument, content: BriefContent, tree: Parent): void {
  const width = widthOf(document);
  const height = closingHeight(content);
  if (document.y + gap.closing + height > document.page.height - margin.bottom) document.addPage();
  const top = document.y + gap.closing;
  const recipients = [content.recipientsTitle, ...content.recipients].join(" ");
  part(document, tree, { type: "P", actual: recipients }, () => {
    document.font("boldItalic").fontSize(12);
    document.text(content.recipientsTitle, margin.left, top, { width: width / 2 });
    document.font("regular").fontSize(11);
    for (const line of content.recipients) document.text(line, { width: width / 2 });
  });
  part(document, tree, { type: "P", actual: content.signatory.join(" ") }, () => {
    document.font("bold").fontSize(13);
    content.signatory.forEach((line, index) => {
      const y = index === 0 ? top : document.y;
      document.text(line, margin.left + width / 2, y, { width: width / 2, align: "center" });
    });
  });
  document.y = top + height;
}

function rule(document: PDFKit.PDFDocument, tree: Parent, centre: number, y: number, width: number): void {
  artifact(document, tree, "Layout", () => {
    document
      .lineWidth(0.7)
      .moveTo(centre - width / 2, y)
      .lineTo(centre + width / 2, y)
      .stroke();
  });
}
