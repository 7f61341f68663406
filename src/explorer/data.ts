/** What the explorer page carries with it: a year of one locality, every scenario, packed into short lists. */
import type { IndicatorPath } from "../scenario/answer.ts";
import type { PathRow } from "../scenario/run.ts";
import type { Basis, Direction, Measure, Operator } from "../scenario/types.ts";
import type { Row } from "../site-tables.ts";

type Numbers = (number | null)[];

export interface PackedPath {
  /** Twelve, January first. */
  month: Numbers;
  to_date: Numbers;
  basis: (Basis | null)[];
  anchored: (boolean | null)[];
  year_target: number | null;
  operator: Operator | null;
}

/** Where a printed figure stands: the address of its cell, and the mark of what is asked of it (HTML, empty for nothing). */
export interface PackedPlace {
  href: string | null;
  mark: string;
}

export interface PackedIndicator {
  id: string;
  name: string;
  unit: string | null;
  measure: Measure;
  direction: Direction;
  lower_limit: number | null;
  upper_limit: number | null;
  actual_month: Numbers;
  actual_to_date: Numbers;
  /** The mark of what is asked of the newest printed row beyond the figures below. */
  mark?: string;
  /** Of `actual_to_date`, by month; null where nothing was printed. */
  places?: (PackedPlace | null)[];
  /** Of the year's plan as the newest report prints it. */
  yearPlace?: PackedPlace | null;
}

export interface PackedScenario {
  id: string;
  title: { vi: string; en: string };
  /** By indicator. */
  paths: Record<string, PackedPath>;
}

export interface ExplorerData {
  locality_id: string;
  year: number;
  /** Month of the newest report, 1 to 12. */
  month: number;
  /** Day of the newest report: the day that an exported scenario is dated. */
  issued: string;
  indicators: PackedIndicator[];
  scenarios: PackedScenario[];
}

/** The place of a printed row's column, and the mark of the whole row but for some columns. */
export interface Placing {
  place(row: Row, column: string): PackedPlace;
  rowMark(row: Row, shown: readonly string[]): string;
}

/**
 * Packs rows of scenario_paths (with the indicator's `name`) and of scenarios; the order of both is kept.
 * @param placing without it figures lead nowhere
 */
export function packExplorer(
  rows: readonly Row[],
  scenarios: readonly Row[],
  about: Pick<ExplorerData, "locality_id" | "year" | "month" | "issued">,
  placing?: Placing,
): ExplorerData {
  const indicators = new Map<string, PackedIndicator>();
  const packed = new Map<string, PackedScenario>(
    scenarios.map((row) => [
      String(row.scenario_id),
      { id: String(row.scenario_id), title: { vi: String(row.title_vi), en: String(row.title_en) }, paths: {} },
    ]),
  );
  for (const row of rows) {
    const id = String(row.indicator_id);
    const at = Number(String(row.month).slice(5, 7)) - 1;
    let indicator = indicators.get(id);
    if (!indicator) {
      indicator = {
        id,
        name: String(row.name ?? id),
        unit: row.unit === null ? null : String(row.unit),
        measure: row.measure as Measure,
        direction: row.direction as Direction,
        lower_limit: (row.lower_limit ?? null) as number | null,
        upper_limit: (row.upper_limit ?? null) as number | null,
        actual_month: twelve(),
        actual_to_date: twelve(),
      };
      indicators.set(id, indicator);
    }
    indicator.actual_month[at] = row.actual_month as number | null;
    indicator.actual_to_date[at] = row.actual_to_date as number | null;
    if (placing && row.scenario_id === "reported" && hasActual(row)) addPlaces(indicator, at, row, placing);
    const scenario = packed.get(String(row.scenario_id));
    if (!scenario) continue;
    scenario.paths[id] ??= {
      month: twelve(),
      to_date: twelve(),
      basis: twelve(),
      anchored: twelve(),
      year_target: row.year_target as number | null,
      operator: row.year_target_operator as Operator | null,
    };
    const path = scenario.paths[id] as PackedPath;
    path.month[at] = row.target_month as number | null;
    path.to_date[at] = row.target_to_date as number | null;
    path.basis[at] = row.basis as Basis | null;
    path.anchored[at] = row.is_anchored as boolean | null;
  }
  return {
    ...about,
    indicators: [...indicators.values()],
    scenarios: [...packed.values()].filter((scenario) => Object.keys(scenario.paths).length > 0),
  };
}

/** A month that a report has told of: there the row leads to that report's printed row. */
function hasActual(row: Row): boolean {
  return row.actual_month !== null || row.actual_to_date !== null;
}

function addPlaces(indicator: PackedIndicator, at: number, row: Row, placing: Placing): void {
  indicator.places ??= twelve();
  indicator.places[at] = placing.place(row, "estimate_to_date");
  indicator.yearPlace = placing.place(row, "plan_year");
  indicator.mark = placing.rowMark(row, ["estimate_to_date", "plan_year"]);
}

/** The rows of one scenario again, as the arithmetic takes them. */
export function unpackScenario(data: ExplorerData, scenarioId: string): IndicatorPath[] {
  const scenario = data.scenarios.find(({ id }) => id === scenarioId);
  if (!scenario) return [];
  return data.indicators.flatMap((indicator) => {
    const path = scenario.paths[indicator.id];
    if (!path) return [];
    const rows = Array.from({ length: 12 }, (_, at): PathRow => {
      return {
        month: `${data.year}-${String(at + 1).padStart(2, "0")}-01`,
        target_month: path.month[at] ?? null,
        target_to_date: path.to_date[at] ?? null,
        basis: path.basis[at] ?? null,
        is_anchored: path.anchored[at] ?? null,
        year_target: path.year_target,
        year_target_operator: path.operator,
        actual_month: indicator.actual_month[at] ?? null,
        actual_to_date: indicator.actual_to_date[at] ?? null,
      };
    });
    const { id, name, unit, measure, direction, lower_limit, upper_limit } = indicator;
    return [{ indicator_id: id, name, unit, measure, direction, lower_limit, upper_limit, rows }];
  });
}

const unpacked = new WeakMap<ExplorerData, Map<string, Map<string, IndicatorPath>>>();

/** The paths of a scenario by indicator, unpacked once: a page asks for them at every move of a control. */
export function pathsOf(data: ExplorerData, scenarioId: string): ReadonlyMap<string, IndicatorPath> {
  const scenarios = unpacked.get(data) ?? new Map<string, Map<string, IndicatorPath>>();
  unpacked.set(data, scenarios);
  const paths =
    scenarios.get(scenarioId) ?? new Map(unpackScenario(data, scenarioId).map((path) => [path.indicator_id, path]));
  scenarios.set(scenarioId, paths);
  return paths;
}

function twelve<Value>(): (Value | null)[] {
  return Array<Value | null>(12).fill(null);
}
