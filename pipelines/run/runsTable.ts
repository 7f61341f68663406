/** The record of runs as a table of the warehouse, and the count of all tables. */
import type { DuckDBConnection } from "@duckdb/node-api";
import { insertRows } from "../warehouse/insert.ts";
import { quoteIdentifier } from "../warehouse/quote.ts";
import { inTransaction } from "../warehouse/transaction.ts";
import type { RunRecord } from "./record.ts";

/** Fills `ops.runs` anew. */
export async function replaceRuns(connection: DuckDBConnection, records: RunRecord[]): Promise<void> {
  const described = await connection.runAndReadAll("describe ops.runs");
  const columns = described.getRows().map(([name, type]) => ({ name: String(name), type: String(type) }));
  await inTransaction(connection, async () => {
    await connection.run("delete from ops.runs");
    await insertRows(connection, "ops.runs", columns, records);
  });
}

/** Rows by table, of every table and view that is not the database's own. */
export async function countTables(connection: DuckDBConnection): Promise<Record<string, number>> {
  const names = await connection.runAndReadAll(
    `select schema_name, table_name from duckdb_tables() where not internal
     union all select schema_name, view_name from duckdb_views() where not internal order by all`,
  );
  const counts: Record<string, number> = {};
  for (const [schema, table] of names.getRows()) {
    const target = `${quoteIdentifier(String(schema))}.${quoteIdentifier(String(table))}`;
    const reader = await connection.runAndReadAll(`select count(*) from ${target}`);
    counts[`${schema}.${table}`] = Number(reader.getRows()[0]?.[0]);
  }
  return counts;
}
