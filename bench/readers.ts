/**
 * Cells a second and peak memory of each reader, on one generated report (invented data), each in a process of its own;
 * beside them pandoc and mammoth on the same DOCX and LibreOffice on the same XLSX, as ratios of time, where they are installed.
 * Run: npx tsx bench/readers.ts [rows]
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { bundle } from "../pipelines/read/childBundle.ts";
import { findLibreOffice } from "../pipelines/read/libreOffice.ts";
import { at, docx, odf, pdf, line as stroke, wc, wr, wt, xlsx, xrow, xs } from "../tests/read/build.ts";

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
    // A fifth of the rows: pages take their time.
    pdf: pdfOf(table.slice(0, Math.ceil(rows / 5))),
    ods: await odf(`<office:spreadsheet>${odfTable}</office:spreadsheet>`),
  };
}

/** A ruled table over pages of 20 rows; its letters are ASCII, as the file has no font of its own. */
function pdfOf(table: string[][]): Buffer {
  const [perPage, height, width] = [20, 18, 70];
  const pages: string[] = [];
  for (let start = 0; start < table.length; start += perPage) {
    const rows = table.slice(start, start + perPage);
    const top = 380;
    const bottom = top - rows.length * height;
    let content = "";
    for (let n = 0; n <= rows.length; n += 1)
      content += stroke(20, top - n * height, 20 + columns * width, top - n * height);
    for (let n = 0; n <= columns; n += 1) content += stroke(20 + n * width, top, 20 + n * width, bottom);
    rows.forEach((row, r) => {
      row.forEach((text, c) => {
        const plain = text.replace(/[^ -~]/g, "").slice(0, 12);
        content += at(23 + c * width, top - r * height - 13, plain);
      });
    });
    pages.push(content);
  }
  return pdf(...pages);
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

/** Run as the reading children are: one plain file, without the TypeScript loader. */
function measure(program: string, path: string): Measure {
  const run = spawnSync(process.execPath, [program, "--measure", path], { encoding: "utf8" });
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

/** No package of ours: `npm install --no-save mammoth` brings it for a comparison. */
async function timeOfMammoth(path: string): Promise<number | undefined> {
  const name = "mammoth";
  const library = (await import(name).catch(() => undefined)) as
    | { default: { convertToHtml(input: { buffer: Buffer }): Promise<unknown> } }
    | undefined;
  if (!library) return undefined;
  const buffer = readFileSync(path);
  const start = performance.now();
  await library.default.convertToHtml({ buffer });
  return performance.now() - start;
}

async function main(rows: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "kichban-bench-"));
  try {
    console.log(
      `${cpus().length} × ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`,
    );
    const program = join(folder, "bench.mjs");
    writeFileSync(program, await bundle(new URL(import.meta.url)));
    const taken: Record<string, Measure> = {};
    const line = (...fields: unknown[]) => console.log(fields.map((field) => String(field).padStart(14)).join(""));
    line("reader", "cells", "ms", "cells/s", "peak MB");
    for (const [format, bytes] of Object.entries(await files(rows))) {
      const path = join(folder, `report.${format}`);
      writeFileSync(path, bytes);
      const { cells, milliseconds, megabytes } = measure(program, path);
      taken[format] = { cells, milliseconds, megabytes };
      line(format, cells, milliseconds.toFixed(0), ((cells / milliseconds) * 1000).toFixed(0), megabytes.toFixed(0));
    }
    const pandoc = timeOf("pandoc", [join(folder, "report.docx"), "-t", "json", "-o", join(folder, "pandoc.json")]);
    const mammoth = await timeOfMammoth(join(folder, "report.docx"));
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
        : `${(other / own.milliseconds).toFixed(1)} × our time (a program's start included)`;
    console.log(`pandoc on the same docx: ${ratio(pandoc, taken.docx)}`);
    console.log(`mammoth on the same docx: ${ratio(mammoth, taken.docx)}`);
    console.log(`LibreOffice on the same xlsx: ${ratio(office, taken.xlsx)}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const [mode, argument] = process.argv.slice(2);
if (mode === "--measure" && argument) await measureHere(argument);
else await main(Number(mode ?? 5000));
