import type { DuckDBConnection } from "@duckdb/node-api";
import { quoteRelation, quoteText } from "../warehouse/quote.ts";
import { commentText } from "../warehouse/schema.ts";
import { buildModel } from "./build.ts";
import { buildFindings } from "./findings.ts";
import { pastFindings, writePastFindings } from "./history.ts";
import { buildOrder, findingsTable, findParents, pastFindingsTable } from "./order.ts";
import { runTests } from "./tests.ts";
import { loadModels, type Model, type Models } from "./twin.ts";

export interface ModelRun {
  name: string;
  materialized: "table" | "view";
  row_count: number;
  test_count: number;
}

export interface ModelRunReport {
  models: ModelRun[];
  /** Findings by severity. */
  findings: { error: number; warning: number; info: number };
}

export interface ModelRunOptions {
  /** Told before each model is built. */
  onProgress?: (event: { name: string; index: number; total: number }) => void;
  /** Another set of models, for tests. */
  models?: Models;
}

/**
 * Builds every model from the raw tables and runs its tests, all in one transaction: a failure leaves the warehouse as it
 * was. The result depends on the raw tables and the models alone.
 * @throws ModelError that names the model, the reason, the failing rows and the SQL.
 */
export async function runModels(connection: DuckDBConnection, options: ModelRunOptions = {}): Promise<ModelRunReport> {
  const { models, rules } = options.models ?? loadModels();
  const byName = new Map(models.map((model) => [model.name, model]));
  const order = buildOrder(await findParents(connection, models));
  const checks = models.filter((model) => model.schema === "checks");
  const runs: ModelRun[] = [];
  const built: Model[] = [];
  const past = await pastFindings(connection, { models, rules });
  await connection.run("begin transaction");
  try {
    for (const schema of ["staging", "ledger", "checks", "marts"]) {
      await connection.run(`drop schema if exists ${schema} cascade`);
      await connection.run(`create schema ${schema}`);
    }
    for (const [index, name] of order.entries()) {
      options.onProgress?.({ name, index, total: order.length });
      const model = byName.get(name);
      if (!model) {
        if (name === pastFindingsTable) await writePastFindings(connection, past);
        else await buildFindingsTable();
        continue;
      }
      await buildModel(connection, model);
      built.push(model);
    }
    // After all are built: a test may look at any other table. The first that fails is the one nearest to the source.
    for (const model of built) {
      runs.push({
        name: model.name,
        materialized: model.materialized,
        test_count: await runTests(connection, model),
        row_count: await countRows(model.name),
      });
    }
    const findings = await countFindings();
    await connection.run("commit");
    return { models: runs, findings };
  } catch (error) {
    // A commit that fails (a full disk) has rolled back by itself; the error that counts is the first.
    await connection.run("rollback").catch(() => {});
    throw error;
  }

  async function buildFindingsTable(): Promise<void> {
    await buildFindings(connection, checks, rules);
    const text = { vi: "Mọi phát hiện, đã điền câu thông báo", en: "All findings, with their messages filled in" };
    await connection.run(`comment on table ${findingsTable} is ${quoteText(commentText(text))}`);
  }

  async function countRows(name: string): Promise<number> {
    const reader = await connection.runAndReadAll(`select count(*) from ${quoteRelation(name)}`);
    return Number(reader.getRows()[0]?.[0]);
  }

  async function countFindings(): Promise<ModelRunReport["findings"]> {
    const counts = { error: 0, warning: 0, info: 0 };
    const reader = await connection.runAndReadAll(`select severity, count(*) from ${findingsTable} group by severity`);
    for (const [severity, count] of reader.getRows()) counts[severity as keyof typeof counts] = Number(count);
    return counts;
  }
}
