import type { Document, SourceFile } from "./document.ts";
import type { ReadLimits } from "./limits.ts";
import { refusal } from "./refusals.ts";
export async function readPdf(source: SourceFile, _limits: ReadLimits): Promise<Document> {
  throw refusal("binary_file", source.name);
}
