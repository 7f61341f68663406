/** Whole reports, and whole years of reports, of one invented locality. */
import type { AppendixKind } from "../../pipelines/values.ts";
import { firstDay, isoDay, type Month, quarterOf } from "./dates.ts";
import { issueDocument } from "./documents.ts";
import { drawHabits, type Habits } from "./habits.ts";
import { monthOfIndicators } from "./indicators.ts";
import { generateIndicatorYear, type IndicatorOptions, type IndicatorYear, quietYear } from "./indicators-year.ts";
import { drawLocality, type Locality } from "./names.ts";
import { printReport } from "./print.ts";
import type { PrintedReport } from "./printed.ts";
import { type GroupYear, generateProjectYear, projectLines } from "./projects.ts";
import { Rng } from "./rng.ts";
import { generateTasks } from "./tasks.ts";
import type { ReportTruth } from "./truth.ts";

export interface YearOptions {
  year?: number;
  /** Months reported, 1 to 12; all by default. */
  months?: number[];
  locality?: Locality;
  /** Fixed habits, or some of them; the rest are drawn. */
  habits?: Partial<Habits>;
  indicators?: Partial<IndicatorOptions>;
  size?: Partial<ReportSize>;
}

export interface ReportSize {
  offices: number;
  tasksEach: number;
  groups: number;
  projectsEach: number;
}

export interface GeneratedReport {
  truth: ReportTruth;
  printed: PrintedReport;
  habits: Habits;
  locality: Locality;
  at: Month;
}

export interface GeneratedYear {
  locality: Locality;
  year: number;
  habits: Habits;
  /** What really happened, what was planned, what was guessed. */
  indicators: IndicatorYear[];
  projects: GroupYear[];
  reports: GeneratedReport[];
}

const usualSize: ReportSize = { offices: 6, tasksEach: 4, groups: 3, projectsEach: 3 };

/** A year of monthly reports whose figures hang together: the same projects, plans and truth behind every month. */
export function generateYear(seed: number | string, options: YearOptions = {}): GeneratedYear {
  const rng = new Rng(seed);
  const year = options.year ?? rng.fork("year").int(2026, 2029);
  const locality = options.locality ?? drawLocality(rng.fork("locality"));
  const habits: Habits = { ...drawHabits(rng.fork("habits")), ...options.habits };
  const size = { ...usualSize, ...options.size };
  const indicators = generateIndicatorYear(rng.fork("indicators"), locality, { ...quietYear, ...options.indicators });
  const projects = generateProjectYear(rng.fork("projects"), locality, year, habits, size);
  const months = options.months ?? Array.from({ length: 12 }, (_, index) => index + 1);
  const reports = months.map((month): GeneratedReport => {
    const at = { year, month };
    const truth = reportOf(rng, at, locality, habits, size, indicators, projects);
    return { truth, printed: printReport(truth, at, habits), habits, locality, at };
  });
  return { locality, year, habits, indicators, projects, reports };
}

export interface ReportOptions extends Omit<YearOptions, "months"> {
  month?: number;
}

/** One month's report. */
export function generateReport(seed: number | string, options: ReportOptions = {}): GeneratedReport {
  const month = options.month ?? new Rng(seed).fork("month").int(1, 12);
  return generateYear(seed, { ...options, months: [month] }).reports[0] as GeneratedReport;
}

function reportOf(
  rng: Rng,
  at: Month,
  locality: Locality,
  habits: Habits,
  size: ReportSize,
  indicatorYears: IndicatorYear[],
  projectYears: GroupYear[],
): ReportTruth {
  const own = rng.fork(`month ${at.month}`);
  const issued = isoDay(at.year, at.month, own.int(11, 25));
  const { lines, paidVnd, planVnd, projectCount } = projectLines(projectYears, at.year, at.month, locality, habits);
  const has = (appendix: AppendixKind) => habits.appendices.includes(appendix);
  const tasks = generateTasks({
    rng: rng.fork("tasks"),
    locality,
    year: at.year,
    month: at.month,
    issued,
    habits,
    projectCount,
    size,
  });
  const indicators = monthOfIndicators(indicatorYears, {
    rng: own,
    locality,
    at,
    habits,
    disbursement: has("projects") ? { paidVnd, planVnd } : null,
  });
  return {
    locality: locality.printed,
    report_number: issueDocument(own.fork("number"), "Báo cáo", issued).number,
    issued_date: issued,
    period: firstDay(at),
    quarter: quarterOf(at.month),
    appendices: habits.appendices,
    tasks: has("tasks") ? tasks : [],
    project_lines: has("projects") ? lines : [],
    indicators: has("indicators") ? indicators : [],
  };
}
