import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { projectFolder } from "../../pipelines/paths.ts";
import { type JsonRow, queryRows } from "../../pipelines/warehouse/query.ts";

/** The invented reports of tests/fixtures/reports: an April of a ward, and a May of a commune with other habits. */
const data = mkdtempSync(join(tmpdir(), "kichban-links-"));
beforeAll(() => {
  mkdirSync(join(data, "inbox"));
  const folder = join(projectFolder, "tests", "fixtures", "reports");
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".txt"))) {
    cpSync(join(folder, file), join(data, "inbox", file));
  }
  for (const stage of ["ingest", "model"]) {
    const command = [join(projectFolder, "pipelines", "kichban.mjs"), stage, "--data", data, "--lang", "en"];
    const { status, stderr } = spawnSync(process.execPath, command, { encoding: "utf8" });
    if (status !== 0) throw new Error(`kichban ${stage} ended with ${status}: ${stderr}`);
  }
}, 300_000);
afterAll(() => rmSync(data, { recursive: true, force: true }));

async function query(sql: string): Promise<JsonRow[]> {
  return (await queryRows(join(data, "warehouse.duckdb"), sql)).rows;
}

describe("from task to project to indicator", () => {
  it("a site clearance leads to its road, and the road to the rate that it moves", async () => {
    const chain = await query(`
      select links.task, links.project, links.is_open, parts.indicator_id, parts.denominator, parts.contribution,
        any_value(parts.target * parts.base_vnd - 100 * parts.paid_vnd) / sum(all_parts.base_vnd) as expected
      from marts.task_project_links as links
      join marts.indicator_contributions as parts
        on parts.report_id = links.report_id and parts.row_key = links.project_row_key
      join marts.indicator_contributions as all_parts
        on all_parts.report_id = parts.report_id and all_parts.indicator_row_key = parts.indicator_row_key
      group by all`);
    expect(chain).toHaveLength(1);
    expect(chain[0]).toMatchObject({ is_open: true, denominator: "total_investment" });
    expect(chain[0]?.task).toMatch(/^Giải phóng mặt bằng Dự án đường nối đường Nguyễn Lương Bằng/);
    expect(chain[0]?.project).toMatch(/^Đường nối đường Nguyễn Lương Bằng với đường Trần Nhân Tông/);
    expect(Number(chain[0]?.contribution)).toBeCloseTo(Number(chain[0]?.expected), 5);
  });

  it("tasks that name no project are led nowhere", async () => {
    const other = await query(
      "select locality_id, count(*)::integer as links from marts.task_project_links group by all",
    );
    expect(other).toHaveLength(1);
    const tasks = await query("select count(distinct locality_id)::integer as localities from marts.tasks");
    expect(tasks).toEqual([{ localities: 2 }]);
  });

  it("of any ward: what each project moves and the remainder add up to the gap exactly", async () => {
    const wholes = await query(`
      select report_id, count(*)::integer as parts, any_value(gap)::decimal(38, 6) = sum(contribution::decimal(38, 6)) as is_whole,
        any_value(target)::decimal(38, 6) - any_value(actual)::decimal(38, 6) = sum(contribution::decimal(38, 6)) as is_variance
      from marts.indicator_contributions group by report_id, indicator_row_key order by report_id`);
    expect(wholes).toHaveLength(2);
    expect(wholes.filter((row) => !row.is_whole || !row.is_variance || Number(row.parts) < 3)).toEqual([]);
    // The commune prints its rate and its year's plans so that they agree: nothing is left to explain.
    const [rest] = await query(`
      select contribution, actual, actual_of_projects from marts.indicator_contributions
      where part = 'remainder' and locality_id = 'thach-dien'`);
    expect(Math.abs(Number(rest?.contribution))).toBeLessThan(0.005);
    expect(Math.abs(Number(rest?.actual) - Number(rest?.actual_of_projects))).toBeLessThan(0.005);
  });
});
