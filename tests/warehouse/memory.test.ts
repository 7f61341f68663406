import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { withWarehouse } from "../../pipelines/warehouse/open.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "kichban-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const numbersOf = async (connection: DuckDBConnection, sql: string): Promise<number[]> =>
  ((await connection.runAndReadAll(sql)).getRows()[0] ?? []).map(Number);

describe("a warehouse with little memory", () => {
  it("goes on with files beside it, though SQL may open none, and leaves none behind", async () => {
    const rows = 1_500_000;
    const numbers = `select i, hash(i) as h, repeat('x', 60) || i as words from range(${rows}) as r(i)`;
    const answer = await withWarehouse(join(folder, "w.duckdb"), { memoryLimit: 64e6 }, async (connection) => {
      await connection.run(`create temp table held as ${numbers}`);
      const [files = 0] = await numbersOf(connection, "select count(*) from duckdb_temporary_files()");
      return [
        ...(await numbersOf(connection, "select count(*) from (select * from held order by h, words)")),
        files > 0,
      ];
    });
    expect(answer).toEqual([rows, true]);
    expect(readdirSync(folder)).toEqual(["w.duckdb"]);
  }, 120_000);

  it("takes at most half of what the machine has", async () => {
    const [bytes] = await withWarehouse(":memory:", {}, (connection) =>
      numbersOf(connection, "select parse_formatted_bytes(current_setting('memory_limit'))"),
    );
    expect(bytes).toBeGreaterThan(0);
    // The setting is told in three figures.
    expect(bytes).toBeLessThanOrEqual((totalmem() / 2) * 1.01);
  });
});
