import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { loadSource, loadSources, removeSource } from "../../pipelines/warehouse/load.ts";
import { openWarehouse } from "../../pipelines/warehouse/open.ts";
import { queryRows, readRows } from "../../pipelines/warehouse/query.ts";
import { quoteRelation, quoteText } from "../../pipelines/warehouse/quote.ts";
import { columnsOf, rawTables } from "../../pipelines/warehouse/schema.ts";
import { addCells, emptySource, projectLine, receipt, taskRow } from "./parsed.ts";

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "kichban-"));
  file = join(folder, "w.duckdb");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function sample(letter = "a") {
  const parsed = emptySource(letter, { appendices: ["tasks", "projects"] });
  const id = parsed.source.source_id;
  const [task, project] = addCells(parsed, ["Việc 'một'", 'Dự án\t"hai"'], "tasks");
  parsed.tasks.push(
    taskRow(id, task!, {
      coordinating_units: ["Công an phường", "Các tổ dân phố"],
      cited_documents: [
        { type: "Quyết định", number: "592/QĐ-UBND", date: "2026-03-04" },
        { type: null, number: "178", date: null },
      ],
      deadline_end_date: "2026-03-31",
      progress_done: 10,
      progress_total: 14,
    }),
  );
  parsed.project_lines.push(projectLine(id, project!, { total_investment_vnd: 9007199254740991, actual_pct: 27.68 }));
  parsed.doubts.push({
    source_id: id,
    cell_ref: task!,
    appendix: "tasks",
    rule: "unit_magnitude",
    severity: "warning",
    subject_key: "x",
    raw_value: "52",
    read_value: null,
    arguments: { left: "5'2", right: 1.5, none: null },
  });
  return parsed;
}

describe("the raw schema", () => {
  it("has a table for each list of a parsed file, and a DuckDB type for each column", () => {
    expect([...rawTables.keys()]).toEqual([
      "sources",
      "tables",
      "cells",
      "paragraphs",
      "tasks",
      "project_lines",
      "indicators",
      "facts",
      "repairs",
      "lineage",
      "doubts",
      "uncorrected",
    ]);
    const types = new Map(rawTables.get("tasks")!.map((column) => [column.name, column.type]));
    expect(types.get("deadline_end_date")).toBe("DATE");
    expect(types.get("coordinating_units")).toBe("VARCHAR[]");
    expect(types.get("cited_documents")).toBe('STRUCT("type" VARCHAR, "number" VARCHAR, "date" DATE)[]');
    expect(new Map(rawTables.get("project_lines")!.map((c) => [c.name, c.type])).get("planned_vnd")).toBe("BIGINT");
  });

  it("refuses a zod type it has no column type for, instead of guessing one", () => {
    expect(() => columnsOf(z.object({ at: z.bigint() }))).toThrow(/no DuckDB type is known for column at/);
  });

  it("gives every table and column of raw and ops a comment", async () => {
    const warehouse = await openWarehouse(file);
    const { rows } = await readRows(
      warehouse.connection,
      `select table_name, column_name from duckdb_columns()
       where schema_name in ('raw', 'ops') and table_name <> 'warehouse' and comment is null`,
    );
    await warehouse.close();
    expect(rows).toEqual([]);
  });
});

describe("loading a file", () => {
  it("keeps every value: lists, structs, whole numbers to 2^53, quotes and tabs", async () => {
    const warehouse = await openWarehouse(file);
    expect(await loadSource(warehouse.connection, sample(), receipt)).toBe("loaded");
    const { rows } = await readRows(
      warehouse.connection,
      `select task.coordinating_units, task.cited_documents, task.deadline_end_date, line.total_investment_vnd, line.actual_pct, doubt.arguments, source.received_at, cell.raw_text
       from raw.tasks as task, raw.project_lines as line, raw.doubts as doubt, raw.sources as source, raw.cells as cell where cell.row_number = 2`,
    );
    await warehouse.close();
    expect(rows).toEqual([
      {
        coordinating_units: ["Công an phường", "Các tổ dân phố"],
        cited_documents: [
          { type: "Quyết định", number: "592/QĐ-UBND", date: "2026-03-04" },
          { type: null, number: "178", date: null },
        ],
        deadline_end_date: "2026-03-31",
        total_investment_vnd: 9007199254740991,
        actual_pct: 27.68,
        arguments: { left: "5'2", right: 1.5, none: null },
        received_at: "2026-04-15T02:00:00.000Z",
        raw_text: 'Dự án\t"hai"',
      },
    ]);
  });

  it("changes nothing the second time, and replaces the file as a whole when its rows differ", async () => {
    const warehouse = await openWarehouse(file);
    await loadSource(warehouse.connection, sample(), receipt);
    expect(await loadSource(warehouse.connection, sample(), { ...receipt, received_order: 7 })).toBe("unchanged");
    const other = sample();
    other.tasks[0]!.task = "Nhiệm vụ khác";
    other.doubts.length = 0;
    expect(await loadSource(warehouse.connection, other, { ...receipt, received_order: 7 })).toBe("replaced");
    const { rows } = await readRows(
      warehouse.connection,
      `select (select list(task) from raw.tasks) as tasks, (select count(*) from raw.doubts) as doubts,
              (select count(*) from raw.cells) as cells, (select list(received_order) from raw.sources) as orders`,
    );
    await warehouse.close();
    expect(rows).toEqual([{ tasks: ["Nhiệm vụ khác"], doubts: 0, cells: 2, orders: [1] }]);
  });

  it("loads all files of a batch or none", async () => {
    const warehouse = await openWarehouse(file);
    const broken = sample("b");
    broken.tasks[0]!.deadline_end_date = "2026-02-30";
    await expect(
      loadSources(warehouse.connection, [
        { parsed: sample("a"), receipt },
        { parsed: broken, receipt },
      ]),
    ).rejects.toThrow(/deadline_end_date/);
    const { rows } = await readRows(warehouse.connection, "select count(*) as n from raw.sources");
    await warehouse.close();
    expect(rows).toEqual([{ n: 0 }]);
  });

  it("can be taken back", async () => {
    const warehouse = await openWarehouse(file);
    await loadSources(warehouse.connection, [
      { parsed: sample("a"), receipt },
      { parsed: sample("b"), receipt },
    ]);
    await removeSource(warehouse.connection, "a".repeat(12));
    const { rows } = await readRows(
      warehouse.connection,
      "select source_id, count(*) as cells from raw.cells group by all",
    );
    await warehouse.close();
    expect(rows).toEqual([{ source_id: "b".repeat(12), cells: 2 }]);
  });
});

describe("opening", () => {
  it("leaves no write-ahead log behind", async () => {
    const warehouse = await openWarehouse(file);
    await loadSource(warehouse.connection, sample(), receipt);
    await warehouse.close();
    expect(existsSync(`${file}.wal`)).toBe(false);
  });

  it.each([
    ["reading files", "select * from read_csv('/etc/hostname')"],
    ["writing files", "copy raw.sources to 'out.csv'"],
    ["attaching", "attach 'other.duckdb'"],
    ["extensions", "install httpfs"],
    ["settings", "set enable_external_access = true"],
  ])("keeps SQL from %s", async (_what, sql) => {
    const warehouse = await openWarehouse(file);
    await expect(readRows(warehouse.connection, sql)).rejects.toThrow(/neither files nor the network/);
    await warehouse.close();
  });

  it("lets SQL write into the folders that are named, and nowhere else", async () => {
    const warehouse = await openWarehouse(file, { allowedFolders: [folder] });
    await warehouse.connection.run(`copy raw.sources to ${quoteText(join(folder, "out.parquet"))}`);
    await expect(readRows(warehouse.connection, "select * from read_csv('/etc/hostname')")).rejects.toThrow(
      /neither files/,
    );
    await warehouse.close();
    expect(existsSync(join(folder, "out.parquet"))).toBe(true);
  });

  it("says in a sentence that a file is missing, or not a warehouse", async () => {
    await expect(queryRows(join(folder, "none.duckdb"), "select 1")).rejects.toThrow(/There is no warehouse at/);
    writeFileSync(file, "not a database, but long enough to be looked at ".repeat(400));
    await expect(openWarehouse(file)).rejects.toThrow(/damaged or not a DuckDB file: run `npx kichban rebuild`/);
  });

  it("refuses a warehouse of another version and says how to mend it", async () => {
    const warehouse = await openWarehouse(file);
    await warehouse.connection.run("update ops.warehouse set schema_version = 'older'");
    await warehouse.close();
    await expect(openWarehouse(file)).rejects.toThrow(/another version of kichban.*npx kichban rebuild/);
  });
});

describe("querying", () => {
  it("gives numbers as numbers while they are exact, days as text, lists and structs as JSON", async () => {
    await (await openWarehouse(file)).close();
    const { columns, rows } = await queryRows(
      file,
      `select 1::bigint as big, 12345678901234567890::hugeint as huge, 1.50::decimal(5, 2) as decimal, 27.68::double as double, sum(2::bigint) as total,
              date '2026-03-01' as day, timestamp '2026-03-01 01:02:03' as instant, [1, 2]::bigint[] as list, {'a': date '2026-01-31', 'b': null} as struct,
              '{"x": 1}'::json as json, null as nothing, true as yes, 'nan'::double as nan, map {'k': 1} as map, 'text' as text, 'again' as text`,
    );
    expect(rows).toEqual([
      {
        big: 1,
        huge: "12345678901234567890",
        decimal: 1.5,
        double: 27.68,
        total: 2,
        day: "2026-03-01",
        instant: "2026-03-01T01:02:03.000Z",
        list: [1, 2],
        struct: { a: "2026-01-31", b: null },
        json: { x: 1 },
        nothing: null,
        yes: true,
        nan: "NaN",
        map: [{ key: "k", value: 1 }],
        text: "text",
        "text:1": "again",
      },
    ]);
    expect(columns.slice(0, 3).map((column) => column.type)).toEqual(["BIGINT", "HUGEINT", "DECIMAL(5,2)"]);
  });

  it.each([
    ["selec 1", /syntax error at or near "selec" \(line 1: selec 1\)/],
    [
      "select localit from raw.sources",
      /column "localit" not found.*\(line 1: select localit from raw.sources\)\. .*locality/s,
    ],
    ["select * from marts.tsks", /Table with name tsks does not exist/],
    ["insert into raw.sources (source_id) values ('x')", /open for reading only/],
    ["drop table raw.sources", /open for reading only/],
    ["select 1; select 2", /Give one statement, not 2/],
    ["  -- nothing", /There is no SQL to run/],
    ["select 1 / 'a'::int", /Could not convert string 'a'/],
  ])("explains %s", async (sql, sentence) => {
    await (await openWarehouse(file)).close();
    await expect(queryRows(file, sql)).rejects.toThrow(sentence);
    await expect(queryRows(file, sql)).rejects.toMatchObject({ name: "UserError" });
  });
});

it("quotes names and texts", () => {
  expect(quoteRelation('raw.a"b')).toBe('"raw"."a""b"');
  expect(quoteText("it's")).toBe("'it''s'");
});
