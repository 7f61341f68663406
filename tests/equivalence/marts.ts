/** What the warehouse says of some files: every mart, without where things stand in a file or when they came. */
import { runModels } from "../../pipelines/models/run.ts";
import { loadSources } from "../../pipelines/warehouse/load.ts";
import { openWarehouse } from "../../pipelines/warehouse/open.ts";
import { readRows } from "../../pipelines/warehouse/query.ts";
import { parseBytes } from "../reports/parse.ts";

export type Row = Record<string, unknown>;
export type Marts = Record<string, Row[]>;

export interface Incoming {
  name: string;
  bytes: Uint8Array | string;
}

/** Columns that name a file, a place in it, or the moment it came. */
const places =
  /^(?:source_\w+|\w*_ref|\w*cell_refs?|ingested_at|received_\w+|fact_id|start|end|page|sheet|format|encoding)$/;
/** References inside of texts. */
const reference = /[0-9a-f]{12}-(?:t\d+-r\d+-c\d+|p\d+)/g;

/** Takes the files in, in this order, and gives the marts. */
export async function martsOf(files: readonly Incoming[]): Promise<Marts> {
  const warehouse = await openWarehouse(":memory:");
  try {
    const { connection } = warehouse;
    const deliveries = [];
    for (const [index, { name, bytes }] of files.entries()) {
      const receipt = { received_at: "2026-01-01T00:00:00Z", received_order: index + 1 };
      deliveries.push({ parsed: await parseBytes(name, bytes), receipt });
    }
    await loadSources(connection, deliveries);
    await runModels(connection);
    const all = await readRows(
      connection,
      "select table_name as name from information_schema.tables where table_schema = 'marts' order by 1",
    );
    const marts: Marts = {};
    for (const { name } of all.rows as { name: string }[]) {
      marts[name] = (await readRows(connection, `select * from marts."${name}"`)).rows.map(withoutPlace).sort(byText);
    }
    return marts;
  } finally {
    await warehouse.close();
  }
}

function withoutPlace(row: Row): Row {
  const kept = Object.entries(row).filter(([column]) => !places.test(column));
  return Object.fromEntries(kept.map(([column, value]) => [column, plain(value)]));
}

/** Line breaks inside a cell are the format's own. */
function plain(value: unknown): unknown {
  if (typeof value === "string")
    return value
      .replace(reference, "")
      .replace(/\\n|\s+/g, " ")
      .trim();
  if (Array.isArray(value)) return value.map(plain);
  if (value !== null && typeof value === "object" && !(value instanceof Date)) {
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one)]));
  }
  return value;
}

const byText = (one: Row, other: Row) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1);
