import { beforeAll, describe, expect, it } from "vitest";
import { generateReport, generateYear } from "../generator/report.ts";
import { Rng } from "../generator/rng.ts";
import { isAt } from "./attribute.ts";
import { planters } from "./index.ts";
import { monthsPlanters } from "./kinds/months.ts";
import { type PlantRun, runPlants } from "./run.ts";
import { printTally, tallyByKind } from "./tally.ts";

const kinds = Object.entries(planters);

describe.each(kinds)("planting %s", (kind, plant) => {
  const results = Array.from({ length: 12 }, (_, seed) => {
    const report = generateReport(seed);
    const before = structuredClone(report.printed);
    return { report, before, planted: plant(report, new Rng(`${kind} ${seed}`)) };
  });

  it("has a place in some report, changes it, and says where", () => {
    const planted = results.flatMap((result) => result.planted ?? []);
    expect(planted.length).toBeGreaterThan(0);
    for (const { label } of planted) {
      expect(label.kind).toBe(kind);
      expect(label.after).not.toBe(label.before);
      expect(label.families.length).toBeGreaterThan(0);
    }
  });

  it("leaves the clean report as it was", () => {
    for (const { report, before, planted } of results) {
      expect(report.printed).toEqual(before);
      if (planted) expect(planted.printed).not.toEqual(before);
    }
  });
});

describe.each(Object.entries(monthsPlanters))("planting %s", (kind, plant) => {
  it("changes the newest of three months, says where, and leaves the clean months as they were", () => {
    const planted = Array.from({ length: 8 }, (_, seed) => {
      const { reports } = generateYear(seed, { months: [2, 3, 4] });
      const before = structuredClone(reports);
      const result = plant(reports, new Rng(`${kind} ${seed}`));
      expect(reports).toEqual(before);
      if (result) expect(result.printed.at(-1)).not.toEqual(reports.at(-1)?.printed);
      return result;
    }).flatMap((result) => result ?? []);
    expect(planted.length).toBeGreaterThan(0);
    for (const { printed, label } of planted) {
      expect(printed).toHaveLength(3);
      expect(label).toMatchObject({ kind });
      expect(label.after).not.toBe(label.before);
    }
  });
});

/** Some hundreds of plants, in this process; the whole proof is main.ts, and what it printed is in README.md. */
describe("the careful reader", () => {
  const bases = Array.from({ length: 8 }, (_, index) => index);
  let run: PlantRun;

  beforeAll(async () => {
    run = await runPlants(bases);
  }, 600_000);

  it("says `error` of nothing on a clean report", () => {
    expect(run.cleanErrors).toEqual([]);
  });

  it("finds at least 95 % of what the report's own figures prove", () => {
    const provable = tallyByKind(run).filter((tally) => tally.provable);
    const planted = provable.reduce((sum, tally) => sum + tally.planted, 0);
    const found = provable.reduce((sum, tally) => sum + tally.found, 0);
    expect(planted).toBeGreaterThan(250);
    expect(found / planted, printTally(run)).toBeGreaterThanOrEqual(0.95);
  });

  it("finds something of every provable kind", () => {
    const blind = tallyByKind(run).filter((tally) => tally.provable && tally.found === 0);
    expect(blind.map(({ kind }) => kind)).toEqual([]);
  });

  it("tells the errors of one report apart", () => {
    expect(run.plantedReports).toBeLessThan(run.results.length / 2.5);
    for (const { label, fresh } of run.results) {
      const astray = fresh.filter((found) => found.severity === "error" && !isAt(label, found));
      expect(astray, label.kind).toEqual([]);
    }
  });

  it("says `error` where the error is", () => {
    const tallies = tallyByKind(run);
    const errors = tallies.reduce((sum, tally) => sum + tally.errors, 0);
    const atPlant = tallies.reduce((sum, tally) => sum + tally.errorsAtPlant, 0);
    expect(atPlant / errors, printTally(run)).toBeGreaterThanOrEqual(0.95);
  });
});
