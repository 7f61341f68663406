import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { tableFromIPC } from "apache-arrow";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runModels } from "../../pipelines/models/run.ts";
import { parseSource } from "../../pipelines/normalise/parse.ts";
import { projectFolder, shippedDataFolder } from "../../pipelines/paths.ts";
import { exportMarts } from "../../pipelines/publish/exports.ts";
import { readDocument } from "../../pipelines/read/index.ts";
import { loadCatalogue } from "../../pipelines/reference/catalogue.ts";
import type { ParsedSource } from "../../pipelines/rows.ts";
import { loadSources } from "../../pipelines/warehouse/load.ts";
import { openWarehouse, withWarehouse } from "../../pipelines/warehouse/open.ts";
import { readRows } from "../../pipelines/warehouse/query.ts";

const root = mkdtempSync(join(tmpdir(), "kichban-exports-"));
const reports = [
  join(projectFolder, "data", "inbox", "bao-cao-103.txt"),
  join(projectFolder, "tests", "fixtures", "reports", "bao-cao-xa-thach-dien-thang-5.txt"),
];

async function parsed(file: string): Promise<ParsedSource> {
  const bytes = readFileSync(file);
  const folder = join(shippedDataFolder, "reference");
  const document = await readDocument({ name: "x.txt", bytes });
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return parseSource(document, { name: "x.txt", sha256 }, loadCatalogue({ own: folder, shipped: folder }));
}

/** A warehouse filled in the order given, at the time given, and its exports. */
async function exported(name: string, sources: ParsedSource[], hour: number): Promise<string> {
  const folder = join(root, name, "exports");
  mkdirSync(folder, { recursive: true });
  const warehouse = await openWarehouse(join(root, name, "w.duckdb"), { allowedFolders: [folder] });
  const receipt = { received_at: `2026-05-0${hour}T00:00:00.000Z`, received_order: 1 };
  for (const source of sources) await loadSources(warehouse.connection, [{ parsed: source, receipt }]);
  await runModels(warehouse.connection);
  await exportMarts(warehouse.connection, folder);
  await warehouse.close();
  return folder;
}

describe("exports", () => {
  let one = "";
  let other = "";
  beforeAll(async () => {
    const sources = await Promise.all(reports.map(parsed));
    one = await exported("one", sources, 1);
    other = await exported("other", [...sources].reverse(), 9);
  }, 300_000);
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it("are the same bytes for the same reports, whatever their order and the hour of the day", () => {
    expect(readdirSync(other).sort()).toEqual(readdirSync(one).sort());
    for (const name of readdirSync(one)) {
      expect(readFileSync(join(other, name)).equals(readFileSync(join(one, name))), name).toBe(true);
    }
  });

  it("are described by a data package of version 2, with sizes, hashes and fields that are true", async () => {
    const content = JSON.parse(readFileSync(join(one, "datapackage.json"), "utf8")) as {
      $schema: string;
      resources: {
        name: string;
        path: string;
        bytes: number;
        hash: string;
        rowCount: number;
        schema: { fields: { name: string; type: string }[]; primaryKey: string[] };
      }[];
    };
    expect(content.$schema).toBe("https://datapackage.org/profiles/2.0/datapackage.json");
    expect(new Set(content.resources.map(({ name }) => name)).size).toBe(content.resources.length);
    const files = readdirSync(one).filter((name) => /\.(parquet|arrow)$/.test(name));
    expect(content.resources.map(({ path }) => path).sort()).toEqual(files.sort());
    await withWarehouse(":memory:", { allowedFolders: [one] }, async (connection) => {
      for (const resource of content.resources) {
        const bytes = readFileSync(join(one, resource.path));
        expect([resource.bytes, resource.hash]).toEqual([
          bytes.length,
          `sha256:${createHash("sha256").update(bytes).digest("hex")}`,
        ]);
        const names = resource.schema.fields.map(({ name }) => name);
        for (const key of resource.schema.primaryKey) expect(names, resource.path).toContain(key);
        if (resource.path.endsWith(".arrow")) {
          const table = tableFromIPC(bytes);
          expect([table.numRows, table.schema.names]).toEqual([resource.rowCount, names]);
        } else {
          const { columns, rows } = await readRows(connection, `from read_parquet('${join(one, resource.path)}')`);
          expect([rows.length, columns.map(({ name }) => name)]).toEqual([resource.rowCount, names]);
        }
      }
    });
  });

  it("hold the same values in Parquet and in Arrow", async () => {
    await withWarehouse(":memory:", { allowedFolders: [one] }, async (connection) => {
      const { rows } = await readRows(connection, `from read_parquet('${join(one, "tasks.parquet")}')`);
      const table = tableFromIPC(readFileSync(join(one, "tasks.arrow")));
      expect(rows.length).toBeGreaterThan(50);
      for (const [index, row] of rows.entries()) {
        const arrow = table.get(index)!.toJSON() as Record<string, unknown>;
        expect(arrow.task).toBe(row.task);
        expect(arrow.is_overdue).toBe(row.is_overdue);
        const day = arrow.deadline_end_date as number | null;
        expect(day === null ? null : new Date(day).toISOString().slice(0, 10)).toBe(row.deadline_end_date);
        expect([...(arrow.coordinating_units as Iterable<string>)]).toEqual(row.coordinating_units);
      }
    });
  });

  it("say nothing of the clock", () => {
    const { resources } = JSON.parse(readFileSync(join(one, "datapackage.json"), "utf8")) as {
      resources: { schema: { fields: { name: string }[] } }[];
    };
    const names = new Set(resources.flatMap((resource) => resource.schema.fields.map(({ name }) => name)));
    expect([...names].filter((name) => /^(ingested|received)_/.test(name))).toEqual([]);
  });
});
