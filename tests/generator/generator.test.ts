import { describe, expect, it } from "vitest";
import { knownAt, phase, planAt } from "./indicators-year.ts";
import { halfStep, printNumber, round, vietnamese } from "./numbers.ts";
import { joinPages, printedFromText, spanAt, tablesOf } from "./printed.ts";
import { generateReport, generateYear } from "./report.ts";
import { writeText } from "./writers/text.ts";

const seeds = Array.from({ length: 20 }, (_, seed) => seed);
const sum = (values: (number | null)[]) => values.reduce<number>((a, b) => a + (b ?? 0), 0);

describe("a generated report", () => {
  it.each(seeds)("of seed %i is the same each time", (seed) => {
    expect(writeText(generateReport(seed).printed)).toBe(writeText(generateReport(seed).printed));
  });

  it.each(seeds)("of seed %i holds its sums to the last đồng", (seed) => {
    const { project_lines: lines } = generateReport(seed).truth;
    for (const column of ["total_investment_vnd", "planned_vnd"] as const) {
      for (const group of lines.filter((line) => line.level === "group")) {
        const projects = lines.filter((line) => line.level === "project" && line.group_code === group.group_code);
        expect(group[column] ?? 0).toBe(sum(projects.map((line) => line[column])));
      }
    }
    for (const project of lines.filter((line) => line.level === "project")) {
      const parts = lines.filter(
        (line) => line.level === "component" && line.row_key.startsWith(`${project.row_key}/`),
      );
      if (parts.length > 0) expect(project.planned_vnd).toBe(sum(parts.map((line) => line.planned_vnd)));
      expect(sum(parts.map((line) => line.total_investment_vnd))).toBeLessThanOrEqual(
        project.total_investment_vnd ?? 0,
      );
    }
  });

  it.each(seeds)("of seed %i cites nothing from after its date, and no document twice with another number", (seed) => {
    const { truth } = generateReport(seed);
    for (const { date } of truth.tasks.flatMap((task) => task.cited_documents)) {
      expect(date! < truth.issued_date).toBe(true);
    }
  });

  it.each(seeds)("of seed %i has verdicts that its columns bear out", (seed) => {
    for (const row of generateReport(seed).truth.indicators) {
      if (row.plan_to_date === null || row.estimate_to_date === null) continue;
      const gap = (row.estimate_to_date - row.plan_to_date) * (row.direction === "lower" ? -1 : 1);
      expect(row.verdict_reported).toBe(gap > 0 ? "exceeded" : gap < 0 ? "missed" : "met");
    }
  });
});

describe("a generated year", () => {
  const year = generateYear("a year", { indicators: { noise: 0.05, revisions: 0.5, restatements: 0.1 } });

  it("reports to date what each month knew, and this month's forecast", () => {
    for (const own of year.indicators.filter(({ template }) => template.measure === "flow" && template.isMonthly)) {
      for (const report of year.reports) {
        const row = report.truth.indicators.find((one) => one.indicator_id === own.template.key);
        const before = sum(Array.from({ length: report.at.month - 1 }, (_, i) => knownAt(own, i + 1, report.at.month)));
        expect(row?.estimate_to_date).toBe(before + (row?.estimate_month ?? 0));
      }
    }
  });

  it("phases each plan so that the months add up to it", () => {
    for (const own of year.indicators.filter(({ template }) => template.measure === "flow")) {
      for (const version of own.plans) expect(sum(version.scenario)).toBe(version.plan);
    }
    expect(phase(10, [1, 1, 1], 0)).toEqual([3, 4, 3]);
  });

  it("keeps the months that have passed when a plan is revised", () => {
    const revised = year.indicators.filter(({ plans }) => plans.length > 1);
    expect(revised.length).toBeGreaterThan(0);
    for (const own of revised) {
      const [original, later] = [planAt(own, 1), planAt(own, 12)];
      expect(later.scenario.slice(0, later.from - 1)).toEqual(original.scenario.slice(0, later.from - 1));
    }
  });

  it("never pays back what was paid", () => {
    for (const project of year.projects.flatMap((group) => group.projects)) {
      project.paidShares.forEach((share, index) => {
        expect(share).toBeGreaterThanOrEqual(project.paidShares[index - 1] ?? 0);
      });
    }
  });
});

describe("printed numbers", () => {
  it.each([
    [1212180, 0, "1.212.180", 0.5],
    [702855.52, 2, "702.855,52", 0.005],
    [29.6, 1, "29,6", 0.05],
    [25, 2, "25", 0.5],
    [0, 0, "0", 0.5],
    [1.005, 2, "1,01", 0.005],
  ])("%d with %i decimals is %s, give or take %d", (value, decimals, text, step) => {
    expect(printNumber(value, decimals, vietnamese)).toBe(text);
    expect(halfStep(value, decimals)).toBe(step);
  });

  it("rounds half away from zero", () => {
    expect([round(2.5, 0), round(-2.5, 0), round(0.285, 2)]).toEqual([3, -3, 0.29]);
  });
});

describe("a report printed from text", () => {
  it("is the text again, but for blank lines", () => {
    const lines = (text: string) => text.split("\n").filter((line) => line.trim() !== "");
    for (const seed of seeds) {
      const text = writeText(generateReport(seed).printed);
      expect(lines(writeText(printedFromText(text)))).toEqual(lines(text));
    }
  });

  it("merges the blanks of a two-row header, and joins pages", () => {
    const text = "A\tB\tC\t\n\t\tx\ty\n1\tb\t2\t3\n\nA\tB\tC\t\n\t\tx\ty\n2\tc\t4\t5\n";
    const [table, next] = tablesOf(printedFromText(text));
    expect(table?.headerRows).toBe(2);
    expect(spanAt(table!, 0, 2)).toEqual({ rows: 1, columns: 2 });
    expect(spanAt(table!, 0, 0)).toEqual({ rows: 2, columns: 1 });
    expect(next?.continues).toBe(true);
    expect(tablesOf(joinPages(printedFromText(text)))[0]?.rows).toHaveLength(4);
  });
});
