import { readdirSync, readFileSync, rmSync, statSync, truncateSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { generationFolder, pointerPath, readPointer } from "../../../pipelines/run/pointer.ts";
import { performRun } from "../../../pipelines/run/run.ts";
import { quickFiles } from "./quickFiles.ts";
import { World } from "./world.ts";

const nightly = { goal: "nightly", command: "nightly" } as const;

/** Every file of the current generation and release, the manifest included. */
async function currentFiles(world: World): Promise<string[]> {
  const runId = (await readPointer(quickFiles, world.paths))!;
  return [generationFolder(world.paths, runId), join(world.paths.releases, runId)].flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  );
}

/** Damage that leaves the time of change as it was, as a disk does it. */
const damages: Record<string, (path: string) => void> = {
  "a turned bit": (path) => {
    const bytes = readFileSync(path);
    const place = Math.floor(bytes.length / 2);
    bytes[place] = bytes[place]! ^ 0x10;
    keepingTime(path, () => writeFileSync(path, bytes));
  },
  "a cut end": (path) => keepingTime(path, () => truncateSync(path, Math.floor(statSync(path).size / 2))),
  "a tail of zeros": (path) => {
    const bytes = readFileSync(path);
    keepingTime(path, () => writeFileSync(path, bytes.fill(0, Math.floor(bytes.length / 2))));
  },
  "no file": (path) => rmSync(path),
};

function replace(path: string, content: string): void {
  rmSync(path);
  writeFileSync(path, content);
}

function keepingTime(path: string, work: () => void): void {
  const { atime, mtime } = statSync(path);
  work();
  utimesSync(path, atime, mtime);
}

describe("a damaged generation", () => {
  for (const [damage, harm] of Object.entries(damages)) {
    it(`is noticed and made again by the next night, which has nothing else to do: ${damage}`, async () => {
      const world = new World();
      try {
        world.drop("a.txt", "tháng 1");
        world.drop("b.txt", "tháng 2");
        await performRun(world.context(), nightly);
        const wanted = world.exportHashes();
        const count = (await currentFiles(world)).length;
        expect(count).toBeGreaterThan(5);
        for (let index = 0; index < count; index++) {
          const path = (await currentFiles(world)).sort()[index]!;
          harm(path);
          const { record } = await performRun(world.context(), nightly);
          expect(record.outcome, path).toBe("published");
          expect(await world.broken(), path).toEqual([]);
          expect(world.exportHashes(), path).toEqual(wanted);
          expect((await performRun(world.context(), nightly)).record.outcome).toBe("unchanged");
        }
      } finally {
        world.remove();
      }
    });
  }

  it.each([
    ["gone", (path: string) => rmSync(path)],
    ["nonsense", (path: string) => replace(path, "???")],
    ["a name of a run that is not there", (path: string) => replace(path, "000099-20260101T000000Z\n")],
  ])("is found again without its pointer: %s", async (_, harm) => {
    const world = new World();
    try {
      world.drop("a.txt", "tháng 1");
      await performRun(world.context(), nightly);
      world.drop("b.txt", "tháng 2");
      await performRun(world.context(), nightly);
      const wanted = world.exportHashes();
      harm(pointerPath(world.paths));
      await performRun(world.context(), nightly);
      world.linkMode = "file";
      expect(await world.broken()).toEqual([]);
      expect(world.exportHashes()).toEqual(wanted);
    } finally {
      world.remove();
    }
  });

  it("never trusts a log that lies beside the database", async () => {
    const world = new World();
    try {
      world.drop("a.txt", "tháng 1");
      await performRun(world.context(), nightly);
      const runId = (await readPointer(quickFiles, world.paths))!;
      writeFileSync(join(generationFolder(world.paths, runId), "warehouse.duckdb.wal"), "from another time");
      await performRun(world.context(), nightly);
      const now = (await readPointer(quickFiles, world.paths))!;
      expect(readdirSync(generationFolder(world.paths, now))).not.toContain("warehouse.duckdb.wal");
    } finally {
      world.remove();
    }
  });
});
