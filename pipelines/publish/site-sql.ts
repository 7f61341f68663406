/** What the SQL page loads when somebody asks a question: the database for browsers, and the marts as Arrow streams. */
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { tableFromIPC, tableToIPC } from "apache-arrow";
import { build } from "esbuild";
import { sqlFiles } from "../../src/sql/files.ts";
import { projectFolder } from "../paths.ts";

/** Writes them into the site. Their names are fixed: the page's script knows them, and web servers ask back by date or tag. */
export async function writeSqlFiles(exportsFolder: string, outputFolder: string): Promise<void> {
  const file = (path: string) => join(outputFolder, ...path.split("/"));
  mkdirSync(join(outputFolder, "assets"), { recursive: true });
  mkdirSync(join(outputFolder, "tables"), { recursive: true });
  const library = createRequire(import.meta.url);
  copyFileSync(library.resolve("@duckdb/duckdb-wasm/dist/duckdb-eh.wasm"), file(sqlFiles.wasm));
  copyFileSync(library.resolve("@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js"), file(sqlFiles.worker));
  const engine = await build({
    entryPoints: [join(projectFolder, "src", "sql", "engine.ts")],
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    platform: "browser",
    target: ["chrome100", "safari15"],
    legalComments: "none",
  });
  writeFileSync(file(sqlFiles.engine), engine.outputFiles[0]?.contents ?? "");
  writeFileSync(file(sqlFiles.tables), `${JSON.stringify(writeTables(exportsFolder, outputFolder), null, 1)}\n`);
}

/** The exported marts, from Arrow's file format to its stream format, which the browser's database takes in. */
function writeTables(exportsFolder: string, outputFolder: string): { name: string; file: string; bytes: number }[] {
  const names = existsSync(exportsFolder) ? readdirSync(exportsFolder).filter((name) => name.endsWith(".arrow")) : [];
  return names.sort().map((file) => {
    const table = tableFromIPC(readFileSync(join(exportsFolder, file)));
    const stream = tableToIPC(table, "stream");
    writeFileSync(join(outputFolder, "tables", file), stream);
    return { name: basename(file, ".arrow"), file, bytes: stream.length };
  });
}
