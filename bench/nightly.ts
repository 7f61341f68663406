/**
 * Time and peak memory of nights: many reports from nothing, one more file, nothing new. The reports are generated (invented
 * data) as a province's would come: the twelve months of each of 120 wards, year after year. The stages are the real ones, each
 * night in a process of its own. The site is left out unless `--site` is given. Beside each: what DuckDB takes just to read the
 * same bytes.
 * Run: npx tsx bench/nightly.ts [--site] [reports …]      (100 and 1000 unless told; 10000 takes a while)
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { workplacePaths } from "../pipelines/paths.ts";

interface Night {
  outcome: string;
  milliseconds: number;
  /** Of processor, the night's own process and its threads: what other programs do on the machine does not count. */
  processor: number;
  megabytes: number;
  timings: Record<string, number>;
}

const self = fileURLToPath(import.meta.url);

/** In the measured process. */
async function nightHere(folder: string, hasSite: boolean): Promise<void> {
  const { realContext } = await import("../pipelines/run/realContext.ts");
  const { performRun } = await import("../pipelines/run/run.ts");
  const context = realContext(workplacePaths(folder), { stage() {}, progress() {}, note() {} });
  if (!hasSite) {
    context.stages = {
      ...context.stages,
      buildSite: async ({ outputFolder }) => {
        mkdirSync(outputFolder, { recursive: true });
        writeFileSync(join(outputFolder, "index.html"), "<!doctype html>\n");
      },
    };
  }
  const start = performance.now();
  const { record } = await performRun({ ...context, settleMs: 0 }, { goal: "nightly", command: "nightly" });
  const milliseconds = performance.now() - start;
  await context.stages.close();
  const megabytes = process.resourceUsage().maxRSS / 1024;
  const { userCPUTime, systemCPUTime } = process.resourceUsage();
  const processor = (userCPUTime + systemCPUTime) / 1000;
  console.log(JSON.stringify({ outcome: record.outcome, milliseconds, processor, megabytes, timings: record.timings }));
}

function night(folder: string, hasSite: boolean): Night & { whole: number } {
  const start = performance.now();
  const parameters = ["--import", "tsx", self, "--night", folder, ...(hasSite ? ["--site"] : [])];
  const child = spawnSync(process.execPath, parameters, { encoding: "utf8", maxBuffer: 2 ** 26 });
  if (child.status !== 0) throw new Error(child.stderr);
  return { ...(JSON.parse(child.stdout) as Night), whole: performance.now() - start };
}

const wards = 120;

/** The invented archive's report of this number: a province of wards, year by year, each with its twelve months. */
async function* archive(first: number, count: number): AsyncGenerator<{ name: string; text: string }> {
  const { generateYear } = await import("../tests/generator/report.ts");
  const { drawLocality } = await import("../tests/generator/names.ts");
  const { Rng } = await import("../tests/generator/rng.ts");
  const { writeText } = await import("../tests/generator/writers/text.ts");
  const localities = new Map<string, ReturnType<typeof drawLocality>>();
  for (let draw = 0; localities.size < wards; draw++) {
    const locality = drawLocality(new Rng(`ward ${draw}`));
    if (!localities.has(locality.name)) localities.set(locality.name, locality);
  }
  let known = { key: "", reports: [] as ReturnType<typeof generateYear>["reports"] };
  for (let number = first; number < first + count; number++) {
    const ward = Math.floor(number / 12) % wards;
    const year = 2026 + Math.floor(number / 12 / wards);
    const key = `${ward}-${year}`;
    if (known.key !== key) {
      known = {
        key,
        reports: generateYear(`bench-${key}`, { locality: [...localities.values()][ward]!, year }).reports,
      };
    }
    yield { name: `bao-cao-${number}.txt`, text: writeText(known.reports[number % 12]!.printed) };
  }
}

/** Writes reports from `first` on into the inbox; the bytes written. */
async function fill(folder: string, first: number, count: number): Promise<number> {
  let bytes = 0;
  mkdirSync(join(folder, "inbox"), { recursive: true });
  for await (const { name, text } of archive(first, count)) {
    const path = join(folder, "inbox", name);
    writeFileSync(path, text);
    bytes += statSync(path).size;
  }
  return bytes;
}

/** How long DuckDB takes to read the same files as text. */
async function plainRead(folder: string): Promise<number> {
  const { DuckDBInstance } = await import("@duckdb/node-api");
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  const start = performance.now();
  await connection.runAndReadAll(`select sum(length(content)) from read_text('${join(folder, "inbox", "*.txt")}')`);
  const milliseconds = performance.now() - start;
  connection.closeSync();
  return milliseconds;
}

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(2)} s`;

async function main(counts: number[], hasSite: boolean): Promise<void> {
  console.log(
    `${cpus()[0]?.model}, ${cpus().length} processors, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`,
  );
  let before: { count: number; processor: number } | null = null;
  for (const count of counts) {
    const folder = mkdtempSync(join(tmpdir(), "kichban-bench-"));
    try {
      const bytes = await fill(folder, 0, count);
      const plain = await plainRead(folder);
      const first = night(folder, hasSite);
      const { warehouse } = workplacePaths(folder);
      console.log(
        `${count} reports (${(bytes / 1e6).toFixed(1)} MB) from nothing: ${seconds(first.milliseconds)} (${seconds(first.processor)} of processor), peak ${Math.round(first.megabytes)} MB, ${(first.milliseconds / count).toFixed(1)} ms a report; DuckDB reads the bytes in ${seconds(plain)} (${Math.round(first.milliseconds / plain)} times less); warehouse ${(statSync(warehouse).size / 1e6).toFixed(0)} MB`,
      );
      console.log(`  by stage, ms: ${JSON.stringify(first.timings)}`);
      if (before) {
        const power = Math.log(first.processor / before.processor) / Math.log(count / before.count);
        console.log(`  processor time grows as reports to the power of ${power.toFixed(2)} since ${before.count}`);
      }
      before = { count, processor: first.processor };
      await fill(folder, count, 1);
      const one = night(folder, hasSite);
      console.log(
        `  one more file: ${seconds(one.milliseconds)} (${seconds(one.processor)} of processor), peak ${Math.round(one.megabytes)} MB ${JSON.stringify(one.timings)}`,
      );
      const none = night(folder, hasSite);
      if (none.outcome !== "unchanged") throw new Error(`the quiet night was ${none.outcome}`);
      console.log(
        `  a night without change: ${seconds(none.milliseconds)} (${seconds(none.whole)} with the start of the process), peak ${Math.round(none.megabytes)} MB`,
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

const asked = process.argv.slice(2);
const hasSite = asked.includes("--site");
const [first, folder] = asked;
const counts = asked.filter((each) => /^\d+$/.test(each)).map(Number);
if (first === "--night") await nightHere(folder!, hasSite);
else await main(counts.length > 0 ? counts : [100, 1000], hasSite);
