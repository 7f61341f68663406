/** One trial: a workplace in some state, a run with one fault, the promises, and then an unattended run without a fault. */
import { basename, dirname, join } from "node:path";
import type { RunFiles } from "../../../pipelines/run/files.ts";
import { performRun } from "../../../pipelines/run/run.ts";
import { type FaultPlan, faultyFiles, SimulatedStop } from "./faultyFiles.ts";
import { quickFiles } from "./quickFiles.ts";
import { World } from "./world.ts";

export interface Scenario {
  name: string;
  /** What stands before the night in question. */
  before(world: World): Promise<void>;
  /** What has come in since. */
  arrive(world: World): void;
}

const night = async (world: World) => {
  await performRun(world.context(), { goal: "nightly", command: "nightly" });
};

/** A night that is cut off when its generation is whole and nothing leads to it yet. */
async function nightBeforeSwitch(world: World): Promise<void> {
  let isDead = false;
  const files = Object.fromEntries(
    Object.entries(quickFiles).map(([name, method]) => [
      name,
      async (...parameters: unknown[]) => {
        isDead ||= name === "symbolicLink" && basename(String(parameters[1])) === ".warehouse.duckdb.partial";
        if (isDead) throw new SimulatedStop("cut off before the switch");
        return (method as (...given: unknown[]) => Promise<unknown>)(...parameters);
      },
    ]),
  ) as unknown as RunFiles;
  await performRun(world.context(files), { goal: "nightly", command: "nightly" }).catch(() => {});
  if (!isDead) throw new Error("the night was not cut off");
  await abandonLock(world);
}

export const scenarios: Scenario[] = [
  {
    name: "the first night",
    async before() {},
    arrive(world) {
      world.drop("a.txt", "tháng 1");
      world.drop("b.txt", "tháng 2");
    },
  },
  {
    name: "after a first night that was cut off before its switch",
    async before(world) {
      world.drop("a.txt", "tháng 1");
      await nightBeforeSwitch(world);
    },
    arrive(world) {
      world.drop("b.txt", "tháng 2");
    },
  },
  {
    name: "a new report, a duplicate and a bad file",
    async before(world) {
      world.drop("a.txt", "tháng 1");
      await night(world);
    },
    arrive(world) {
      world.drop("phường/b.txt", "tháng 2");
      world.drop("again.txt", "tháng 1");
      world.drop("c.txt", "BAD");
    },
  },
  {
    name: "another reader, and a file in quarantine",
    async before(world) {
      world.drop("a.txt", "tháng 1");
      world.drop("c.txt", "BAD");
      await night(world);
      world.drop("b.txt", "tháng 2");
      await night(world);
    },
    arrive(world) {
      world.fingerprints = { ...world.fingerprints, readers: "r2", models: "m2" };
    },
  },
  {
    name: "many generations, so that the oldest go",
    async before(world) {
      for (const number of [1, 2, 3, 4]) {
        world.drop(`${number}.txt`, `tháng ${number}`);
        await night(world);
      }
    },
    arrive(world) {
      world.drop("5.txt", "tháng 5");
    },
  },
];

/** What a night without faults gives: how many calls it makes, and the hashes that every other must reach. */
export async function undisturbed(scenario: Scenario): Promise<{ calls: number; exports: Record<string, string> }> {
  const world = new World();
  try {
    await scenario.before(world);
    scenario.arrive(world);
    const { files, calls, step } = faultyFiles(null);
    await performRun(world.context(files, step), { goal: "nightly", command: "nightly" });
    return { calls: calls(), exports: world.exportHashes() };
  } finally {
    world.remove();
  }
}

/**
 * What went wrong in one trial; nothing, if every promise held.
 * @param plans a fault for each of the nights that come before the good one
 */
export async function trial(scenario: Scenario, plans: FaultPlan[], wanted: Record<string, string>): Promise<string[]> {
  const world = new World();
  try {
    await scenario.before(world);
    scenario.arrive(world);
    const wrong: string[] = [];
    for (const [number, plan] of plans.entries()) {
      const { files, step } = faultyFiles({ ...plan, scratch: join(world.folder, `scratch-${number}`) });
      await performRun(world.context(files, step), { goal: "nightly", command: "nightly" }).catch(() => {});
      wrong.push(...(await world.broken()).map((each) => `after fault ${number + 1}: ${each}`));
      await abandonLock(world);
    }
    await night(world).catch((error: Error) => wrong.push(`the next night failed: ${error.message}`));
    wrong.push(...(await world.broken()).map((each) => `after the next night: ${each}`));
    if (wrong.length === 0 && JSON.stringify(world.exportHashes()) !== JSON.stringify(wanted))
      wrong.push("other exports");
    return wrong;
  } finally {
    world.remove();
  }
}

/** A stopped run leaves its lock with this living process's name on it: it is given the name of one that is gone. */
export async function abandonLock(world: World): Promise<void> {
  const { readdirSync, readFileSync, writeFileSync } = await import("node:fs");
  const folder = dirname(world.paths.lock);
  for (const name of readdirSync(folder)) {
    const isLock = name.startsWith(basename(world.paths.lock)) && !/\.(partial|now)$/.test(name);
    if (!isLock) continue;
    const path = join(folder, name);
    const holder = JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;
    writeFileSync(path, JSON.stringify({ ...holder, pid: 2 ** 22 + 1, incarnation: "gone" }));
  }
}
