/**
 * The marts and the ledger as files: Parquet for all, Arrow for the marts, a `datapackage.json` that describes them and a
 * `dictionary.json` for the site. Equal tables give equal bytes: rows are in the order of their keys, and what depends on the
 * clock (`ingested_at`, `first_seen_at`) stays in the warehouse.
 */
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { findParents, type Parents } from "../models/order.ts";
import { type Model, type Models, shippedModels } from "../models/twin.ts";
import { quoteIdentifier, quoteRelation, quoteText } from "../warehouse/quote.ts";
import { rawTables, readDictionary, workplaceTables } from "../warehouse/schema.ts";
import { dataPackage, type ExportedFile } from "./datapackage.ts";
import { writeArrow } from "./exports-arrow.ts";

/** Columns that say when something was received: true of the workplace, not of the data. */
const clockColumn = /^(ingested|received|first_seen|last_seen|resolved)_at$|^received_order$/;

export interface ExportedColumn {
  name: string;
  /** DuckDB's type. */
  type: string;
}

/**
 * Writes all exported files into a folder that exists and is empty.
 * @returns the names of the files written.
 */
export async function exportMarts(
  connection: DuckDBConnection,
  folder: string,
  options: { models?: Models } = {},
): Promise<string[]> {
  const all = options.models ?? shippedModels();
  const models = all.models.filter(({ schema }) => schema === "marts" || schema === "ledger");
  const described: ExportedFile[] = [];
  const written: string[] = [];
  for (const model of models.sort((one, other) => (one.name < other.name ? -1 : 1))) {
    const columns = (await columnsOf(connection, model.name)).filter((column) => !clockColumn.test(column.name));
    const select = orderedSelect(model, columns);
    const stem = model.schema === "marts" ? model.name.slice("marts.".length) : model.name;
    const parquet = `${stem}.parquet`;
    const copied = await connection.runAndReadAll(
      `copy (${select}) to ${quoteText(join(folder, parquet))} (format parquet, compression zstd, row_group_size 100000)`,
    );
    // Counted as they are written: a view would be worked out once more.
    const rows = Number(copied.getRows()[0]?.[0]);
    described.push({ model, name: parquet, rows, columns, ...fingerprint(join(folder, parquet)) });
    written.push(parquet);
    if (model.schema === "marts") {
      const arrow = `${stem}.arrow`;
      // From the file just written: its rows are in order already.
      const fromParquet = `from read_parquet(${quoteText(join(folder, parquet))})`;
      described.push({
        model,
        name: arrow,
        rows,
        columns,
        ...(await writeArrow(connection, fromParquet, join(folder, arrow))),
      });
      written.push(arrow);
    }
  }
  writeFileSync(join(folder, "datapackage.json"), `${JSON.stringify(dataPackage(described), null, 2)}\n`);
  writeFileSync(join(folder, "dictionary.json"), `${JSON.stringify(await dictionary(connection, all), null, 1)}\n`);
  return [...written, "datapackage.json", "dictionary.json"];
}

/** All columns, in the order of the model's key, which its tests hold to be unique. */
function orderedSelect(model: Model, columns: ExportedColumn[]): string {
  const names = columns.map(({ name }) => quoteIdentifier(name)).join(", ");
  const key = model.key.filter((name) => columns.some((column) => column.name === name)).map(quoteIdentifier);
  return `select ${names} from ${quoteRelation(model.name)} order by ${key.length > 0 ? key.join(", ") : "all"}`;
}

async function columnsOf(connection: DuckDBConnection, table: string): Promise<ExportedColumn[]> {
  const reader = await connection.runAndReadAll(`describe ${quoteRelation(table)}`);
  return reader.getRows().map(([name, type]) => ({ name: String(name), type: String(type) }));
}

function fingerprint(path: string): { bytes: number; sha256: string } {
  const content = readFileSync(path);
  return { bytes: content.length, sha256: createHash("sha256").update(content).digest("hex") };
}

/** What the site's data dictionary and lineage pages are made of: every table, its columns, its SELECT, its parents. */
async function dictionary(connection: DuckDBConnection, { models }: Models) {
  const parents = await findParents(connection, models);
  const modelled = models
    .filter((model) => model.schema !== "checks")
    .map((model) => ({
      name: model.name,
      description: model.description.en,
      description_vi: model.description.vi,
      grain: model.grain.en,
      grain_vi: model.grain.vi,
      key: model.key,
      columns: model.columns.map((column) => ({
        name: column.name,
        description: column.text.en,
        description_vi: column.text.vi,
        ...(column.unit ? { unit: column.unit } : {}),
        ...(column.formula ? { formula: column.formula } : {}),
      })),
      ...(Object.keys(model.sums).length > 0 ? { sums: model.sums } : {}),
      sql: model.sql,
      parents: withoutChecks(model.name, parents),
    }));
  return [...modelled, ...rawDictionary()];
}

/** A table's parents; for one that reads the checks, what these were asked of: they are no tables that people read. */
function withoutChecks(name: string, parents: Parents): string[] {
  const found = new Set<string>();
  const seen = new Set<string>();
  const queue = [...(parents.get(name) ?? [])];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    if (next.startsWith("checks.")) queue.push(...(parents.get(next) ?? []));
    else if (next !== name) found.add(next);
  }
  return [...found].sort();
}

/** The tables that all others are made of. */
function rawDictionary() {
  const { tables, columns } = readDictionary();
  return [...rawTables, ...workplaceTables]
    .map(([name, list]) => ({
      name: `raw.${name}`,
      description: tables[`raw.${name}`]?.en ?? "",
      description_vi: tables[`raw.${name}`]?.vi ?? "",
      columns: list.map(({ name: column }) => ({
        name: column,
        description: columns[column]?.en ?? "",
        description_vi: columns[column]?.vi ?? "",
        ...(columns[column]?.unit ? { unit: columns[column].unit } : {}),
      })),
    }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}
