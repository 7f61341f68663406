/** OpenDocument, as text (tables in the flow) or as a workbook (one sheet, figures stored as numbers). */
import { type PrintedCell, type PrintedReport, type PrintedTable, spanAt } from "../printed.ts";
import { escapeXml, xmlHeader } from "./xml.ts";
import { zipParts } from "./zip.ts";

const names = ["office", "text", "table", "style", "manifest"]
  .map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
  .join(" ");

export function writeOdt(report: PrintedReport): Promise<Uint8Array> {
  const body = report.blocks.map((block, index) =>
    block.kind === "table"
      ? `<table:table table:name="Bảng${index}">${rowsOf(block, textCell)}</table:table>`
      : block.style === "title"
        ? `<text:h text:outline-level="1">${escapeXml(block.text)}</text:h>`
        : `<text:p>${escapeXml(block.text)}</text:p>`,
  );
  return pack("text", `<office:text>${body.join("")}</office:text>`);
}

export function writeOds(report: PrintedReport): Promise<Uint8Array> {
  const blank = "<table:table-row><table:table-cell/></table:table-row>";
  const rows = report.blocks.map((block) =>
    block.kind === "table"
      ? `${blank}${rowsOf(block, storedCell)}`
      : `${blank}<table:table-row>${textCell({ text: block.text }, "")}</table:table-row>`,
  );
  return pack(
    "spreadsheet",
    `<office:spreadsheet><table:table table:name="PL">${rows.join("")}</table:table></office:spreadsheet>`,
  );
}

function rowsOf(table: PrintedTable, write: (cell: PrintedCell, spans: string) => string): string {
  const rows = table.rows.map((row, index) => {
    const cells = row.map((cell, column) => {
      const span = spanAt(table, index, column);
      if (!span) return "<table:covered-table-cell/>";
      const columns = span.columns > 1 ? ` table:number-columns-spanned="${span.columns}"` : "";
      return write(cell, `${columns}${span.rows > 1 ? ` table:number-rows-spanned="${span.rows}"` : ""}`);
    });
    return `<table:table-row>${cells.join("")}</table:table-row>`;
  });
  const head = rows.slice(0, table.headerRows).join("");
  return `${head && `<table:table-header-rows>${head}</table:table-header-rows>`}${rows.slice(table.headerRows).join("")}`;
}

const textCell = ({ text }: PrintedCell, spans: string) =>
  `<table:table-cell${text ? ' office:value-type="string"' : ""}${spans}>${text ? `<text:p>${escapeXml(text)}</text:p>` : ""}</table:table-cell>`;

function storedCell(cell: PrintedCell, spans: string): string {
  if (!cell.number) return textCell(cell, spans);
  const { value, isPercent } = cell.number;
  const kind = isPercent ? "percentage" : "float";
  return `<table:table-cell office:value-type="${kind}" office:value="${value}"${spans}><text:p>${escapeXml(cell.text)}</text:p></table:table-cell>`;
}

function pack(kind: "text" | "spreadsheet", body: string): Promise<Uint8Array> {
  const type = `application/vnd.oasis.opendocument.${kind}`;
  const entry = (path: string, media: string) =>
    `<manifest:file-entry manifest:full-path="${path}" manifest:media-type="${media}"/>`;
  return zipParts({
    mimetype: type,
    "META-INF/manifest.xml": `${xmlHeader}<manifest:manifest ${names}>${entry("/", type)}${entry("content.xml", "text/xml")}</manifest:manifest>`,
    "content.xml": `${xmlHeader}<office:document-content ${names}><office:body>${body}</office:body></office:document-content>`,
  });
}
