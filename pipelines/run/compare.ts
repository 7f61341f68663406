/** Whether two warehouses hold the same rows, table by table, whatever their order and however the files look. */
import type { DuckDBConnection } from "@duckdb/node-api";
import { withWarehouse } from "../warehouse/open.ts";
import { quoteIdentifier } from "../warehouse/quote.ts";

/** Count and a hash of all rows, by table; but for `ops`, which tells of runs and not of reports. */
async function tableDigests(file: string): Promise<Map<string, string>> {
  return withWarehouse(file, { readOnly: true }, async (connection) => {
    const names = await connection.runAndReadAll(
      `select schema_name, table_name from duckdb_tables() where not internal and schema_name <> 'ops'
       union all select schema_name, view_name from duckdb_views() where not internal and schema_name <> 'ops' order by all`,
    );
    const digests = new Map<string, string>();
    for (const [schema, table] of names.getRows()) {
      digests.set(`${schema}.${table}`, await digest(connection, String(schema), String(table)));
    }
    return digests;
  });
}

async function digest(connection: DuckDBConnection, schema: string, table: string): Promise<string> {
  const target = `${quoteIdentifier(schema)}.${quoteIdentifier(table)}`;
  const reader = await connection.runAndReadAll(
    `select count(*)::varchar || '/' || coalesce(sum(hash(rows::varchar)), 0)::varchar from ${target} as rows`,
  );
  return String(reader.getRows()[0]?.[0]);
}

/** Names of the tables that differ, or that only one of the two has. */
export async function differingTables(one: string, other: string): Promise<{ same: string[]; different: string[] }> {
  const [left, right] = [await tableDigests(one), await tableDigests(other)];
  const names = [...new Set([...left.keys(), ...right.keys()])].sort();
  return {
    same: names.filter((name) => left.get(name) === right.get(name)),
    different: names.filter((name) => left.get(name) !== right.get(name)),
  };
}
