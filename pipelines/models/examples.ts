import type { DuckDBConnection } from "@duckdb/node-api";
import { insertRows } from "../warehouse/insert.ts";
import { type JsonValue, readRows } from "../warehouse/query.ts";
import { quoteIdentifier, quoteRelation } from "../warehouse/quote.ts";
import type { Column } from "../warehouse/schema.ts";
import { buildModel } from "./build.ts";
import { ModelError } from "./error.ts";
import { findParents } from "./order.ts";
import type { Example, Model, Models } from "./twin.ts";

/**
 * Runs one given/expect test: the tables that the SELECT names are filled with the given rows (and nothing else), the SELECT
 * runs, and its rows must match the expected ones, in any order. The connection is to a warehouse whose models have been
 * built, so that the tables' columns are known; nothing in it is changed.
 * @throws ModelError with the rows that were not expected, or not found.
 */
export async function runExample(
  connection: DuckDBConnection,
  { models }: Models,
  model: Model,
  example: Example,
): Promise<void> {
  const parents = (await findParents(connection, models)).get(model.name) ?? [];
  const stranger = Object.keys(example.given).find((name) => !parents.includes(name));
  if (stranger) throw failure(model, example, `gives rows of ${stranger}, which the SELECT doesn't name`);
  await connection.run("begin transaction");
  try {
    for (const parent of parents) await replaceTable(connection, models, parent, example.given[parent] ?? []);
    await connection.run(`drop ${model.materialized} ${quoteRelation(model.name)}`);
    await buildModel(connection, model);
    const { rows } = await readRows(connection, `select * from ${quoteRelation(model.name)}`);
    compare(model, example, rows);
  } finally {
    await connection.run("rollback");
  }
}

async function replaceTable(
  connection: DuckDBConnection,
  models: readonly Model[],
  name: string,
  rows: readonly Record<string, unknown>[],
): Promise<void> {
  const relation = quoteRelation(name);
  const columns = await columnsWithShapes(connection, name);
  const unknown = rows.flatMap((row) => Object.keys(row)).find((key) => !columns.some((column) => column.name === key));
  if (unknown) throw new ModelError("example", name, `an example gives a column ${unknown}, which it doesn't have`);
  const kind = models.find((model) => model.name === name)?.materialized ?? "table";
  await connection.run(`drop ${kind} ${relation}`);
  const list = columns.map((column) => `${quoteIdentifier(column.name)} ${column.type}`);
  await connection.run(`create table ${relation} (${list.join(", ")})`);
  if (rows.length) await insertRows(connection, name, columns, rows);
}

/** Columns with the structure that `from_json` takes, which DuckDB itself derives from an example of the type. */
async function columnsWithShapes(connection: DuckDBConnection, name: string): Promise<Column[]> {
  const reader = await connection.runAndReadAll(`select * from ${quoteRelation(name)} limit 0`);
  const types = reader.columnTypes();
  return reader.columnNames().map((column, index) => {
    const type = types[index]!.alias ?? types[index]!.toString();
    return { name: column, type, shape: shapeOf(types[index]!) };
  });
}

/** Lists and structs as `from_json` names them. */
function shapeOf(type: { alias?: string; toString(): string }): unknown {
  if (type.alias) return type.alias;
  if ("valueType" in type && !("keyType" in type)) return [shapeOf(type.valueType as never)];
  if ("entryNames" in type && "entryTypes" in type) {
    const names = type.entryNames as string[];
    return Object.fromEntries(names.map((name, index) => [name, shapeOf((type.entryTypes as never[])[index]!)]));
  }
  return type.toString();
}

function compare(model: Model, example: Example, rows: Record<string, JsonValue>[]): void {
  const left = [...rows];
  for (const expected of example.expect) {
    const index = left.findIndex((row) => Object.entries(expected).every(([key, value]) => isSame(row[key], value)));
    if (index < 0) {
      throw failure(
        model,
        example,
        `expected ${JSON.stringify(expected)}, which is not among`,
        relevant(left, expected),
      );
    }
    left.splice(index, 1);
  }
  if (left.length) throw failure(model, example, "gave rows that were not expected", left);
}

/** Only the columns that were asked for, so that a failure can be read. */
function relevant(rows: Record<string, JsonValue>[], expected: object): Record<string, JsonValue>[] {
  return rows.map((row) => Object.fromEntries(Object.keys(expected).map((key) => [key, row[key] ?? null])));
}

function isSame(actual: unknown, expected: unknown): boolean {
  if (typeof actual === "number" && typeof expected === "number") return Math.abs(actual - expected) <= 1e-9;
  if (
    typeof actual === "object" &&
    actual !== null &&
    !Array.isArray(actual) &&
    typeof expected === "object" &&
    expected
  ) {
    const fields = Object.entries(expected);
    return fields.every(([key, value]) => isSame((actual as Record<string, unknown>)[key], value));
  }
  return JSON.stringify(actual ?? null) === JSON.stringify(expected);
}

function failure(model: Model, example: Example, sentence: string, rows?: Record<string, JsonValue>[]): ModelError {
  return new ModelError("example", model.name, `the example "${example.name}" ${sentence}`, { rows });
}
