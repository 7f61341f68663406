/**
 * What each stage's result depends on, as hashes: code, reference data, overrides, scenarios. Contents, not times, so that
 * a fresh checkout of the same version knows that nothing has changed. Light modules only: this runs before anything else.
 */
import { createHash } from "node:crypto";
import { type Dirent, existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { folderWithFallback, projectFolder, shippedDataFolder, type WorkplacePaths } from "../paths.ts";

export interface Fingerprints {
  /** Bytes → typed rows: a change reads everything again from the archive. */
  readers: string;
  /** Typed rows → marts. */
  models: string;
  /** Marts → exported files. */
  exports: string;
  /** Exported files → site. */
  site: string;
}

/** Files under a folder with their contents, in the order of names; none where there is no folder. */
function contents(folder: string, accept: (path: string) => boolean): [string, Buffer][] {
  const found: [string, Buffer][] = [];
  const visit = (relative: string): void => {
    let entries: Dirent[];
    try {
      entries = readdirSync(join(folder, relative), { withFileTypes: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
      throw error;
    }
    for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
      const path = relative ? `${relative}/${entry.name}` : entry.name;
      if (entry.name.startsWith(".")) continue;
      if (entry.isDirectory()) visit(path);
      else if (entry.isFile() && accept(path)) found.push([path, readFileSync(join(folder, path))]);
    }
  };
  visit("");
  return found;
}

function one(folder: string, name: string): [string, Buffer][] {
  const path = join(folder, name);
  return existsSync(path) ? [[name, readFileSync(path)]] : [];
}

function hashOf(parts: [string, Buffer][]): string {
  const hash = createHash("sha256");
  for (const [path, bytes] of parts) hash.update(`${path}\0${bytes.length}\0`).update(bytes);
  return hash.digest("hex").slice(0, 32);
}

export const combine = (...parts: string[]): string =>
  createHash("sha256").update(parts.join("\0")).digest("hex").slice(0, 32);

/** Reads code and configuration of the project and of one data folder. */
export function fingerprintsOf(paths: WorkplacePaths, project: string = projectFolder): Fingerprints {
  const pipelines = contents(join(project, "pipelines"), () => true);
  const within = (...folders: string[]) =>
    hashOf(pipelines.filter(([path]) => folders.some((folder) => path.startsWith(folder))));
  const exporting = /^publish\/(exports|datapackage|release)/;
  const yaml = (path: string) => /\.ya?ml$/i.test(path);
  const reference = combine(
    hashOf(contents(paths.reference, yaml)),
    hashOf(contents(join(shippedDataFolder, "reference"), yaml)),
  );
  const overrides = hashOf(contents(paths.overrides, yaml));
  const scenarios = hashOf(contents(folderWithFallback(paths.data, "scenarios"), yaml));
  const packages = hashOf(one(project, "package-lock.json"));
  const site = hashOf(contents(join(project, "src"), () => true));
  const arithmetic = hashOf(contents(join(project, "src", "scenario"), () => true));
  const configuration = hashOf([...one(project, "observablehq.config.ts"), ...one(project, "observablehq.config.js")]);
  // The leaves that every stage shares; but not how the command line and its places are called.
  const leaves = pipelines
    .map(([path]) => path)
    .filter((path) => !path.includes("/") && !/^(cli|paths|errors)\.ts$|^kichban/.test(path));
  return {
    readers: combine(
      within("read/", "recognise/", "normalise/", "reference/", "warehouse/", ...leaves),
      reference,
      overrides,
      packages,
    ),
    models: combine(within("models/", "scenarios/", "warehouse/"), arithmetic, reference, overrides, scenarios),
    exports: combine(hashOf(pipelines.filter(([path]) => exporting.test(path))), packages),
    site: combine(within("publish/"), site, configuration, packages, overrides, reference),
  };
}
