/** Small office files for the tests, made here: all their data is invented. */
import { ZipFile } from "yazl";
import type { Document, Table } from "../../pipelines/read/document.ts";
import { readDocument } from "../../pipelines/read/index.ts";
import type { ReadLimits } from "../../pipelines/read/limits.ts";

export type Parts = Record<string, string | Buffer>;

/** A zip of the given parts, deflated. */
export async function zip(parts: Parts, options: { compress?: boolean } = {}): Promise<Buffer> {
  const file = new ZipFile();
  for (const [path, content] of Object.entries(parts)) {
    const mtime = new Date(Date.UTC(2026, 0, 1));
    file.addBuffer(Buffer.from(content), path, { mtime, compress: options.compress ?? true });
  }
  file.end();
  const chunks: Buffer[] = [];
  for await (const chunk of file.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

const w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const r = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const relationTypes = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

export function relations(...entries: { id: string; type: string; target: string; external?: boolean }[]): string {
  const body = entries.map(
    ({ id, type, target, external }) =>
      `<Relationship Id="${id}" Type="${relationTypes}/${type}" Target="${target}"${external ? ' TargetMode="External"' : ""}/>`,
  );
  return `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${body.join("")}</Relationships>`;
}

/** A Word file with this body XML; `more` adds or replaces parts. */
export function docxParts(body: string, more: Parts = {}): Parts {
  return {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    "_rels/.rels": relations({ id: "rId1", type: "officeDocument", target: "word/document.xml" }),
    "word/document.xml": `<?xml version="1.0" encoding="UTF-8"?><w:document ${w} ${r}><w:body>${body}</w:body></w:document>`,
    ...more,
  };
}

export const docx = (body: string, more: Parts = {}) => zip(docxParts(body, more));

export const wp = (text: string) => `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
export const wc = (text: string, properties = "") =>
  `<w:tc>${properties ? `<w:tcPr>${properties}</w:tcPr>` : ""}${wp(text)}</w:tc>`;
export const wr = (...cells: string[]) => `<w:tr>${cells.join("")}</w:tr>`;
export const wt = (...rows: string[]) => `<w:tbl>${rows.join("")}</w:tbl>`;

const x = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';

export interface XlsxOptions {
  strings?: string;
  styles?: string;
  workbookPr?: string;
  state?: string;
  more?: Parts;
}

/** A workbook of one sheet with this `<worksheet>` content. */
export function xlsxParts(content: string, options: XlsxOptions = {}): Parts {
  return {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    "_rels/.rels": relations({ id: "rId1", type: "officeDocument", target: "xl/workbook.xml" }),
    "xl/_rels/workbook.xml.rels": relations(
      { id: "rId1", type: "worksheet", target: "worksheets/sheet1.xml" },
      { id: "rId2", type: "sharedStrings", target: "sharedStrings.xml" },
      { id: "rId3", type: "styles", target: "styles.xml" },
    ),
    "xl/workbook.xml": `<workbook ${x} ${r}>${options.workbookPr ?? ""}<sheets><sheet name="Bảng" sheetId="1" r:id="rId1"${options.state ? ` state="${options.state}"` : ""}/></sheets></workbook>`,
    "xl/worksheets/sheet1.xml": `<worksheet ${x}>${content}</worksheet>`,
    "xl/sharedStrings.xml": `<sst ${x}>${options.strings ?? ""}</sst>`,
    "xl/styles.xml": `<styleSheet ${x}>${options.styles ?? ""}</styleSheet>`,
    ...options.more,
  };
}

export const xlsx = (content: string, options: XlsxOptions = {}) => zip(xlsxParts(content, options));

export const xs = (address: string, text: string) => `<c r="${address}" t="inlineStr"><is><t>${text}</t></is></c>`;
export const xrow = (number: number, ...cells: string[]) => `<row r="${number}">${cells.join("")}</row>`;

const odfNames = ["office", "text", "table", "style"]
  .map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
  .join(" ");

export function odfParts(body: string, more: Parts = {}): Parts {
  return {
    mimetype: "application/vnd.oasis.opendocument.text",
    "content.xml": `<?xml version="1.0"?><office:document-content ${odfNames}><office:body>${body}</office:body></office:document-content>`,
    "META-INF/manifest.xml": '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
    ...more,
  };
}

export const odf = (body: string, more: Parts = {}) => zip(odfParts(body, more));

/** A PDF with the content stream given for each page; Helvetica, so ASCII only. */
export function pdf(...pages: string[]): Buffer {
  const objects: string[] = ["<< /Type /Catalog /Pages 2 0 R >>", ""];
  objects.push("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
  const kids: string[] = [];
  for (const content of pages) {
    const stream = objects.push(`<< /Length ${content.length} >>\nstream\n${content}\nendstream`);
    const resources = "<< /Font << /F1 3 0 R >> >>";
    kids.push(
      `${objects.push(`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 400] /Contents ${stream} 0 R /Resources ${resources} >>`)} 0 R`,
    );
  }
  objects[1] = `<< /Type /Pages /Kids [${kids.join(" ")}] /Count ${kids.length} >>`;
  let out = "%PDF-1.4\n";
  const offsets = objects.map((object, index) => {
    const offset = out.length;
    out += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const start = out.length;
  out += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  out += offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  out += `trailer << /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(out, "latin1");
}

/** Text at a place, and a line, as content of a PDF page. */
export const at = (px: number, y: number, text: string) => `BT /F1 10 Tf ${px} ${y} Td (${text}) Tj ET\n`;
export const line = (x1: number, y1: number, x2: number, y2: number) => `${x1} ${y1} m ${x2} ${y2} l S\n`;

export const read = (bytes: Uint8Array | string, limits?: Partial<ReadLimits>): Promise<Document> =>
  readDocument(
    { name: "thử.bin", bytes: typeof bytes === "string" ? Buffer.from(bytes) : bytes },
    limits ? { limits } : {},
  );

export function tables(document: Document): Table[] {
  return document.blocks.filter((block) => block.kind === "table");
}

/** The texts of a table by row and column; places that a span covers are null. */
export function grid(table: Table): (string | null)[][] {
  const out = Array.from({ length: table.rowCount }, () => Array<string | null>(table.columnCount).fill(null));
  for (const cell of table.cells) (out[cell.row - 1] as (string | null)[])[cell.column - 1] = cell.text;
  return out;
}

export function paragraphs(document: Document): string[] {
  return document.blocks.filter((block) => block.kind === "paragraph").map((block) => block.text);
}

/** All that a reader would see, in order: for comparing two formats of the same content. */
export function shown(document: Document): unknown[] {
  return document.blocks.map((block) => (block.kind === "table" ? grid(block) : block.text));
}

/** Windows-1258: tones are signs of their own, behind their letter. */
export function windows1258(text: string): Buffer {
  const decoder = new TextDecoder("windows-1258");
  const bytes = new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]));
  const signs = Array.from(text).flatMap((sign) => {
    if (bytes.has(sign)) return [sign];
    const parts = Array.from(sign.normalize("NFD"));
    const tone = parts.filter((part) => /[\u0300\u0301\u0303\u0309\u0323]/.test(part));
    return [
      ...Array.from(
        parts
          .filter((part) => !tone.includes(part))
          .join("")
          .normalize("NFC"),
      ),
      ...tone,
    ];
  });
  return Buffer.from(signs.map((sign) => bytes.get(sign) ?? 0x3f));
}
