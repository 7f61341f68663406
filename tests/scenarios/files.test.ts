import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { expandScenarios } from "../../pipelines/scenarios/expand.ts";
import { scenarioNotices } from "../../pipelines/scenarios/notices.ts";
import { type KnownIndicator, type KnownProject, readScenarios } from "../../pipelines/scenarios/read.ts";
import { faults, money, scenario, shares } from "./faultyFiles.ts";

const known = new Map<string, KnownIndicator>(
  [
    { indicator_id: "budget-revenue", unit: "million_vnd", measure: "flow" as const },
    { indicator_id: "insured-share", unit: "percent", measure: "rate" as const, lower_limit: 0, upper_limit: 100 },
    { indicator_id: "new-rooms", unit: "room", measure: "flow" as const, lower_limit: 0, upper_limit: null },
  ].map((indicator) => [indicator.indicator_id, indicator]),
);

const projects: KnownProject[] = [
  { locality_id: "w", project_id: "duong-truc-chinh", group_code: "A" },
  { locality_id: "w", project_id: "truong-hoc", group_code: "B" },
];

function folderWith(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), "kichban-scenarios-"));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

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

  for (const [fault, indicators, line, vi, en] of faults) {
    it(`with ${fault} are refused by file, line and mend in both languages, and the others stand`, () => {
      const folder = folderWith({ "a.yaml": scenario(indicators), "good.yaml": scenario(shares, "good") });
      const { scenarios, refused } = readScenarios(folder, known, projects);
      expect(scenarios.map((entry) => entry.scenario.id)).toEqual(["good"]);
      expect(refused).toHaveLength(1);
      const [english, vietnamese] = [refused[0]?.message ?? "", refused[0]?.messageVi ?? ""];
      expect(english).toMatch(en);
      expect(vietnamese).toMatch(vi);
      expect(english.startsWith(`${join(folder, "a.yaml")}, line ${line}: `), english).toBe(true);
      expect(vietnamese.startsWith(`${join(folder, "a.yaml")}, dòng ${line}: `), vietnamese).toBe(true);
    });
  }

  it("may name any project as long as no report has told of one, and those of another locality never", () => {
    const named = money("      - project: duong-truc-chinh\n        targets: [{by: 2027-12-31, vnd: 5}]\n");
    const folder = folderWith({ "a.yaml": scenario(shares + named) });
    expect(readScenarios(folder, known, []).refused).toEqual([]);
    expect(readScenarios(folder, known, projects).refused).toEqual([]);
    const elsewhere = scenario(shares + named).replace("year: 2027", "year: 2027\nlocality: other");
    const others = [...projects, { locality_id: "other", project_id: "cau-moi", group_code: "A" }];
    expect(readScenarios(folderWith({ "a.yaml": elsewhere }), known, others).refused).toHaveLength(1);
  });

  it("with a version twice are refused", () => {
    const version = scenario(shares).slice(scenario(shares).indexOf("  - version"));
    const { refused } = readScenarios(folderWith({ "a.yaml": scenario(shares) + version }), known);
    expect(refused[0]?.message).toMatch(/line 13: version 1 stands twice; number them 1, 2, 3/);
    expect(refused[0]?.messageVi).toMatch(/dòng 13: phiên bản 1 có hai lần; hãy đánh số/);
  });

  it.each([
    ["of the year", [{ locality_id: "w", year: 2027 }], null],
    [
      "of another year",
      [{ locality_id: "w", year: 2026 }],
      /năm 2027, nhưng chưa có báo cáo nào trong năm ấy \(hiện có: 2026\)/,
    ],
    ["at all", [], /hiện chưa có báo cáo nào/],
  ] as const)("say whether reports %s are held to compare with", (_held, held, expected) => {
    const { scenarios } = readScenarios(folderWith({ "a.yaml": scenario(shares) }), known);
    const notices = scenarios.flatMap((entry) => scenarioNotices(entry.scenario, held));
    if (expected === null) expect(notices).toEqual([]);
    else expect(notices[0]?.vi).toMatch(expected);
  });

  it("of one id are told apart: the second is refused", () => {
    const { scenarios, refused } = readScenarios(
      folderWith({ "a.yaml": scenario(shares), "b.yaml": scenario(shares) }),
      known,
    );
    expect(scenarios).toHaveLength(1);
    expect(refused[0]?.message).toMatch(/b\.yaml, line 1: a\.yaml has the id "stretch" already/);
    expect(refused[0]?.messageVi).toMatch(/b\.yaml, dòng 1: tệp a\.yaml đã có mã "stretch"; hãy đặt mã khác/);
  });

  it("may not call themselves the reports' own", () => {
    const { refused } = readScenarios(folderWith({ "a.yaml": scenario(shares, "reported") }), known);
    expect(refused[0]?.message).toMatch(/the reports' own scenario/);
    expect(refused[0]?.messageVi).toMatch(/kịch bản của chính các báo cáo; hãy chọn mã khác/);
  });
});
