/** Some files' rows in a database of their own, in memory, where the models can be built on just these. */
import type { DuckDBConnection } from "@duckdb/node-api";
import { readRows } from "../warehouse/query.ts";
import { quoteIdentifier, quoteRelation, quoteText } from "../warehouse/quote.ts";

export interface Part {
  /** The part's name among the attached databases; `kichban_part."marts"."tasks"` is a table of it. */
  name: string;
  /** Makes the part the current database while `work` runs: names without a database are then its own. */
  inside<Result>(work: () => Promise<Result>): Promise<Result>;
}

/**
 * Attaches a database that holds of every table of `raw` and `ops` the rows of these files, of tables that know no file all rows,
 * and empty schemas for the models; detaches it afterwards, whatever happens. The current database stays what it was.
 * No transaction may be open.
 */
export async function withPart<Result>(
  connection: DuckDBConnection,
  name: string,
  sourceIds: readonly string[],
  work: (part: Part) => Promise<Result>,
): Promise<Result> {
  const { rows: tables } = await readRows(
    connection,
    `select schema_name || '.' || table_name as name, current_database() as home,
       bool_or(column_name = 'source_id') as has_source
     from duckdb_columns()
     where database_name = current_database() and schema_name in ('raw', 'ops')
     group by all order by all`,
  );
  const home = quoteIdentifier(String(tables[0]?.home));
  const list = sourceIds.map(quoteText).join(", ");
  await connection.run(`attach ':memory:' as ${name}`);
  try {
    for (const schema of ["raw", "ops", "staging", "ledger", "checks", "marts"]) {
      await connection.run(`create schema ${name}.${schema}`);
    }
    for (const { name: table, has_source } of tables) {
      const relation = quoteRelation(String(table));
      const some = !has_source ? "" : ` where ${list ? `source_id in (${list})` : "false"}`;
      await connection.run(`create table ${name}.${relation} as select * from ${home}.${relation}${some}`);
    }
    return await work({
      name,
      async inside(inner) {
        await connection.run(`use ${name}`);
        try {
          return await inner();
        } finally {
          await connection.run(`use ${home}`);
        }
      },
    });
  } finally {
    await connection.run(`detach ${name}`);
  }
}
