/** The rows of some localities, built beside the others, in the place of those that they had. */
import type { DuckDBConnection } from "@duckdb/node-api";
import { readRows } from "../warehouse/query.ts";
import { quoteIdentifier, quoteRelation, quoteText } from "../warehouse/quote.ts";
import type { Changed } from "./builtFrom.ts";
import { ModelError } from "./error.ts";
import type { Part } from "./part.ts";
import { ownedBy, ownedTables } from "./scope.ts";
import type { Model } from "./twin.ts";

/**
 * Replaces them in every table that is built locality by locality. A transaction has to be open.
 * @throws ModelError where a new row has the key of another locality's: then the key is not one of a row
 */
export async function replaceRows(
  connection: DuckDBConnection,
  part: Part,
  { models, order }: { models: readonly Model[]; order: readonly string[] },
  changed: Changed,
): Promise<void> {
  const tables = ownedTables(models, order);
  const columns = await columnsOf(connection);
  const owners = {
    localities: changed.localities,
    sources: changed.formerSources,
    reports: await formerReports(connection, columns, changed.localities),
  };
  for (const { name, model } of tables) {
    const target = quoteRelation(name);
    const built = `${part.name}.${target}`;
    await connection.run(`delete from ${target} where ${ownedBy(model, columns.get(name) ?? [], owners)}`);
    if (model && model.schema !== "checks") await requireOtherKeys(connection, model, target, built);
    await connection.run(`insert into ${target} by name select * from ${built}`);
  }
}

async function columnsOf(connection: DuckDBConnection): Promise<Map<string, string[]>> {
  const { rows } = await readRows(
    connection,
    `select schema_name || '.' || table_name as name, list(column_name order by column_index) as columns
     from duckdb_columns() where database_name = current_database() group by all`,
  );
  return new Map(rows.map((row) => [String(row.name), row.columns as string[]]));
}

/** The reports that the tables hold of these localities. */
async function formerReports(
  connection: DuckDBConnection,
  columns: ReadonlyMap<string, string[]>,
  localities: readonly string[],
): Promise<string[]> {
  if (!columns.has("staging.report_sources") || localities.length === 0) return [];
  const { rows } = await readRows(
    connection,
    `select distinct report_id from staging.report_sources
     where locality_id in (${localities.map(quoteText).join(", ")}) order by report_id`,
  );
  return rows.map((row) => String(row.report_id));
}

async function requireOtherKeys(
  connection: DuckDBConnection,
  model: Model,
  target: string,
  built: string,
): Promise<void> {
  const match = model.key.map(quoteIdentifier).map((column) => `other.${column} = own.${column}`);
  const sql = `select own.* from ${built} as own semi join ${target} as other on ${match.join(" and ")} limit 10`;
  const { rows } = await readRows(connection, sql);
  if (rows.length > 0)
    throw new ModelError("test", model.name, `the test "${model.key.join(" + ")} is there once" failed`, { rows, sql });
}
