/** A Word file as offices make them: merged cells, repeated header rows, runs split inside words. */
import { type PrintedReport, type PrintedTable, spanAt } from "../printed.ts";
import { escapeXml, xmlHeader } from "./xml.ts";
import { zipParts } from "./zip.ts";

export interface DocxOptions {
  /** Cuts the text of a cell into runs after so many characters, as Word does where somebody corrected it. */
  runLength?: number;
  /** Marks the header rows as such (Word prints them again on each page). */
  marksHeader?: boolean;
}

const namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

export function writeDocx(report: PrintedReport, options: DocxOptions = {}): Promise<Uint8Array> {
  const body = report.blocks
    .map((block) =>
      block.kind === "paragraph" ? paragraph(block.text, options, block.style === "title") : table(block, options),
    )
    .join("");
  const types = "http://schemas.openxmlformats.org/package/2006";
  return zipParts({
    "[Content_Types].xml": `${xmlHeader}<Types xmlns="${types}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    "_rels/.rels": `${xmlHeader}<Relationships xmlns="${types}/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    "word/document.xml": `${xmlHeader}<w:document ${namespace}><w:body>${body}<w:sectPr><w:pgSz w:w="23811" w:h="16838" w:orient="landscape"/><w:pgMar w:top="850" w:right="567" w:bottom="850" w:left="567" w:header="400" w:footer="400" w:gutter="0"/></w:sectPr></w:body></w:document>`,
  });
}

function paragraph(text: string, options: DocxOptions, isTitle = false): string {
  const bold = isTitle ? "<w:rPr><w:b/></w:rPr>" : "";
  const length = options.runLength ?? Number.POSITIVE_INFINITY;
  const letters = [...text];
  const runs: string[] = [];
  for (let start = 0; start < letters.length; start += Math.min(length, letters.length)) {
    const part = letters.slice(start, start + length).join("");
    runs.push(`<w:r>${bold}<w:t xml:space="preserve">${escapeXml(part)}</w:t></w:r>`);
  }
  return `<w:p>${runs.join("")}</w:p>`;
}

const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);

/**
 * Widths in twentieths of a point, as an author would drag them: more for columns with more text, and never so narrow
 * that a word or a number breaks.
 */
function columnWidths(printed: PrintedTable): number[] {
  const columns = printed.rows[0]?.length ?? 0;
  const texts = Array.from({ length: columns }, (_, column) =>
    printed.rows.flatMap((row) => (row[column] && !row[column].merge ? [row[column].text] : [])),
  );
  const least = texts.map((own) => {
    const longestWord = Math.max(2, ...own.flatMap((text) => text.split(/\s+/).map((word) => word.length)));
    return Math.min(longestWord, 16) * 150 + 240;
  });
  const weights = texts.map((own) => Math.sqrt(Math.max(9, ...own.map((text) => text.length))));
  const free = Math.max(0, 22_600 - sum(least));
  return least.map((width, column) => Math.floor(width + (free * (weights[column] ?? 0)) / sum(weights)));
}

/** Height of each header row, so that a heading over several rows has room for all its lines. */
function headerHeight(printed: PrintedTable, widths: number[]): number {
  const header = printed.rows.slice(0, printed.headerRows);
  const lines = header.flatMap((row) =>
    row.map((cell, column) => (cell.merge ? 0 : Math.ceil((cell.text.length * 150) / (widths[column] ?? 1)) + 1)),
  );
  return Math.ceil((Math.max(1, ...lines) * 300) / Math.max(1, printed.headerRows));
}

function table(printed: PrintedTable, options: DocxOptions): string {
  const widths = columnWidths(printed);
  const height = headerHeight(printed, widths);
  const grid = widths.map((width) => `<w:gridCol w:w="${width}"/>`).join("");
  const rows = printed.rows.map((row, rowIndex) => {
    const cells: string[] = [];
    for (let column = 0; column < row.length; column++) {
      const cell = row[column];
      if (!cell || cell.merge === "left") continue;
      const span = spanAt(printed, rowIndex, column);
      const isTop = span !== null && span.rows > 1;
      const properties = [
        `<w:tcW w:w="${sum(widths.slice(column, column + (span?.columns ?? 1)))}" w:type="dxa"/>`,
        span && span.columns > 1 ? `<w:gridSpan w:val="${span.columns}"/>` : "",
        cell.merge === "up" ? "<w:vMerge/>" : isTop ? '<w:vMerge w:val="restart"/>' : "",
      ].join("");
      const text = cell.merge ? "" : cell.text;
      cells.push(`<w:tc><w:tcPr>${properties}</w:tcPr>${paragraph(text, options)}</w:tc>`);
    }
    const isHeader = options.marksHeader !== false && rowIndex < printed.headerRows;
    const rowHeight = rowIndex < printed.headerRows ? `<w:trHeight w:val="${height}" w:hRule="atLeast"/>` : "";
    return `<w:tr><w:trPr>${rowHeight}${isHeader ? "<w:tblHeader/>" : ""}</w:trPr>${cells.join("")}</w:tr>`;
  });
  const borders = ["top", "left", "bottom", "right", "insideH", "insideV"]
    .map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>`)
    .join("");
  const properties = `<w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>${borders}</w:tblBorders></w:tblPr>`;
  // Word joins tables that stand against each other: an empty paragraph keeps them apart.
  return `<w:tbl>${properties}<w:tblGrid>${grid}</w:tblGrid>${rows.join("")}</w:tbl><w:p/>`;
}
