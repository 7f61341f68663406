/**
 * The real stages. Each is loaded only when it is first needed: a night on which nothing has changed must not wait for a
 * database, parsers or a site compiler.
 */
import { availableParallelism } from "node:os";
import type { UserError } from "../errors.ts";
import { folderWithFallback, shippedDataFolder, type WorkplacePaths } from "../paths.ts";
import { defaultLimits } from "../read/limits.ts";
import { refusal } from "../read/refusals.ts";
import type { ReadPool } from "../read/sandbox.ts";
import type { Catalogue } from "../reference/catalogue.ts";
import type { Overrides } from "../reference/overrides.ts";
import type { Said } from "./context.ts";
import type { Delivered, OpenWarehouse, Stages } from "./stages.ts";

export interface RealStagesOptions {
  paths: WorkplacePaths;
  /** Told of files of people (scenarios, overrides) that could not be used; the rest goes on. */
  onNote(said: Said): void;
  onProgress?(done: number, total: number): void;
}

export function realStages(options: RealStagesOptions): Stages {
  const { paths } = options;
  const folders = { own: paths.reference, shipped: `${shippedDataFolder}/reference` };
  const reading = lazily(async () => {
    const { loadCatalogue } = await import("../reference/catalogue.ts");
    const { readOverrides } = await import("../reference/overrides.ts");
    const overrides = readOverrides(paths.overrides);
    for (const error of overrides.refused) options.onNote(refusedFile(error));
    return { catalogue: loadCatalogue(folders), overrides };
  });
  // Files are read in child processes: one that hangs or eats memory ends there.
  let opened: Promise<ReadPool> | null = null;
  const pool = () => {
    opened ??= import("../read/sandbox.ts").then(({ ReadPool }) => new ReadPool());
    return opened;
  };
  return {
    parallel: Math.max(1, Math.min(4, availableParallelism())),
    async parse(file) {
      const { catalogue, overrides } = await reading();
      const { parseSource } = await import("../normalise/parse.ts");
      const { requireConsistent } = await import("../warehouse/integrity.ts");
      const sourceId = file.sha256.slice(0, 12);
      const encoding = overrides.identities.find((entry) => entry.source === sourceId)?.encoding;
      const source = { name: file.name, bytes: file.bytes };
      const document = await (await pool()).read(source, { ...(encoding && { encoding }) });
      const parsed = parseSource(document, { name: file.name, sha256: file.sha256 }, catalogue, overrides);
      requireConsistent(parsed);
      return parsed;
    },
    refuseBySize(name, bytes) {
      const limit = defaultLimits.maxFileBytes;
      return bytes > limit ? refusal("too_large", name, { bytes, limit }) : null;
    },
    openWarehouse: (file, exportsFolder) => openWarehouseStage(file, exportsFolder, options, reading),
    async snapshotOf(file) {
      const { withWarehouse } = await import("../warehouse/open.ts");
      const { takeSnapshot } = await import("./snapshot.ts");
      return withWarehouse(file, { readOnly: true }, takeSnapshot);
    },
    async buildSite({ changes, ...request }) {
      const { buildSite } = await import("../publish/site.ts");
      const { changeRows } = await import("./changes.ts");
      await buildSite({ ...request, news: changeRows(changes) });
    },
    async close() {
      if (opened) (await opened).close();
      opened = null;
    },
  };
}

async function openWarehouseStage(
  file: string,
  exportsFolder: string,
  options: RealStagesOptions,
  reading: () => Promise<{ catalogue: Catalogue; overrides: Overrides }>,
): Promise<OpenWarehouse> {
  const { openWarehouse } = await import("../warehouse/open.ts");
  const { loadSources, loadWorkplaceRows, removeSource } = await import("../warehouse/load.ts");
  const warehouse = await openWarehouse(file, { allowedFolders: [exportsFolder] });
  const { connection } = warehouse;
  return {
    async load(deliveries: Delivered[]) {
      const rows = deliveries.map(({ parsed, receivedAt, receivedOrder }) => ({
        parsed,
        receipt: { received_at: receivedAt, received_order: receivedOrder },
      }));
      await loadSources(connection, rows);
    },
    remove: (sourceId) => removeSource(connection, sourceId),
    async runModels(version, isWhole) {
      const { workplaceRowsOf } = await import("./workplaceRows.ts");
      const { catalogue, overrides } = await reading();
      const scenarios = folderWithFallback(options.paths.data, "scenarios");
      const { rows, refused, notices } = await workplaceRowsOf(connection, scenarios, catalogue, overrides);
      for (const error of refused) options.onNote(refusedFile(error));
      for (const { vi, en } of notices) options.onNote({ code: "scenario_without_reports", vi, en });
      await loadWorkplaceRows(connection, rows);
      const { runModels } = await import("../models/run.ts");
      const onProgress = ({ index, total }: { index: number; total: number }) => options.onProgress?.(index + 1, total);
      const { localities } = await runModels(connection, { version, isWhole, onProgress });
      const { strayOverrides } = await import("./strayOverrides.ts");
      for (const said of await strayOverrides(connection, overrides)) options.onNote(said);
      return { localities: localities?.length ?? null };
    },
    async recordRuns(records) {
      const { replaceRuns } = await import("./runsTable.ts");
      await replaceRuns(connection, records);
    },
    async exportTo(folder) {
      const { exportMarts } = await import("../publish/exports.ts");
      await exportMarts(connection, folder);
    },
    async counts() {
      const { countTables } = await import("./runsTable.ts");
      return countTables(connection);
    },
    async snapshot() {
      const { takeSnapshot } = await import("./snapshot.ts");
      return takeSnapshot(connection);
    },
    close: () => warehouse.close(),
  };
}

/** A value that is made when it is first asked for, once. */
function lazily<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | null = null;
  return () => {
    made ??= make();
    return made;
  };
}

const refusedFile = (error: UserError): Said => ({
  code: error.code,
  vi: error.messageVi ?? error.message,
  en: error.message,
});
