/**
 * Nights one after another, each building on the one before, against builds from nothing: after each night every exported file and
 * every table has to be what a rebuild from the archive alone gives. All data is invented. More nights: `KICHBAN_NIGHTS=50`.
 */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { workplacePaths } from "../../pipelines/paths.ts";
import { differingTables } from "../../pipelines/run/compare.ts";
import type { Said } from "../../pipelines/run/context.ts";
import { realContext } from "../../pipelines/run/realContext.ts";
import { performRun, type RunOptions } from "../../pipelines/run/run.ts";
import { Rng } from "../generator/rng.ts";
import { correctionOf, parsedReport, reportText, type WardReport, writeScenarios } from "../models/province.ts";
import { exportHashes } from "./faults/realRuns.ts";

const seed = "nights";
const nights = Number(process.env.KICHBAN_NIGHTS ?? 0);
const root = mkdtempSync(join(tmpdir(), "kichban-incremental-"));
afterAll(() => rmSync(root, { recursive: true, force: true, maxRetries: 5 }));

/** A run with the real stages, but for the site, which is one page. */
async function run(folder: string, more: Partial<RunOptions> = {}) {
  const notes: Said[] = [];
  const context = realContext(workplacePaths(folder), { stage() {}, progress() {}, note: (said) => notes.push(said) });
  const buildSite = async ({ outputFolder }: { outputFolder: string }) => {
    mkdirSync(outputFolder, { recursive: true });
    writeFileSync(join(outputFolder, "index.html"), "<!doctype html>\n");
  };
  try {
    const stages = { ...context.stages, buildSite };
    const options = { goal: "nightly", command: "nightly", ...more } as const;
    const { record } = await performRun({ ...context, stages, settleMs: 0 }, options);
    return { outcome: record.outcome, localities: localitiesBuilt(folder) };
  } finally {
    await context.stages.close();
  }
}

/** What the log says of how the models were built last: how many localities, or all. */
function localitiesBuilt(folder: string): number | "all" | null {
  const logs = join(folder, "logs");
  const lines = readdirSync(logs)
    .sort()
    .flatMap((name) => readFileSync(join(logs, name), "utf8").trim().split("\n"))
    .map((line) => JSON.parse(line) as { localities?: number | "all" })
    .filter(({ localities }) => localities !== undefined);
  return lines.at(-1)?.localities ?? null;
}

/** The same from nothing: archive, receipts and people's files alone. */
async function rebuilt(folder: string): Promise<string> {
  const other = mkdtempSync(join(root, "rebuilt-"));
  for (const name of ["archive", "overrides", "scenarios", "reference"]) {
    if (existsSync(join(folder, name))) cpSync(join(folder, name), join(other, name), { recursive: true });
  }
  await run(other, { fresh: true, named: [], command: "rebuild" });
  return other;
}

class Workplace {
  readonly folder = mkdtempSync(join(root, "workplace-"));
  readonly #rng: Rng;
  #files = 0;
  readonly #held: WardReport[] = [];
  #hasOverride = false;

  constructor(name: string) {
    this.#rng = new Rng(name);
    writeScenarios(join(this.folder, "scenarios"), 5);
  }

  drop(report: WardReport): void {
    const inbox = join(this.folder, "inbox");
    mkdirSync(inbox, { recursive: true });
    writeFileSync(join(inbox, `bao-cao-${++this.#files}.txt`), reportText(seed, report));
    this.#held.push(report);
  }

  /** What a night may find, by name. */
  readonly news: Record<string, () => Promise<void> | void> = {
    "a ward's next month": () => {
      const { ward } = this.#rng.pick(this.#held);
      const last = Math.max(...this.#held.filter((one) => one.ward === ward).map(({ month }) => month));
      this.drop({ ward, month: Math.min(12, last + 1) });
    },
    "a corrected issue": () => {
      const { ward, month } = this.#rng.pick(this.#held);
      const issues = this.#held.filter((one) => one.ward === ward && one.month === month).length;
      this.drop({ ward, month, issue: issues + 1 });
    },
    "a new ward": () => this.drop({ ward: Math.max(...this.#held.map(({ ward }) => ward)) + 1, month: 2 }),
    "a file that came before": () => {
      writeFileSync(
        join(this.folder, "inbox", `lại-${++this.#files}.txt`),
        reportText(seed, this.#rng.pick(this.#held)),
      );
    },
    "another scenario": () => writeScenarios(join(this.folder, "scenarios"), this.#rng.int(1, 30)),
    "a person's correction": async () => {
      const folder = join(this.folder, "overrides");
      mkdirSync(folder, { recursive: true });
      if (this.#hasOverride) rmSync(join(folder, "sửa.yaml"));
      else {
        const parsed = await parsedReport("x.txt", reportText(seed, this.#rng.pick(this.#held)));
        writeFileSync(join(folder, "sửa.yaml"), correctionOf(parsed));
      }
      this.#hasOverride = !this.#hasOverride;
    },
    nothing: () => {},
  };

  async expectSameAsRebuilt(): Promise<void> {
    const other = await rebuilt(this.folder);
    expect(exportHashes(this.folder)).toEqual(exportHashes(other));
    const [one, two] = [workplacePaths(this.folder).warehouse, workplacePaths(other).warehouse];
    expect((await differingTables(one, two)).different).toEqual([]);
    rmSync(other, { recursive: true, force: true, maxRetries: 5 });
  }
}

it("each night gives what a rebuild gives, byte by byte, and computes only the wards that something came of", {
  timeout: 900_000,
}, async () => {
  const workplace = new Workplace("told");
  for (const ward of [0, 1, 2]) for (const month of [1, 2]) workplace.drop({ ward, month });
  expect(await run(workplace.folder)).toEqual({ outcome: "published", localities: "all" });
  const told: [string, { outcome: string; localities: number | "all" }][] = [
    ["a ward's next month", { outcome: "published", localities: 1 }],
    ["a corrected issue", { outcome: "published", localities: 1 }],
    ["another scenario", { outcome: "published", localities: "all" }],
    ["a new ward", { outcome: "published", localities: 1 }],
    ["nothing", { outcome: "unchanged", localities: 1 }],
    ["a person's correction", { outcome: "published", localities: "all" }],
    ["a corrected issue", { outcome: "published", localities: 1 }],
  ];
  for (const [name, expected] of told) {
    await workplace.news[name]!();
    expect([name, await run(workplace.folder)]).toEqual([name, expected]);
    // What is computed whole needs no proof of its own; the nights that build on it do.
    if (expected.localities !== "all") await workplace.expectSameAsRebuilt();
  }
});

it.runIf(nights > 0)("any sequence of nights gives what a rebuild gives", { timeout: 60_000 * nights }, async () => {
  const rng = new Rng("any nights");
  const workplace = new Workplace("any");
  for (const ward of [0, 1, 2]) workplace.drop({ ward, month: 1 });
  await run(workplace.folder);
  const seen: string[] = [];
  for (let night = 0; night < nights; night++) {
    for (let news = rng.int(1, 2); news > 0; news--) {
      const name = rng.pick(Object.keys(workplace.news));
      seen.push(name);
      await workplace.news[name]!();
    }
    const result = await run(workplace.folder);
    console.log(`night ${night + 1}: ${seen.splice(0).join(", ")}: ${result.outcome}, localities ${result.localities}`);
    await workplace.expectSameAsRebuilt();
  }
});
