/** Whole invented reports as other wards write them (layouts/): their rows are what a reader sees. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseSource } from "../../pipelines/normalise/parse.ts";
import { readDocument } from "../../pipelines/read/index.ts";
import type { ParsedSource } from "../../pipelines/rows.ts";
import { catalogue } from "./tables.ts";

async function parse(name: string): Promise<ParsedSource> {
  const bytes = readFileSync(new URL(`./layouts/${name}`, import.meta.url));
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return parseSource(await readDocument({ name, bytes }), { name, sha256 }, catalogue);
}

/** Last year, operator and year's plan, month's plan, plan to date, month, to date, verdict. */
function figures({ indicators }: ParsedSource) {
  return indicators.map((row) => [
    row.estimate_prior_year,
    `${row.plan_year_operator ?? ""}${row.plan_year ?? ""}`,
    row.plan_month,
    row.plan_to_date,
    row.estimate_month,
    row.estimate_to_date,
    row.verdict_reported,
  ]);
}

/** Key, total investment, year's plan, paid in per cent and in VND, of what. */
function lines({ project_lines }: ParsedSource) {
  return project_lines.map((row) => [
    row.row_key,
    row.total_investment_vnd,
    row.year_plan_vnd,
    row.actual_pct,
    row.actual_vnd,
    row.actual_denominator,
  ]);
}

function compared({ facts }: ParsedSource, field: string) {
  return facts.filter((fact) => fact.field === field).map(({ role, scope, value }) => [role, scope, value]);
}

test("billions in a line above, operators in words, percentages under 'So với kịch bản'", async () => {
  const parsed = await parse("billions-by-line.txt");
  expect(parsed.source).toMatchObject({
    locality: "xã Tân Hòa Bình",
    period: "2026-04-01",
    report_number: "245/BC-UBND",
  });
  expect(figures(parsed)).toEqual([
    [null, "=12500", 1200, null, 1350, 4800, "exceeded"],
    [null, "=1250750", 98200, null, 101550, 405900, "exceeded"],
    [null, ">=98", 30, null, 28.4, 28.4, "missed"],
    [null, "<1.2", 1.5, null, 1.4, 1.4, "met"],
    [null, ">=95", 94, null, 94.3, 94.3, "met"],
    [null, "<=5", 0, null, 0, 1, "met"],
    [null, ">20", 2, null, 3, 8, "exceeded"],
    [null, ">=99.5", 99.5, null, 99.6, 99.6, "met"],
  ]);
  expect(parsed.indicators.every((row) => row.to_date_until === "2026-04-30")).toBe(true);
  expect(compared(parsed, "comparison")).toEqual(
    [112.5, 103.4, 94.7, 100.3, 150].map((value) => ["attainment_of_scenario", "month", value]),
  );
  expect(compared(parsed, "plan_comparison")).toEqual(
    [38.4, 32.5, 29, 40].map((value) => ["attainment_of_year_plan", "to_date", value]),
  );
  expect(parsed.cells.filter((cell) => cell.disposition === "ignored")).toEqual([]);
});

test("columns in another order; a cumulative column without a period ends with the month, and the ledger says so", async () => {
  const parsed = await parse("other-order.txt");
  expect(figures(parsed)).toEqual([
    [null, "=150000", 11900, null, 12300, 25100, null],
    [null, ">95", 10, null, 8.5, 8.5, null],
    [null, ">=95.5", 95, null, 95.2, 95.2, "exceeded"],
    [null, ">80", 80, null, 100, 100, null],
  ]);
  expect(parsed.indicators[0]?.to_date_until).toBe("2026-02-28");
  expect(parsed.repairs).toMatchObject([{ rule: "to_date_assumed", after: "Lũy kế (01/01 – 28/02/2026)" }]);
  expect(compared(parsed, "comparison")).toEqual([
    ["attainment_of_scenario", "month", 103.4],
    ["attainment_of_scenario", "month", 85],
    ["excess_over_scenario", "month", 0.2],
    ["attainment_of_scenario", "month", 125],
  ]);
});

test("the same period of last year is not last year", async () => {
  const parsed = await parse("same-period.txt");
  expect(figures(parsed)).toEqual([
    [null, "=150000", null, 74000, 13450, 76220, "exceeded"],
    [null, "=190500", null, 92000, 15000, 90160, "met"],
    [null, ">=95.2", null, 95, 95.1, 95.1, "exceeded"],
    [null, ">=50", null, 25, 4, 27, null],
    [null, "<=10", null, null, null, null, null],
  ]);
  expect(compared(parsed, "verdict")).toEqual([
    ["excess_over_scenario", "to_date", 3],
    ["attainment_of_scenario", "to_date", 98],
    ["excess_over_scenario", "to_date", 0.1],
    ["attainment_of_scenario", "to_date", 108],
  ]);
  expect(compared(parsed, "same_period_comparison").map(([role]) => role)).toEqual(
    Array.from({ length: 3 }, () => "ratio_to_same_period"),
  );
});

test("three rows of captions over the columns, letters and formulas under them", async () => {
  const parsed = await parse("three-captions.html");
  expect(figures(parsed)).toEqual([
    [2105400, "=2350000", 200000, null, 210500, 2187600, null],
    [152300, "=170000", 14000, null, 13200, 160100, null],
    [92.1, ">95", 88, null, 85.4, 85.4, null],
    [1150, "=1200", 90, null, 102, 1134, null],
  ]);
  expect(compared(parsed, "comparison").map(([, scope]) => scope)).toEqual(["month", "month", "month"]);
});

test("semicolons, dots for thousands, a row of titles padded with blank fields", async () => {
  const parsed = await parse("semicolons.csv");
  expect(parsed.source).toMatchObject({
    locality: "xã Phước An Thới",
    period: "2026-09-01",
    issued_date: "2026-09-25",
  });
  expect(figures(parsed)).toEqual([
    [45120, "=52000", null, null, 4210.5, 39870.25, "exceeded"],
    [98450, "=105300", null, null, 8775, 74120, "met"],
    [68.5, "=72", null, null, null, 70.1, "missed"],
    [1.85, "<=1.5", null, null, null, 1.62, "missed"],
    [32, ">=40", null, null, 5, 35, "met"],
    [1250, "=1240", null, null, 0, 1238.6, "met"],
  ]);
});

test("projects in Roman groups, millions in a line above; 0% is of what the others are of", async () => {
  const parsed = await parse("projects-roman.txt");
  const m = 1_000_000;
  expect(lines(parsed)).toEqual([
    ["total", 125430.5 * m, 45200 * m, 27.3, 12340.2 * m, "year_plan"],
    ["I", 85430.5 * m, 30200 * m, 34.2, 10340.2 * m, "year_plan"],
    ["I/1", 45430.5 * m, 15200 * m, 35.1, 5340.2 * m, "year_plan"],
    ["I/2", 40000 * m, 15000 * m, 33.3, 5000 * m, "year_plan"],
    ["II", 40000 * m, 15000 * m, 13.3, 2000 * m, "year_plan"],
    ["II/1", 25000 * m, 10000 * m, 20, 2000 * m, "year_plan"],
    ["II/1/construction", 20000 * m, 8000 * m, 18.75, 1500 * m, "year_plan"],
    ["II/1/consulting", 2000 * m, 1000 * m, 50, 500 * m, "year_plan"],
    ["II/2", 15000 * m, 5000 * m, 0, 0, "year_plan"],
  ]);
});

test("thousands parted by spaces under merged captions; a letterhead that says the name alone", async () => {
  const parsed = await parse("projects-spaces.html");
  expect(parsed.source).toMatchObject({ locality: "đặc khu Hải Đảo", period: "2026-06-01" });
  expect(lines(parsed).map(([key, , plan, pct, paid]) => [key, plan, pct, paid])).toEqual([
    ["A", 12e9, 30, 3.6e9],
    ["A/1", 8e9, 30, 2.4e9],
    ["A/2", 4e9, 30, 1.2e9],
    ["B", 5e9, 0, 0],
    ["B/1", 5e9, null, null],
    ["total", 17e9, 21.18, 3.6e9],
  ]);
});

test("another unit in each heading", async () => {
  const parsed = await parse("projects-mixed-units.txt");
  expect(lines(parsed)).toEqual([
    ["1", 12.5e9, 4.5e9, 30, 1.35e9, "year_plan"],
    ["2", 8.2e9, 3e9, 70.02, 2_100_500_000, "year_plan"],
    ["3", 1.05e9, 1.05e9, 0, 0, "year_plan"],
    ["total", 21.75e9, 8.55e9, 40.36, 3_450_500_000, "year_plan"],
  ]);
});

test("columns aligned by blanks, cells wrapped over lines", async () => {
  const parsed = await parse("aligned-indicators.txt");
  expect(parsed.source).toMatchObject({ locality: "xã Thạnh Phú Nam", period: "2026-05-01" });
  expect(figures(parsed)).toEqual([
    [null, "=120000", 10000, null, 11250, 52400, "exceeded"],
    [null, "=95", 35, null, 31.5, 31.5, "missed"],
    [null, ">30", 3, null, 4, 14, "exceeded"],
    [null, "=10", null, null, null, 12, "missed"],
  ]);
  const tasks = (await parse("aligned-tasks.txt")).tasks;
  expect(tasks.map((row) => [row.row_key, row.task, row.deadline_end_date, row.status, row.result])).toEqual([
    [
      "I.1",
      "Rà soát, sửa đổi quy chế làm việc của UBND phường nhiệm kỳ mới",
      "2026-06-30",
      "completed",
      "Đã trình UBND phường xem xét, ban hành",
    ],
    ["I.2", "Số hóa hồ sơ", "2026-06-30", "in_progress", "Đã số hóa 120/200 hồ sơ"],
    ["II.1", "Lập kế hoạch đầu tư công năm 2027", "2026-06-30", "expected_on_time", "Đã gửi lấy ý kiến"],
    ["II.2", "Kiểm tra vệ sinh môi trường", null, "completed", "Đã kiểm tra 12 cơ sở"],
  ]);
  expect(tasks[2]?.coordinating_units).toEqual(["Phòng VHXH", "Công an phường"]);
});

test("a table drawn with lines of signs, without a rule between its rows", async () => {
  expect(lines(await parse("boxed-projects.txt"))).toEqual([
    ["A", 30e9, 10e9, 40, 4e9, "year_plan"],
    ["A/1", 20e9, 6e9, 40, 2.4e9, "year_plan"],
    ["A/2", 10e9, 4e9, 40, 1.6e9, "year_plan"],
  ]);
});

test("two appendices beside each other on a sheet; a unit in brackets behind a title", async () => {
  const parsed = await parse("side-by-side.csv");
  expect(lines(parsed)).toEqual([
    ["1", 10e9, 4e9, 30, 1.2e9, "year_plan"],
    ["2", 8e9, 3e9, 20, 0.6e9, "year_plan"],
    ["total", 18e9, 7e9, 25.7, 1.8e9, "year_plan"],
  ]);
  expect(figures(parsed)).toEqual([
    [null, "=50000", null, null, 4200, 17100, null],
    [null, "<1.2", null, null, 1.3, 1.3, null],
  ]);
  expect(parsed.doubts.map((doubt) => doubt.rule)).toEqual(["unknown_locality"]);
});
