/** What a machine really does to a run: a disk that is full or read-only, another account, a share that goes, no memory. */
import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { broken, exportHashes, reports, run } from "./realRuns.ts";

const isRoot = process.platform === "linux" && process.getuid?.() === 0;
const root = mkdtempSync(join(tmpdir(), "kichban-real-"));
const mounted: string[] = [];

const mount = (...parameters: string[]) => execFileSync("mount", parameters, { stdio: "pipe" });
const nobody = 65_534;

/** Why a disk of its own can't be made here; null where it can. */
function whyNoMount(): string | null {
  if (!isRoot) return "mounting needs Linux and root";
  const place = join(root, "try");
  mkdirSync(place);
  try {
    mount("-t", "tmpfs", "-o", "size=1m", "tmpfs", place);
    execFileSync("umount", [place]);
    return null;
  } catch (error) {
    return `mounting is not allowed: ${String((error as { stderr?: Buffer }).stderr ?? error).trim()}`;
  }
}

const noMount = whyNoMount();
if (noMount) console.log(`real disks are not tried: ${noMount}`);
if (!isRoot) console.log("another account is not tried: that needs Linux and root");

/** A disk of so many bytes. */
function disk(name: string, bytes: number): string {
  const place = join(root, name);
  mkdirSync(place);
  mount("-t", "tmpfs", "-o", `size=${Math.ceil(bytes / 1024)}k`, "tmpfs", place);
  mounted.push(place);
  return place;
}

const copy = (from: string, to: string) =>
  cpSync(from, to, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });

const bytesOf = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + Math.ceil(statSync(join(entry.parentPath, entry.name)).size / 4096) * 4096, 0);

describe("a run on a machine that fails", () => {
  const start = join(root, "start");
  let wanted: Record<string, string> = {};
  let size = 0;
  let milliseconds = 0;

  beforeAll(async () => {
    // What stands before the night: one report published, another in the inbox.
    mkdirSync(join(start, "inbox"), { recursive: true });
    copyFileSync(reports[0]!, join(start, "inbox", "a.txt"));
    expect((await run(start)).errors).toBe("");
    copyFileSync(reports[1]!, join(start, "inbox", "b.txt"));
    size = bytesOf(start);
    const whole = join(root, "whole");
    copy(start, whole);
    const night = await run(whole);
    expect(night.errors).toBe("");
    ({ milliseconds } = night);
    wanted = exportHashes(whole);
  }, 300_000);

  afterAll(() => {
    for (const place of mounted.reverse()) execFileSync("umount", ["-l", place]);
    rmSync(root, { recursive: true, force: true });
  });

  /** After the fault: all is whole; after the next night, without it: the exports of a night that nothing befell. */
  async function recovers(folder: string, mend: () => void, options: { uid?: number } = {}): Promise<void> {
    expect(await broken(folder)).toEqual([]);
    mend();
    const next = await run(folder, options);
    expect(next.errors).toBe("");
    expect(await broken(folder)).toEqual([]);
    expect(exportHashes(folder)).toEqual(wanted);
  }

  it.skipIf(noMount)(
    "on a full disk says so and leaves the last generation whole",
    async () => {
      const rooms = [256 * 1024, 2 * 2 ** 20, size];
      for (const [number, room] of rooms.entries()) {
        const place = disk(`small-${number}`, size + room);
        const folder = join(place, "data");
        copy(start, folder);
        const failed = await run(folder);
        // The last has room for a whole generation, or all but: it may do.
        if (number < 2) expect(failed.code, failed.answer).not.toBe(0);
        if (failed.code !== 0) expect(failed.errors).toContain("The disk is full");
        await recovers(folder, () => mount("-o", "remount,size=1g", place));
      }
      console.log(`a full disk: ${rooms.length} sizes tried, ${rooms.length} held`);
    },
    600_000,
  );

  it.skipIf(noMount)(
    "on a read-only disk says so and changes nothing",
    async () => {
      const place = disk("read-only", size + 2 ** 28);
      const folder = join(place, "data");
      copy(start, folder);
      mount("-o", "remount,ro", place);
      const failed = await run(folder);
      expect(failed.errors).toContain("The folder is read-only");
      await recovers(folder, () => mount("-o", "remount,rw", place));
    },
    300_000,
  );

  it.skipIf(!isRoot)(
    "without permission names the place, for the whole folder and for one in it",
    async () => {
      chmodSync(root, 0o755);
      for (const denied of ["", "generations", "archive"]) {
        const folder = join(root, `denied-${denied}`);
        copy(start, folder);
        execFileSync("chown", ["-R", `${nobody}:${nobody}`, folder]);
        execFileSync("chown", ["root:root", join(folder, denied)]);
        const failed = await run(folder, { uid: nobody });
        expect(failed.errors).toContain("No permission for this file or folder");
        await recovers(folder, () => execFileSync("chown", ["-R", `${nobody}:${nobody}`, folder]), { uid: nobody });
      }
    },
    600_000,
  );

  it.skipIf(noMount)(
    "on a share that goes away in mid-run is whole once it is back",
    async () => {
      const place = disk("server", size + 2 ** 28);
      const share = join(root, "share");
      mkdirSync(share);
      const moments = [0.4, 0.6, 0.8];
      for (const [number, moment] of moments.entries()) {
        const folder = join(place, `data-${number}`);
        copy(start, folder);
        mount("--bind", place, share);
        let isGone = false;
        const happens = () => {
          execFileSync("umount", ["-l", share]);
          isGone = true;
        };
        const cut = await run(join(share, `data-${number}`), {
          after: { milliseconds: milliseconds * moment, happens },
        });
        if (cut.code !== 0) expect(cut.errors).toMatch(/went away|No permission|read-only|Error/);
        // A night that was over before its time: a quick machine, or a slow one when the night was timed.
        if (!isGone) happens();
        // What the run wrote where the share had been is not the share's.
        for (const left of readdirSync(share)) rmSync(join(share, left), { recursive: true, force: true });
        await recovers(folder, () => {});
      }
      console.log(`a share that goes: ${moments.length} moments tried, ${moments.length} held`);
    },
    600_000,
  );

  it("without memory leaves the last generation whole", async () => {
    for (const heap of [16, 24]) {
      const folder = join(root, `memory-${heap}`);
      copy(start, folder);
      const failed = await run(folder, { heap });
      expect(failed.code === 0 && failed.signal === null, `${heap} MB were enough`).toBe(false);
      await recovers(folder, () => {});
    }
  }, 600_000);
});
