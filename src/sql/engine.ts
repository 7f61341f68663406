/** DuckDB in the browser, over the tables of the site. Loaded only when somebody asks a question. */
import * as duckdb from "@duckdb/duckdb-wasm";
import type { Answer, AnswerColumn, AnswerValue, Engine, EngineFiles } from "./types.ts";

interface Listed {
  name: string;
  file: string;
  bytes: number;
}

/** Of more bytes than this in all, a table comes only with the first query that names it. */
const mostAtOnce = 24_000_000;

/** Opens the database and brings in the tables of the site's `tables/index.json`: all, or where they are large those asked for. */
export async function openEngine(files: EngineFiles): Promise<Engine> {
  const worker = new Worker(files.worker);
  const database = new duckdb.AsyncDuckDB(new duckdb.VoidLogger(), worker);
  await database.instantiate(files.wasm);
  await database.open({
    query: { castBigIntToDouble: true, castDecimalToDouble: true, castTimestampToDate: true },
    filesystem: { allowFullHTTPReads: false },
  });
  const connection = await database.connect();
  await connection.query("create schema marts");
  const list = (await (await fetched(files.tables)).json()) as Listed[];
  const missing = new Set(list);
  const bring = async (tables: readonly Listed[]) => {
    for (const table of tables) {
      const bytes = await (await fetched(new URL(table.file, files.tables).href)).arrayBuffer();
      await connection.insertArrowFromIPCStream(new Uint8Array(bytes), {
        name: table.name,
        schema: "marts",
        create: true,
      });
      missing.delete(table);
    }
  };
  if (list.reduce((sum, { bytes }) => sum + bytes, 0) <= mostAtOnce) await bring(list);
  // A query reaches no file, no network and no other settings.
  await connection.query("set search_path = 'marts'");
  await connection.query("set enable_external_access = false");
  return {
    async query(sql) {
      await bring(namedIn(sql, [...missing]));
      const table = await connection.query(sql);
      const columns = table.schema.fields.map((field) => columnOf(field));
      const vectors = columns.map((_, index) => table.getChildAt(index));
      const rows: AnswerValue[][] = [];
      for (let row = 0; row < table.numRows; row++) {
        rows.push(columns.map(({ kind }, index) => plain(vectors[index]?.get(row), kind)));
      }
      return { columns, rows } satisfies Answer;
    },
  };
}

/** A word of the query may be a table's name; one that is not costs a table that nobody asked for, and nothing else. */
function namedIn(sql: string, tables: readonly Listed[]): Listed[] {
  const words = new Set(sql.toLowerCase().match(/\w+/g));
  return tables.filter(({ name }) => words.has(name.toLowerCase()));
}

async function fetched(url: string): Promise<Response> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response;
}

/** The library brings an Arrow of its own: types are told by their names. */
function columnOf(field: { name: string; type: unknown }): AnswerColumn {
  const type = String(field.type);
  const kind = /^(U?int|float|decimal)/i.test(type)
    ? "number"
    : /^(date|timestamp)/i.test(type)
      ? "day"
      : /^bool/i.test(type)
        ? "boolean"
        : "text";
  return { name: field.name, kind };
}

function plain(value: unknown, kind: AnswerColumn["kind"]): AnswerValue {
  if (value === null || value === undefined) return null;
  if (kind === "day") return new Date(Number(value)).toISOString().replace("T00:00:00.000Z", "");
  if (typeof value === "bigint") return Number(value);
  if (typeof value === "number" || typeof value === "string" || typeof value === "boolean") return value;
  return JSON.stringify(value, (_, each) => (typeof each === "bigint" ? Number(each) : each));
}
