import type { DuckDBConnection } from "@duckdb/node-api";
import { quoteRelation, quoteText } from "../warehouse/quote.ts";
import { commentText } from "../warehouse/schema.ts";
import { inTransaction } from "../warehouse/transaction.ts";
import { buildModel } from "./build.ts";
import { type Changed, findChanged, writeBuiltFrom } from "./builtFrom.ts";
import { buildFindings } from "./findings.ts";
import { pastFindings, writePastFindings } from "./history.ts";
import { buildOrder, findingsTable, findParents, type Parents, pastFindingsTable } from "./order.ts";
import { withPart } from "./part.ts";
import { replaceRows } from "./replace.ts";
import { requireScopes } from "./scope.ts";
import { runTests } from "./tests.ts";
import { type Model, type Models, shippedModels } from "./twin.ts";

export interface ModelRun {
  name: string;
  materialized: "table" | "view";
  test_count: number;
}

export interface ModelRunReport {
  models: ModelRun[];
  /** Findings by severity. */
  findings: { error: number; warning: number; info: number };
  /** The localities whose rows were built, the others' being what they would be; null where all were. */
  localities: string[] | null;
}

export interface ModelRunOptions {
  /** Told before each model is built. */
  onProgress?: (event: { name: string; index: number; total: number }) => void;
  /** Another set of models, for tests. */
  models?: Models;
  /**
   * Of the models and of all that they take from people and reference data but rows: where the tables were built from the same
   * version, only what has changed since is built again. Everything is, where it is left out.
   */
  version?: string;
  /** Build everything again, whatever the tables were built from. */
  isWhole?: boolean;
}

const partName = "kichban_part";

/** Of more than so many of the files a part costs more than the whole. */
const largestShare = 0.5;

/**
 * Builds the models from the raw tables and runs their tests; what changes, changes in one transaction: a failure leaves the
 * warehouse as it was. The result depends on the raw tables and the models alone, whether all of it was built or only the
 * rows of localities whose files have changed.
 * @throws ModelError that names the model, the reason, the failing rows and the SQL.
 */
export async function runModels(connection: DuckDBConnection, options: ModelRunOptions = {}): Promise<ModelRunReport> {
  const given = options.models ?? shippedModels();
  const parents = await findParents(connection, given.models);
  requireScopes(given.models, parents);
  const order = buildOrder(parents);
  const changed =
    options.version === undefined || options.isWhole ? null : await findChanged(connection, options.version);
  const run = {
    connection,
    options,
    parents,
    order,
    ...given,
    byName: new Map(given.models.map((model) => [model.name, model])),
  };
  return changed !== null && changed.share <= largestShare ? runPart(run, changed) : runWhole(run);
}

interface Run extends Models {
  connection: DuckDBConnection;
  options: ModelRunOptions;
  parents: Parents;
  order: string[];
  byName: ReadonlyMap<string, Model>;
}

async function runWhole(run: Run): Promise<ModelRunReport> {
  const { connection, options, order } = run;
  const past = await pastFindings(connection, run, run.parents);
  return inTransaction(connection, async () => {
    for (const schema of ["staging", "ledger", "checks", "marts"]) {
      await connection.run(`drop schema if exists ${schema} cascade`);
      await connection.run(`create schema ${schema}`);
    }
    await build(run, order, past);
    const tests = await test(run, order);
    await writeBuiltFrom(connection, options.version ?? null);
    return report(run, tests, null);
  });
}

/** Builds the changed localities' rows beside the others, puts them in their place, then builds what compares localities. */
async function runPart(run: Run, changed: Changed): Promise<ModelRunReport> {
  const { connection, options, order, byName } = run;
  const compares = (name: string) => byName.get(name)?.scope === "all";
  const own = order.filter((name) => !compares(name));
  const whole = order.filter(compares);
  return withPart(connection, partName, changed.sources, async (part) => {
    const tests = await part.inside(async () => {
      await build(run, own, await pastFindings(connection, run, run.parents), { isPassing: true });
      return test(run, own);
    });
    return inTransaction(connection, async () => {
      await replaceRows(connection, part, run, changed);
      for (const name of whole) {
        const { materialized } = byName.get(name)!;
        await connection.run(`drop ${materialized} if exists ${quoteRelation(name)}`);
      }
      await build(run, whole, []);
      for (const [name, count] of await test(run, whole)) tests.set(name, count);
      await writeBuiltFrom(connection, options.version ?? null);
      return report(run, tests, changed.localities);
    });
  });
}

/** Builds tables of the current database by their names, in this order; passing ones without comments. */
async function build(
  { connection, models, rules, byName, order, options }: Run,
  names: readonly string[],
  past: readonly Record<string, unknown>[],
  { isPassing = false } = {},
): Promise<void> {
  for (const name of names) {
    options.onProgress?.({ name, index: order.indexOf(name), total: order.length });
    const model = byName.get(name);
    if (model) await buildModel(connection, model, { isPassing });
    else if (name === pastFindingsTable) await writePastFindings(connection, past);
    else {
      const checks = models.filter(({ schema }) => schema === "checks");
      await buildFindings(connection, checks, rules);
      const text = { vi: "Mọi phát hiện, đã điền câu thông báo", en: "All findings, with their messages filled in" };
      await connection.run(`comment on table ${findingsTable} is ${quoteText(commentText(text))}`);
    }
  }
}

/** After all are built: a test may look at any other table. The first that fails is the one nearest to the source. */
async function test({ connection, byName }: Run, names: readonly string[]): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const name of names) {
    const model = byName.get(name);
    if (model) counts.set(name, await runTests(connection, model));
  }
  return counts;
}

async function report(
  { connection, byName, order }: Run,
  tests: ReadonlyMap<string, number>,
  localities: string[] | null,
): Promise<ModelRunReport> {
  const models: ModelRun[] = [];
  for (const name of order) {
    const model = byName.get(name);
    if (!model) continue;
    models.push({ name, materialized: model.materialized, test_count: tests.get(name) ?? 0 });
  }
  const findings = { error: 0, warning: 0, info: 0 };
  const reader = await connection.runAndReadAll(`select severity, count(*) from ${findingsTable} group by severity`);
  for (const [severity, count] of reader.getRows()) findings[severity as keyof typeof findings] = Number(count);
  return { models, findings, localities };
}
