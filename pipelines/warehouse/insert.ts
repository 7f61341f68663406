import { type DuckDBAppender, type DuckDBConnection, DuckDBDateValue } from "@duckdb/node-api";
import { quoteIdentifier, quoteText } from "./quote.ts";
import type { Column } from "./schema.ts";

/** How a value of a plain type is appended. Missing is null, whatever the type. */
const appenders: Record<string, (appender: DuckDBAppender, value: unknown) => void> = {
  VARCHAR: (appender, value) => appender.appendVarchar(value as string),
  JSON: (appender, value) => appender.appendVarchar(typeof value === "string" ? value : JSON.stringify(value)),
  INTEGER: (appender, value) => appender.appendInteger(value as number),
  BIGINT: (appender, value) => appender.appendBigInt(BigInt(value as number)),
  DOUBLE: (appender, value) => appender.appendDouble(value as number),
  BOOLEAN: (appender, value) => appender.appendBoolean(value as boolean),
  DATE: (appender, value) =>
    appender.appendDate(new DuckDBDateValue(Math.round(Date.parse(`${value}T00:00:00Z`) / 86_400_000))),
};

/**
 * Inserts row objects; `columns` are all columns of the table, in its order. A column that a row lacks becomes NULL.
 * Tables of plain types go through DuckDB's appender (six times less work than SQL on JSON text, measured on cells), tables
 * with lists or structs as one JSON text that DuckDB takes apart.
 */
export async function insertRows(
  connection: DuckDBConnection,
  table: string,
  columns: readonly Column[],
  rows: readonly unknown[],
): Promise<void> {
  if (rows.length === 0) return;
  if (columns.every((column) => column.type in appenders)) await append(connection, table, columns, rows);
  else await insertJson(connection, table, columns, rows);
}

async function append(
  connection: DuckDBConnection,
  table: string,
  columns: readonly Column[],
  rows: readonly unknown[],
): Promise<void> {
  const [name, schema] = table.split(".").reverse();
  const appender = await connection.createAppender(name!, schema);
  try {
    for (const row of rows as readonly Record<string, unknown>[]) {
      for (const column of columns) {
        const value = row[column.name];
        if (value === null || value === undefined) appender.appendNull();
        else appenders[column.type]!(appender, value);
      }
      appender.endRow();
    }
    appender.flushSync();
  } finally {
    appender.closeSync();
  }
}

/** Rows that go in one statement: enough to be fast, few enough that the JSON text stays small. */
const batchSize = 20_000;

async function insertJson(
  connection: DuckDBConnection,
  table: string,
  columns: readonly Column[],
  rows: readonly unknown[],
): Promise<void> {
  const shape = JSON.stringify([
    Object.fromEntries(columns.map((column) => [column.name, column.shape ?? column.type])),
  ]);
  const names = columns.map((column) => quoteIdentifier(column.name)).join(", ");
  const sql = `insert into ${table} (${names}) select ${names} from (select unnest(from_json($1::json, ${quoteText(shape)}), max_depth := 2))`;
  for (let start = 0; start < rows.length; start += batchSize) {
    await connection.run(sql, [JSON.stringify(rows.slice(start, start + batchSize))]);
  }
}
