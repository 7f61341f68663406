import { latestMonth, type PathRow, runScenario, type ScenarioRun } from "./run.ts";
import type { Deltas, Direction, Measure } from "./types.ts";

/** One indicator of a scenario, with its twelve months. */
export interface IndicatorPath {
  indicator_id: string;
  name: string;
  unit: string | null;
  measure: Measure;
  direction: Direction;
  lower_limit: number | null;
  upper_limit: number | null;
  rows: PathRow[];
}

export type IndicatorAnswer = Omit<IndicatorPath, "rows"> & ScenarioRun;

/** What `kichban scenario run --json` prints and the explorer page shows. */
export interface ScenarioAnswer {
  scenario_id: string;
  locality_id: string;
  year: number;
  /** YYYY-MM */
  as_of: string;
  deltas: Deltas;
  indicators: IndicatorAnswer[];
}

/** A whole scenario under deltas, in the order of the indicators given. */
export function answerScenario(
  scenario: { scenario_id: string; locality_id: string; year: number; indicators: readonly IndicatorPath[] },
  deltas: Deltas,
  asOfMonth: number,
): ScenarioAnswer {
  return {
    scenario_id: scenario.scenario_id,
    locality_id: scenario.locality_id,
    year: scenario.year,
    as_of: `${scenario.year}-${String(asOfMonth).padStart(2, "0")}`,
    deltas,
    indicators: scenario.indicators.map((indicator) => answerIndicator(indicator, deltas, asOfMonth)),
  };
}

/** One of its indicators. */
export function answerIndicator(path: IndicatorPath, deltas: Deltas, asOfMonth: number): IndicatorAnswer {
  const { rows, ...indicator } = path;
  return { ...indicator, ...runScenario(rows, indicator, deltas, asOfMonth) };
}

/** The last month in which any indicator has a figure to date; 12 where none has. */
export function defaultAsOf(indicators: readonly IndicatorPath[]): number {
  const months = indicators.map(({ rows }) => latestMonth(rows)).filter((month) => month !== null);
  return months.length === 0 ? 12 : Math.max(...months);
}
