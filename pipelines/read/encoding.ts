/** Bytes → text, by evidence. */
import type { ReadNote, SourceFile } from "./document.ts";
import { refusal } from "./refusals.ts";

export interface DecodedText {
  text: string;
  encoding: string;
  notes: ReadNote[];
}

/** Decodes a text file. @throws RefusedFile `binary_file` or `encoding_unknown`. */
export function decodeText(source: SourceFile): DecodedText {
  const { name, bytes } = source;
  if (bytes.includes(0)) throw refusal("binary_file", name);
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), encoding: "utf-8", notes: [] };
  } catch (cause) {
    throw refusal("encoding_unknown", name, { why: "UTF-8" }, cause);
  }
}
