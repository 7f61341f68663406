/**
 * The child's code in one plain JavaScript file. A child that runs the TypeScript loader needs half a second to start and
 * 300 MB once the PDF library has passed through it; the bundle starts in a tenth of a second and stays below 150 MB.
 */
import { rmSync } from "node:fs";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

let made: Promise<string> | undefined;

/** Path of the bundle: made once a process, in a folder of its own that goes when the process ends. */
export function childBundle(): Promise<string> {
  made ??= bundle(new URL("./sandboxChild.ts", import.meta.url));
  return made;
}

/** A TypeScript program with all that it imports as one file; gives its path. */
export async function bundle(entry: URL): Promise<string> {
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
  const folder = await mkdtemp(join(tmpdir(), "kichban-reader-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, "child.mjs");
  await writeFile(path, (result.outputFiles[0] as { contents: Uint8Array }).contents);
  return path;
}
