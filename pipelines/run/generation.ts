/** The generations of a data folder: their numbers, what is left of runs that were cut off, which of them stay. */
import { join } from "node:path";
import type { WorkplacePaths } from "../paths.ts";
import { type RunFiles, writeWhole } from "./files.ts";
import { fullCheck, readManifest, type StageKeys } from "./manifest.ts";
import { generationFolder, readPointer, releaseFolder, runIdPattern } from "./pointer.ts";
import type { RunRecord } from "./record.ts";

export const partialSuffix = ".partial";

/** Names of the generations that are complete, oldest first. */
export async function listGenerations(files: RunFiles, paths: WorkplacePaths): Promise<string[]> {
  return (await files.list(paths.generations)).filter((name) => runIdPattern.test(name));
}

/** A new run's name: one more than any before, whatever the clock says. */
export async function newRunId(
  files: RunFiles,
  paths: WorkplacePaths,
  records: RunRecord[],
  now: Date,
): Promise<string> {
  const names = [
    ...(await files.list(paths.generations)),
    ...(await files.list(paths.releases)),
    ...records.map((record) => record.run_id),
  ];
  const last = names.reduce((most, name) => Math.max(most, Number(/^(\d{6,})-\d{8}T/.exec(name)?.[1] ?? 0)), 0);
  const stamp = now.toISOString().replace(/[-:]|\.\d+/g, "");
  return `${String(last + 1).padStart(6, "0")}-${stamp}`;
}

export const sequenceOf = (runId: string): number => Number(runId.split("-")[0]);

/** A rollback that stands: until an input changes, the nightly run leaves the older generation in place. */
export interface Hold {
  /** The generation rolled back to. */
  to: string;
  /** The newest generation at that time, and what it was made from. */
  from: string;
  keys: StageKeys;
  since: string;
}

const holdPath = (paths: WorkplacePaths): string => join(paths.ops, "hold.json");

export async function readHold(files: RunFiles, paths: WorkplacePaths): Promise<Hold | null> {
  if (!(await files.facts(holdPath(paths)))) return null;
  try {
    return JSON.parse((await files.read(holdPath(paths))).toString("utf8")) as Hold;
  } catch {
    return null;
  }
}

export async function writeHold(files: RunFiles, paths: WorkplacePaths, hold: Hold): Promise<void> {
  await files.makeFolder(paths.ops);
  await writeWhole(files, holdPath(paths), `${JSON.stringify(hold, null, 1)}\n`);
}

export const removeHold = (files: RunFiles, paths: WorkplacePaths): Promise<void> => files.remove(holdPath(paths));

/**
 * The generation that counts: where the pointer leads, if there is one; else (the pointer was lost or damaged) the newest
 * that is whole, byte for byte. Null where nothing has been published.
 */
export async function findCurrent(
  files: RunFiles,
  paths: WorkplacePaths,
): Promise<{ runId: string; byPointer: boolean } | null> {
  const pointed = await readPointer(files, paths);
  if (pointed && (await files.facts(generationFolder(paths, pointed)))) return { runId: pointed, byPointer: true };
  const hold = await readHold(files, paths);
  const names = (await listGenerations(files, paths)).reverse();
  for (const runId of hold ? [hold.to, ...names.filter((name) => name < hold.to)] : names) {
    const manifest = await readManifest(files, paths, runId);
    if (manifest && (await fullCheck(files, paths, manifest)).length === 0) return { runId, byPointer: false };
  }
  return null;
}

/** Removes what runs left that were cut off: half generations and releases, and whole ones that were never switched to. */
export async function removeLeftovers(
  files: RunFiles,
  paths: WorkplacePaths,
  current: string | null,
): Promise<string[]> {
  const hold = await readHold(files, paths);
  const last = hold && hold.from > (current ?? "") ? hold.from : current;
  const removed: string[] = [];
  const isLeftover = (name: string) =>
    name.endsWith(partialSuffix) || (runIdPattern.test(name) && current !== null && last !== null && name > last);
  for (const folder of [paths.generations, paths.releases]) {
    for (const name of await files.list(folder)) {
      const isOrphan =
        folder === paths.releases && runIdPattern.test(name) && !(await files.facts(generationFolder(paths, name)));
      if (!isLeftover(name) && !isOrphan) continue;
      await files.removeFolder(join(folder, name));
      removed.push(name);
    }
  }
  return removed;
}

/** Removes the oldest generations beyond `keep`. Each goes in one step: renamed first, so that no half one is ever seen. */
export async function prune(files: RunFiles, paths: WorkplacePaths, current: string, keep: number): Promise<string[]> {
  const hold = await readHold(files, paths);
  const names = (await listGenerations(files, paths)).filter((name) => name !== current && name !== hold?.from);
  const old = names.slice(0, Math.max(0, names.length - Math.max(0, keep - 1)));
  for (const name of old) {
    await files.rename(generationFolder(paths, name), generationFolder(paths, name) + partialSuffix);
    await files.removeFolder(generationFolder(paths, name) + partialSuffix);
    if (!(await files.facts(releaseFolder(paths, name)))) continue;
    await files.rename(releaseFolder(paths, name), releaseFolder(paths, name) + partialSuffix);
    await files.removeFolder(releaseFolder(paths, name) + partialSuffix);
  }
  return old;
}
