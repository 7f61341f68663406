import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { loadModels } from "../../pipelines/models/twin.ts";
import { type Row, siteTables } from "../../src/site-tables.ts";
import { addMonth } from "./invented-month.ts";
import { addRollup } from "./wards-fixture.ts";

export { hostile } from "./invented-types.ts";

/**
 * Exports as a run writes them, of invented wards: two months of "phường Mẫu Đơn", one of "xã Thử Nghiệm", with texts that try to be
 * HTML and script. Every name and figure is made up.
 */
export async function writeExportsFixture(folder: string, options: { isEmpty?: boolean } = {}): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const tables = options.isEmpty ? {} : inventedTables();
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  for (const [table, columns] of Object.entries(siteTables)) {
    const schema = Object.entries(columns).map(([name, type]) => `"${name}" ${type}`);
    await connection.run(`create table rows (${schema.join(", ")})`);
    const rows = tables[table] ?? [];
    if (rows.length > 0) {
      const json = join(folder, "rows.json");
      writeFileSync(json, JSON.stringify(rows));
      const types = Object.entries(columns).map(([name, type]) => `"${name}": '${type}'`);
      await connection.run(`insert into rows select * from read_json('${json}', columns = {${types.join(", ")}})`);
      rmSync(json);
    }
    const stem = table.startsWith("marts.") ? table.slice("marts.".length) : table;
    await connection.run(`copy rows to '${join(folder, `${stem}.parquet`)}' (format parquet)`);
    await connection.run("drop table rows");
  }
  connection.closeSync();
  instance.closeSync();
  const dictionary = options.isEmpty
    ? []
    : [
        {
          name: "marts.tasks",
          description: "Tasks of each office",
          description_vi: "Nhiệm vụ của từng đơn vị",
          grain: "a task",
          grain_vi: "một nhiệm vụ",
          key: ["report_id", "row_key"],
          columns: [{ name: "task", description: "The task", description_vi: "Nhiệm vụ" }],
          sql: "select * from staging.tasks where 1 < 2",
          parents: ["staging.tasks"],
        },
        ...twinsOf("indicators", "indicator_variance", "disbursement_gaps", "run_rates"),
        {
          name: "staging.indicators",
          description: "Indicators as reported",
          description_vi: "Chỉ tiêu như báo cáo",
          columns: [{ name: "plan_year", description: "Plan of the year", description_vi: "Kế hoạch năm" }],
        },
      ];
  writeFileSync(join(folder, "dictionary.json"), JSON.stringify(dictionary));
}

/** The real twins of some marts: their formulas and sums are what pages write out. */
function twinsOf(...names: string[]) {
  return loadModels()
    .models.filter((model) => names.some((name) => model.name === `marts.${name}`))
    .map((model) => ({
      name: model.name,
      columns: model.columns.map((column) => ({
        name: column.name,
        description: column.text.en,
        description_vi: column.text.vi,
        ...(column.unit ? { unit: column.unit } : {}),
        ...(column.formula ? { formula: column.formula } : {}),
      })),
      sums: model.sums,
    }));
}

function inventedTables(): Record<string, Row[]> {
  const tables: Record<string, Row[]> = Object.fromEntries(Object.keys(siteTables).map((name) => [name, []]));
  const months = [
    {
      source: "aaaaaaaaaaaa",
      report: "mau-don-2026-02-7",
      locality: "mau-don",
      name: "phường Mẫu Đơn",
      period: "2026-02-01",
      issued: "2026-02-12",
      factor: 1,
    },
    {
      source: "bbbbbbbbbbbb",
      report: "mau-don-2026-03-9",
      locality: "mau-don",
      name: "phường Mẫu Đơn",
      period: "2026-03-01",
      issued: "2026-03-12",
      factor: 1.5,
    },
    {
      source: "cccccccccccc",
      report: "thu-nghiem-2026-02-3",
      locality: "thu-nghiem",
      name: "xã Thử Nghiệm",
      period: "2026-02-01",
      issued: "2026-02-14",
      factor: 0.8,
    },
  ];
  for (const month of months) addMonth(tables, month);
  addRollup(tables);
  return tables;
}
