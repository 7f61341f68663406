import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's own folder (the one with package.json). */
export const projectFolder = dirname(dirname(fileURLToPath(import.meta.url)));

/** The data folder that ships with the project: what a workplace lacks of reference/ and scenarios/ comes from here. */
export const shippedDataFolder = join(projectFolder, "data");

/**
 * The one folder that holds everything a run reads and writes.
 * Order: the `--data` option, the environment variable KICHBAN_DATA, the project's own `data`.
 */
export function dataFolder(option: string | undefined, environment: NodeJS.ProcessEnv): string {
  return resolve(option ?? (environment.KICHBAN_DATA || shippedDataFolder));
}

/** The places inside a data folder. */
export function workplacePaths(data: string) {
  return {
    data,
    inbox: join(data, "inbox"),
    archive: join(data, "archive"),
    quarantine: join(data, "quarantine"),
    reference: join(data, "reference"),
    scenarios: join(data, "scenarios"),
    overrides: join(data, "overrides"),
    warehouse: join(data, "warehouse.duckdb"),
    exports: join(data, "exports"),
    /** Audience bundles, one folder a locality. */
    bundles: join(data, "bundles"),
    releases: join(data, "site", "releases"),
    currentSite: join(data, "site", "current"),
    generations: join(data, "generations"),
    lock: join(data, "kichban.lock"),
    /** The record of runs, and what is under way. */
    ops: join(data, "ops"),
    logs: join(data, "logs"),
  };
}
export type WorkplacePaths = ReturnType<typeof workplacePaths>;

/** The workplace's own `folder` (reference, scenarios) if it exists, else the project's. */
export function folderWithFallback(data: string, folder: "reference" | "scenarios"): string {
  const own = join(data, folder);
  return existsSync(own) ? own : join(shippedDataFolder, folder);
}
