import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const compressible = new Set([".html", ".css", ".js", ".json", ".svg", ".csv", ".txt", ".map", ".wasm", ".arrow"]);

/** Writes a .br and a .gz beside each text file of a folder, for any web server. Small files are left alone. */
export function compressFolder(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) compressFolder(path);
    else if (compressible.has(extname(entry.name))) compressFile(path);
  }
}

function compressFile(path: string): void {
  const content = readFileSync(path);
  if (content.length < 512) return;
  writeFileSync(
    `${path}.br`,
    brotliCompressSync(content, {
      params: {
        // Measured on the pages: 10 takes twelve times the work of 8 and saves 6% of the bytes.
        [constants.BROTLI_PARAM_QUALITY]: content.length > 4_000_000 ? 5 : content.length > 400_000 ? 6 : 8,
        [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
        [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
      },
    }),
  );
  writeFileSync(`${path}.gz`, gzipSync(content, { level: content.length > 4_000_000 ? 6 : 9 }));
}
