/** The one entry of read/: bytes in, a Document out. The type is decided by content, never by the file's name. */
import { detectContainer, isHtml } from "./detect.ts";
import type { Document, SourceFile } from "./document.ts";
import { readDocx } from "./docx.ts";
import { decodeText } from "./encoding.ts";
import { finishText } from "./finishText.ts";
import { readHtml } from "./html.ts";
import { defaultLimits, type ReadLimits } from "./limits.ts";
import { isOdf, readOdf } from "./odf.ts";
import { mainPart } from "./ooxml.ts";
import { refusal } from "./refusals.ts";
import { readText } from "./text.ts";
import { readXlsx } from "./xlsx.ts";
import { openZip } from "./zip.ts";

export interface ReadOptions {
  /** Caps other than the usual ones. */
  limits?: Partial<ReadLimits>;
}

/**
 * Reads one file of any known format, in this process. For files from outside use `readDocumentSandboxed`.
 * @throws RefusedFile with a sentence for the user, when it is empty, damaged, hostile, encrypted or of no known format.
 */
export async function readDocument(source: SourceFile, options: ReadOptions = {}): Promise<Document> {
  const limits = { ...defaultLimits, ...options.limits };
  const { name, bytes } = source;
  if (bytes.length === 0) throw refusal("empty_file", name);
  if (bytes.length > limits.maxFileBytes) {
    throw refusal("too_large", name, { bytes: bytes.length, limit: limits.maxFileBytes });
  }
  return finishText(name, await readByContent(source, limits));
}

async function readByContent(source: SourceFile, limits: ReadLimits): Promise<Document> {
  switch (detectContainer(source.bytes)) {
    case "zip":
      return readPackage(source, limits);
    case "binary":
      throw refusal("binary_file", source.name);
    default: {
      const decoded = decodeText(source);
      if (isHtml(decoded.text)) return readHtml(source, decoded.text, decoded.encoding, limits, decoded.notes);
      return readText(source, decoded.text, decoded.encoding, limits, decoded.notes);
    }
  }
}

async function readPackage(source: SourceFile, limits: ReadLimits): Promise<Document> {
  const zip = await openZip(source, limits);
  if (isOdf(zip)) return readOdf(source, zip, limits);
  const main = await mainPart(zip);
  if (main === undefined) throw refusal("unknown_office_file", source.name, { where: zip.paths[0] ?? "?" });
  if (main.startsWith("xl/")) return readXlsx(source, zip, main, limits);
  return readDocx(source, zip, main, limits);
}
