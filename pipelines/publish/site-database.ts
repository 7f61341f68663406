import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { type DuckDBConnection, DuckDBInstance, type DuckDBValue } from "@duckdb/node-api";
import { type DictionaryTable, type Row, siteTables, type Value } from "../../src/site-tables.ts";
import { UserError } from "../errors.ts";

/** The exported tables in memory: what the SQL of pages sees. */
export interface SiteDatabase {
  query(sql: string, parameters?: Record<string, string>): Promise<Row[]>;
  run(sql: string): Promise<void>;
  /** Pages are known once they are read: see site-uses.ts. */
  dictionary: DictionaryTable[];
  close(): void;
}

/**
 * Loads every `<schema>.<table>.parquet` (or `<schema>/<table>.parquet`) of an exports folder into a database in memory,
 * then shuts the door: a page's SQL reaches no file and no network.
 * @param news rows of `ops.changes`: what is new since the publication before
 * @throws UserError when the folder isn't there.
 */
export async function openSiteDatabase(exportsFolder: string, news: readonly Row[] = []): Promise<SiteDatabase> {
  if (!existsSync(exportsFolder)) {
    throw new UserError(`${exportsFolder}: there are no exports to publish; run \`kichban model\` and publish again`, {
      code: "exports_missing",
    });
  }
  const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
  const connection = await instance.connect();
  for (const schema of ["marts", "ledger", "ops", "page"])
    await connection.run(`create schema if not exists ${schema}`);
  for (const [table, file] of exportedTables(exportsFolder)) {
    const [schema = "", name = ""] = table.split(".");
    await connection.run(`create schema if not exists ${quote(schema)}`);
    await connection.run(`create table ${quote(schema)}.${quote(name)} as ${await selectByReport(connection, file)}`);
  }
  await addWhatIsMissing(connection);
  await nameRestatedRows(connection);
  await addNews(connection, news);
  await connection.run("set enable_external_access = false");
  // Plain names in a page's query mean the month that the page is about.
  await connection.run("set search_path = 'page,marts,ledger'");
  await connection.run("set lock_configuration = true");
  return {
    query: (sql, parameters) => query(connection, sql, parameters),
    run: async (sql) => {
      await connection.run(sql);
    },
    dictionary: readDictionary(exportsFolder),
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

async function addNews(connection: DuckDBConnection, news: readonly Row[]): Promise<void> {
  const shape = JSON.stringify([siteTables["ops.changes"]]);
  await connection.run(
    `insert into ops.changes by name select unnest(from_json($1::json, '${shape}'), max_depth := 2)`,
    [JSON.stringify(news)],
  );
}

/** A file's rows with those of a report together, so that a month's are found without looking at every other's. */
async function selectByReport(connection: DuckDBConnection, file: string): Promise<string> {
  const path = `'${file.replaceAll("'", "''")}'`;
  const described = await connection.runAndReadAll(`describe select * from read_parquet(${path})`);
  if (!described.getRows().some(([name]) => name === "report_id")) return `select * from read_parquet(${path})`;
  return `select * exclude (file_row_number) from read_parquet(${path}, file_row_number = true) order by report_id, file_row_number`;
}

/** `[schema.table, file]`, in the order of names. */
function exportedTables(folder: string): [string, string][] {
  const found: [string, string][] = [];
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      for (const file of readdirSync(path)) {
        if (file.endsWith(".parquet")) found.push([`${entry.name}.${basename(file, ".parquet")}`, join(path, file)]);
      }
    } else if (entry.name.endsWith(".parquet")) {
      const name = basename(entry.name, ".parquet");
      found.push([name.includes(".") ? name : `marts.${name}`, path]);
    }
  }
  return found.sort(([a], [b]) => (a < b ? -1 : 1));
}

async function addWhatIsMissing(connection: DuckDBConnection): Promise<void> {
  for (const [table, columns] of Object.entries(siteTables)) {
    const list = Object.entries(columns).map(([name, type]) => `${quote(name)} ${type}`);
    await connection.run(`create table if not exists ${table} (${list.join(", ")})`);
    for (const column of list) await connection.run(`alter table ${table} add column if not exists ${column}`);
  }
}

/** The name printed in a restated row: of all at once, since a removed row's is a cell of another report than its page's. */
async function nameRestatedRows(connection: DuckDBConnection): Promise<void> {
  await connection.run(`
    update marts.restatements set row_name = cells.raw_text
    from ledger.cells as cells where cells.cell_ref = restatements.source_ref and restatements.row_name is null`);
}

async function query(connection: DuckDBConnection, sql: string, parameters?: Record<string, string>): Promise<Row[]> {
  const reader = await connection.runAndReadAll(sql, parameters);
  const names = reader.deduplicatedColumnNames();
  return reader.getRowsJS().map((row) => Object.fromEntries(names.map((name, index) => [name, plain(row[index])])));
}

/** A value of DuckDB as plain data. */
function plain(value: unknown): Value {
  if (value === null || value === undefined) return null;
  if (typeof value === "bigint") return Number(value);
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value === "string" || typeof value === "boolean") return value;
  if (value instanceof Date) {
    const text = value.toISOString();
    return text.endsWith("T00:00:00.000Z") ? text.slice(0, 10) : text;
  }
  if (Array.isArray(value)) return value.map(plain);
  return Object.fromEntries(
    Object.entries(value as Record<string, DuckDBValue>).map(([key, item]) => [key, plain(item)]),
  );
}

/** `dictionary.json`: a list of tables, or an object by table name. Without one the pages show no dictionary. */
function readDictionary(folder: string): DictionaryTable[] {
  const file = join(folder, "dictionary.json");
  if (!existsSync(file)) return [];
  const content = JSON.parse(readFileSync(file, "utf8")) as { tables?: DictionaryTable[] } | DictionaryTable[];
  return Array.isArray(content) ? content : (content.tables ?? []);
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
