import { createHash } from "node:crypto";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { DuckDBConnection } from "@duckdb/node-api";
import { z } from "zod";
import { UserError } from "../errors.ts";
import { workplaceRows } from "../peopleRows.ts";
import { readYaml } from "../reference/load.ts";
import { parsedSource, sourceRow } from "../rows.ts";
import { quoteIdentifier, quoteText } from "./quote.ts";

/** A column of a table: its name and DuckDB type. */
export interface Column {
  name: string;
  type: string;
  /** The structure for `from_json` where it is not just the type's name: lists and structs. */
  shape?: unknown;
}

/** What the archive knows of a file that parsing doesn't: kept beside the source, and the only clock in the data. */
export const receipt = z.object({
  /** UTC instant, ISO 8601. */
  received_at: z.iso.datetime(),
  /** 1 for the first file ever taken in; settles which of two issues came later. */
  received_order: z.number().int().nonnegative(),
});
export type Receipt = z.infer<typeof receipt>;

const receiptColumns: Column[] = [
  { name: "received_at", type: "TIMESTAMP" },
  { name: "received_order", type: "INTEGER" },
  { name: "rows_sha256", type: "VARCHAR" },
];

/** The tables of `raw`, one for each list of ParsedSource, with columns taken from the zod rows so that they can't drift. */
export const rawTables: ReadonlyMap<string, Column[]> = new Map([
  ["sources", [...columnsOf(sourceRow), ...receiptColumns]],
  ...Object.entries(parsedSource.shape)
    .filter(([name]) => name !== "source")
    .map(([name, list]): [string, Column[]] => [name, columnsOf((list as z.ZodArray<z.ZodObject>).element)]),
]);

/** The tables of `raw` that hold what people wrote for the workplace: scenarios and explanations. */
export const workplaceTables: ReadonlyMap<string, Column[]> = new Map(
  Object.entries(workplaceRows.shape).map(([name, list]): [string, Column[]] => [
    name,
    columnsOf((list as z.ZodArray<z.ZodObject>).element),
  ]),
);

const runColumns: Column[] = [
  { name: "run_id", type: "VARCHAR primary key" },
  { name: "started_at", type: "TIMESTAMP" },
  { name: "finished_at", type: "TIMESTAMP" },
  { name: "outcome", type: "VARCHAR" },
  { name: "files_seen", type: "INTEGER" },
  { name: "files_ingested", type: "INTEGER" },
  { name: "files_quarantined", type: "INTEGER" },
  { name: "rows_loaded", type: "INTEGER" },
  { name: "findings", type: "INTEGER" },
  { name: "release", type: "VARCHAR" },
  { name: "error", type: "VARCHAR" },
];

/** The columns that a zod object gives in DuckDB. */
export function columnsOf(schema: z.ZodObject): Column[] {
  return Object.entries(schema.shape).map(([name, zodType]) => {
    const type = duckdbType(zodType as z.ZodType, name);
    const shape = jsonShape(zodType as z.ZodType, name);
    return shape === type ? { name, type } : { name, type, shape };
  });
}

/** What `from_json` takes for the same type: arrays of a structure, objects of structures, else the type's name. */
function jsonShape(type: z.ZodType, name: string): unknown {
  if (type instanceof z.ZodNullable || type instanceof z.ZodOptional)
    return jsonShape(type.unwrap() as z.ZodType, name);
  if (type instanceof z.ZodArray) return [jsonShape(type.element as z.ZodType, name)];
  if (type instanceof z.ZodObject) {
    return Object.fromEntries(columnsOf(type).map((field) => [field.name, field.shape ?? field.type]));
  }
  return duckdbType(type, name);
}

/**
 * The DuckDB type for a zod type: whole VND is BIGINT, other whole numbers INTEGER, quantities DOUBLE, ISO dates DATE.
 * @throws Error on a zod type that no row uses yet: say here what it is in the warehouse.
 */
function duckdbType(type: z.ZodType, name: string): string {
  if (type instanceof z.ZodNullable || type instanceof z.ZodOptional)
    return duckdbType(type.unwrap() as z.ZodType, name);
  if (type instanceof z.ZodISODate) return "DATE";
  if (type instanceof z.ZodString || type instanceof z.ZodEnum) return name.endsWith("_json") ? "JSON" : "VARCHAR";
  if (type instanceof z.ZodBoolean) return "BOOLEAN";
  if (type instanceof z.ZodNumber) {
    if (!type.format?.includes("int")) return "DOUBLE";
    return name.endsWith("_vnd") ? "BIGINT" : "INTEGER";
  }
  if (type instanceof z.ZodRecord) return "JSON";
  if (type instanceof z.ZodArray) return `${duckdbType(type.element as z.ZodType, name)}[]`;
  if (type instanceof z.ZodObject) {
    const fields = columnsOf(type).map((field) => `${quoteIdentifier(field.name)} ${field.type}`);
    return `STRUCT(${fields.join(", ")})`;
  }
  throw new Error(`no DuckDB type is known for column ${name} (zod ${type.def.type})`);
}

const bilingual = z.object({ vi: z.string().min(1), en: z.string().min(1), unit: z.string().optional() });
const dictionarySchema = z.object({
  tables: z.record(z.string(), bilingual),
  columns: z.record(z.string(), bilingual),
});

/** What tables of raw and ops, and columns that mean the same everywhere, are for: read from `dictionary.yaml`. */
export function readDictionary() {
  return readYaml(join(dirname(fileURLToPath(import.meta.url)), "dictionary.yaml"), dictionarySchema);
}

/** A comment in both languages, as it is stored in the database. */
export function commentText(text: { vi: string; en: string }): string {
  return `${text.vi} | ${text.en}`;
}

/** All statements that make the schemas, tables and comments of an empty warehouse. */
function schemaStatements(): string[] {
  const dictionary = readDictionary();
  const statements = ["raw", "staging", "marts", "ledger", "checks", "ops"].map((name) => `create schema ${name}`);
  const tables = [
    ...[...rawTables, ...workplaceTables].map(([name, columns]) => [`raw.${name}`, columns] as const),
    ["ops.runs", runColumns] as const,
  ];
  for (const [table, columns] of tables) {
    const list = columns.map((column) => `${quoteIdentifier(column.name)} ${column.type}`);
    statements.push(`create table ${table} (${list.join(", ")})`);
    const about = dictionary.tables[table];
    if (!about) throw new Error(`dictionary.yaml doesn't describe the table ${table}`);
    statements.push(`comment on table ${table} is ${quoteText(commentText(about))}`);
    for (const { name } of columns) {
      const text = dictionary.columns[name];
      if (!text) throw new Error(`dictionary.yaml doesn't describe the column ${name} of ${table}`);
      statements.push(`comment on column ${table}.${quoteIdentifier(name)} is ${quoteText(commentText(text))}`);
    }
  }
  statements.push("create table ops.warehouse (schema_version VARCHAR)");
  statements.push(`comment on table ops.warehouse is ${quoteText(commentText(dictionary.tables["ops.warehouse"]!))}`);
  return statements;
}

/** Changes whenever a column of raw or ops does. Comments don't count. */
export function schemaVersion(): string {
  const shape = JSON.stringify([[...rawTables], [...workplaceTables], runColumns]);
  return createHash("sha256").update(shape).digest("hex").slice(0, 12);
}

/**
 * Makes the schema in an empty warehouse; does nothing in a current one.
 * @throws UserError `warehouse_outdated` when an older kichban made the file: raw is read again from the archive, so the
 *   mend is a rebuild, never a column-by-column migration that could leave half-read rows.
 */
export async function ensureSchema(connection: DuckDBConnection): Promise<void> {
  const found = await storedVersion(connection);
  if (found === schemaVersion()) return;
  if (found !== null) {
    throw new UserError(
      "The warehouse was made by another version of kichban and its tables have other columns: run `npx kichban rebuild` to read the archive again.",
      { code: "warehouse_outdated" },
    );
  }
  await connection.run("begin transaction");
  try {
    for (const statement of schemaStatements()) await connection.run(statement);
    await connection.run("insert into ops.warehouse values ($1)", [schemaVersion()]);
    await connection.run("commit");
  } catch (error) {
    await connection.run("rollback").catch(() => {});
    throw error;
  }
}

/** The version that the file was made with, or null for an empty database. */
async function storedVersion(connection: DuckDBConnection): Promise<string | null> {
  const tables = await connection.runAndReadAll(
    "select count(*) from duckdb_tables() where schema_name = 'ops' and table_name = 'warehouse'",
  );
  if (Number(tables.getRows()[0]?.[0]) === 0) return null;
  const rows = (await connection.runAndReadAll("select schema_version from ops.warehouse")).getRows();
  return String(rows[0]?.[0] ?? "");
}

/** Names of the columns of a table of `raw`. */
export function columnNames(table: string): string[] {
  const columns = rawTables.get(table) ?? workplaceTables.get(table);
  if (!columns) throw new Error(`raw.${table} is not a table of the warehouse`);
  return columns.map(({ name }) => name);
}
