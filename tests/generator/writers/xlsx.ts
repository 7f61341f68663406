/** A workbook: a sheet an appendix or one sheet for all, numbers as numbers with the format that shows them, or as text. */
import type { PrintedBlock, PrintedCell, PrintedReport } from "../printed.ts";
import { spanAt } from "../printed.ts";
import { escapeXml, xmlHeader } from "./xml.ts";
import { zipParts } from "./zip.ts";

export interface XlsxOptions {
  /** Figures are stored as numbers with a number format; without it everything is text. */
  storesNumbers?: boolean;
  /** Each appendix on a sheet of its own (`PL1`, `PL2` …); else one sheet holds all. */
  sheetEach?: boolean;
}

const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const packages = "http://schemas.openxmlformats.org/package/2006";

/** Number formats: thousands are marked, decimals shown as printed. */
const formats = ["#,##0", "#,##0.0", "#,##0.00", "#,##0.000", "0%", "0.0%", "0.00%"];
const formatIndex = (decimals: number, isPercent: boolean) =>
  (isPercent ? 4 + Math.min(2, decimals) : Math.min(3, decimals)) + 1;

export function writeXlsx(report: PrintedReport, options: XlsxOptions = {}): Promise<Uint8Array> {
  const sheets = options.sheetEach ? splitByTitle(report.blocks) : [report.blocks];
  const parts: Record<string, string> = {
    "[Content_Types].xml": `${xmlHeader}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>${sheets.map((_, i) => `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`).join("")}</Types>`,
    "_rels/.rels": `${xmlHeader}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `${xmlHeader}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${sheets.map((_, i) => `<sheet name="PL${i + 1}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `${xmlHeader}<Relationships xmlns="${packages}/relationships">${sheets.map((_, i) => `<Relationship Id="rId${i + 1}" Type="${relations}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`).join("")}<Relationship Id="rId99" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
    "xl/styles.xml": styles(),
  };
  sheets.forEach((blocks, index) => {
    parts[`xl/worksheets/sheet${index + 1}.xml`] = sheet(blocks, options);
  });
  return zipParts(parts);
}

/** A new part begins at each title that follows a table. */
export function splitByTitle(blocks: PrintedBlock[]): PrintedBlock[][] {
  const parts: PrintedBlock[][] = [[]];
  let hasTable = false;
  for (const block of blocks) {
    if (block.kind === "paragraph" && hasTable && /^(phụ lục|phụ biểu)/i.test(block.text)) {
      parts.push([]);
      hasTable = false;
    }
    if (block.kind === "table") hasTable = true;
    parts.at(-1)?.push(block);
  }
  return parts;
}

function styles(): string {
  const numberFormats = formats
    .map((code, i) => `<numFmt numFmtId="${164 + i}" formatCode="${escapeXml(code)}"/>`)
    .join("");
  const cellFormats = formats
    .map((_, i) => `<xf numFmtId="${164 + i}" fontId="0" fillId="0" borderId="0" applyNumberFormat="1"/>`)
    .join("");
  return `${xmlHeader}<styleSheet xmlns="${main}"><numFmts count="${formats.length}">${numberFormats}</numFmts><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="${formats.length + 1}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>${cellFormats}</cellXfs></styleSheet>`;
}

function sheet(blocks: PrintedBlock[], options: XlsxOptions): string {
  const rows: string[] = [];
  const merges: string[] = [];
  let line = 0;
  for (const block of blocks) {
    if (block.kind === "paragraph") {
      line += 2;
      rows.push(`<row r="${line}">${textCell(address(line, 0), block.text)}</row>`);
      continue;
    }
    line += 1;
    block.rows.forEach((row, rowIndex) => {
      line += 1;
      const cells = row.map((cell, column) => {
        const span = spanAt(block, rowIndex, column);
        if (span && (span.rows > 1 || span.columns > 1)) {
          merges.push(`${address(line, column)}:${address(line + span.rows - 1, column + span.columns - 1)}`);
        }
        if (cell.merge || cell.text === "") return "";
        return valueCell(address(line, column), cell, options);
      });
      rows.push(`<row r="${line}">${cells.join("")}</row>`);
    });
  }
  const merged = merges.length
    ? `<mergeCells count="${merges.length}">${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join("")}</mergeCells>`
    : "";
  return `${xmlHeader}<worksheet xmlns="${main}"><sheetData>${rows.join("")}</sheetData>${merged}</worksheet>`;
}

function valueCell(ref: string, cell: PrintedCell, options: XlsxOptions): string {
  if (!options.storesNumbers || !cell.number) return textCell(ref, cell.text);
  const { value, decimals, isPercent } = cell.number;
  const shown = /[.,](\d+)%?$/.exec(cell.text)?.[1]?.length ?? 0;
  const stored = Number(value.toPrecision(15));
  return `<c r="${ref}" s="${formatIndex(decimals === 0 ? 0 : shown, isPercent === true)}"><v>${stored}</v></c>`;
}

const textCell = (ref: string, text: string) =>
  `<c r="${ref}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`;

/** `C12` of row 12, third column (0-based 2). */
function address(row: number, column: number): string {
  let letters = "";
  for (let n = column + 1; n > 0; n = Math.floor((n - 1) / 26)) {
    letters = String.fromCharCode(65 + ((n - 1) % 26)) + letters;
  }
  return `${letters}${row}`;
}
