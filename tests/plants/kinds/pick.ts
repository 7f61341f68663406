/** Rows of a clean report that a planter may choose from. */
import type { GeneratedReport } from "../../generator/report.ts";
import type { Rng } from "../../generator/rng.ts";
import type { IndicatorTruth, ProjectLineTruth, TaskTruth } from "../../generator/truth.ts";

export function pick<T>(rng: Rng, items: readonly T[]): T | null {
  return items.length ? rng.pick(items) : null;
}

export const pickTask = (report: GeneratedReport, rng: Rng, test: (task: TaskTruth) => boolean) =>
  pick(rng, report.truth.tasks.filter(test));

export const pickIndicator = (report: GeneratedReport, rng: Rng, test: (row: IndicatorTruth) => boolean) =>
  pick(rng, report.truth.indicators.filter(test));

export const isReported = (row: IndicatorTruth) => row.estimate_to_date !== null;
/** An amount of money with an estimate. */
export const isMoney = (row: IndicatorTruth) => row.unit === "million_vnd" && isReported(row);

export const linesOf = (report: GeneratedReport, level: ProjectLineTruth["level"]) =>
  report.truth.project_lines.filter((line) => line.level === level);
export const groupKey = (line: ProjectLineTruth) => line.group_code as string;
export const projectKey = (line: ProjectLineTruth) => `${line.group_code}/${line.project_ordinal}`;
/** The components of a project. */
export const partsOf = (report: GeneratedReport, key: string) =>
  report.truth.project_lines.filter((line) => line.level === "component" && projectKey(line) === key);
