/** Bytes to typed rows, with the reference data that ships with the project. */
import { createHash } from "node:crypto";
import { join } from "node:path";
import { parseSource } from "../../pipelines/normalise/parse.ts";
import { shippedDataFolder } from "../../pipelines/paths.ts";
import { readDocument } from "../../pipelines/read/index.ts";
import { type Catalogue, loadCatalogue } from "../../pipelines/reference/catalogue.ts";
import type { ParsedSource } from "../../pipelines/rows.ts";

let shipped: Catalogue | null = null;

export function shippedCatalogue(): Catalogue {
  const folder = join(shippedDataFolder, "reference");
  shipped ??= loadCatalogue({ own: folder, shipped: folder });
  return shipped;
}

export async function parseBytes(name: string, content: Uint8Array | string): Promise<ParsedSource> {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return parseSource(await readDocument({ name, bytes }), { name, sha256 }, shippedCatalogue());
}
