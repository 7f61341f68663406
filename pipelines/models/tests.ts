import type { DuckDBConnection } from "@duckdb/node-api";
import { readRows } from "../warehouse/query.ts";
import { quoteIdentifier, quoteRelation, quoteText } from "../warehouse/quote.ts";
import { ModelError } from "./error.ts";
import type { Formula } from "./formula.ts";
import type { ColumnTest, Model, ModelTest } from "./twin.ts";

/** A test as a SELECT that gives the rows that break it. */
export interface RowTest {
  name: string;
  sql: string;
}

/** Every test of a model: its key, its columns, its own, and for marts that each row leads to a source cell. */
function testsOf(model: Model): RowTest[] {
  const table = quoteRelation(model.name);
  const tests: RowTest[] = [];
  if (model.schema !== "checks") {
    tests.push(uniqueTest(table, model.key), ...model.key.map((column) => notNullTest(table, column)));
  } else {
    tests.push(notNullTest(table, "report_id"), notNullTest(table, "subject_key"), notNullTest(table, "source_ref"));
  }
  for (const column of model.columns) {
    for (const test of column.tests) tests.push(columnTest(table, column.name, test));
    if (column.formula?.isAlways && column.formula.expressions.length > 0)
      tests.push(formulaTest(table, column.name, column.formula));
  }
  for (const test of model.tests) tests.push(modelTest(table, test));
  if (model.schema === "marts") {
    tests.push(notNullTest(table, "report_id"), notNullTest(table, "source_ref"));
    tests.push(relationshipTest(table, ["source_ref"], "ledger.cells", ["cell_ref"]));
  }
  return tests;
}

/**
 * Runs the tests of a built model and gives their number.
 * @throws ModelError with the first test that failed, its rows (ten at most) and its SQL.
 */
export async function runTests(connection: DuckDBConnection, model: Model): Promise<number> {
  const tests = testsOf(model);
  // One question for all tests first: it is nearly always answered by no row at all.
  const all = tests.map((test, index) => `(select ${index} as test_index from (${test.sql}) limit 1)`);
  const { rows } = await readRows(connection, `${all.join("\nunion all\n")}\norder by test_index limit 1`);
  const failed = tests[Number(rows[0]?.test_index ?? -1)];
  if (!failed) return tests.length;
  const broken = await readRows(connection, `${failed.sql}\nlimit 10`);
  throw new ModelError("test", model.name, `the test "${failed.name}" failed`, { rows: broken.rows, sql: failed.sql });
}

function columnTest(table: string, column: string, test: ColumnTest): RowTest {
  if (test === "not_null") return notNullTest(table, column);
  if (test === "unique") return uniqueTest(table, [column]);
  const values = test.accepted_values.map((value) => (typeof value === "string" ? quoteText(value) : String(value)));
  const name = quoteIdentifier(column);
  return {
    name: `${column} is one of ${test.accepted_values.join(", ")}`,
    sql: `select * from ${table} where ${name} is not null and ${name} not in (${values.join(", ")})`,
  };
}

/**
 * The first formula whose columns are all known gives the column. Figures are stored to six decimals: below a hundredth too little is
 * left of them to divide by.
 */
function formulaTest(table: string, column: string, formula: Formula): RowTest {
  const name = quoteIdentifier(column);
  const computed = formula.expressions.map((expression) => `try(((${expression})::double))`).join(", ");
  const operands = [...new Set(formula.expressions.join(" ").match(/[a-z_]\w*/g))].map(quoteIdentifier);
  const isCoarse = operands.map((operand) => `(${operand} <> 0 and abs(${operand}) < 0.01)`).join(" or ");
  return {
    name: `${column} is ${formula.expressions.join(", or ")}`,
    sql: `select * from ${table} where abs(${name} - coalesce(${computed})) > 0.00002 + 0.0001 * abs(${name}) and (${isCoarse}) is not true`,
  };
}

function modelTest(table: string, test: ModelTest): RowTest {
  if ("unique" in test) return uniqueTest(table, test.unique);
  if ("relationships" in test) {
    const { columns, to, fields } = test.relationships;
    return relationshipTest(table, columns, to, fields);
  }
  return { name: test.name, sql: `select * from ${table} where not (${test.expression})` };
}

function notNullTest(table: string, column: string): RowTest {
  return { name: `${column} is never empty`, sql: `select * from ${table} where ${quoteIdentifier(column)} is null` };
}

function uniqueTest(table: string, columns: readonly string[]): RowTest {
  const list = columns.map(quoteIdentifier).join(", ");
  return {
    name: `${columns.join(" + ")} is there once`,
    sql: `select ${list}, count(*) as row_count from ${table} group by ${list} having count(*) > 1 order by ${list}`,
  };
}

function relationshipTest(table: string, columns: string[], to: string, fields: string[]): RowTest {
  const match = columns.map(
    (column, index) => `parent.${quoteIdentifier(fields[index]!)} = child.${quoteIdentifier(column)}`,
  );
  const filled = columns.map((column) => `child.${quoteIdentifier(column)} is not null`);
  return {
    name: `${columns.join(" + ")} is in ${to}`,
    sql: `select child.* from ${table} as child\nanti join ${quoteRelation(to)} as parent on ${match.join(" and ")}\nwhere ${filled.join(" and ")}`,
  };
}
