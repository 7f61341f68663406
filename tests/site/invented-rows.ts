import type { Row } from "../../src/site-tables.ts";
import { type Add, hostile, type Line, type Month } from "./invented-types.ts";

/** Projects of two groups, one without its heading, and an item of one project's cost. */
export function addProjects(add: Add, line: Line): void {
  const row = (
    index: number,
    level: string,
    group: string,
    name: string,
    total: number,
    planned: number | null,
    actual: number | null,
  ) => {
    const ref = line(2, index + 1, "projects", "name", `${group}/${index}`, {
      project_ordinal: String(index),
      name,
      total_investment_vnd: String(total),
      planned_vnd: planned === null ? "" : String(planned),
      actual_pct: actual === null ? "" : "0%",
      // Wide as printed appendices are, with a mark and a mend at the far end: the page must not grow with it.
      result: "Kết quả bịa đặt. ".repeat(12),
      forecast: "Dự báo bịa đặt. ".repeat(12),
      recommendation: "Kiến nghị bịa đặt. ".repeat(12),
      note: "Ghi chú bịa đặt. ".repeat(12),
    });
    add("marts.disbursement_gaps", {
      source_ref: ref,
      position: index,
      group_code: group,
      is_group_inferred: group === "B",
      level,
      project_ordinal: level === "group" ? null : String(level === "component" ? index - 1 : index),
      component: level === "component" ? "consulting" : null,
      name,
      total_investment_vnd: total,
      planned_vnd: planned,
      planned_until_date: "2026-03-31",
      actual_pct: actual === null ? null : actual === 0 ? 0 : 12.5,
      actual_vnd: actual,
      actual_denominator: "total_investment",
      actual_basis: "reported",
      gap_vnd: planned === null || actual === null ? null : planned - actual,
      physical_progress_pct: level === "project" ? 40 : null,
      expected_completion_month: level === "project" ? "2026-04" : null,
    });
  };
  row(1, "group", "A", "NHÓM DỰ ÁN BỊA", 99_000_000_000, 9_000_000_000, 0);
  row(
    2,
    "project",
    "A",
    "Xây cầu tưởng tượng dài và có tên rất dài để thử xuống dòng trên điện thoại",
    60_000_000_000,
    6_000_000_000,
    0,
  );
  row(3, "component", "A", "Tư vấn", 4_000_000_000, 400_000_000, 0);
  row(4, "project", "A", "Xây nhà tưởng tượng", 39_000_000_000, 3_000_000_000, 1_000_000_000);
  row(5, "project", "B", `Dự án không nhóm ${hostile}`, 500_000_000, null, null);
}

/** Indicators ahead, behind, even, hostile and without a figure, each in three scopes. */
export function addIndicators(add: Add, line: Line, month: Month): void {
  const make = (
    index: number,
    name: string,
    unit: string,
    measure: string,
    plan: number | null,
    estimate: number | null,
    verdict: string | null,
  ) => {
    const texts = {
      ordinal: String(index),
      name,
      plan_month: String(plan ?? "-"),
      estimate_month: String(estimate ?? "-"),
      plan_year: String((plan ?? 0) * 12),
      estimate_to_date: String(estimate ?? "-"),
      narrative: "Câu thuyết minh bịa",
    };
    const ref = line(3, index + 1, "indicators", "name", `chi-tieu-${index}`, texts);
    const row: Row = {
      source_ref: ref,
      position: index,
      indicator_id: `chi-tieu-${index}`,
      name,
      unit,
      measure,
      direction: "higher",
    };
    add("marts.indicators", {
      ...row,
      ordinal: String(index),
      plan_month: plan,
      estimate_month: estimate,
      plan_year: (plan ?? 0) * 12,
      estimate_to_date: estimate,
      verdict_reported: verdict,
    });
    for (const scope of ["month", "to_date", "year"]) {
      const target = plan === null ? null : scope === "year" ? plan * 12 : plan;
      const variance = target === null || estimate === null ? null : estimate - target;
      add("marts.indicator_variance", {
        ...row,
        scope,
        scenario_id: "reported",
        target,
        target_basis: scope === "to_date" ? "implied" : "reported",
        target_operator: index === 3 ? ">" : "=",
        target_ref: null,
        actual: estimate,
        variance,
        variance_pct: variance === null || measure === "rate" ? null : (100 * variance) / (target as number),
        attainment_pct: target === null || estimate === null ? null : (100 * estimate) / target,
        verdict_computed:
          variance === null || scope === "year" ? null : variance > 0 ? "exceeded" : variance < 0 ? "missed" : "met",
        verdict_reported: verdict,
        is_verdict_confirmed: scope === "to_date" ? verdict === "exceeded" : null,
        is_verdict_scope: scope === "to_date",
      });
    }
  };
  make(1, "Thu ngân sách tưởng tượng", "million_vnd", "flow", 1000, 1200 * month.factor, "exceeded");
  make(2, "Giá trị sản phẩm bịa đặt", "million_vnd", "flow", 12_345.5, 11_000, "exceeded");
  make(3, "Tỷ lệ không có thật", "percent", "rate", 95, 97.68, "met");
  make(4, `Chỉ tiêu ${hostile}`, "household", "stock", 10, 10, "met");
  make(5, "Chỉ tiêu chưa có số", "percent", "rate", null, null, null);
}
