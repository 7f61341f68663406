/**
 * A worksheet written by hand: one sheet, numbers as numbers, days as days, and text that no spreadsheet takes for a formula.
 * Text is stored as text (never evaluated); what looks like a formula, in ASCII or full-width signs, also carries Excel's own
 * mark of quoted text, so that it stays text when somebody edits the cell.
 */
import { runsAsFormula } from "./formula.ts";
import { zip } from "./zip.ts";

/** null is an empty cell; a day is `YYYY-MM-DD`. */
export type XlsxCell = string | number | boolean | { day: string } | null;

const style = { plain: 0, day: 1, heading: 2, quoted: 3 };

/** The file's bytes. Equal cells give equal bytes. */
export function toXlsx(
  sheet: string,
  headings: readonly string[],
  rows: readonly (readonly XlsxCell[])[],
): Uint8Array<ArrayBuffer> {
  const lines = [headings.map((text) => text as XlsxCell), ...rows].map((cells, index) => {
    const written = cells.map((cell, column) => writeCell(cell, `${columnName(column)}${index + 1}`, index === 0));
    return `<row r="${index + 1}">${written.join("")}</row>`;
  });
  const widths = headings.map((heading, column) => {
    const longest = Math.max(heading.length, ...rows.slice(0, 200).map((row) => shown(row[column] ?? null).length));
    return `<col min="${column + 1}" max="${column + 1}" width="${Math.min(60, longest + 2)}" customWidth="1"/>`;
  });
  const range = `A1:${columnName(Math.max(0, headings.length - 1))}${rows.length + 1}`;
  const sheetXml = `${declaration}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>${
    widths.length > 0 ? `<cols>${widths.join("")}</cols>` : ""
  }<sheetData>${lines.join("")}</sheetData><autoFilter ref="${range}"/></worksheet>`;
  const encoder = new TextEncoder();
  const parts: Record<string, string> = {
    ...fixedParts,
    "xl/workbook.xml": workbook(sheet),
    "xl/worksheets/sheet1.xml": sheetXml,
  };
  return zip(Object.entries(parts).map(([path, text]) => ({ path, bytes: encoder.encode(text) })));
}

function writeCell(cell: XlsxCell, at: string, isHeading: boolean): string {
  if (cell === null || cell === "") return "";
  if (typeof cell === "number") return Number.isFinite(cell) ? `<c r="${at}"><v>${cell}</v></c>` : "";
  if (typeof cell === "boolean") return `<c r="${at}" t="b"><v>${cell ? 1 : 0}</v></c>`;
  if (typeof cell === "object") {
    const serial = serialOf(cell.day);
    return serial === null ? writeCell(cell.day, at, isHeading) : `<c r="${at}" s="${style.day}"><v>${serial}</v></c>`;
  }
  const kind = isHeading
    ? style.heading
    : runsAsFormula(cell) || /^\s*[-+\u2212]/.test(cell)
      ? style.quoted
      : style.plain;
  return `<c r="${at}" s="${kind}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(cell.slice(0, 32_767))}</t></is></c>`;
}

/** Days since 1899-12-30, as spreadsheets count from March 1900 on; null for what is no such day. */
function serialOf(day: string): number | null {
  const time = Date.parse(`${day}T00:00:00Z`);
  const serial = time / 86_400_000 + 25_569;
  return /^\d{4}-\d\d-\d\d$/.test(day) && Number.isFinite(serial) && serial > 60 ? serial : null;
}

function shown(cell: XlsxCell): string {
  return cell === null ? "" : typeof cell === "object" ? cell.day : String(cell);
}

function columnName(index: number): string {
  let name = "";
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  return name;
}

function escapeXml(text: string): string {
  return text
    .replace(
      /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
      "",
    )
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const formats = "http://schemas.openxmlformats.org";
const main = `${formats}/spreadsheetml/2006/main`;
const office = `${formats}/officeDocument/2006/relationships`;
const type = "application/vnd.openxmlformats-officedocument.spreadsheetml";

function workbook(sheet: string): string {
  const name =
    sheet
      .replace(/[\\/?*[\]:']/g, " ")
      .trim()
      .slice(0, 31) || "1";
  return `${declaration}<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="${escapeXml(name)}" sheetId="1" r:id="rId1"/></sheets></workbook>`;
}

const fixedParts: Record<string, string> = {
  "[Content_Types].xml": `${declaration}<Types xmlns="${formats}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${type}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${type}.styles+xml"/></Types>`,
  "_rels/.rels": `${declaration}<Relationships xmlns="${formats}/package/2006/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  "xl/_rels/workbook.xml.rels": `${declaration}<Relationships xmlns="${formats}/package/2006/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
  "xl/styles.xml": `${declaration}<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf/><xf numFmtId="164" applyNumberFormat="1"/><xf fontId="1" applyFont="1"/><xf quotePrefix="1"/></cellXfs></styleSheet>`,
};
