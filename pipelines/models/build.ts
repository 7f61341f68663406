import type { DuckDBConnection } from "@duckdb/node-api";
import { quoteIdentifier, quoteRelation, quoteText } from "../warehouse/quote.ts";
import { type Column, commentText } from "../warehouse/schema.ts";
import { ModelError } from "./error.ts";
import { checkColumns, type Model, placeColumns } from "./twin.ts";

/** Types that a column's name promises (see the SQL style). */
const typesByName: [RegExp, RegExp][] = [
  // `estimate_to_date` is a quantity since 1 January, no day.
  [/(?<!_to)_date$/, /^DATE$/],
  [/_at$/, /^TIMESTAMP$/],
  [/_vnd$/, /^BIGINT$/],
  [/_pct$/, /^DOUBLE$/],
  [/^(is|has)_/, /^BOOLEAN$/],
  [/_count$/, /^(INTEGER|BIGINT)$/],
];

/** Creates the model's table or view with its comments (a passing one, which nobody reads, without). The name must be free. */
export async function buildModel(
  connection: DuckDBConnection,
  model: Model,
  { isPassing = false } = {},
): Promise<void> {
  const target = quoteRelation(model.name);
  try {
    await connection.run(`create ${model.materialized} ${target} as\n${await selectOf(connection, model)}`);
  } catch (error) {
    if (error instanceof ModelError) throw error;
    const message = error instanceof Error ? error.message : String(error);
    throw new ModelError("sql", model.name, message, { sql: model.sql, cause: error });
  }
  if (model.schema !== "checks") requireColumns(model, await actualColumns(connection, model.name));
  if (isPassing) return;
  const comments = [`comment on ${model.materialized} ${target} is ${quoteText(commentText(model.description))}`];
  for (const column of model.columns) {
    const text = column.unit ? `${commentText(column.text)} [${column.unit}]` : commentText(column.text);
    comments.push(`comment on column ${target}.${quoteIdentifier(column.name)} is ${quoteText(text)}`);
  }
  await connection.run(comments.join(";\n"));
}

/** The columns that a table, view or SELECT in parentheses has. */
async function actualColumns(connection: DuckDBConnection, relation: string): Promise<Column[]> {
  const reader = await connection.runAndReadAll(`select * from ${relation} limit 0`);
  const types = reader.columnTypes();
  return reader.columnNames().map((name, index) => ({ name, type: types[index]!.toString() }));
}

/**
 * A check's SELECT in the uniform shape: texts as text, arguments as JSON, its own rule and severity if it gives them, and
 * the row and field it asks about, NULL where it gives none.
 */
async function selectOf(connection: DuckDBConnection, model: Model): Promise<string> {
  if (model.schema !== "checks") return model.sql;
  const names = (await actualColumns(connection, `(\n${model.sql}\n)`)).map((column) => column.name);
  const missing = checkColumns.filter((name) => !names.includes(name));
  const extra = names.filter((name) => ![...checkColumns, "rule", "severity", ...placeColumns].includes(name));
  if (missing.length || extra.length) {
    throw new ModelError("columns", model.name, difference(missing, extra), { sql: model.sql });
  }
  const texts = [
    ...names.filter((name) => name !== "arguments").map((name) => `finding.${name}::varchar as ${name}`),
    ...placeColumns.filter((name) => !names.includes(name)).map((name) => `null::varchar as ${name}`),
  ].join(", ");
  return `select ${texts}, to_json(finding.arguments) as arguments from (\n${model.sql}\n) as finding`;
}

function requireColumns(model: Model, actual: Column[]): void {
  const described = model.columns.map((column) => column.name);
  const names = actual.map((column) => column.name);
  const missing = described.filter((name) => !names.includes(name));
  const extra = names.filter((name) => !described.includes(name));
  if (missing.length || extra.length) {
    throw new ModelError("columns", model.name, difference(missing, extra), { sql: model.sql });
  }
  if (model.schema === "marts" && !(names.includes("report_id") && names.includes("source_ref"))) {
    throw new ModelError(
      "columns",
      model.name,
      "a mart needs report_id and source_ref, so that each row leads to its source",
    );
  }
  for (const column of actual) {
    const promised = model.columns.find((described) => described.name === column.name)?.type;
    if (promised && promised !== column.type) {
      throw new ModelError("columns", model.name, `${column.name} is ${column.type}, and the yaml says ${promised}`);
    }
    const rule = promised ? undefined : typesByName.find(([pattern]) => pattern.test(column.name));
    if (rule && !rule[1].test(column.type)) {
      throw new ModelError(
        "columns",
        model.name,
        `${column.name} is ${column.type}, and its name promises ${rule[1].source.replace(/[\^$()]/g, "")}: cast it, rename it, or give its type in the yaml`,
      );
    }
  }
}

function difference(missing: readonly string[], extra: readonly string[]): string {
  const parts: string[] = [];
  if (missing.length) parts.push(`the SELECT doesn't give ${missing.join(", ")}`);
  if (extra.length) parts.push(`the yaml doesn't know ${extra.join(", ")}`);
  return parts.join("; ");
}
