import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { ModelError } from "./error.ts";
import type { Model } from "./twin.ts";

/** The table that the runner makes of all checks, between them and `marts.findings`. */
export const findingsTable = "checks.findings";

/** The table that the runner makes of what the checks said of earlier files; see history.ts. */
export const pastFindingsTable = "checks.past_findings";

/** Parents of each model, by name; `raw` and `ops` tables are parents too. */
export type Parents = Map<string, string[]>;

/**
 * Which tables each SELECT names, as DuckDB's own parser reports them.
 * @throws ModelError when a SELECT can't be parsed, names no table, or names one that nobody makes.
 */
export async function findParents(connection: DuckDBConnection, models: readonly Model[]): Promise<Parents> {
  const known = new Set([
    ...models.map((model) => model.name),
    ...(await baseTables(connection)),
    findingsTable,
    pastFindingsTable,
  ]);
  // An empty database: where a view exists already, DuckDB would report what stands behind it instead of its name.
  const instance = await DuckDBInstance.create(":memory:");
  const empty = await instance.connect();
  const parents: Parents = new Map();
  try {
    for (const model of models) parents.set(model.name, await parentsOf(empty, model, known));
  } finally {
    empty.closeSync();
    instance.closeSync();
  }
  const checks = models.filter((model) => model.schema === "checks").map((model) => model.name);
  parents.set(
    findingsTable,
    [...checks, "staging.reports", "ledger.places"].filter((name) => known.has(name)),
  );
  parents.set(pastFindingsTable, []);
  return parents;
}

async function parentsOf(empty: DuckDBConnection, model: Model, known: ReadonlySet<string>): Promise<string[]> {
  const details = { sql: model.sql };
  // The list of names is empty on a syntax error, so ask first in a way that says so.
  await requireOneStatement(empty, model);
  // DuckDB gives an aliased table as `raw.cells AS cell`, and quotes names that are words of SQL.
  const listed = empty.getTableNames(model.sql, true).map((name) => name.replace(/ AS .*$/s, "").replaceAll('"', ""));
  const names = [...new Set(listed)].sort();
  if (names.length === 0) {
    throw new ModelError(
      "order",
      model.name,
      "names no table: name one, and join with `on`, never with `using`",
      details,
    );
  }
  const unknown = names.find((name) => !known.has(name));
  if (unknown)
    throw new ModelError("order", model.name, `reads ${unknown}, which no model makes: check the name`, details);
  return names;
}

/**
 * Names in an order in which each stands after its parents; the same for the same models, whatever the order they came in.
 * @throws ModelError that spells out the cycle.
 */
export function buildOrder(parents: Parents): string[] {
  const order: string[] = [];
  const state = new Map<string, "open" | "done">();
  const visit = (name: string, path: string[]) => {
    if (state.get(name) === "done") return;
    if (state.get(name) === "open") {
      const cycle = [...path.slice(path.indexOf(name)), name];
      throw new ModelError("order", name, `stands in a circle: ${cycle.join(" → ")}`);
    }
    state.set(name, "open");
    for (const parent of [...(parents.get(name) ?? [])].sort()) {
      if (parents.has(parent)) visit(parent, [...path, name]);
    }
    state.set(name, "done");
    order.push(name);
  };
  for (const name of [...parents.keys()].sort()) visit(name, []);
  return order;
}

async function baseTables(connection: DuckDBConnection): Promise<string[]> {
  const reader = await connection.runAndReadAll(
    "select schema_name || '.' || table_name from duckdb_tables() where schema_name in ('raw', 'ops')",
  );
  return reader.getRows().map((row) => String(row[0]));
}

async function requireOneStatement(connection: DuckDBConnection, model: Model): Promise<void> {
  let count: number;
  try {
    count = (await connection.extractStatements(model.sql)).count;
  } catch (error) {
    const message = error instanceof Error ? error.message.replace(/^Failed to [a-z ]+: /, "") : String(error);
    throw new ModelError("sql", model.name, message, { sql: model.sql, cause: error });
  }
  if (count !== 1)
    throw new ModelError("sql", model.name, `must be one SELECT, not ${count} statements`, { sql: model.sql });
}
