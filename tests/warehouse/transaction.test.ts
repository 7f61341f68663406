import { DuckDBInstance } from "@duckdb/node-api";
import { expect, it } from "vitest";
import { inTransaction } from "../../pipelines/warehouse/transaction.ts";

it("tells the error that stopped a transaction, also where there is nothing left to roll back", async () => {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    await connection.run("create table numbers (number integer)");
    const failing = inTransaction(connection, async () => {
      await connection.run("insert into numbers values (1)");
      // As a commit does that fails.
      await connection.run("rollback");
      throw new Error("no space left on device");
    });
    await expect(failing).rejects.toThrow("no space left on device");
    await inTransaction(connection, () => connection.run("insert into numbers values (2)"));
    const reader = await connection.runAndReadAll("select number from numbers");
    expect(reader.getRows()).toEqual([[2]]);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
});
