/**
 * What an old file holds, told before LibreOffice is started for it: LibreOffice has no caps of its own, and takes seconds
 * to start. Looked at is only what its records say of themselves, in one pass.
 */
import type { SourceFile } from "./document.ts";
import type { ReadLimits } from "./limits.ts";
import type { OleContainer } from "./ole.ts";
import { refusal } from "./refusals.ts";

/** BIFF8 records: https://learn.microsoft.com/openspecs/office_file_formats/ms-xls */
const records = {
  filePass: 0x2f,
  mergedCells: 0xe5,
  sharedStrings: 0xfc,
  boundSheet: 0x85,
  mulRk: 0xbd,
  mulBlank: 0xbe,
};
/** One cell each: FORMULA, BLANK, NUMBER, LABEL, BOOLERR, RSTRING, LABELSST, RK. */
const oneCell = new Set([0x06, 0x201, 0x203, 0x204, 0x205, 0xd6, 0xfd, 0x27e]);
const longestRecord = 8224;
const mostSheets = 1_000;

/** Caps on an Excel 97 workbook. @throws RefusedFile `damaged`, `encrypted`, `too_many_cells` or `too_many_merges`. */
export function weighXls(source: SourceFile, ole: OleContainer, book: string, limits: ReadLimits): void {
  const { name } = source;
  const bytes = ole.head(book, limits.maxFileBytes);
  // Streams below 4,096 bytes lie in a container of their own and hold nothing to weigh.
  if (!bytes) return;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const damaged = (why: string) => refusal("damaged", name, { where: book, why });
  let cells = 0;
  let merges = 0;
  let sheets = 0;
  for (let offset = 0; offset + 4 <= bytes.length; ) {
    const type = view.getUint16(offset, true);
    const length = view.getUint16(offset + 2, true);
    // Behind the last sheet the stream is filled up with zeros.
    if (type === 0 && length === 0) break;
    if (length > longestRecord) throw damaged(`record ${type.toString(16)} of ${length} bytes`);
    if (offset + 4 + length > bytes.length) throw damaged("a record goes over the end");
    if (type === records.filePass) throw refusal("encrypted", name, { where: book });
    if (oneCell.has(type)) cells += 1;
    else if (type === records.mulRk) cells += Math.max(0, Math.floor((length - 6) / 6));
    else if (type === records.mulBlank) cells += Math.max(0, Math.floor((length - 6) / 2));
    else if (type === records.mergedCells && length >= 2) merges += view.getUint16(offset + 4, true);
    else if (type === records.boundSheet) sheets += 1;
    else if (type === records.sharedStrings && length >= 8 && view.getUint32(offset + 8, true) > bytes.length) {
      throw damaged("more strings than bytes");
    }
    if (cells > limits.maxCells) throw refusal("too_many_cells", name, { limit: limits.maxCells, where: book });
    if (merges > limits.maxMerges) throw refusal("too_many_merges", name, { limit: limits.maxMerges, where: book });
    if (sheets > mostSheets) throw damaged(`more than ${mostSheets} sheets`);
    offset += 4 + length;
  }
}

/** Caps on a Word 97 document: as much text as it says it has must be there. @throws RefusedFile `damaged` or `too_much_text`. */
export function weighDoc(source: SourceFile, ole: OleContainer, limits: ReadLimits): void {
  const head = ole.head("WordDocument", limits.maxFileBytes);
  if (!head || head.length < 0x50) return;
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  // ccpText of the file information block: characters of the main text, each of one byte or two.
  const characters = view.getInt32(0x4c, true);
  if (characters < 0 || characters > head.length) {
    throw refusal("damaged", source.name, {
      where: "WordDocument",
      why: `${characters} characters in ${head.length} bytes`,
    });
  }
  if (characters > limits.maxTotalText) {
    throw refusal("too_much_text", source.name, { limit: limits.maxTotalText, where: "WordDocument" });
  }
}

/** Caps on RTF: how deep its groups stand in one another, and how many cells it has. @throws RefusedFile. */
export function weighRtf(source: SourceFile, limits: ReadLimits): void {
  const { bytes, name } = source;
  let depth = 0;
  let cells = 0;
  for (let index = 0; index < bytes.length; index += 1) {
    const sign = bytes[index];
    if (sign === 0x5c) {
      // \cell; a sign behind a backslash opens and closes nothing.
      if (
        bytes[index + 1] === 0x63 &&
        bytes[index + 2] === 0x65 &&
        bytes[index + 3] === 0x6c &&
        bytes[index + 4] === 0x6c
      ) {
        cells += 1;
      }
      index += 1;
    } else if (sign === 0x7b) depth += 1;
    else if (sign === 0x7d) depth -= 1;
    if (depth > limits.maxXmlDepth) throw refusal("too_deep", name, { limit: limits.maxXmlDepth, where: "RTF" });
    if (cells > limits.maxCells) throw refusal("too_many_cells", name, { limit: limits.maxCells, where: "RTF" });
  }
}
