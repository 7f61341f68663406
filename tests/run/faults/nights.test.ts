import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { EXIT, UserError } from "../../../pipelines/errors.ts";
import { readPointer } from "../../../pipelines/run/pointer.ts";
import { readRecords } from "../../../pipelines/run/record.ts";
import { rollback } from "../../../pipelines/run/rollback.ts";
import { performRun } from "../../../pipelines/run/run.ts";
import { abandonLock } from "./campaign.ts";
import { type FaultMode, faultModes, faultyFiles } from "./faultyFiles.ts";
import { quickFiles } from "./quickFiles.ts";
import { World } from "./world.ts";

function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

const nightly = { goal: "nightly", command: "nightly" } as const;

it("keeps its promises through a year of nights with outages, overlaps, rollbacks, new versions and a clock set back", async () => {
  const world = new World();
  const next = sequence(2026);
  const seen = { outages: 0, overlaps: 0, unchanged: 0, failures: 0, rollbacks: 0 };
  try {
    for (let day = 1; day <= 365; day++) {
      world.clock = new Date(world.clock.getTime() + 24 * 3_600_000);
      // The office's clock battery dies, and is set right again two weeks later.
      if (day === 120) world.clock = new Date("2020-01-01T19:00:00.000Z");
      if (day === 134) world.clock = new Date("2026-05-15T19:00:00.000Z");
      if (next() < 0.3) world.drop(`ngay-${day}.txt`, `báo cáo ${day}`);
      if (next() < 0.05) world.drop(`lai-${day}.txt`, `báo cáo ${Math.ceil(day / 2)}`);
      if (next() < 0.03) world.drop(`hong-${day}.txt`, `BAD ${day}`);
      if (next() < 0.02) world.fingerprints = { ...world.fingerprints, readers: `r${day}` };
      if (next() < 0.02) world.fingerprints = { ...world.fingerprints, site: `s${day}` };
      if (next() < 0.15) await outage(world, next, seen);
      await night(world, seen, next() < 0.05);
      if (next() < 0.01 && readdirSync(world.paths.generations).length > 3) {
        await rollback(world.context(), undefined);
        seen.rollbacks++;
      }
      expect(await world.broken(), `night ${day}`).toEqual([]);
    }
    const records = await readRecords(quickFiles, world.paths);
    expect(records.map((record) => record.run_id)).toEqual([...records.map((record) => record.run_id)].sort());
    expect(seen.failures).toBe(0);
    for (const kind of ["outages", "overlaps", "unchanged", "rollbacks"] as const)
      expect(seen[kind], kind).toBeGreaterThan(2);

    // A year of that, or all files at once in a new place: the same exports.
    const other = new World();
    try {
      for (const folder of [world.paths.archive, world.paths.quarantine]) {
        for (const entry of readdirSync(folder, { withFileTypes: true })) {
          if (entry.isFile() && !entry.name.endsWith(".json"))
            other.drop(entry.name, readFileSync(`${folder}/${entry.name}`, "utf8"));
        }
      }
      await performRun(other.context(), nightly);
      await performRun(world.context(), { ...nightly, fresh: true });
      expect(world.exportHashes()).toEqual(other.exportHashes());
    } finally {
      other.remove();
    }
  } finally {
    world.remove();
  }
}, 600_000);

async function outage(world: World, next: () => number, seen: { outages: number }): Promise<void> {
  const mode = faultModes[Math.floor(next() * faultModes.length)] as FaultMode;
  const { files, step } = faultyFiles({
    mode,
    at: 1 + Math.floor(next() * 200),
    luck: next(),
    scratch: `${world.folder}/scratch`,
  });
  await performRun(world.context(files, step), nightly).catch(() => {
    seen.outages++;
  });
  await abandonLock(world);
}

async function night(
  world: World,
  seen: { overlaps: number; unchanged: number; failures: number },
  overlaps: boolean,
): Promise<void> {
  const first = performRun(world.context(), nightly);
  if (overlaps) {
    const second = await performRun(world.context(), nightly).catch((error: unknown) => error);
    if (second instanceof UserError && second.exitCode === EXIT.locked) seen.overlaps++;
  }
  const result = await first.catch((error: unknown) => {
    // The other starter may have been the quicker one.
    if (overlaps && error instanceof UserError && error.exitCode === EXIT.locked) return null;
    seen.failures++;
    throw error;
  });
  if (result?.record.outcome === "unchanged") seen.unchanged++;
  expect(await readPointer(quickFiles, world.paths)).not.toBeNull();
}
