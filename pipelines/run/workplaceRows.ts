/** What people write for a workplace (scenarios, explanations) as rows, checked against what is known. */
import type { DuckDBConnection } from "@duckdb/node-api";
import type { UserError } from "../errors.ts";
import type { WorkplaceRows } from "../peopleRows.ts";
import type { Catalogue } from "../reference/catalogue.ts";
import type { Fault } from "../reference/faults.ts";
import type { Overrides } from "../reference/overrides.ts";
import { expandScenarios } from "../scenarios/expand.ts";
import { type HeldYear, scenarioNotices } from "../scenarios/notices.ts";
import { type KnownIndicator, type KnownProject, readScenarios } from "../scenarios/read.ts";
import { type JsonRow, readRows } from "../warehouse/query.ts";
import { indicatorLimits, limitsOf, type PrintedIndicator } from "./indicatorLimits.ts";
import { indicatorMovers } from "./indicatorMovers.ts";

/**
 * The indicators that a scenario may name: those of the catalogue, and those that the reports held have of their own, with the
 * limits of each. A report that prints a figure beyond a limit shows that it is none there, as in `staging.indicator_limits`.
 */
export async function knownIndicators(
  connection: DuckDBConnection,
  catalogue: Catalogue,
): Promise<Map<string, KnownIndicator>> {
  const { rows } = await readRows(
    connection,
    `select indicator_id, any_value(name order by source_id, position) as name,
       any_value(unit order by source_id, position) as unit, any_value(measure order by source_id, position) as measure,
       min(least(plan_year, plan_month, estimate_prior_year, estimate_month, estimate_to_date)) as lowest,
       max(greatest(plan_year, plan_month, estimate_prior_year, estimate_month, estimate_to_date)) as highest
     from raw.indicators group by indicator_id order by indicator_id`,
  );
  const printed = new Map(rows.map((row) => [String(row.indicator_id), row]));
  const known = new Map(
    [...printed].map(([id, { name, unit, measure }]) => [
      id,
      { indicator_id: id, name, unit, measure } as PrintedIndicator,
    ]),
  );
  for (const { id, name_vi, unit, measure } of catalogue.indicators.indicators)
    known.set(id, { indicator_id: id, name: name_vi, unit, measure });
  return new Map([...known].map(([id, indicator]) => [id, withLimits(indicator, catalogue, printed.get(id))]));
}

/** What a scenario must know of an indicator. */
export function withLimits(indicator: PrintedIndicator, catalogue: Catalogue, figures?: JsonRow): KnownIndicator {
  const { lower_limit: lower, upper_limit: upper } = limitsOf(indicator, catalogue);
  const isPassedBelow = lower !== null && typeof figures?.lowest === "number" && figures.lowest < lower;
  const isPassedAbove = upper !== null && typeof figures?.highest === "number" && figures.highest > upper;
  const { indicator_id, unit, measure } = indicator as PrintedIndicator & Pick<KnownIndicator, "measure">;
  return {
    indicator_id,
    unit,
    measure,
    lower_limit: isPassedBelow ? null : lower,
    upper_limit: isPassedAbove ? null : upper,
  };
}

/** The projects that the reports held tell of. */
export async function knownProjects(connection: DuckDBConnection): Promise<KnownProject[]> {
  const { rows } = await readRows(
    connection,
    `select distinct sources.locality_id, lines.project_id, lines.group_code
     from raw.project_lines as lines
     inner join raw.sources as sources on sources.source_id = lines.source_id
     where lines.project_id is not null
     order by all`,
  );
  return rows as unknown as KnownProject[];
}

/** The years of which the reports held tell, by locality. */
export async function heldYears(connection: DuckDBConnection): Promise<HeldYear[]> {
  const { rows } = await readRows(
    connection,
    "select distinct locality_id, year(period)::integer as year from raw.sources where period is not null order by all",
  );
  return rows as unknown as HeldYear[];
}

/**
 * What the reference data says of the indicators that the reports held print, with nothing that people of a workplace wrote: for
 * models over files that are in no workplace.
 */
export async function referenceRowsOf(connection: DuckDBConnection, catalogue: Catalogue): Promise<WorkplaceRows> {
  return {
    ...expandScenarios([], new Map()),
    indicator_limits: await indicatorLimits(connection, catalogue),
    indicator_movers: await indicatorMovers(connection, catalogue),
    explanations: [],
  };
}

/** Rows for the warehouse, the files that could not be used (the others stand), and what is to be known of those that could. */
export async function workplaceRowsOf(
  connection: DuckDBConnection,
  scenariosFolder: string,
  catalogue: Catalogue,
  overrides: Overrides,
): Promise<{ rows: WorkplaceRows; refused: UserError[]; notices: Fault[] }> {
  const known = await knownIndicators(connection, catalogue);
  const { scenarios, refused } = readScenarios(scenariosFolder, known, await knownProjects(connection));
  const expanded = expandScenarios(
    scenarios.map(({ scenario }) => scenario),
    known,
  );
  const explanations = overrides.explanations.map((entry) => ({
    finding_id: entry.finding,
    reason: entry.reason,
    explained_by: entry.by,
    explained_date: entry.date,
  }));
  const indicator_limits = await indicatorLimits(connection, catalogue);
  const indicator_movers = await indicatorMovers(connection, catalogue);
  const held = await heldYears(connection);
  const notices = scenarios.flatMap(({ scenario }) => scenarioNotices(scenario, held));
  return { rows: { ...expanded, indicator_limits, indicator_movers, explanations }, refused, notices };
}
