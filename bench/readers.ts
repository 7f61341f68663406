/**
 * Cells a second and peak memory of each reader, on one generated report (invented data), each in a process of its own;
 * beside them pandoc on the same DOCX and LibreOffice on the same XLSX, as ratios of time, where they are installed.
 * Run: npx tsx bench/readers.ts [rows]
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { findLibreOffice } from "../pipelines/read/libreOffice.ts";
import { docx, odf, wc, wr, wt, xlsx, xrow, xs } from "../tests/read/build.ts";

const columns = 8;
const letters = "ABCDEFGH";

/** The same table in each format. */
async function files(rows: number): Promise<Record<string, Buffer>> {
  const table = Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, column) =>
      column === 1 ? `Dự án số ${row} trên địa bàn phường` : `${row * 37 + column}`,
    ),
  );
  const odfRows = table.map(
    (row) =>
      `<table:table-row>${row.map((text) => `<table:table-cell><text:p>${text}</text:p></table:table-cell>`).join("")}</table:table-row>`,
  );
  const odfTable = `<table:table table:name="a">${odfRows.join("")}</table:table>`;
  return {
    txt: Buffer.from(table.map((row) => row.join("\t")).join("\n")),
    csv: Buffer.from(table.map((row) => row.join(";")).join("\n")),
    md: Buffer.from(table.map((row) => `| ${row.join(" | ")} |`).join("\n")),
    html: Buffer.from(
      `<table>${table.map((row) => `<tr>${row.map((text) => `<td>${text}</td>`).join("")}</tr>`).join("")}</table>`,
    ),
    docx: await docx(wt(...table.map((row) => wr(...row.map((text) => wc(text)))))),
    xlsx: await xlsx(
      `<sheetData>${table.map((row, r) => xrow(r + 1, ...row.map((text, c) => xs(`${letters[c]}${r + 1}`, text)))).join("")}</sheetData>`,
    ),
    odt: await odf(`<office:text>${odfTable}</office:text>`),
    ods: await odf(`<office:spreadsheet>${odfTable}</office:spreadsheet>`),
  };
}

interface Measure {
  cells: number;
  milliseconds: number;
  megabytes: number;
}

/** In the measured process: reads the file and prints what it took. */
async function measureHere(path: string): Promise<void> {
  const { readDocument } = await import("../pipelines/read/index.ts");
  const bytes = readFileSync(path);
  const start = performance.now();
  const document = await readDocument({ name: path, bytes });
  const milliseconds = performance.now() - start;
  const cells = document.blocks.reduce((sum, block) => sum + (block.kind === "table" ? block.cells.length : 0), 0);
  const megabytes = process.resourceUsage().maxRSS / 1024;
  process.stdout.write(JSON.stringify({ cells, milliseconds, megabytes } satisfies Measure));
}

function measure(path: string): Measure {
  const loader = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
  const run = spawnSync(process.execPath, ["--import", loader, fileURLToPath(import.meta.url), "--measure", path], {
    encoding: "utf8",
  });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout) as Measure;
}

/** Wall time of another program, or undefined where it is missing or fails. */
function timeOf(program: string | undefined, args: string[]): number | undefined {
  if (!program) return undefined;
  const start = performance.now();
  const run = spawnSync(program, args, { stdio: "ignore", timeout: 300_000 });
  return run.status === 0 ? performance.now() - start : undefined;
}

async function main(rows: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "kichban-bench-"));
  try {
    console.log(
      `${cpus().length} × ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`,
    );
    const taken: Record<string, Measure> = {};
    const line = (...fields: unknown[]) => console.log(fields.map((field) => String(field).padStart(14)).join(""));
    line("reader", "cells", "ms", "cells/s", "peak MB");
    for (const [format, bytes] of Object.entries(await files(rows))) {
      const path = join(folder, `report.${format}`);
      writeFileSync(path, bytes);
      const { cells, milliseconds, megabytes } = measure(path);
      taken[format] = { cells, milliseconds, megabytes };
      line(format, cells, milliseconds.toFixed(0), ((cells / milliseconds) * 1000).toFixed(0), megabytes.toFixed(0));
    }
    const pandoc = timeOf("pandoc", [join(folder, "report.docx"), "-t", "json", "-o", join(folder, "pandoc.json")]);
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, "profile")).href}`;
    const sheet = join(folder, "report.xlsx");
    const office = timeOf(await findLibreOffice(), [
      profile,
      "--headless",
      "--convert-to",
      "csv",
      "--outdir",
      folder,
      sheet,
    ]);
    const ratio = (other: number | undefined, own: Measure | undefined) =>
      other === undefined || !own
        ? "not installed"
        : `${(other / own.milliseconds).toFixed(1)} × our time (its start included)`;
    console.log(`pandoc on the same docx: ${ratio(pandoc, taken.docx)}`);
    console.log(`LibreOffice on the same xlsx: ${ratio(office, taken.xlsx)}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const [mode, argument] = process.argv.slice(2);
if (mode === "--measure" && argument) await measureHere(argument);
else await main(Number(mode ?? 5000));
