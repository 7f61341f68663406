import { createHash } from "node:crypto";
import type { DuckDBConnection } from "@duckdb/node-api";
import { type WorkplaceRows, workplaceRows } from "../peopleRows.ts";
import { checkedSource, type ParsedSource } from "../rows.ts";
import { insertRows } from "./insert.ts";
import { requireConsistent } from "./integrity.ts";
import { type Receipt, rawTables, receipt as receiptSchema, workplaceTables } from "./schema.ts";
import { inTransaction } from "./transaction.ts";

export type LoadOutcome = "loaded" | "replaced" | "unchanged";

/** One parsed file and when it came. */
export interface Delivery {
  parsed: ParsedSource;
  receipt: Receipt;
}

/**
 * Loads one parsed file in one transaction and replaces what the warehouse held of it. The same rows again change nothing.
 * The receipt of the first time stays: when a file came is not changed by reading it again.
 * @throws Error when a row does not fit its schema (a bug of the stage before), with the path of the value.
 */
export async function loadSource(
  connection: DuckDBConnection,
  parsed: ParsedSource,
  receipt: Receipt,
): Promise<LoadOutcome> {
  const [outcome] = await loadSources(connection, [{ parsed, receipt }]);
  return outcome!;
}

/** Loads several files in one transaction: all or none. */
export async function loadSources(connection: DuckDBConnection, deliveries: Delivery[]): Promise<LoadOutcome[]> {
  return inTransaction(connection, async () => {
    const outcomes: LoadOutcome[] = [];
    const rows = new Map<string, unknown[]>([...rawTables.keys()].map((name) => [name, []]));
    for (const delivery of deliveries) outcomes.push(await stage(connection, delivery, rows));
    for (const [table, list] of rows) await insertRows(connection, `raw.${table}`, rawTables.get(table)!, list);
    return outcomes;
  });
}

/**
 * Replaces what people wrote for the workplace (scenarios, explanations) as a whole, in one transaction.
 * @throws Error when a row does not fit its schema, with the path of the value.
 */
export async function loadWorkplaceRows(connection: DuckDBConnection, rows: WorkplaceRows): Promise<void> {
  const checked = workplaceRows.parse(rows);
  await inTransaction(connection, async () => {
    for (const [name, columns] of workplaceTables) {
      await connection.run(`delete from raw.${name}`);
      await insertRows(connection, `raw.${name}`, columns, checked[name as keyof WorkplaceRows]);
    }
  });
}

/** Takes a file's rows out of the warehouse (it went back to quarantine, say). */
export async function removeSource(connection: DuckDBConnection, sourceId: string): Promise<void> {
  await inTransaction(connection, () => deleteSource(connection, sourceId));
}

async function stage(
  connection: DuckDBConnection,
  delivery: Delivery,
  rows: Map<string, unknown[]>,
): Promise<LoadOutcome> {
  const parsed = checkedSource(delivery.parsed);
  requireConsistent(parsed);
  const receipt = receiptSchema.parse(delivery.receipt);
  const hash = createHash("sha256").update(JSON.stringify(parsed)).digest("hex");
  const sourceId = parsed.source.source_id;
  const held = (
    await connection.runAndReadAll(
      "select rows_sha256, received_at::varchar, received_order from raw.sources where source_id = $1",
      [sourceId],
    )
  ).getRows()[0];
  if (held?.[0] === hash) return "unchanged";
  // Deleting scans every table of raw, so it is done only where there is something to delete.
  if (held) await deleteSource(connection, sourceId);
  const { source, ...lists } = parsed;
  rows.get("sources")!.push({
    ...source,
    received_at: held ? held[1] : receipt.received_at,
    received_order: held ? held[2] : receipt.received_order,
    rows_sha256: hash,
  });
  for (const [name, list] of Object.entries(lists)) {
    const all = rows.get(name)!;
    for (const row of list) all.push(row);
  }
  return held ? "replaced" : "loaded";
}

async function deleteSource(connection: DuckDBConnection, sourceId: string): Promise<void> {
  for (const table of rawTables.keys()) {
    await connection.run(`delete from raw.${table} where source_id = $1`, [sourceId]);
  }
}
