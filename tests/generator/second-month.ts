/**
 * An invented April 2026 for the ward of the sample report, in the sample's own layout: the same offices, projects and
 * indicators, a heading for the third group, and figures that hang together with the sample's first quarter.
 */
import { plainHabits } from "./habits.ts";
import { halfStep, round } from "./numbers.ts";
import { printReport } from "./print.ts";
import type { GeneratedReport } from "./report.ts";
import { economicLines } from "./second-month-economy.ts";
import type { Line } from "./second-month-line.ts";
import { secondMonthProjects } from "./second-month-projects.ts";
import { socialLines } from "./second-month-society.ts";
import { secondMonthTasks } from "./second-month-tasks.ts";
import type { IndicatorTruth } from "./truth.ts";

const at = { year: 2026, month: 4 };
const habits = { ...plainHabits, pageRows: 7, toDateByMonths: true, wordings: { estimate_to_date: 2 } };

const disbursed = secondMonthProjects(habits);
const rate = round((disbursed.paidVnd / disbursed.planVnd) * 100, 2);
const lines = [...economicLines(rate), ...socialLines];

function indicator(line: Line, index: number): IndicatorTruth {
  const step = (value: number | undefined) => (value === undefined ? null : halfStep(value, 2));
  const [planMonth, month, toDate] = line.figures ?? [];
  const operatorOf = (value: number | undefined) => (value === undefined ? null : ("=" as const));
  return {
    row_key: line.id,
    indicator_id: line.id,
    position: index + 1,
    ordinal: line.ordinal,
    ordinal_text: /^\d+$/.test(line.ordinal) ? line.ordinal : null,
    name: line.name,
    unit: line.unit[0],
    unit_text: line.unit[1],
    measure: line.measure ?? (line.unit[0] === "percent" ? "rate" : "flow"),
    direction: line.direction ?? "higher",
    cadence: line.cadence,
    estimate_prior_year: line.prior ?? null,
    estimate_prior_year_half_step: step(line.prior),
    plan_year: line.plan,
    plan_year_operator: line.operator ?? "=",
    plan_year_half_step: step(line.plan),
    plan_month: planMonth ?? null,
    plan_month_operator: operatorOf(planMonth),
    plan_month_half_step: step(planMonth),
    plan_to_date: null,
    plan_to_date_operator: null,
    plan_to_date_half_step: null,
    estimate_month: month ?? null,
    estimate_month_operator: operatorOf(month),
    estimate_month_half_step: step(month),
    estimate_to_date: toDate ?? null,
    estimate_to_date_operator: operatorOf(toDate),
    estimate_to_date_half_step: step(toDate),
    to_date_until: "2026-04-30",
    verdict_reported: line.verdict ?? null,
    verdict_text: line.verdict ? { exceeded: "Vượt", met: "Đạt", missed: "Không đạt" }[line.verdict] : null,
    narrative: line.narrative ?? null,
    agencies: line.agencies,
  };
}

/** The report, its truth beside it. */
export function secondMonth(): GeneratedReport {
  const truth = {
    locality: "phường Phù Liễn",
    report_number: "168/BC-UBND",
    issued_date: "2026-04-14",
    period: "2026-04-01",
    quarter: 2,
    appendices: habits.appendices,
    tasks: secondMonthTasks(),
    project_lines: disbursed.lines,
    indicators: lines.map(indicator),
  };
  const locality = { kind: "phường" as const, name: "Phù Liễn", printed: "phường Phù Liễn" };
  return { truth, printed: printReport(truth, at, habits), habits, locality, at };
}
