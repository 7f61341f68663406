import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { expandScenarios } from "../../pipelines/scenarios/expand.ts";
import { type KnownIndicator, readScenarios } from "../../pipelines/scenarios/read.ts";

const known = new Map<string, KnownIndicator>(
  [
    { indicator_id: "budget-revenue", unit: "million_vnd", measure: "flow" as const },
    { indicator_id: "insured-share", unit: "percent", measure: "rate" as const },
  ].map((indicator) => [indicator.indicator_id, indicator]),
);

function folderWith(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), "kichban-scenarios-"));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

const scenario = (indicator: string, id = "stretch") => `id: ${id}
title: {vi: Phấn đấu, en: Stretch}
year: 2027
versions:
  - version: 1
    decided: 2027-01-05
    indicators:
${indicator}`;

const shares = `      - indicator: budget-revenue
        unit: million_vnd
        year_target: 1200
        phasing:
          shares: [5, 5, 10, 10, 10, 10, 10, 10, 10, 10, 5, 5]
`;

describe("scenario files", () => {
  it("become twelve points that end at the year's target", () => {
    const { scenarios, refused } = readScenarios(folderWith({ "a.yaml": scenario(shares) }), known);
    expect(refused).toEqual([]);
    const { scenario_points: points } = expandScenarios(
      scenarios.map((entry) => entry.scenario),
      known,
    );
    expect(points.map((point) => point.target_to_date)).toEqual([
      60, 120, 240, 360, 480, 600, 720, 840, 960, 1080, 1140, 1200,
    ]);
    expect(points[0]).toMatchObject({ month: "2027-01-01", method: "shares", unit: "million_vnd", version: 1 });
  });

  const cases: { fault: string; indicator: string; sentence: RegExp }[] = [
    {
      fault: "an unknown indicator",
      indicator: shares.replace("budget-revenue", "budget-revenu"),
      sentence: /a\.yaml, line 8: no indicator is called "budget-revenu"; the nearest known one is "budget-revenue"/,
    },
    {
      fault: "another unit",
      indicator: shares.replace("million_vnd", "percent"),
      sentence: /line 9: .*counted in million_vnd, not in percent/,
    },
    {
      fault: "shares that do not add up",
      indicator: shares.replace("[5,", "[6,"),
      sentence: /line 12: the twelve shares add up to 101; they must make 1 or 100/,
    },
    {
      fault: "months that do not add up",
      indicator: shares.replace(
        /shares: .*/,
        "months: {1: 100, 2: 100, 3: 100, 4: 100, 5: 100, 6: 100, 7: 100, 8: 100, 9: 100, 10: 100, 11: 100, 12: 101}",
      ),
      sentence: /line 12: the months add up to 1201, the year's target is 1200/,
    },
    {
      fault: "a missing month of a flow",
      indicator: shares.replace(/shares: .*/, "months: {1: 1200}"),
      sentence: /months 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 are missing/,
    },
    {
      fault: "a rule on a scenario that is not there",
      indicator: shares.replace(/shares: .*/, "rule: {on: elsewhere, growth_pct: 10}").replace(/ *year_target.*\n/, ""),
      sentence: /there is no scenario "elsewhere" to stand on/,
    },
    {
      fault: "a rule on itself",
      indicator: shares.replace(/shares: .*/, "rule: {on: stretch, growth_pct: 10}").replace(/ *year_target.*\n/, ""),
      sentence: /stretch → stretch is a ring/,
    },
    {
      fault: "no year target",
      indicator: shares.replace(/ *year_target.*\n/, ""),
      sentence: /year_target is missing/,
    },
    {
      fault: "an unknown key",
      indicator: shares.replace("year_target: 1200", "year_target: 1200\n        yeartarget: 1"),
      sentence: /line 8: .*yeartarget/,
    },
  ];
  for (const { fault, indicator, sentence } of cases) {
    it(`with ${fault} are refused by file, line and mend, and the others stand`, () => {
      const folder = folderWith({ "a.yaml": scenario(indicator), "good.yaml": scenario(shares, "good") });
      const { scenarios, refused } = readScenarios(folder, known);
      expect(scenarios.map((entry) => entry.scenario.id)).toEqual(["good"]);
      expect(refused).toHaveLength(1);
      expect(refused[0]?.message).toMatch(sentence);
    });
  }

  it("of one id are told apart: the second is refused", () => {
    const { scenarios, refused } = readScenarios(
      folderWith({ "a.yaml": scenario(shares), "b.yaml": scenario(shares) }),
      known,
    );
    expect(scenarios).toHaveLength(1);
    expect(refused[0]?.message).toMatch(/b\.yaml, line 1: a\.yaml has the id "stretch" already/);
  });

  it("may not call themselves the reports' own", () => {
    const { refused } = readScenarios(folderWith({ "a.yaml": scenario(shares, "reported") }), known);
    expect(refused[0]?.message).toMatch(/the reports' own scenario/);
  });
});
