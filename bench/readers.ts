/**
 * Cells a second and peak memory of each reader, on one generated report (invented data), each in a process of its own;
 * beside them pandoc and mammoth on the same DOCX and LibreOffice on the same XLSX, as ratios, where they are installed.
 * Run: npx tsx bench/readers.ts [rows] [--mammoth]
 * mammoth is no package of ours: it would bring a dozen others for a comparison alone. With --mammoth npm fetches it into a
 * folder that is removed afterwards.
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

/** The processor's time: of reading (`milliseconds`) and of the whole process, its start included (`whole`). */
interface Measure {
  cells: number;
  milliseconds: number;
  whole: number;
  megabytes: number;
}

/** Another program on the same file, as a whole. */
interface Other {
  whole: number;
  megabytes: number;
}

/** Time that the processors have spent on this process, in milliseconds: a busy machine does not change it much. */
function used(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** In the measured process: reads the file and prints what it took. */
async function measureHere(path: string): Promise<void> {
  const { readDocument } = await import("../pipelines/read/index.ts");
  const bytes = readFileSync(path);
  const start = used();
  const document = await readDocument({ name: path, bytes });
  const milliseconds = used() - start;
  const cells = document.blocks.reduce((sum, block) => sum + (block.kind === "table" ? block.cells.length : 0), 0);
  const megabytes = process.resourceUsage().maxRSS / 1024;
  process.stdout.write(JSON.stringify({ cells, milliseconds, whole: used(), megabytes } satisfies Measure));
}

/** Run as the reading children are: one plain file, without the TypeScript loader. */
function measure(program: string, path: string): Measure {
  const run = spawnSync(process.execPath, [program, "--measure", path], { encoding: "utf8" });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout) as Measure;
}

/** By GNU `time`, which tells a program's time and memory, children included; undefined where either is missing. */
function measureOther(program: string | undefined, args: string[], cwd?: string): Other | undefined {
  if (!program) return undefined;
  const words = ["-f", "%U %S %M", program, ...args];
  const run = spawnSync("/usr/bin/time", words, { encoding: "utf8", timeout: 300_000, cwd });
  const [, user, system, kilobytes] = /([\d.]+) ([\d.]+) (\d+)\s*$/.exec(run.stderr ?? "") ?? [];
  if (run.status !== 0 || kilobytes === undefined) return undefined;
  return { whole: (Number(user) + Number(system)) * 1000, megabytes: Number(kilobytes) / 1024 };
}

/** The package, fetched into this folder, converting in a program of its own. */
function measureMammoth(folder: string, path: string): Other | undefined {
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const fetch = ["install", "--prefix", folder, "--no-save", "--no-audit", "--ignore-scripts", "mammoth@1.13.0"];
  const fetched = spawnSync(npm, fetch, { stdio: "ignore", shell: process.platform === "win32" });
  if (fetched.status !== 0) return undefined;
  const program = 'require("mammoth").convertToHtml({ path: process.argv[1] }).then(() => process.exit(0))';
  return measureOther(process.execPath, ["-e", program, path], folder);
}

async function main(rows: number, hasMammoth: boolean): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "kichban-bench-"));
  try {
    console.log(
      `${cpus().length} × ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`,
    );
    const program = join(folder, "bench.mjs");
    writeFileSync(program, await bundle(new URL(import.meta.url)));
    const taken: Record<string, Measure> = {};
    const line = (...fields: unknown[]) => console.log(fields.map((field) => String(field).padStart(14)).join(""));
    line("reader", "cells", "cpu ms", "cells/s", "with start ms", "peak MB");
    for (const [format, bytes] of Object.entries(await files(rows))) {
      const path = join(folder, `report.${format}`);
      writeFileSync(path, bytes);
      const own = measure(program, path);
      const { cells, milliseconds, whole, megabytes } = own;
      taken[format] = own;
      const speed = ((cells / milliseconds) * 1000).toFixed(0);
      line(format, cells, milliseconds.toFixed(0), speed, whole.toFixed(0), megabytes.toFixed(0));
    }
    const word = join(folder, "report.docx");
    const pandoc = measureOther("pandoc", [word, "-t", "json", "-o", join(folder, "pandoc.json")]);
    const mammoth = hasMammoth ? measureMammoth(folder, word) : undefined;
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, "profile")).href}`;
    const convert = ["--headless", "--convert-to", "csv", "--outdir", folder, join(folder, "report.xlsx")];
    // The first start makes a profile; the second is what a person would wait for.
    const office = await findLibreOffice();
    measureOther(office, [profile, ...convert]);
    const calc = measureOther(office, [profile, ...convert]);
    const ratio = (other: Other | undefined, own: Measure | undefined) => {
      if (!other || !own) return "not measured";
      const [time, memory] = [other.whole / own.whole, other.megabytes / own.megabytes];
      const absolute = `${other.whole.toFixed(0)} ms, ${other.megabytes.toFixed(0)} MB`;
      return `${time.toFixed(1)} × our time, ${memory.toFixed(1)} × our memory (${absolute}; starts included)`;
    };
    console.log(`pandoc on the same docx: ${ratio(pandoc, taken.docx)}`);
    console.log(
      `mammoth on the same docx: ${ratio(mammoth, taken.docx)}${hasMammoth ? "" : "; npm fetches it with --mammoth"}`,
    );
    console.log(`LibreOffice on the same xlsx: ${ratio(calc, taken.xlsx)}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const words = process.argv.slice(2);
if (words[0] === "--measure" && words[1]) await measureHere(words[1]);
else {
  const rows = words.find((word) => /^\d+$/.test(word)) ?? 5000;
  await main(Number(rows), words.includes("--mammoth"));
}
