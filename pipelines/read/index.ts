/** The one entry of read/: bytes in, a Document out. The type is decided by content, never by the file's name. */
import { detectContainer, detectText } from "./detect.ts";
import type { Document, SourceFile } from "./document.ts";
import { readDocx } from "./docx.ts";
import { decodeText, type TextEncoding } from "./encoding.ts";
import { finishText } from "./finishText.ts";
import { weighRtf } from "./legacyWeigh.ts";
import { convertLegacy, type LegacyFormat } from "./libreOffice.ts";
import { defaultLimits, type ReadLimits } from "./limits.ts";
import { isOdf, readOdf, readOdfContent } from "./odf.ts";
import { inspectOle } from "./ole.ts";
import { mainPart } from "./ooxml.ts";
import { refusal } from "./refusals.ts";
import { readText } from "./text.ts";
import type { DeclareWork } from "./work.ts";
import { readXlsx } from "./xlsx.ts";
import { openZip } from "./zip.ts";

export interface ReadOptions {
  /** Caps other than the usual ones. */
  limits?: Partial<ReadLimits>;
  /** The encoding of a plain text, where a person has said which it is. */
  encoding?: TextEncoding;
  /** Told how long the work may take, once it is known how much there is. */
  declareWork?: DeclareWork;
  /** How old formats become new ones; by LibreOffice unless another way is given. */
  convertLegacy?: (source: SourceFile, format: LegacyFormat) => Promise<SourceFile>;
}

/** Thrown by the sandbox's child, which leaves the conversion to its parent. */
export class NeedsConversion extends Error {
  constructor(readonly format: LegacyFormat) {
    super(`needs conversion from ${format}`);
  }
}

/**
 * Reads one file of any known format, in this process. For files from outside use a `ReadPool`.
 * @throws RefusedFile with a sentence for the user, when it is empty, damaged, hostile, encrypted or of no known format.
 */
export async function readDocument(source: SourceFile, options: ReadOptions = {}): Promise<Document> {
  const limits = { ...defaultLimits, ...options.limits };
  const { name, bytes } = source;
  if (bytes.length === 0) throw refusal("empty_file", name);
  if (bytes.length > limits.maxFileBytes) {
    throw refusal("too_large", name, { bytes: bytes.length, limit: limits.maxFileBytes });
  }
  const container = detectContainer(bytes);
  if (container === "ole" || container === "rtf") {
    // Before LibreOffice is started: it has no caps of its own.
    if (container === "rtf") weighRtf(source, limits);
    const format = container === "rtf" ? "rtf" : inspectOle(source, limits);
    const converted = await (options.convertLegacy ?? convertLegacy)(source, format);
    const document = await readDocument(converted, options);
    return { ...document, format: format === "xls" ? "xls" : "doc" };
  }
  return finishText(name, await readByContent(source, container, limits, options));
}

async function readByContent(
  source: SourceFile,
  container: "zip" | "pdf" | "text" | "binary",
  limits: ReadLimits,
  { encoding, declareWork }: ReadOptions,
): Promise<Document> {
  switch (container) {
    case "zip":
      return readPackage(source, limits, declareWork);
    case "pdf": {
      // Loaded when needed: the PDF library is by far the largest.
      const { readPdf } = await import("./pdf.ts");
      return readPdf(source, limits, declareWork);
    }
    case "binary":
      throw refusal("binary_file", source.name);
    case "text":
      declareWork?.(millisecondsFor(source.bytes.length));
      return readPlain(source, limits, encoding);
  }
}

/** Several times what a usual machine needs for text, tables and XML, at some 25 ms a megabyte and more. */
function millisecondsFor(bytes: number): number {
  return 1_000 + bytes * 0.0002;
}

async function readPackage(source: SourceFile, limits: ReadLimits, declareWork?: DeclareWork): Promise<Document> {
  const zip = await openZip(source, limits);
  declareWork?.(millisecondsFor(zip.declaredBytes));
  if (isOdf(zip)) return readOdf(source, zip, limits);
  const main = await mainPart(zip);
  if (main?.startsWith("xl/") || main?.endsWith("workbook.xml")) return readXlsx(source, zip, main, limits);
  if (main?.endsWith(".xml") && !main.startsWith("ppt/")) return readDocx(source, zip, main, limits);
  throw refusal("unknown_office_file", source.name, { where: zip.paths[0] ?? "?" });
}

async function readPlain(source: SourceFile, limits: ReadLimits, given: TextEncoding | undefined): Promise<Document> {
  const { text, encoding, notes } = decodeText(source, given);
  // Before any pattern is tried on it: a page of HTML may stand on one line, a paragraph or row of that length is none.
  const limit = limits.maxTextLength;
  const tooLong = /^\s*</.test(text) ? -1 : longLine(text, limit);
  if (tooLong >= 0) throw refusal("text_too_long", source.name, { limit, where: `dòng/line ${tooLong}` });
  const kind = detectText(text);
  switch (kind.format) {
    case "html": {
      const { readHtml } = await import("./html.ts");
      return readHtml(source, text, encoding, limits, notes);
    }
    case "flat-odf":
      return readOdfContent(source, [source.bytes], source.name, limits);
    case "markdown": {
      const { readMarkdown } = await import("./markdown.ts");
      return readMarkdown(source, text, encoding, limits, notes);
    }
    case "csv": {
      const { readCsv } = await import("./csv.ts");
      return readCsv(source, text, { encoding, delimiter: kind.delimiter, notes, limits });
    }
    case "other":
      throw refusal("unsupported_format", source.name, { format: kind.name, mend: ".docx, .xlsx, .pdf, .txt" });
    case "text":
      return readText(source, text, encoding, limits, notes);
  }
}

/** The number of the first line of more characters than that, or -1. */
function longLine(text: string, most: number): number {
  let number = 1;
  for (let start = 0; start < text.length; number += 1) {
    const end = text.indexOf("\n", start);
    if ((end < 0 ? text.length : end) - start > most) return text.lastIndexOf("\r", start + most) > start ? -1 : number;
    if (end < 0) return -1;
    start = end + 1;
  }
  return -1;
}
