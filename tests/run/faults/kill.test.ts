import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { projectFolder, workplacePaths } from "../../../pipelines/paths.ts";
import { realFiles } from "../../../pipelines/run/files.ts";
import { fullCheck, readManifest } from "../../../pipelines/run/manifest.ts";
import { readPointer } from "../../../pipelines/run/pointer.ts";

/** Real processes, real DuckDB, real SIGKILL: few of them here, more with KICHBAN_KILLS. */
const kills = Number(process.env.KICHBAN_KILLS ?? 6);
const child = fileURLToPath(new URL("killChild.ts", import.meta.url));
const reports = [
  join(projectFolder, "data", "inbox", "bao-cao-103.txt"),
  join(projectFolder, "tests", "fixtures", "reports", "bao-cao-xa-thach-dien-thang-5.txt"),
];

function run(
  folder: string,
  at: number,
  killAfter?: number,
): Promise<{ signal: string | null; code: number | null; answer: string; errors: string }> {
  return new Promise((resolve) => {
    const started = spawn(process.execPath, ["--import", "tsx", child, folder, String(at)], { cwd: projectFolder });
    let [answer, errors] = ["", ""];
    started.stdout.on("data", (chunk: Buffer) => (answer += chunk.toString("utf8")));
    started.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString("utf8")));
    const timer = killAfter === undefined ? undefined : setTimeout(() => started.kill("SIGKILL"), killAfter);
    started.on("exit", (code, signal) => {
      clearTimeout(timer);
      resolve({ signal, code, answer, errors });
    });
  });
}

const hashOf = (path: string): string => createHash("sha256").update(readFileSync(path)).digest("hex");

function exportHashes(folder: string): Record<string, string> {
  const exports = workplacePaths(folder).exports;
  return Object.fromEntries(
    readdirSync(exports)
      .sort()
      .map((name) => [name, hashOf(join(exports, name))]),
  );
}

/** The promises, as far as they can be seen from outside. */
async function broken(folder: string): Promise<string[]> {
  const paths = workplacePaths(folder);
  const wrong: string[] = [];
  const current = await readPointer(realFiles, paths);
  if (current) {
    const manifest = await readManifest(realFiles, paths, current);
    if (!manifest) wrong.push("no manifest");
    else wrong.push(...(await fullCheck(realFiles, paths, manifest)).map((doubt) => `${doubt.path}: ${doubt.problem}`));
    if (manifest && existsSync(join(paths.generations, current, "warehouse.duckdb.wal"))) wrong.push("a log is left");
  }
  const kept = new Set<string>();
  for (const place of [paths.inbox, paths.archive]) {
    for (const name of existsSync(place) ? readdirSync(place, { withFileTypes: true }) : []) {
      if (name.isFile()) kept.add(hashOf(join(place, name.name)));
    }
  }
  for (const report of reports) if (!kept.has(hashOf(report))) wrong.push(`${report} is lost`);
  return wrong;
}

describe("the real run, killed", () => {
  const root = mkdtempSync(join(tmpdir(), "kichban-kill-"));
  const start = join(root, "start");
  let wanted: Record<string, string> = {};
  let calls = 0;

  beforeAll(async () => {
    // What stands before the night: one report published, another in the inbox.
    mkdirSync(join(start, "inbox"), { recursive: true });
    copyFileSync(reports[0]!, join(start, "inbox", "a.txt"));
    expect((await run(start, 0)).code).toBe(0);
    copyFileSync(reports[1]!, join(start, "inbox", "b.txt"));
    const whole = join(root, "whole");
    cpSync(start, whole, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
    const { answer, errors } = await run(whole, 0);
    expect(errors).toBe("");
    ({ calls } = JSON.parse(answer) as { calls: number });
    wanted = exportHashes(whole);
  }, 120_000);
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it(`leaves one whole generation and every file, and the next night reaches the same exports (${kills} kills)`, async () => {
    let held = 0;
    for (let number = 0; number < kills; number++) {
      const folder = join(root, `kill-${number}`);
      cpSync(start, folder, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
      // Half at a numbered call, spread over all of them; half at a moment that nobody chose.
      const at = number % 2 === 0 ? 1 + Math.floor(((number + 0.5) / kills) * calls) : 0;
      const killed = await run(folder, at, at === 0 ? 400 + (number / kills) * 3_000 : undefined);
      if (at > 0) expect(killed.signal).toBe("SIGKILL");
      expect(await broken(folder), `after kill ${number} at ${at}`).toEqual([]);
      const next = await run(folder, 0);
      expect(next.errors).toBe("");
      expect(await broken(folder), `after the night that follows kill ${number}`).toEqual([]);
      expect(exportHashes(folder)).toEqual(wanted);
      rmSync(folder, { recursive: true });
      held++;
    }
    console.log(`${kills} real kills tried, ${held} held (${calls} numbered calls)`);
  }, 3_600_000);

  it("does not go on from a damaged database, but from the archive", async () => {
    const folder = join(root, "damaged");
    cpSync(start, folder, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
    const { openSync, readSync, writeSync, closeSync, statSync, utimesSync } = await import("node:fs");
    const file = workplacePaths(folder).warehouse;
    const { size, atime, mtime } = statSync(file);
    const handle = openSync(file, "r+");
    const bytes = Buffer.alloc(4096);
    const place = Math.floor(size / 2 / 4096) * 4096;
    readSync(handle, bytes, 0, 4096, place);
    for (let index = 0; index < 4096; index++) bytes[index] = bytes[index]! ^ 0xff;
    writeSync(handle, bytes, 0, 4096, place);
    closeSync(handle);
    utimesSync(file, atime, mtime);
    const next = await run(folder, 0);
    expect(next.errors).toBe("");
    expect(exportHashes(folder)).toEqual(wanted);
  }, 120_000);
});
