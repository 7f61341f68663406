import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ModelError } from "../../pipelines/models/error.ts";
import { runExample } from "../../pipelines/models/examples.ts";
import { buildOrder } from "../../pipelines/models/order.ts";
import { runModels } from "../../pipelines/models/run.ts";
import { loadModels } from "../../pipelines/models/twin.ts";
import { loadSource } from "../../pipelines/warehouse/load.ts";
import { openWarehouse, type Warehouse } from "../../pipelines/warehouse/open.ts";
import { readRows } from "../../pipelines/warehouse/query.ts";
import { addCells, emptySource, receipt, taskRow } from "../warehouse/parsed.ts";

let folder: string;
let warehouse: Warehouse;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "kichban-models-"));
  warehouse = await openWarehouse(":memory:");
  const parsed = emptySource("a", { appendices: ["tasks"] });
  const [first, second] = addCells(parsed, ["Việc một", "Việc hai"], "tasks");
  parsed.tasks.push(
    taskRow(parsed.source.source_id, first!, { row_key: "1.1", progress_done: 3, progress_total: 4 }),
    taskRow(parsed.source.source_id, second!, { row_key: "1.2", ordinal: "1.2", position: 2 }),
  );
  await loadSource(warehouse.connection, parsed, receipt);
});
afterEach(async () => {
  await warehouse.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Writes models into a folder of their own and loads them. */
function modelsOf(files: Record<string, string>) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return loadModels(folder);
}

const twin = (columns: string, rest = "") =>
  `description: {vi: Bảng, en: A table}
grain: {vi: Mỗi dòng một việc, en: One row per task}
key: [row_key]
materialized: table
columns: {${columns}}
${rest}`;

const names = "select row_key, task from raw.tasks";
const namesTwin = twin("row_key: , task: ");

async function failureOf(files: Record<string, string>): Promise<ModelError> {
  try {
    await runModels(warehouse.connection, { models: modelsOf(files) });
  } catch (error) {
    if (error instanceof ModelError) return error;
    throw error;
  }
  throw new Error("the run did not fail");
}

describe("order", () => {
  it("puts each model after those it names, whatever their names and folders are", async () => {
    const seen: string[] = [];
    const models = modelsOf({
      "staging/a.sql": "select row_key, task from staging.z as z",
      "staging/a.yaml": namesTwin,
      "staging/deep/folder/z.sql": names,
      "staging/deep/folder/z.yaml": namesTwin,
    });
    await runModels(warehouse.connection, { models, onProgress: ({ name }) => seen.push(name) });
    // The second time the views and tables of the first are there, and must not hide what a SELECT names.
    await runModels(warehouse.connection, { models, onProgress: ({ name }) => seen.push(name) });
    expect(seen.filter((name) => name.startsWith("staging"))).toEqual([
      "staging.z",
      "staging.a",
      "staging.z",
      "staging.a",
    ]);
  });

  it("spells out a circle", () => {
    const parents = new Map([
      ["a", ["b"]],
      ["b", ["c"]],
      ["c", ["a"]],
    ]);
    expect(() => buildOrder(parents)).toThrow(/a: stands in a circle: a → b → c → a/);
  });

  it("is the same for the same models, whatever the order they come in", () => {
    const edges: [string, string[]][] = [
      ["d", ["b", "c"]],
      ["b", ["a"]],
      ["c", ["a"]],
      ["a", []],
    ];
    expect(buildOrder(new Map(edges))).toEqual(buildOrder(new Map([...edges].reverse())));
  });

  it.each([
    [
      "a table that nobody makes",
      "select row_key, task from staging.nothing",
      /reads staging\.nothing, which no model makes/,
    ],
    ["no table", "select 'x' as row_key, 'y' as task", /names no table/],
    ["a syntax error", "selct row_key from raw.tasks", /syntax error at or near "selct"/],
    ["two statements", `${names}; select 1`, /must be one SELECT, not 2 statements/],
  ])("refuses a model with %s", async (_what, sql, sentence) => {
    const failure = await failureOf({ "staging/a.sql": sql, "staging/a.yaml": namesTwin });
    expect(failure.message).toMatch(sentence);
    expect(failure.message).toMatch(/^staging\.a: /);
    expect(failure.message).toContain(sql);
  });
});

describe("twins", () => {
  it.each([
    [{ "staging/a.sql": names }, /a\.sql has no \.yaml beside it/],
    [{ "staging/a.yaml": namesTwin }, /a\.yaml has no \.sql beside it/],
    [
      { "staging/a.sql": names, "staging/a.yaml": twin("row_key: , strange: ") },
      /doesn't say in both languages what the column strange is/,
    ],
    [{ "staging/a.sql": names, "staging/a.yaml": "description: x" }, /a\.yaml, line 1: description/],
    [
      {
        "staging/x/a.sql": names,
        "staging/x/a.yaml": namesTwin,
        "staging/y/a.sql": names,
        "staging/y/a.yaml": namesTwin,
      },
      /the name of another model/,
    ],
  ])("must be complete (%#)", (files, sentence) => {
    expect(() => modelsOf(files as Record<string, string>)).toThrow(sentence);
  });

  it("must name the columns that the SELECT gives, no more and no fewer", async () => {
    const failure = await failureOf({ "staging/a.sql": names, "staging/a.yaml": twin("row_key: , forecast: ") });
    expect(failure.kind).toBe("columns");
    expect(failure.message).toContain("the SELECT doesn't give forecast; the yaml doesn't know task");
  });

  it("hold a column to the type that its name promises", async () => {
    const failure = await failureOf({
      "staging/a.sql": "select row_key, 1.5::double as planned_vnd from raw.tasks",
      "staging/a.yaml": twin("row_key: , planned_vnd: "),
    });
    expect(failure.message).toContain("planned_vnd is DOUBLE, and its name promises BIGINT");
  });

  it("read no table that compares localities, unless they compare localities themselves", async () => {
    const whole = { "staging/w.sql": names, "staging/w.yaml": twin("row_key: , task: ", "scope: all") };
    const reader = "select row_key, task from staging.w as w";
    await expect(failureOf({ ...whole, "staging/r.sql": reader, "staging/r.yaml": namesTwin })).resolves.toMatchObject({
      kind: "order",
      model: "staging.r",
      message: expect.stringMatching(/reads staging\.w, which compares localities: say `scope: all` here, too/),
    });
    const models = modelsOf({ "staging/r.yaml": twin("row_key: , task: ", "scope: all") });
    await expect(runModels(warehouse.connection, { models })).resolves.toMatchObject({ localities: null });
  });

  it("become comments in the database", async () => {
    await runModels(warehouse.connection, {
      models: modelsOf({
        "staging/a.sql": names,
        "staging/a.yaml": twin('row_key: , task: {vi: "Việc", en: "It\'s work", unit: km}'),
      }),
    });
    const { rows } = await readRows(
      warehouse.connection,
      "select comment from duckdb_columns() where schema_name = 'staging' and column_name = 'task' union all select comment from duckdb_tables() where schema_name = 'staging'",
    );
    expect(rows).toEqual([{ comment: "Việc | It's work [km]" }, { comment: "Bảng | A table" }]);
  });
});

describe("tests of a model", () => {
  it.each([
    [
      "an empty key",
      "select null as row_key, task from raw.tasks",
      "",
      /the test "row_key is (there once|never empty)" failed/,
    ],
    [
      "a key that is there twice",
      "select 'x' as row_key, task from raw.tasks",
      "",
      /the test "row_key is there once" failed\nrows:\n {2}\{"row_key":"x","row_count":2\}/,
    ],
    [
      "a value that is not accepted",
      names,
      "task: {tests: [{accepted_values: [Việc một]}]}",
      /task is one of Việc một/,
    ],
    [
      "an expression that is false",
      names,
      "tests: [{name: tasks are short, expression: length(task) < 3}]",
      /the test "tasks are short" failed/,
    ],
    [
      "a lost parent",
      names,
      "tests: [{relationships: {columns: [row_key], to: raw.cells, fields: [cell_ref]}}]",
      /row_key is in raw\.cells/,
    ],
  ])("fail on %s and show model, rows and SQL", async (_what, sql, extra, sentence) => {
    const yaml = extra.startsWith("task:") ? twin(`row_key: , ${extra}`) : twin("row_key: , task: ", extra);
    const failure = await failureOf({ "staging/a.sql": sql, "staging/a.yaml": yaml });
    expect(failure).toMatchObject({ kind: "test", model: "staging.a", name: "ModelError" });
    expect(failure.message).toMatch(sentence);
    expect(failure.rows.length).toBeGreaterThan(0);
    expect(failure.message).toContain("sql:\n  select");
  });

  it("leave the warehouse as it was when they fail", async () => {
    await runModels(warehouse.connection, {
      models: modelsOf({ "staging/a.sql": names, "staging/a.yaml": namesTwin }),
    });
    await failureOf({ "staging/a.sql": "select 'x' as row_key, task from raw.tasks", "staging/a.yaml": namesTwin });
    const { rows } = await readRows(warehouse.connection, "select row_key from staging.a order by row_key");
    expect(rows).toEqual([{ row_key: "1.1" }, { row_key: "1.2" }]);
  });

  it("an SQL error names the model and shows the SELECT", async () => {
    const failure = await failureOf({
      "staging/a.sql": "select row_key, tsk from raw.tasks",
      "staging/a.yaml": namesTwin,
    });
    expect(failure).toMatchObject({ kind: "sql", model: "staging.a" });
    expect(failure.message).toMatch(/"tsk" not found/);
    expect(failure.message).toContain("  select row_key, tsk from raw.tasks");
  });

  it("a mart without report and source is refused", async () => {
    const failure = await failureOf({ "marts/a.sql": names, "marts/a.yaml": namesTwin });
    expect(failure.message).toMatch(/a mart needs report_id and source_ref/);
  });
});

describe("examples", () => {
  const files = (example: string) => ({
    "staging/a.sql": "select row_key, upper(task) as task from raw.tasks",
    "staging/a.yaml": twin("row_key: , task: ", `examples:\n  - ${example}`),
  });
  const run = async (example: string) => {
    const models = modelsOf(files(example));
    await runModels(warehouse.connection, { models });
    return runExample(warehouse.connection, models, models.models[0]!, models.models[0]!.examples[0]!);
  };

  it("pass when each row is found and none is left, and change nothing", async () => {
    await run(
      "{name: x, given: {raw.tasks: [{row_key: b, task: việc}, {row_key: a}]}, expect: [{row_key: a, task: null}, {row_key: b, task: VIỆC}]}",
    );
    const { rows } = await readRows(warehouse.connection, "select count(*) as n from raw.tasks");
    expect(rows).toEqual([{ n: 2 }]);
  });

  it.each([
    [
      "{name: x, given: {raw.tasks: [{row_key: a, task: b}]}, expect: [{row_key: a, task: b}]}",
      /expected \{"row_key":"a","task":"b"\}, which is not among\nrows:\n.*"task":"B"/,
    ],
    [
      "{name: x, given: {raw.tasks: [{row_key: a}, {row_key: b}]}, expect: [{row_key: a}]}",
      /gave rows that were not expected/,
    ],
    ["{name: x, given: {raw.cells: []}, expect: []}", /gives rows of raw\.cells, which the SELECT doesn't name/],
    ["{name: x, given: {raw.tasks: [{row_kee: a}]}, expect: []}", /gives a column row_kee, which it doesn't have/],
  ])("fail when not (%#)", async (example, sentence) => {
    await expect(run(example)).rejects.toThrow(sentence);
  });
});
