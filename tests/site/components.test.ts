import { describe, expect, test } from "vitest";
import { bullet, planBar, stack } from "../../src/components/bars.ts";
import { headlines, toComparison, varianceText } from "../../src/components/indicators.ts";
import { overview } from "../../src/components/overview.ts";
import { moneyFacts } from "../../src/components/sentences.ts";
import { disbursementTargets } from "../../src/components/targets.ts";
import type { Page } from "../../src/lib/page.ts";
import { Places } from "../../src/lib/places.ts";
import type { Row } from "../../src/site-tables.ts";

function pageIn(lang: "vi" | "en", findings: Row[] = []): Page {
  const scope = {
    localityId: "x",
    locality: "phường X",
    period: "2026-03-01",
    reports: [{ report_id: "r" }],
    folder: "",
  };
  const tables = [{ report_id: "r", appendix: "projects", table_key: "a-t1" }];
  const lineage = [{ source_ref: "a-t1-r2-c2", column_name: "planned_vnd", cell_ref: "a-t1-r2-c5" }];
  return {
    lang,
    path: "index",
    scope,
    scopes: [scope],
    places: new Places(lineage, tables, findings),
    nextId: (prefix) => prefix,
  };
}

const project = (name: string, planned: number | null, actual: number | null): Row => ({
  name,
  source_ref: "a-t1-r2-c2",
  planned_vnd: planned,
  actual_vnd: actual,
  gap_vnd: planned === null || actual === null ? null : planned - actual,
  planned_until_date: "2026-03-31",
});

const compared = (scope: string, target: number, actual: number, verdict: string, other: Row = {}): Row => ({
  indicator_id: "i",
  name: "Chỉ tiêu",
  unit: "million_vnd",
  measure: "flow",
  direction: "higher",
  scope,
  target,
  actual,
  variance: actual - target,
  variance_pct: (100 * (actual - target)) / target,
  attainment_pct: (100 * actual) / target,
  verdict_computed: verdict,
  is_verdict_scope: true,
  ...other,
});

describe("money is added up only where both figures are known", () => {
  test("a project without a plan or a payment is in no sum", () => {
    const facts = moneyFacts([project("a", 10, 4), project("b", 5, null), project("c", null, 7)]);
    expect(facts).toMatchObject({ planned: 10, paid: 4, gap: 6, until: "2026-03-31" });
    expect(facts.unknown).toHaveLength(2);
  });
});

describe("the leader's sentences follow the figures", () => {
  const render = (input: Partial<Parameters<typeof overview>[1]>, lang: "vi" | "en" = "vi") =>
    overview(pageIn(lang), { variance: [], projects: [], tasks: [], months: [], changes: [], reports: [], ...input })
      .text.replace(/<[^>]+>/g, "")
      .replaceAll("\u00a0", " ");

  test("ahead, behind and even are counted by the computed verdict of the scope that the author speaks of", () => {
    const variance = [
      compared("to_date", 100, 150, "exceeded"),
      compared("to_date", 100, 90, "missed", { indicator_id: "j", name: "Chậm" }),
      compared("month", 100, 90, "missed", { is_verdict_scope: false }),
      compared("year", 1000, 150, "missed"),
    ];
    expect(render({ variance })).toContain(
      "Trong 2 chỉ tiêu so sánh được với kịch bản, 1 chỉ tiêu vượt, cao nhất là Chỉ tiêu: +50 %.",
    );
    expect(render({ variance })).toContain(
      "Trong 2 chỉ tiêu so sánh được với kịch bản, 1 chỉ tiêu chưa đạt, thấp nhất là Chậm: −10 %.",
    );
    expect(render({ variance }, "en")).toContain(
      "Of 2 indicators that can be compared with the scenario, 1 behind, most of all Chậm: −10%.",
    );
  });

  test("where fewer is better, more is behind, whatever its sign", () => {
    const fewer = { direction: "lower", measure: "stock", unit: "household" };
    const items = headlines([compared("to_date", 10, 12, "missed", fewer)].map(toComparison));
    expect(items[0]?.weight).toBe(-20);
    expect(varianceText(pageIn("vi"), items[0] as never)).toBe("+20\u00a0%");
  });

  test("the gap names its day, its projects and what is left out", () => {
    const text = render({ projects: [project("a", 10e9, 4e9), project("b", 5e9, 0), project("c", null, 7)] });
    expect(text).toContain(
      "Theo báo cáo, còn 11 tỷ đồng dự kiến giải ngân đến hết ngày 31/03/2026 chưa được chi; 1 trên 2 dự án có đủ hai số chưa chi đồng nào.",
    );
    expect(text).toContain("1 dự án khác thiếu số dự kiến hoặc số đã giải ngân");
  });

  test("a figure leads to the very cell of its column", () => {
    const page = overview(pageIn("vi"), {
      variance: [],
      projects: [project("a", 10e9, 0)],
      tasks: [],
      months: [],
      changes: [],
      reports: [],
    }).text;
    expect(page).toContain('href="./sources/r-projects.html#a-t1-r2-c2.gap_vnd"');
  });
});

describe("what is asked to be paid by a day", () => {
  const target = (level: string): Row => ({
    ...project("Trường học", 10, 4),
    level,
    target_key: level === "portfolio" ? null : "x",
    scenario_id: "s@1",
    by_date: "2026-06-30",
    target_vnd: 9,
    gap_vnd: 5,
  });
  const asked: Row = { finding_id: "f", severity: "warning", status: "open", source_ref: "a-t1-r2-c6" };

  test("a project's payment leads to its cell and bears its mark; that of several is a sum, and stands in no cell", () => {
    const cells = [{ source_ref: "a-t1-r2-c2", column_name: "actual_vnd", cell_ref: "a-t1-r2-c6" }];
    const page = pageIn("vi");
    const tables = [{ report_id: "r", appendix: "projects", table_key: "a-t1" }];
    const places = new Places(cells, tables, [asked]);
    const shown = (level: string) => disbursementTargets({ ...page, places }, [target(level)]).text;
    expect(shown("project")).toContain('href="./sources/r-projects.html#a-t1-r2-c6"');
    expect(shown("project").match(/class="mark warning"/g)).toHaveLength(1);
    expect(shown("portfolio")).not.toMatch(/class="(fig|mark)/);
  });
});

describe("small charts", () => {
  test("an estimate is hatched, an actual is solid", () => {
    expect(bullet({ attainment: 50, kind: "behind", isEstimate: true, scaleEnd: 100 }).text).toContain("hatch-behind");
    expect(bullet({ attainment: 50, kind: "behind", isEstimate: false, scaleEnd: 100 }).text).not.toContain("hatch");
  });

  test("a bar beyond the scale is cut, and says so", () => {
    expect(bullet({ attainment: 400, kind: "ahead", isEstimate: true, scaleEnd: 150 }).text).toContain('class="cut"');
  });

  test("lengths are in proportion to what they stand for", () => {
    expect(planBar(50, 20, 100).text).toMatch(
      /class="plan"[^>]+width="50%".*class="gap" x="20%"[^>]+width="30%".*class="value even"[^>]+width="20%"/s,
    );
    expect(
      stack([
        { kind: "done", count: 3 },
        { kind: "late", count: 1 },
      ]).text,
    ).toMatch(/width="75%".*x="75%"[^>]+width="25%"/s);
  });
});
