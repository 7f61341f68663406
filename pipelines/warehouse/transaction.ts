import type { DuckDBConnection } from "@duckdb/node-api";

/** Runs `work` in a transaction: all of it counts, or nothing. The error is the one that stopped it. */
export async function inTransaction<Result>(
  connection: DuckDBConnection,
  work: () => Promise<Result>,
): Promise<Result> {
  await connection.run("begin transaction");
  try {
    const result = await work();
    await connection.run("commit");
    return result;
  } catch (error) {
    // A commit that fails (a full disk) has rolled back by itself; that there is nothing left to roll back must not hide why.
    await connection.run("rollback").catch(() => {});
    throw error;
  }
}
