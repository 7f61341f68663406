import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type JsonRow, queryRows } from "../../pipelines/warehouse/query.ts";
import { type GapData, packGaps } from "../../src/gaps/data.ts";
import { gapsOn } from "../../src/gaps/rows.ts";
import { formatMoney } from "../../src/lib/format.ts";
import { generatedWorkplace, type Workplace } from "../scenario/workplace.ts";

/** Nine months of an invented ward. */
let workplace: Workplace;
let data: GapData;
beforeAll(async () => {
  workplace = generatedWorkplace("gaps");
  data = packGaps(await query("select * from marts.disbursement_spans")) as GapData;
}, 300_000);
afterAll(() => workplace?.remove());

async function query(sql: string): Promise<JsonRow[]> {
  return (await queryRows(join(workplace.data, "warehouse.duckdb"), sql)).rows;
}

/** The formula of the model's head, in SQL. */
const onDay = (day: string, side: string) => `case
  when ${side}_before_date = ${side}_after_date then ${side}_before_vnd
  else round(${side}_before_vnd + (${side}_after_vnd - ${side}_before_vnd) * (date '${day}' - ${side}_before_date)
    / (${side}_after_date - ${side}_before_date))::bigint end`;

const days = [
  "2027-01-01",
  "2027-02-14",
  "2027-03-20",
  "2027-03-31",
  "2027-06-07",
  "2027-09-30",
  "2027-12-24",
  "2028-01-31",
];

describe("the gap on any day", () => {
  it("has every day of the budget year once for each line", async () => {
    const wrong = await query(`
      select locality_id, line_key, budget_year, sum(to_date - from_date + 1)::integer as days
      from marts.disbursement_spans group by all
      having days <> 396 or min(from_date) <> make_date(budget_year, 1, 1)`);
    expect(wrong).toEqual([]);
    expect(data).toMatchObject({ first: "2027-01-01", last: "2028-01-31" });
  });

  it.each(days)("is the same by SQL, by the page's arithmetic and by the command, to the đồng: %s", async (day) => {
    const rows = await query(`
      select line_key, known_gap_vnd, ${onDay(day, "planned")} - ${onDay(day, "paid")} as gap_vnd, gap_low_vnd, gap_high_vnd, basis
      from marts.disbursement_spans where date '${day}' between from_date and to_date`);
    const { groups, portfolio } = gapsOn(data, day);
    const lines = groups.flatMap(({ projects }) => projects.flatMap((project) => [project, ...project.components]));
    expect(lines.length).toBe(rows.length);
    for (const { line, gap } of lines) {
      expect(
        rows.find((row) => row.line_key === line.key),
        line.key,
      ).toEqual({
        line_key: line.key,
        known_gap_vnd: gap.toldGap,
        gap_vnd: gap.gap.value,
        gap_low_vnd: gap.gap.low,
        gap_high_vnd: gap.gap.high,
        basis: gap.basis,
      });
    }
    const { stdout } = workplace.kichban("gaps", "--at", day, "--level", "portfolio,project", "--json");
    const answer = JSON.parse(stdout) as { rows: JsonRow[] };
    expect(answer.rows[0]).toMatchObject({
      level: "portfolio",
      known_gap_vnd: portfolio.toldGap,
      gap_vnd: portfolio.value,
      gap_low_vnd: portfolio.low,
      gap_high_vnd: portfolio.high,
    });
    const sums = answer.rows.slice(1).reduce((sum, row) => sum + Number(row.known_gap_vnd ?? 0), 0);
    expect(sums).toBe(portfolio.toldGap ?? 0);
  });

  it("is a report's own gap on the day to which both its figures stand", async () => {
    const rows = await query(`
      select spans.line_key, gaps.gap_vnd, spans.gap_low_vnd, spans.gap_high_vnd, spans.basis
      from marts.disbursement_gaps as gaps
      inner join marts.disbursement_spans as spans
        on spans.known_source_ref = gaps.source_ref and gaps.planned_until_date between spans.from_date and spans.to_date
      where gaps.planned_until_date = gaps.actual_until_date and gaps.gap_vnd is not null`);
    expect(rows.length).toBeGreaterThan(20);
    for (const row of rows) {
      expect(row).toMatchObject({ gap_low_vnd: row.gap_vnd, gap_high_vnd: row.gap_vnd, basis: "reported" });
    }
  });

  it("is told people in the largest unit of money, a line for each that programs are given", () => {
    const asked = ["gaps", "--at", "2027-04-20", "--level", "portfolio,group"];
    const { rows } = JSON.parse(workplace.kichban(...asked, "--json").stdout) as { rows: Record<string, unknown>[] };
    const lines = workplace
      .kichban(...asked)
      .stdout.trimEnd()
      .split("\n")
      .slice(3);
    expect(lines.length).toBe(rows.length);
    for (const [index, row] of rows.entries()) {
      const text = formatMoney(row.known_gap_vnd as number | null, "en", { short: true }).replaceAll("\u00a0", " ");
      expect(lines[index]).toContain(row.known_gap_vnd === null ? "projects" : text);
      expect(lines[index]).toContain(row.level === "portfolio" ? "Portfolio" : `Group ${row.key}`);
    }
  });

  it("of a day that is none, or of a year without reports, is refused with what there is", () => {
    const asked = (...words: string[]) => workplace.kichban("gaps", ...words);
    expect(asked("--at", "2027-02-30")).toMatchObject({ status: 2 });
    expect(asked("--at", "2027-02-30").stderr).toMatch(/write a day that exists as 2026-04-20/);
    expect(asked().stderr).toMatch(/--at : write a day/);
    expect(asked("--at", "2019-01-01").stderr).toMatch(/there is 2027-01-01 to 2028-01-31/);
    expect(asked("--at", "2027-02-01", "--level", "street").stderr).toMatch(
      /choose portfolio, group, project, component/,
    );
  });
});
