/**
 * Projections against known truth. Wards are invented, each with an ended year and one that
 * runs, from the generator of tests/generator; the models see what reports print, the error is counted against what really
 * happened, which no report knows.
 * Run: npx tsx bench/scenarios.ts [wards]      (12 unless told)
 */

import { createHash } from "node:crypto";
import { cpus } from "node:os";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { runModels } from "../pipelines/models/run.ts";
import { parseSource } from "../pipelines/normalise/parse.ts";
import { shippedDataFolder } from "../pipelines/paths.ts";
import { readDocument } from "../pipelines/read/index.ts";
import { loadCatalogue } from "../pipelines/reference/catalogue.ts";
import { loadSources } from "../pipelines/warehouse/load.ts";
import { openWarehouse } from "../pipelines/warehouse/open.ts";
import { readRows } from "../pipelines/warehouse/query.ts";
import { plainHabits } from "../tests/generator/habits.ts";
import { drawLocality, type Locality } from "../tests/generator/names.ts";
import { generateYear } from "../tests/generator/report.ts";
import { Rng } from "../tests/generator/rng.ts";
import { writeText } from "../tests/generator/writers/text.ts";

const wards = Number(process.argv[2] ?? 12);
const shipped = join(shippedDataFolder, "reference");
const catalogue = loadCatalogue({ own: shipped, shipped });
const asked = [3, 6, 9];

/** What really came of a flow in the running year, by ward and plan of the year (no two are alike). */
interface Truth {
  plan: number;
  total: number;
}

async function main(): Promise<void> {
  const errors = new Map<string, number[]>();
  const inRange = new Map<number, boolean[]>();
  for (let ward = 0; ward < wards; ward++) {
    const locality = drawLocality(new Rng(`ward ${ward}`));
    const warehouse = await openWarehouse(":memory:");
    const truths = await fill(warehouse.connection, ward, locality);
    await runModels(warehouse.connection);
    const { rows } = await readRows(
      warehouse.connection,
      `select projections.*, month(as_of_month) as month from marts.projections as projections
       inner join marts.indicators as indicators
         on indicators.report_id = projections.report_id and indicators.source_ref = projections.source_ref
       where projections.year = 2027 and indicators.measure = 'flow'`,
    );
    const seen = new Set<string>();
    for (const row of rows) {
      const truth = truths.find(({ plan }) => plan === row.year_target);
      if (!truth || !asked.includes(Number(row.month))) continue;
      const key = `${row.method}/${row.month}`;
      const error = Math.abs(Number(row.projected_year_end) / truth.total - 1) * 100;
      errors.set(key, [...(errors.get(key) ?? []), error]);
      const once = `${row.indicator_id}/${row.month}`;
      if (seen.has(once)) continue;
      seen.add(once);
      const holds = Number(row.range_low) <= truth.total && truth.total <= Number(row.range_high);
      inRange.set(Number(row.month), [...(inRange.get(Number(row.month)) ?? []), holds]);
    }
    await warehouse.close();
  }
  console.log(
    `${cpus()[0]?.model ?? "unknown processor"}, Node ${process.version}; ${wards} wards, flows of a running year`,
  );
  console.log("mean error of the projected year end against the truth, by month of the report");
  for (const method of [...new Set([...errors.keys()].map((key) => key.split("/")[0]))].sort()) {
    const cells = asked.map((month) => {
      const list = errors.get(`${method}/${month}`) ?? [];
      return list.length === 0 ? "      –" : `${mean(list).toFixed(2).padStart(6)}%`;
    });
    console.log(
      `  ${String(method).padEnd(20)} ${cells.join("  ")}  (${errors.get(`${method}/${asked[0]}`)?.length ?? 0} years)`,
    );
  }
  const share = asked.map((month) => {
    const list = inRange.get(month) ?? [];
    return `${Math.round((list.filter(Boolean).length / Math.max(1, list.length)) * 100)}%`.padStart(7);
  });
  console.log(`  truth in the range   ${share.join("  ")}`);
}

/** An ended year and one up to September, into the warehouse. Gives the truth of the running year's flows. */
async function fill(connection: DuckDBConnection, ward: number, locality: Locality): Promise<Truth[]> {
  const usual = { locality, habits: plainHabits, indicators: { noise: 0.03, restatements: 0.2 } };
  const ended = generateYear(`ward ${ward} ended`, { ...usual, year: 2026 });
  const running = generateYear(`ward ${ward} running`, { ...usual, year: 2027, months: [1, 2, 3, 4, 5, 6, 7, 8, 9] });
  const deliveries = [];
  for (const [order, { printed, at }] of [...ended.reports, ...running.reports].entries()) {
    const bytes = new TextEncoder().encode(writeText(printed));
    const name = `report-${at.year}-${at.month}.txt`;
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    const parsed = parseSource(await readDocument({ name, bytes }), { name, sha256 }, catalogue);
    deliveries.push({ parsed, receipt: { received_at: "2027-10-01T00:00:00.000Z", received_order: order + 1 } });
  }
  await loadSources(connection, deliveries);
  return running.indicators
    .filter(({ template }) => template.measure === "flow")
    .map(({ plans, actual }) => ({
      plan: plans.at(-1)?.plan ?? 0,
      total: actual.reduce((sum, value) => sum + value, 0),
    }));
}

const mean = (list: number[]): number => list.reduce((sum, value) => sum + value, 0) / list.length;

await main();
