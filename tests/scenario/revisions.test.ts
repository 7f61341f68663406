import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { projectFolder } from "../../pipelines/paths.ts";
import { type JsonRow, queryRows } from "../../pipelines/warehouse/query.ts";
import { revisionTable } from "../../src/components/revisions.ts";
import type { Page } from "../../src/lib/page.ts";
import { Places } from "../../src/lib/places.ts";
import type { ScenarioAnswer } from "../../src/scenario/answer.ts";

/** Invented reports of an invented commune whose plans change: see tests/fixtures/revisions. */
const data = mkdtempSync(join(tmpdir(), "kichban-revisions-"));

function kichban(...words: string[]): string {
  const command = [join(projectFolder, "pipelines", "kichban.mjs"), ...words, "--data", data, "--lang", "en"];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: "utf8" });
  if (status !== 0) throw new Error(`kichban ${words[0]} ended with ${status}: ${stderr}`);
  return stdout;
}

beforeAll(() => {
  mkdirSync(join(data, "inbox"));
  const fixtures = join(projectFolder, "tests", "fixtures");
  cpSync(join(fixtures, "reports", "bao-cao-xa-thach-dien-thang-5.txt"), join(data, "inbox", "may.txt"));
  cpSync(join(fixtures, "revisions", "thang-5-phat-hanh-lai.txt"), join(data, "inbox", "may-again.txt"));
  cpSync(join(fixtures, "revisions", "thang-6-giao-lai-ke-hoach.txt"), join(data, "inbox", "june.txt"));
  for (const stage of ["ingest", "model"]) kichban(stage);
}, 300_000);
afterAll(() => rmSync(data, { recursive: true, force: true }));

async function query(sql: string): Promise<JsonRow[]> {
  return (await queryRows(join(data, "warehouse.duckdb"), sql)).rows;
}

describe("a plan that later reports change", () => {
  it("stays in both versions, each for the months in which it held", async () => {
    const versions = await query(`
      select indicator_id, version, plan_year, first_period::varchar as since, is_latest
      from marts.plan_versions
      where indicator_id in ('local_budget_revenue', 'poor_households', 'agriculture_output')
      order by indicator_id, version`);
    expect(versions).toEqual([
      { indicator_id: "agriculture_output", version: 1, plan_year: 61564, since: "2026-05-01", is_latest: true },
      { indicator_id: "local_budget_revenue", version: 1, plan_year: 98300, since: "2026-05-01", is_latest: false },
      { indicator_id: "local_budget_revenue", version: 2, plan_year: 105000, since: "2026-06-01", is_latest: true },
      { indicator_id: "poor_households", version: 1, plan_year: 54, since: "2026-05-01", is_latest: false },
      { indicator_id: "poor_households", version: 2, plan_year: 60, since: "2026-06-01", is_latest: true },
    ]);
  });

  it("splits the variance exactly into what the plan moved and what we did", async () => {
    // The original plan of June lies a seventh of the way from May's 47,748 to December's 98,300.
    const original = 47_748 + (98_300 - 47_748) / 7;
    const [revenue] = await query(
      "select * from marts.plan_revisions where indicator_id = 'local_budget_revenue' and month = '2026-06-01'",
    );
    expect(revenue).toMatchObject({
      original_year_target: 98_300,
      revised_year_target: 105_000,
      revised_target_to_date: 60_000,
      actual_to_date: 61_399,
      performance: 61_399 - 60_000,
    });
    expect(revenue?.original_target_to_date).toBeCloseTo(original, 5);
    expect(revenue?.plan_moved).toBeCloseTo(60_000 - original, 5);
    expect(revenue?.variance_against_original).toBeCloseTo(61_399 - original, 5);
    const rows = await query(`
      select indicator_id, plan_moved::decimal(38, 6) + performance::decimal(38, 6) = variance_against_original::decimal(38, 6) as is_whole,
        variance_against_original::decimal(38, 6) = actual_to_date::decimal(38, 6) - original_target_to_date::decimal(38, 6) as is_against_original
      from marts.plan_revisions`);
    expect(rows).toHaveLength(4);
    expect(rows.filter((row) => !row.is_whole || !row.is_against_original)).toEqual([]);
    expect(new Set(rows.map((row) => row.indicator_id))).toEqual(new Set(["local_budget_revenue", "poor_households"]));
  });

  it("leaves the months before it as they were planned", async () => {
    const may = await query("select plan_moved from marts.plan_revisions where month = '2026-05-01'");
    expect(may.map((row) => row.plan_moved)).toEqual([0, 0]);
  });

  it("can be asked against either version by the command", () => {
    const of = (scenario: string) => {
      const words = [
        "scenario",
        "run",
        scenario,
        "--as-of",
        "2026-06",
        "--indicator",
        "local_budget_revenue",
        "--json",
      ];
      return (JSON.parse(kichban(...words)) as ScenarioAnswer).indicators[0]?.standing;
    };
    expect(of("reported")).toMatchObject({ year_target: 105_000, variance: 1399 });
    expect(of("reported@1")).toMatchObject({ year_target: 98_300, variance: 6429.285714 });
  });

  it("of a month that is issued again is told as a plan that changed, not as a figure restated", async () => {
    expect(
      await query("select row_key, column_name, value_before, value_after, change from marts.restatements"),
    ).toEqual([
      {
        row_key: "agriculture_output",
        column_name: "plan_month",
        value_before: "6090.0",
        value_after: "6300.0",
        change: "plan_changed",
      },
    ]);
  });

  it.each(["vi", "en"] as const)("is shown on the page with both plans and both parts: %s", async (lang) => {
    const rows = await query(`
      select revisions.*, 'Thu ngân sách' as name from marts.plan_revisions as revisions
      where indicator_id = 'local_budget_revenue' and month = '2026-06-01'`);
    const page = {
      lang,
      scopes: [],
      nextId: (prefix: string) => prefix,
      places: new Places([], [], []),
      path: "outlook",
    };
    const text = revisionTable(page as unknown as Page, rows).text.replace(/<[^>]*>/g, " ");
    for (const figure of lang === "vi"
      ? ["98.300", "105.000", "+5.030,29", "+1.399", "+6.429,29"]
      : ["98,300", "105,000", "+5,030.29", "+1,399", "+6,429.29"]) {
      expect(text).toContain(figure);
    }
  });
});
