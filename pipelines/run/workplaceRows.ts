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
import { readRows } from "../warehouse/query.ts";
import { indicatorLimits } from "./indicatorLimits.ts";

/** The indicators that a scenario may name: those of the catalogue, and those that the reports held have of their own. */
export async function knownIndicators(
  connection: DuckDBConnection,
  catalogue: Catalogue,
): Promise<Map<string, KnownIndicator>> {
  const { rows } = await readRows(
    connection,
    `select indicator_id, any_value(unit order by source_id, position) as unit, any_value(measure order by source_id, position) as measure
     from raw.indicators group by indicator_id order by indicator_id`,
  );
  const known = new Map(rows.map((row) => [String(row.indicator_id), row as unknown as KnownIndicator]));
  for (const { id, unit, measure } of catalogue.indicators.indicators)
    known.set(id, { indicator_id: id, unit, measure });
  return known;
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
  const held = await heldYears(connection);
  const notices = scenarios.flatMap(({ scenario }) => scenarioNotices(scenario, held));
  return { rows: { ...expanded, indicator_limits, explanations }, refused, notices };
}
