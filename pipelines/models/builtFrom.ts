/**
 * What the models' tables were built from, kept beside them in the same transaction: so it is known, whatever happened since,
 * which localities' input is no longer what it was.
 */
import type { DuckDBConnection } from "@duckdb/node-api";
import { readRows } from "../warehouse/query.ts";
import { quoteRelation, quoteText } from "../warehouse/quote.ts";
import { commentText, workplaceTables } from "../warehouse/schema.ts";

/** Of each input its kind, name, locality and content. */
const builtFromTable = "ops.built_from";

/** Tables of the workplace whose every row is about one indicator, by whichever locality it is printed. */
const byIndicator = ["indicator_limits", "indicator_movers"];

/** The localities whose tables have to be built again, and the files that they have or had. */
export interface Changed {
  localities: string[];
  /** Held now. */
  sources: string[];
  /** Held when the tables were built. */
  formerSources: string[];
  /** Of all files held now, how many. */
  share: number;
}

/**
 * Compares what is there with what the tables were built from.
 * @param version of the models and of all that they take from people and reference data but rows
 * @returns null where every table may differ: nothing is known, another version, or input that no locality owns has changed
 */
export async function findChanged(connection: DuckDBConnection, version: string): Promise<Changed | null> {
  const { rows: known } = await readRows(
    connection,
    `select table_name from duckdb_tables()
     where database_name = current_database() and schema_name || '.' || table_name = ${quoteText(builtFromTable)}`,
  );
  if (known.length === 0) return null;
  const { rows } = await readRows(
    connection,
    `with now_held as (${inputs(version)}),
     differing as (
       (from now_held except from ${builtFromTable})
       union
       (from ${builtFromTable} except from now_held)
     )
     select kind, name, locality_id from differing order by all`,
  );
  if (rows.some(({ kind }) => kind === "version" || kind === "table")) return null;
  const indicators = rows.filter(({ kind }) => kind === "indicator").map(({ name }) => String(name));
  const localities = new Set(rows.filter(({ kind }) => kind === "source").map((row) => String(row.locality_id)));
  for (const locality of await localitiesThatPrint(connection, indicators)) localities.add(locality);
  const names = [...localities].sort();
  const { rows: held } = await readRows(
    connection,
    "select source_id, locality_id from raw.sources order by source_id",
  );
  const { rows: former } = await readRows(
    connection,
    `select name as source_id, locality_id from ${builtFromTable} where kind = 'source' order by name`,
  );
  const ofThem = (list: typeof held) =>
    list.filter((row) => localities.has(String(row.locality_id))).map((row) => String(row.source_id));
  const sources = ofThem(held);
  return {
    localities: names,
    sources,
    formerSources: ofThem(former),
    share: sources.length / Math.max(1, held.length),
  };
}

/** Notes what the tables are built from, in the transaction that builds them; null where nobody will ask. */
export async function writeBuiltFrom(connection: DuckDBConnection, version: string | null): Promise<void> {
  await connection.run(`drop table if exists ${builtFromTable}`);
  if (version === null) return;
  await connection.run(`create table ${builtFromTable} as ${inputs(version)} order by all`);
  const text = {
    vi: "Các bảng được tính từ những tệp và dữ liệu nào",
    en: "The files and data that the tables were built from",
  };
  await connection.run(`comment on table ${builtFromTable} is ${quoteText(commentText(text))}`);
}

/** Every input of the models: a row each, its content as a hash. */
function inputs(version: string): string {
  const tables = [...workplaceTables.keys()].filter((name) => !byIndicator.includes(name));
  return [
    `select 'version' as kind, '' as name, '' as locality_id, ${quoteText(version)} as content`,
    "select 'source', source_id, locality_id, concat_ws(' ', rows_sha256, received_at, received_order) from raw.sources",
    ...byIndicator.map(
      (name) =>
        `select 'indicator', indicator_id, '', ${contentOf(name)} from raw.${name} as one group by indicator_id`,
    ),
    ...tables.map(
      (name) =>
        `select 'table', ${quoteText(name)}, '', ${contentOf(name)} from ${quoteRelation(`raw.${name}`)} as one`,
    ),
  ].join("\nunion all\n");
}

const contentOf = (table: string): string =>
  `${quoteText(table)} || ' ' || md5(coalesce(string_agg(one::varchar, ' ' order by one::varchar), ''))`;

async function localitiesThatPrint(connection: DuckDBConnection, indicators: readonly string[]): Promise<string[]> {
  if (indicators.length === 0) return [];
  const { rows } = await readRows(
    connection,
    `select distinct source.locality_id
     from raw.indicators as indicator
     join raw.sources as source on source.source_id = indicator.source_id
     where indicator.indicator_id in (${indicators.map(quoteText).join(", ")})
     order by all`,
  );
  return rows.map((row) => String(row.locality_id));
}
