import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { EXIT } from "../../pipelines/errors.ts";
import { generationFolder, pointerPath, readPointer } from "../../pipelines/run/pointer.ts";
import { listQuarantine } from "../../pipelines/run/quarantine.ts";
import { readRecords } from "../../pipelines/run/record.ts";
import { rollback } from "../../pipelines/run/rollback.ts";
import { performRun, type RunOptions } from "../../pipelines/run/run.ts";
import { quickFiles } from "./faults/quickFiles.ts";
import { World } from "./faults/world.ts";

const nightly: RunOptions = { goal: "nightly", command: "nightly" };
const worlds: World[] = [];
afterEach(() => {
  for (const world of worlds.splice(0)) world.remove();
});
function made(): World {
  const world = new World();
  worlds.push(world);
  return world;
}
const night = (world: World, options: Partial<RunOptions> = {}) =>
  performRun(world.context(), { ...nightly, ...options });

describe("a run", () => {
  it("gives the same exports whatever the order in which files come, and however often", async () => {
    const [one, other] = [made(), made()];
    for (const number of [1, 2, 3]) {
      one.drop(`${number}.txt`, `tháng ${number}`);
      await night(one);
    }
    for (const number of [3, 1, 2, 3, 1]) {
      other.drop(`x${number}-${Math.abs(number - 2)}.txt`, `tháng ${number}`);
    }
    await night(other);
    other.drop("again.txt", "tháng 2");
    await night(other);
    expect(other.exportHashes()).toEqual(one.exportHashes());
    expect(readdirSync(other.paths.inbox)).toEqual([]);
  });

  it("tells what is new also where its steps are taken one by one", async () => {
    const world = made();
    world.drop("a.txt", "tháng 1");
    await night(world);
    world.drop("b.txt", "tháng 2");
    for (const goal of ["ingest", "model", "publish"] as const) await night(world, { goal, command: goal });
    const current = await readPointer(quickFiles, world.paths);
    const changes = readFileSync(join(generationFolder(world.paths, current!), "changes.json"), "utf8");
    expect(JSON.parse(changes).new_reports.map((report: { vi: string }) => report.vi)).toEqual(["THÁNG 2"]);
  });

  it("makes no new generation for bytes that it has already", async () => {
    const world = made();
    world.drop("a.txt", "tháng 1");
    await night(world);
    const before = await readPointer(quickFiles, world.paths);
    world.drop("b.txt", "tháng 1");
    const { record, exitCode } = await night(world);
    expect([record.outcome, record.files_seen, record.files_ingested, exitCode]).toEqual([
      "unchanged",
      1,
      0,
      EXIT.done,
    ]);
    expect(await readPointer(quickFiles, world.paths)).toBe(before);
    expect(existsSync(join(world.paths.inbox, "b.txt"))).toBe(false);
  });

  it("leaves a file that is still being copied in, and takes it when it has come", async () => {
    const world = made();
    world.drop("a.txt", "tháng 1");
    world.drop("b.txt.part", "tháng 2");
    const path = join(world.paths.inbox, "a.txt");
    const growing = { ...world.context(), settleMs: 10 ** 15, sleep: async () => appendFileSync(path, " và tiếp") };
    const first = await performRun(growing, nightly);
    expect(first.record.files_ingested).toBe(0);
    expect(first.record.notes.map(({ code }) => code)).toEqual(["still_arriving", "still_arriving"]);
    expect(readdirSync(world.paths.inbox).sort()).toEqual(["a.txt", "b.txt.part"]);
    expect((await performRun({ ...world.context(), settleMs: 10 ** 15 }, nightly)).record.files_ingested).toBe(1);
    expect(readdirSync(world.paths.inbox)).toEqual(["b.txt.part"]);
  });

  it("does not remove a file that came under the same name meanwhile", async () => {
    const world = made();
    world.drop("a.txt", "tháng 1");
    const path = join(world.paths.inbox, "a.txt");
    const files = { ...quickFiles };
    files.symbolicLink = async (target, link) => {
      // In the middle of the run somebody saves a new version, of the same length.
      if (existsSync(path) && readFileSync(path, "utf8") === "tháng 1") world.drop("a.txt", "tháng 9");
      await quickFiles.symbolicLink(target, link);
    };
    await performRun(world.context(files), nightly);
    expect(readFileSync(path, "utf8")).toBe("tháng 9");
    await night(world);
    expect(await world.broken()).toEqual([]);
    expect(readFileSync(join(world.paths.exports, "tasks.json"), "utf8")).toMatch(/THÁNG 1.*THÁNG 9|THÁNG 9.*THÁNG 1/);
  });

  it("sets links, oversized and broken files aside by name, and goes on with the rest", async () => {
    const world = made();
    const outside = join(world.folder, "outside.txt");
    writeFileSync(outside, "bí mật");
    symlinkSync(outside, join(world.paths.inbox, "link.txt"));
    writeFileSync(join(world.paths.inbox, "large.txt"), "x".repeat(10_001));
    world.drop("sub/hỏng\u0007.txt", "BAD");
    world.drop("a.txt", "tháng 1");
    const { record, exitCode } = await night(world);
    expect([record.files_ingested, record.files_quarantined, exitCode]).toEqual([1, 3, EXIT.quarantined]);
    const held = await listQuarantine(quickFiles, world.paths);
    expect(held.map(({ name, reason }) => [name, reason?.code])).toEqual([
      ["large.txt", "too_large"],
      ["link.txt", "not_a_file"],
      ["sub__hỏng_.txt", "bad"],
    ]);
    expect(readFileSync(outside, "utf8")).toBe("bí mật");
    expect(readdirSync(world.paths.inbox)).toEqual([]);
  });

  it("sends quarantined files through again when the readers have changed, and takes them out when they are understood", async () => {
    const world = made();
    world.drop("a.txt", "BAD nhưng sẽ đọc được");
    await night(world);
    const context = world.context();
    world.fingerprints = { ...world.fingerprints, readers: "r2" };
    const stages = {
      ...context.stages,
      parse: (file: Parameters<typeof context.stages.parse>[0]) =>
        context.stages.parse({ ...file, bytes: Buffer.from("đọc được") }),
    };
    const { record } = await performRun({ ...context, stages }, nightly);
    expect(record.files_ingested).toBe(1);
    expect(await listQuarantine(quickFiles, world.paths)).toEqual([]);
  });

  it("runs only the stages whose inputs have changed", async () => {
    const world = made();
    world.drop("a.txt", "tháng 1");
    await night(world);
    const timed = async (change: Partial<World["fingerprints"]>) => {
      world.fingerprints = { ...world.fingerprints, ...change };
      const { record } = await night(world);
      return Object.keys(record.timings).filter((stage) => stage !== "ingest");
    };
    expect(await timed({ site: "s2" })).toEqual(["site"]);
    expect(await timed({ exports: "e2" })).toEqual(["export"]);
    expect(await timed({ models: "m2" })).toEqual(["model", "export"]);
    expect((await night(world)).record.outcome).toBe("unchanged");
  });

  it("builds on what `ingest` and `model` have left, each a generation of its own", async () => {
    const world = made();
    world.drop("a.txt", "tháng 1");
    expect((await night(world, { goal: "ingest" })).record.outcome).toBe("loaded");
    expect((await night(world, { goal: "model", force: true })).record.outcome).toBe("modelled");
    const { record } = await night(world);
    expect([record.outcome, Object.keys(record.timings).sort()]).toEqual(["published", ["export", "ingest", "site"]]);
    expect(await world.broken()).toEqual([]);
  });

  it("publishes nothing and keeps the old generation when a stage fails, and says why in the record", async () => {
    const world = made();
    world.drop("a.txt", "tháng 1");
    await night(world);
    const before = await readPointer(quickFiles, world.paths);
    world.drop("b.txt", "tháng 2");
    const context = world.context();
    const stages = { ...context.stages, buildSite: async () => Promise.reject(new Error("the page broke")) };
    await expect(performRun({ ...context, stages }, nightly)).rejects.toThrow("the page broke");
    expect(await readPointer(quickFiles, world.paths)).toBe(before);
    expect(await world.broken()).toEqual([]);
    expect(readdirSync(world.paths.inbox)).toEqual(["b.txt"]);
    expect(readdirSync(world.paths.archive).filter((name) => name.length === 64)).toHaveLength(1);
    expect((await readRecords(quickFiles, world.paths)).at(-1)).toMatchObject({
      outcome: "failed",
      error: "the page broke",
    });
    expect((await night(world)).record.outcome).toBe("published");
  });

  it("stands a rollback until something changes, and then goes on from the archive", async () => {
    const world = made();
    for (const number of [1, 2, 3]) {
      world.drop(`${number}.txt`, `tháng ${number}`);
      await night(world);
    }
    const wanted = world.exportHashes();
    const { to } = await rollback(world.context(), undefined);
    expect((await night(world)).record.outcome).toBe("unchanged");
    expect(await readPointer(quickFiles, world.paths)).toBe(to);
    await night(world, { fresh: true });
    expect(world.exportHashes()).toEqual(wanted);
  });

  it("works without symbolic links, as on Windows: the pointer is a file, the public places follow", async () => {
    const world = made();
    world.linkMode = "file";
    world.drop("a.txt", "tháng 1");
    await night(world);
    world.drop("b.txt", "tháng 2");
    await night(world);
    expect(statSync(pointerPath(world.paths)).isFile()).toBe(true);
    const current = (await readPointer(quickFiles, world.paths))!;
    expect(statSync(world.paths.warehouse).ino).toBe(
      statSync(join(generationFolder(world.paths, current), "warehouse.duckdb")).ino,
    );
    expect(readlinkSync(world.paths.exports)).toBe(join(generationFolder(world.paths, current), "exports"));
    expect(readlinkSync(world.paths.currentSite)).toBe(join(world.paths.releases, current));
    expect(await world.broken()).toEqual([]);
    expect((await night(world)).record.outcome).toBe("unchanged");
  });

  it("sets aside what stands in a public place and is not its own, and never removes it", async () => {
    const world = made();
    mkdirSync(world.paths.exports, { recursive: true });
    writeFileSync(join(world.paths.exports, "mine.csv"), "x");
    world.drop("a.txt", "tháng 1");
    await night(world);
    expect(readFileSync(join(`${world.paths.exports}.set-aside-1`, "mine.csv"), "utf8")).toBe("x");
    expect(await world.broken()).toEqual([]);
  });

  it("goes on from a backup that followed links", async () => {
    const world = made();
    world.drop("a.txt", "tháng 1");
    await night(world);
    const current = (await readPointer(quickFiles, world.paths))!;
    rmSync(pointerPath(world.paths));
    mkdirSync(join(pointerPath(world.paths), "exports"), { recursive: true });
    for (const name of ["manifest.json", "warehouse.duckdb"]) {
      writeFileSync(
        join(pointerPath(world.paths), name),
        readFileSync(join(generationFolder(world.paths, current), name)),
      );
    }
    world.drop("b.txt", "tháng 2");
    await night(world);
    expect(await world.broken()).toEqual([]);
    expect(readdirSync(world.paths.generations).filter((name) => name.startsWith("."))).toEqual([]);
  });

  it("stops with a sentence when an archived report is not what it was", async () => {
    const world = made();
    world.drop("a.txt", "tháng 1");
    await night(world);
    const [name] = readdirSync(world.paths.archive).filter((each) => each.length === 64);
    writeFileSync(join(world.paths.archive, name!), "something else");
    await expect(night(world, { fresh: true })).rejects.toMatchObject({ code: "archive_damaged" });
    expect((await world.broken()).filter((each) => !each.includes("lost"))).toEqual([]);
  });
});
