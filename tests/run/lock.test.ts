import { mkdtempSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { EXIT, UserError } from "../../pipelines/errors.ts";
import { realFiles } from "../../pipelines/run/files.ts";
import { type LockOptions, takeLock } from "../../pipelines/run/lock.ts";

const now = () => new Date("2026-04-01T19:00:00.000Z");
const place = () => join(mkdtempSync(join(tmpdir(), "kichban-lock-")), "kichban.lock");
const options = (path: string, more: Partial<LockOptions> = {}): LockOptions => ({
  files: realFiles,
  path,
  command: "nightly",
  now,
  ...more,
});
const self = (pid: number, host = "office", incarnation: string | null = `boot/${pid}`) => ({ pid, host, incarnation });
const living = (...pids: number[]) => ({
  isAlive: (pid: number) => pids.includes(pid),
  incarnationOf: (pid: number) => `boot/${pid}`,
});

describe("the lock", () => {
  it("refuses a second starter with exit code 4 and says who holds it and since when", async () => {
    const path = place();
    await takeLock(options(path, { self: self(1), ...living(1, 2) }));
    const refused = await takeLock(options(path, { self: self(2), ...living(1, 2) })).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(UserError);
    expect(refused).toMatchObject({ exitCode: EXIT.locked });
    expect((refused as UserError).message).toMatch(/nightly.*process 1 on office.*2026-04-01T19:00:00/);
    expect((refused as UserError).messageVi).toMatch(/tiến trình 1 trên máy office.*2026-04-01T19:00:00/);
  });

  it("is free again after a release", async () => {
    const path = place();
    await (await takeLock(options(path, { self: self(1), ...living(1, 2) }))).release();
    await takeLock(options(path, { self: self(2), ...living(1, 2) }));
  });

  it.each([
    ["a process that was killed", living(2)],
    [
      "a process number that another program has now",
      { isAlive: () => true, incarnationOf: (pid: number) => (pid === 1 ? "boot/other" : `boot/${pid}`) },
    ],
    [
      "the time before the machine was switched off",
      { isAlive: () => true, incarnationOf: (pid: number) => `newboot/${pid}` },
    ],
  ])("is taken at once from %s", async (_, world) => {
    const path = place();
    await takeLock(options(path, { self: self(1), ...living(1) }));
    const lock = await takeLock(options(path, { self: self(2), ...world }));
    await lock.confirm();
  });

  it("is not taken from a slow run, however old its last sign of life", async () => {
    const path = place();
    await takeLock(options(path, { self: self(1), ...living(1, 2) }));
    utimesSync(path, new Date(0), new Date(0));
    await expect(takeLock(options(path, { self: self(2), ...living(1, 2) }))).rejects.toMatchObject({
      exitCode: EXIT.locked,
    });
  });

  it("is taken from another machine only after a long silence", async () => {
    const path = place();
    await takeLock(options(path, { self: self(1, "elsewhere"), ...living() }));
    const starter = options(path, { self: self(2, "office"), ...living(2) });
    await expect(takeLock(starter)).rejects.toMatchObject({ exitCode: EXIT.locked });
    utimesSync(path, new Date(0), new Date(0));
    await takeLock(starter);
  });

  it("goes to one only of many starters that find a dead holder at the same time", async () => {
    for (let round = 0; round < 30; round++) {
      const path = place();
      await takeLock(options(path, { self: self(1), ...living(1) }));
      const starters = Array.from({ length: 8 }, (_, index) =>
        takeLock(options(path, { self: self(10 + index), ...living(10, 11, 12, 13, 14, 15, 16, 17) })),
      );
      const settled = await Promise.allSettled(starters);
      const won = settled.filter((each) => each.status === "fulfilled");
      expect(won.length).toBeLessThanOrEqual(1);
      for (const each of won) await each.value.confirm();
      for (const each of settled)
        if (each.status === "rejected") expect(each.reason).toMatchObject({ exitCode: EXIT.locked });
    }
  });

  it("stops a run whose lock was taken away before it switches anything", async () => {
    const path = place();
    const lock = await takeLock(options(path, { self: self(1), ...living(1) }));
    writeFileSync(path, readFileSync(path, "utf8").replace(/"token":"[^"]*"/, '"token":"other"'));
    await expect(lock.confirm()).rejects.toMatchObject({ code: "lock_lost" });
  });

  it("recovers from a lock file that a power cut left empty", async () => {
    const path = place();
    writeFileSync(path, "");
    utimesSync(path, new Date(0), new Date(0));
    await takeLock(options(path, { self: self(2), ...living(2) }));
  });
});
