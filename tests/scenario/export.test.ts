import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { targetPath } from "../../pipelines/scenarios/expand.ts";
import { type KnownIndicator, readScenarios } from "../../pipelines/scenarios/read.ts";
import type { IndicatorAnswer } from "../../src/scenario/answer.ts";
import { scenarioYaml } from "../../src/scenario/export.ts";
import { phaseByShares, sharesOf } from "../../src/scenario/phasing.ts";
import { round6 } from "../../src/scenario/round.ts";
import { type PathRow, runScenario } from "../../src/scenario/run.ts";
import { type Deltas, type Measure, noDeltas } from "../../src/scenario/types.ts";

const folder = mkdtempSync(join(tmpdir(), "kichban-export-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const about = {
  id: "thu-mot",
  titleVi: 'Thử: "một" # hai',
  titleEn: "Try: one",
  year: 2027,
  localityId: "w",
  decided: "2027-03-12",
  note: "{x}: [y]",
};

function answer(measure: Measure, rows: PathRow[], deltas: Deltas): IndicatorAnswer {
  const nature = { measure, direction: "higher" as const, lower_limit: null, upper_limit: null };
  return { indicator_id: "i", name: "I", unit: "million_vnd", ...nature, ...runScenario(rows, nature, deltas, 3) };
}

function rowsOf(path: { month: number; target_month: number | null; target_to_date: number | null }[]): PathRow[] {
  const yearTarget = path.at(-1)?.target_to_date ?? null;
  return path.map((point) => ({
    ...point,
    month: `2027-${String(point.month).padStart(2, "0")}-01`,
    basis: "reported",
    is_anchored: true,
    year_target: yearTarget,
    year_target_operator: "=",
    actual_month: null,
    actual_to_date: null,
  }));
}

/** Reads an exported file as the pipeline does, and gives its path again. */
function readBack(measure: Measure, yaml: string) {
  const known = new Map<string, KnownIndicator>([["i", { indicator_id: "i", unit: "million_vnd", measure }]]);
  writeFileSync(join(folder, "one.yaml"), yaml);
  const { scenarios, refused } = readScenarios(folder, known);
  expect(refused.map((error) => error.message)).toEqual([]);
  const target = scenarios[0]?.scenario.versions[0]?.indicators[0];
  return target ? targetPath(target, measure) : null;
}

const figures = (
  path: readonly { month: number; target_month: number | null; target_to_date: number | null }[] | null,
) => path?.map(({ month, target_month, target_to_date }) => ({ month, target_month, target_to_date }));

describe("an exported scenario", () => {
  const weights = fc
    .array(fc.integer({ min: 1, max: 1000 }), { minLength: 12, maxLength: 12 })
    .map((list) => sharesOf(list));
  const deltas = fc.record({
    growth_pct: fc.integer({ min: -60, max: 120 }).map((value) => value / 2),
    tilt_pct: fc.integer({ min: -90, max: 90 }),
    slippage_months: fc.integer({ min: 0, max: 11 }),
    pace_pct: fc.constant(100),
  });
  const target = fc.integer({ min: 1, max: 9_000_000 }).map((value) => value / 4);

  it("of a flow is read by the pipeline as the same path, month for month, under any deltas", () => {
    fc.assert(
      fc.property(weights, target, deltas, (shares, yearTarget, delta) => {
        const one = answer("flow", rowsOf(phaseByShares("flow", yearTarget, shares)), delta);
        const { yaml, leftOut } = scenarioYaml([one], about);
        expect(leftOut).toEqual([]);
        expect(figures(readBack("flow", yaml))).toEqual(figures(one.path));
      }),
      { numRuns: 60 },
    );
  });

  it("of a level is read as the same path, where its beginning is unknown too", () => {
    fc.assert(
      fc.property(weights, target, deltas, (shares, yearTarget, delta) => {
        const path = phaseByShares("rate", yearTarget, shares).map((point) =>
          point.month < 3 ? { ...point, target_month: null, target_to_date: null } : point,
        );
        const one = answer("rate", rowsOf(path), delta);
        const { yaml, leftOut } = scenarioYaml([one], about);
        if (one.path[11]?.target_to_date === null) {
          expect(leftOut).toEqual([{ indicator_id: "i", reason: "no_year_target" }]);
          return;
        }
        expect(figures(readBack("rate", yaml))).toEqual(figures(one.path));
      }),
      { numRuns: 40 },
    );
  });

  it("keeps a report's own sums where its rounded months don't add up to them", () => {
    const path = phaseByShares("flow", 1200, sharesOf(Array(12).fill(1)));
    const rounded = path.map((point) => ({
      ...point,
      target_to_date: point.month === 12 ? 1200 : round6((point.target_to_date as number) + 0.3),
    }));
    const one = answer("flow", rowsOf(rounded), noDeltas);
    const { yaml } = scenarioYaml([one], about);
    expect(yaml).toContain("to_date:");
    expect(figures(readBack("flow", yaml))).toEqual(figures(one.path));
  });

  it("leaves out, by name, what the reader would refuse", () => {
    const path = phaseByShares("flow", 1200, sharesOf(Array(12).fill(1)));
    const unknown = path.map((point) =>
      point.month === 5 ? { ...point, target_month: null, target_to_date: null } : point,
    );
    const apart = path.map((point) => (point.month === 5 ? { ...point, target_to_date: 900 } : point));
    const endless = path.map((point) => (point.month === 12 ? { ...point, target_to_date: null } : point));
    const reasons = [unknown, apart, endless].map(
      (each) => scenarioYaml([answer("flow", rowsOf(each), noDeltas)], about).leftOut[0]?.reason,
    );
    expect(reasons).toEqual(["months_unknown", "sums_differ", "no_year_target"]);
  });
});
