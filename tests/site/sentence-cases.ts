/** Months that between them bring out every sentence of the leader's page. Every row is invented. */
import type { OverviewInput } from "../../src/components/sentences.ts";
import type { Row } from "../../src/site-tables.ts";

/** All that the page of a month is made of; every row is invented. */
export interface Facts extends Omit<OverviewInput, "sums"> {
  findings: Row[];
  /** Months held of the locality. */
  scopes: Row[];
}

const compared = (name: string, target: number, actual: number, verdict: string, other: Row = {}): Row => ({
  source_ref: `i-t1-r${name.length}-c2`,
  name,
  unit: "million_vnd",
  measure: "flow",
  direction: "higher",
  scope: "to_date",
  target,
  actual,
  variance: actual - target,
  variance_pct: (100 * (actual - target)) / target,
  attainment_pct: (100 * actual) / target,
  verdict_computed: verdict,
  is_verdict_scope: true,
  ...other,
});
const project = (planned: number | null, actual: number | null): Row => ({
  report_id: "r",
  level: "project",
  source_ref: "p-t1-r2-c2",
  name: "Dự án bịa",
  planned_vnd: planned,
  actual_vnd: actual,
  gap_vnd: planned === null || actual === null ? null : planned - actual,
  planned_until_date: "2026-03-31",
});
const task = (status: string, day: string | null, isLate = false): Row => ({
  source_ref: "k-t1-r2-c2",
  task: "Việc bịa",
  unit: "Phòng Bịa",
  status,
  deadline_end_date: day,
  is_overdue: isLate,
});
const doubt = (severity: string, other: Row = {}): Row => ({
  finding_id: `f-${severity}`,
  report_id: "r",
  rule: `rule_${severity}`,
  severity,
  message_vi: "Câu hỏi bịa",
  message_en: "An invented question",
  status: "open",
  ...other,
});
const month = (change: string, outlook: string, value_change: number | null = null): Row => ({
  change,
  outlook,
  value_change,
  previous_period: "2026-02-01",
});
const scope = (period: string): Row => ({ localityId: "x", locality: "phường Bịa", period });

export const full: Facts = {
  variance: [
    compared("Thu", 100, 150, "exceeded"),
    compared("Xuất khẩu", 100, 120, "exceeded"),
    compared("Chi", 200, 180, "missed"),
    compared("Đàn lợn", 50, 50, "met"),
    compared("Tỷ lệ bịa", 90, 88, "missed", { unit: "percent", measure: "rate", variance_pct: null }),
    compared("Hộ nghèo", 10, 12, "missed", { direction: "lower", measure: "stock", unit: "household" }),
  ],
  projects: [project(10e9, 4e9), project(5e9, 0), project(8e9, 9e9), project(null, 7e9), project(3e9, null)],
  tasks: [
    task("in_progress", "2026-02-10", true),
    task("in_progress", "2026-04-10"),
    task("not_started", "2026-05-10"),
    task("not_started", null),
    task("completed", "2026-01-10"),
    task("exceeded", "2026-01-12"),
  ],
  months: [
    month("verdict_turned", "worse"),
    month("verdict_turned", "better"),
    month("plan_moved", "neutral"),
    month("paid", "better", 2e9),
    month("paid", "better", 1.5e9),
    month("paid_less", "worse", -1e9),
    month("gap_opened", "worse"),
    month("gap_closed", "better"),
    month("completed", "better"),
    month("became_overdue", "worse"),
    month("reopened", "worse"),
    { ...month("dropped", "worse"), appendix: "tasks" },
    { ...month("dropped", "worse"), appendix: "projects" },
  ],
  changes: ["restated", "plan_changed", "new", "removed"].map((change) => ({ change })),
  reports: [{ report_id: "r" }],
  findings: [
    doubt("error"),
    doubt("warning"),
    doubt("warning", { finding_id: "g", rule: "other" }),
    doubt("info"),
    doubt("error", { status: "explained" }),
  ],
  scopes: [scope("2026-02-01"), scope("2026-03-01")],
};
const none: Facts = {
  ...full,
  variance: [],
  projects: [],
  tasks: [],
  months: [],
  changes: [],
  findings: [],
};
export const cases: Record<string, Facts> = {
  full,
  none,
  first: { ...none, scopes: [scope("2026-03-01")] },
  "nothing ahead": { ...full, variance: full.variance.filter((row) => row.verdict_computed === "missed") },
  "nothing behind": { ...full, variance: full.variance.filter((row) => row.verdict_computed !== "missed") },
  "all paid": { ...full, projects: [project(8e9, 9e9)] },
  "nothing to compare": { ...full, projects: [project(null, 7e9), project(3e9, null)] },
  "other days": { ...full, projects: [...full.projects, { ...project(1e9, 0), planned_until_date: "2026-06-30" }] },
  "nothing late": { ...full, tasks: full.tasks.slice(1) },
  "small changes": { ...full, months: [month("lead_moved", "worse")] },
  "a new year": {
    ...full,
    months: [{ ...month("lead_moved", "worse"), previous_period: "2025-12-01" }],
    scopes: [scope("2025-12-01"), scope("2026-03-01")],
  },
};
