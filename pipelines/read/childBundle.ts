/**
 * The child's code in one plain JavaScript file. A child that runs the TypeScript loader needs half a second to start and
 * 300 MB once the PDF library has passed through it; the bundle starts in a tenth of a second and stays below 150 MB.
 */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

let made: Promise<Uint8Array> | undefined;

/**
 * Starts something with the child's code, which lies in a file for that long only: a process that is killed leaves
 * nothing behind.
 */
export async function withChildCode<Started>(start: (path: string) => Promise<Started>): Promise<Started> {
  made ??= bundle(new URL("./sandboxChild.ts", import.meta.url));
  const folder = await mkdtemp(join(tmpdir(), "kichban-reader-"));
  try {
    const path = join(folder, "child.mjs");
    await writeFile(path, await made);
    return await start(path);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** A TypeScript program with all that it imports as one file of JavaScript. */
export async function bundle(entry: URL): Promise<Uint8Array> {
  const { build } = await import("esbuild");
  const result = await build({
    entryPoints: [fileURLToPath(entry)],
    bundle: true,
    write: false,
    platform: "node",
    format: "esm",
    target: "node20",
    // Loaded from where it lies, and only for a PDF.
    external: ["pdfjs-dist/*"],
    // Packages are looked for where the sources are, not beside the bundle.
    define: { "import.meta.url": JSON.stringify(entry.href) },
    banner: {
      js: `import { createRequire as requireFrom } from "node:module"; const require = requireFrom(${JSON.stringify(entry.href)});`,
    },
    logLevel: "silent",
  });
  return (result.outputFiles[0] as { contents: Uint8Array }).contents;
}
