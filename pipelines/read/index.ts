/** The one entry of read/: bytes in, a Document out. The type is decided by content, never by the file's name. */
import type { Document, SourceFile } from "./document.ts";
import { decodeText } from "./encoding.ts";
import { defaultLimits, type ReadLimits } from "./limits.ts";
import { refusal } from "./refusals.ts";
import { readText } from "./text.ts";

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
  const decoded = decodeText(source);
  return readText(source, decoded.text, decoded.encoding, limits, decoded.notes);
}
