import { copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { workplacePaths } from "../../../pipelines/paths.ts";
import { broken, exportHashes, reports, run } from "./realRuns.ts";

/** Real processes, real DuckDB, real SIGKILL: few of them here, more with KICHBAN_KILLS. */
const kills = Number(process.env.KICHBAN_KILLS ?? 6);

describe("the real run, killed", () => {
  const root = mkdtempSync(join(tmpdir(), "kichban-kill-"));
  const start = join(root, "start");
  let wanted: Record<string, string> = {};
  let calls = 0;

  beforeAll(async () => {
    // What stands before the night: one report published, another in the inbox.
    mkdirSync(join(start, "inbox"), { recursive: true });
    copyFileSync(reports[0]!, join(start, "inbox", "a.txt"));
    expect((await run(start)).code).toBe(0);
    copyFileSync(reports[1]!, join(start, "inbox", "b.txt"));
    const whole = join(root, "whole");
    cpSync(start, whole, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
    const { answer, errors } = await run(whole);
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
      const after = { milliseconds: 400 + (number / kills) * 3_000, happens: (kill: () => void) => kill() };
      const killed = await run(folder, at === 0 ? { after } : { at });
      if (at > 0) expect(killed.signal).toBe("SIGKILL");
      expect(await broken(folder), `after kill ${number} at ${at}`).toEqual([]);
      const next = await run(folder);
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
    const next = await run(folder);
    expect(next.errors).toBe("");
    expect(exportHashes(folder)).toEqual(wanted);
  }, 120_000);
});
