/** DuckDB in the browser, over the tables of the site. Loaded only when somebody asks a question. */
import * as duckdb from "@duckdb/duckdb-wasm";
import type { Answer, AnswerColumn, AnswerValue, Engine, EngineFiles } from "./types.ts";

/** Opens the database and brings in every table of the site's `tables/index.json`. */
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
  const list = (await (await fetched(files.tables)).json()) as { name: string; file: string }[];
  for (const { name, file } of list) {
    const bytes = await (await fetched(new URL(file, files.tables).href)).arrayBuffer();
    await connection.insertArrowFromIPCStream(new Uint8Array(bytes), { name, schema: "marts", create: true });
  }
  // A query reaches no file, no network and no other settings.
  await connection.query("set search_path = 'marts'");
  await connection.query("set enable_external_access = false");
  return {
    async query(sql) {
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
