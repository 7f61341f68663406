/** From a generation that is ready to the one that counts. */
import { dirname, join, relative } from "node:path";
import { addToArchive } from "./archive.ts";
import type { Generation } from "./build.ts";
import type { RunContext } from "./context.ts";
import { syncDeep } from "./files.ts";
import { prune, removeHold } from "./generation.ts";
import { type ManifestBody, writeManifest } from "./manifest.ts";
import { currentMode, generationFolder, releaseFolder, switchTo } from "./pointer.ts";
import { addRecord } from "./record.ts";

/**
 * Archives what came, syncs, vouches, names and switches, in this order: at each step all that went before is durable.
 * `confirm` throws when the lock is no longer ours; after it there is only the one rename.
 */
export async function commitGeneration(
  context: RunContext,
  generation: Generation,
  confirm: () => Promise<void>,
): Promise<void> {
  const { files, paths } = context;
  const { record, folder, release } = generation;
  const runId = record.run_id;
  await addToArchive(files, paths, generation.arrivals);
  await files.removeFolder(generation.received);
  const mode = context.linkMode ?? (await currentMode(files, paths, process.platform));
  const finalFolder = generationFolder(paths, runId);
  const finalRelease = releaseFolder(paths, runId);
  if (mode === "symlink") {
    const target = relative(dirname(join(finalFolder, "site")), finalRelease);
    await files.symbolicLink(target, join(folder, "site")).catch((error: NodeJS.ErrnoException) => {
      // A file system without links: the pointer will be a file, and nothing is reached through this name.
      if (!["EPERM", "ENOTSUP", "ENOSYS", "EOPNOTSUPP", "EINVAL"].includes(error.code ?? "")) throw error;
    });
  }
  await generation.describe();
  await syncDeep(files, folder);
  await syncDeep(files, release);
  record.finished_at = context.now().toISOString();
  const body: ManifestBody = {
    format: 1,
    run_id: runId,
    previous_run_id: generation.base.runId,
    keys: generation.keys,
    readers: generation.fingerprints.readers,
    sources: [...generation.sources].sort().map(([sha256, loaded]) => ({ sha256, loaded })),
    tables: generation.tables,
    files: generation.files,
    changes_of: generation.changesOf,
    run: record,
  };
  await writeManifest(files, folder, body);
  await files.rename(release, finalRelease);
  await files.syncFolder(paths.releases);
  await files.rename(folder, finalFolder);
  await files.syncFolder(paths.generations);
  await switchTo(files, paths, runId, mode, confirm);
  await addRecord(files, paths, record);
  await removeHold(files, paths);
  const pruned = await prune(files, paths, runId, context.keepGenerations);
  context.log.info({ run: runId, files: generation.files.length, pruned }, "switched");
}
