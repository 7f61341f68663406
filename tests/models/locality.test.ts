/**
 * What a new file changes is worked out for its locality alone: so for every model that says so, each locality's rows built by
 * themselves have to be its rows of the whole.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withPart } from "../../pipelines/models/part.ts";
import { runModels } from "../../pipelines/models/run.ts";
import { ownedBy } from "../../pipelines/models/scope.ts";
import { loadModels } from "../../pipelines/models/twin.ts";
import { readOverrides } from "../../pipelines/reference/overrides.ts";
import { workplaceRowsOf } from "../../pipelines/run/workplaceRows.ts";
import { loadSources, loadWorkplaceRows } from "../../pipelines/warehouse/load.ts";
import { openWarehouse, type Warehouse } from "../../pipelines/warehouse/open.ts";
import { readRows } from "../../pipelines/warehouse/query.ts";
import { quoteText } from "../../pipelines/warehouse/quote.ts";
import { shippedCatalogue } from "../reports/parse.ts";
import { correctionOf, parsedReport, reportText, type WardReport, writeScenarios } from "./province.ts";

const reports: WardReport[] = [
  { ward: 0, month: 1 },
  { ward: 0, month: 2 },
  { ward: 0, month: 2, issue: 2 },
  { ward: 0, month: 12, year: 2025 },
  { ward: 1, month: 1 },
  { ward: 1, month: 2 },
  { ward: 1, month: 3 },
  { ward: 2, month: 2 },
];
const models = loadModels();
/** Tables of the runner, beside the models. */
const runners = ["checks.findings", "checks.past_findings"];

const seed = "province";

describe("a province of wards", () => {
  const folder = mkdtempSync(join(tmpdir(), "kichban-locality-"));
  let warehouse: Warehouse;
  let connection: DuckDBConnection;
  beforeAll(async () => {
    warehouse = await openWarehouse(":memory:");
    connection = warehouse.connection;
    const overrides = join(folder, "overrides");
    mkdirSync(overrides);
    const [first] = reports;
    writeFileSync(join(overrides, "sửa.yaml"), correctionOf(await parsedReport("0.txt", reportText(seed, first!))));
    const deliveries = [];
    for (const [index, report] of reports.entries()) {
      const parsed = await parsedReport(`${index}.txt`, reportText(seed, report), overrides);
      // The order in which they came is not that of their wards.
      const received_order = ((index * 3) % reports.length) + 1;
      deliveries.push({ parsed, receipt: { received_at: `2026-04-0${received_order}T00:00:00Z`, received_order } });
    }
    await loadSources(connection, deliveries);
    writeScenarios(join(folder, "scenarios"), 10);
    const { rows } = await workplaceRowsOf(
      connection,
      join(folder, "scenarios"),
      shippedCatalogue(),
      readOverrides(overrides),
    );
    await loadWorkplaceRows(connection, rows);
    await runModels(connection, { models });
  }, 600_000);
  afterAll(async () => {
    await warehouse.close();
    rmSync(folder, { recursive: true });
  });

  it("has rows enough to tell a wrong scope", async () => {
    const tables = [...models.models.filter(({ schema }) => schema !== "checks").map(({ name }) => name), ...runners];
    const empty: string[] = [];
    for (const name of tables) {
      const { rows } = await readRows(connection, `select count(*)::integer as n from ${name}`);
      if (rows[0]?.n === 0) empty.push(name);
    }
    expect(empty).toEqual([]);
    const { rows } = await readRows(
      connection,
      "select count(*)::integer as n, count(distinct locality_id)::integer as m from raw.sources",
    );
    expect(rows).toEqual([{ n: reports.length, m: 3 }]);
    const { rows: past } = await readRows(
      connection,
      "select distinct is_uncorrected from checks.past_findings order by 1",
    );
    expect(past.map((row) => row.is_uncorrected)).toEqual([false, true]);
  });

  it("has for every model of one locality at a time the rows that a part of the wards has by itself", {
    timeout: 600_000,
  }, async () => {
    const { rows: places } = await readRows(
      connection,
      "select locality_id, list(source_id) as sources from raw.sources group by locality_id order by locality_id",
    );
    const different: string[] = [];
    for (const part of [places.slice(0, 1), places.slice(1)]) {
      const localities = part.map((place) => String(place.locality_id));
      const { rows: reports } = await readRows(
        connection,
        `select distinct report_id from staging.report_sources
         where locality_id in (${localities.map(quoteText).join(", ")}) order by 1`,
      );
      const owners = {
        localities,
        sources: part.flatMap((place) => place.sources as string[]),
        reports: reports.map((row) => String(row.report_id)),
      };
      await withPart(connection, "some_wards", owners.sources, async ({ inside }) => {
        const { name: home } = (await readRows(connection, "select current_database() as name")).rows[0]!;
        await inside(() => runModels(connection, { models }));
        const owned = [
          ...models.models.filter(({ scope }) => scope === "locality").map(({ name }) => name),
          ...runners,
        ];
        for (const name of owned) {
          const columns = await columnsOf(connection, name);
          const model = models.models.find((one) => one.name === name) ?? null;
          const whole = `select * from ${home}.${name} where ${ownedBy(model, columns, owners)}`;
          const own = `select * from some_wards.${name}`;
          const { rows } = await readRows(
            connection,
            `select count(*)::integer as n from ((${whole} except all ${own}) union all (${own} except all ${whole}))`,
          );
          if (rows[0]?.n !== 0) different.push(`${name} of ${localities.join(", ")}: ${rows[0]?.n} rows`);
        }
      });
    }
    expect(different).toEqual([]);
  });
});

async function columnsOf(connection: DuckDBConnection, name: string): Promise<string[]> {
  const { rows } = await readRows(connection, `describe ${name}`);
  return rows.map((row) => String(row.column_name));
}
