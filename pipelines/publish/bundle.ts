/** An audience bundle: the site and the exports of one locality, made from a warehouse in which there is nothing else. */
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { EXIT, UserError } from "../errors.ts";
import { runModels } from "../models/run.ts";
import { extractLocality } from "../warehouse/extract.ts";
import { withWarehouse } from "../warehouse/open.ts";
import { exportMarts } from "./exports.ts";
import { buildSite } from "./site.ts";

export interface BundleRequest {
  /** The warehouse of the whole workplace; it is only read. */
  warehouse: string;
  /** Id or name of the locality. */
  locality: string;
  /** Where bundles go unless `folder` is told: each into a folder named by its locality's id. */
  bundlesFolder: string;
  folder?: string;
  onProgress?: (sentence: string) => void;
}

export interface Bundle {
  folder: string;
  localityId: string;
  locality: string;
  fileCount: number;
}

/** In every bundle: whose it is, and its files. It also tells a bundle, which may be replaced, from a person's folder. */
const bundleFile = "bundle.json";

/**
 * Writes `site/`, `exports/` and `bundle.json`. Findings, verdicts and comparisons are worked out anew from the locality's
 * own rows, so that none can lean on another's. Nothing that is published changes. The same rows give the same bytes.
 * @throws UserError for an unknown locality, or a folder that holds something else.
 */
export async function writeBundle(request: BundleRequest): Promise<Bundle> {
  const progress = request.onProgress ?? (() => {});
  if (request.folder) refuseForeign(request.folder);
  mkdirSync(request.bundlesFolder, { recursive: true });
  removeLeftovers(request.bundlesFolder);
  const work = join(request.bundlesFolder, `.work-${process.pid}`);
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work);
  try {
    const warehouse = join(work, "warehouse.duckdb");
    const { locality_id, locality } = await extractLocality(request.warehouse, warehouse, request.locality);
    const folder = request.folder ?? join(request.bundlesFolder, locality_id);
    refuseForeign(folder);
    const made = join(work, "bundle");
    const exportsFolder = join(made, "exports");
    mkdirSync(exportsFolder, { recursive: true });
    progress(`computing the tables of ${locality}`);
    await withWarehouse(warehouse, { allowedFolders: [exportsFolder] }, async (connection) => {
      await runModels(connection);
      await exportMarts(connection, exportsFolder);
    });
    // No news: what a night changed is told of the whole workplace.
    await buildSite({
      exportsFolder,
      outputFolder: join(made, "site"),
      workFolder: join(work, "site"),
      runId: "bundle",
      onProgress: progress,
    });
    const files = fingerprints(made);
    writeFileSync(join(made, bundleFile), `${JSON.stringify({ locality_id, locality, files }, null, 1)}\n`);
    replaceFolder(made, folder);
    return { folder, localityId: locality_id, locality, fileCount: files.length };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** What a process left that was killed while it wrote a bundle. */
function removeLeftovers(folder: string): void {
  for (const name of readdirSync(folder)) {
    const pid = /^\.work-(\d+)$/.exec(name)?.[1];
    if (pid && !isAlive(Number(pid))) rmSync(join(folder, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Only a folder that is empty, or an earlier bundle, is written over. */
function refuseForeign(folder: string): void {
  if (!existsSync(folder) || existsSync(join(folder, bundleFile)) || readdirSync(folder).length === 0) return;
  throw new UserError(`${folder} holds something that is not a bundle; name another folder with --out.`, {
    code: "bundle_folder",
    exitCode: EXIT.usage,
    vi: `${folder} đang chứa thứ không phải bản trích; hãy nêu thư mục khác bằng --out.`,
  });
}

/** The old bundle makes room in one step; across file systems the new one is moved beside it first. */
function replaceFolder(made: string, folder: string): void {
  const old = `${folder}.old`;
  rmSync(old, { recursive: true, force: true });
  mkdirSync(join(folder, ".."), { recursive: true });
  if (existsSync(folder)) renameSync(folder, old);
  try {
    renameSync(made, folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EXDEV") throw error;
    cpSync(made, `${folder}.partial`, { recursive: true });
    renameSync(`${folder}.partial`, folder);
  }
  rmSync(old, { recursive: true, force: true });
}

function fingerprints(folder: string): { path: string; bytes: number; sha256: string }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => {
      const content = readFileSync(path);
      return {
        path: path.slice(folder.length + 1).replaceAll("\\", "/"),
        bytes: content.length,
        sha256: createHash("sha256").update(content).digest("hex"),
      };
    })
    .sort((one, other) => (one.path < other.path ? -1 : 1));
}
