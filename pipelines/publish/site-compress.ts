import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { Reuse } from "./site-reuse.ts";

const compressible = new Set([".html", ".css", ".js", ".json", ".svg", ".csv", ".txt", ".map", ".wasm", ".arrow"]);

/** `old` is what few still read: for those gzip has to do, at a quarter of the work and a file less. */
export type Age = "current" | "old";

/** What of a page's files a release needs, as the page grows old; null where it lacks one. */
export function compressedFor(age: Age, files: readonly string[]): string[] | null {
  const brotli = files.filter((file) => file.endsWith(".br"));
  if (age === "old") return files.filter((file) => !brotli.includes(file));
  return brotli.length > 0 || files.length === 1 ? [...files] : null;
}

/**
 * Writes a .br and a .gz beside a text file, for any web server; small ones are left alone.
 * @returns the paths of all, from the site's root.
 */
export function compressFile(
  folder: string,
  path: string,
  age: Age,
  content = readFileSync(join(folder, path)),
): string[] {
  if (content.length < 512 || !compressible.has(extname(path))) return [path];
  const file = join(folder, path);
  writeFileSync(`${file}.gz`, gzipSync(content, { level: content.length > 4_000_000 ? 6 : 9 }));
  if (age === "old") return [path, `${path}.gz`];
  writeFileSync(
    `${file}.br`,
    brotliCompressSync(content, {
      params: {
        // Measured on the pages: 10 takes twelve times the work of 8 and saves 6% of the bytes.
        [constants.BROTLI_PARAM_QUALITY]: content.length > 4_000_000 ? 5 : content.length > 400_000 ? 6 : 8,
        [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
        [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
      },
    }),
  );
  return [path, `${path}.br`, `${path}.gz`];
}

/** Compresses whatever is not yet; what an earlier release has already compressed is taken from there. */
export function compressRest(folder: string, reuse: Reuse, below = ""): void {
  for (const entry of readdirSync(join(folder, below), { withFileTypes: true })) {
    const path = below ? `${below}/${entry.name}` : entry.name;
    if (entry.isDirectory()) compressRest(folder, reuse, path);
    else if (compressible.has(extname(path)) && !existsSync(join(folder, `${path}.gz`))) {
      const content = readFileSync(join(folder, path));
      const name = `file ${path}`;
      const key = createHash("sha256").update(content).digest("hex");
      if (content.length < 512 || reuse.take(name, key)) continue;
      reuse.note(name, key, compressFile(folder, path, "current", content));
    }
  }
}
