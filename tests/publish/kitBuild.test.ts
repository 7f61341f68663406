import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newIndicator, newLocality, newScenario } from "../../pipelines/publish/kit.ts";
import { type WardWorkplace, wards, workplaceOf } from "./wards.ts";

let place: WardWorkplace;
const ward = `${wards.first.kind} ${wards.first.name}`;

beforeAll(() => {
  place = workplaceOf(["first"], (data) => {
    const folders = { reference: join(data, "reference"), scenarios: join(data, "scenarios") };
    newLocality(ward, folders);
    newIndicator("Số cây bịa trồng mới", folders);
    const { file } = newScenario("Phấn đấu bịa", folders);
    // The one thing that its author must say: the year, which is that of the shipped example.
    writeFileSync(file, readFileSync(file, "utf8").replace(/^year: \d+$/m, "year: 2027"));
  });
}, 120_000);

afterAll(() => place?.remove());

const rows = (sql: string) =>
  JSON.parse(place.kichban("query", sql, "--format", "json").stdout) as Record<string, unknown>[];

test("what the kit writes is read, modelled and counts at once", () => {
  expect(place.kichban("scenario", "check").status).toBe(0);
  expect(
    rows(
      "select scenario_id, indicator_count > 0 as has_paths from marts.scenarios where not is_reported and scenario_id like 'phan-dau-bia%' and is_latest",
    ),
  ).toEqual([{ scenario_id: "phan-dau-bia", has_paths: true }]);
  // A locality that is listed is no longer asked about.
  expect(rows("select rule from marts.findings where rule = 'unknown_locality'")).toEqual([]);
  expect(rows("select distinct locality from marts.reports")).toEqual([{ locality: ward }]);
}, 60_000);
