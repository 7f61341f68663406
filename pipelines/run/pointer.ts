/**
 * Which generation counts. One name, `generations/current`, decides for everything at once: warehouse, exports and site
 * are reached through it. Where the system lets us, it is a symbolic link, and the public places (`warehouse.duckdb`,
 * `exports/`, `site/current`) are links through it, so that one rename switches all of them in the same instant for every
 * program. Where it does not (Windows without administrator rights, some network shares), it is a file that holds the
 * run's name: kichban itself reads only that, and the public places are set to it right after, one by one.
 */
import { basename, dirname, join, relative } from "node:path";
import type { WorkplacePaths } from "../paths.ts";
import { errorCode, type RunFiles } from "./files.ts";

export type LinkMode = "symlink" | "file";

/** `000042-20260401T190000Z`: in order even when the clock is set back. */
export const runIdPattern = /^\d{6,}-\d{8}T\d{6}Z$/;

export const pointerPath = (paths: WorkplacePaths): string => join(paths.generations, "current");
export const generationFolder = (paths: WorkplacePaths, runId: string): string => join(paths.generations, runId);
export const releaseFolder = (paths: WorkplacePaths, runId: string): string => join(paths.releases, runId);

/** The run whose generation counts, or null where none has been published (or the pointer can't be understood). */
export async function readPointer(files: RunFiles, paths: WorkplacePaths): Promise<string | null> {
  const path = pointerPath(paths);
  const facts = await files.facts(path);
  if (!facts) return null;
  let name = "";
  if (facts.kind === "link") name = basename((await files.readLink(path)) ?? "");
  else if (facts.kind === "file") name = (await files.read(path)).toString("utf8").trim();
  else if (facts.kind === "folder") name = await runIdOfCopy(files, path);
  return runIdPattern.test(name) ? name : null;
}

/** A backup that followed links left a copy of the generation under the pointer's name: its manifest says whose. */
async function runIdOfCopy(files: RunFiles, folder: string): Promise<string> {
  try {
    return String(
      (JSON.parse((await files.read(join(folder, "manifest.json"))).toString("utf8")) as { run_id: unknown }).run_id,
    );
  } catch {
    return "";
  }
}

/**
 * Makes a generation the one that counts, in all its places. As links these lead through the pointer: made before it, the first
 * switch makes all of them appear at once.
 * @param confirm throws where the switch may no longer be made; after it there is only the one rename
 */
export async function switchTo(
  files: RunFiles,
  paths: WorkplacePaths,
  runId: string,
  mode: LinkMode,
  confirm: () => Promise<void> = async () => {},
): Promise<void> {
  let made = mode;
  if (made === "symlink") {
    try {
      await ensurePublicPlaces(files, paths, runId, made);
    } catch (error) {
      if (!noSymbolicLinks(error)) throw error;
      made = "file";
    }
  }
  await confirm();
  if ((await switchPointer(files, paths, runId, made)) === "file")
    await ensurePublicPlaces(files, paths, runId, "file");
}

/** The file system has no symbolic links, or allows us none. */
const noSymbolicLinks = (error: unknown): boolean =>
  ["EPERM", "ENOTSUP", "ENOSYS", "EOPNOTSUPP", "EINVAL"].includes(errorCode(error) ?? "");

/**
 * The switch: one rename. Before it the old generation counts, after it the new one; there is no moment between.
 * @returns how the pointer could be made, which is also how the public places are.
 */
async function switchPointer(files: RunFiles, paths: WorkplacePaths, runId: string, mode: LinkMode): Promise<LinkMode> {
  const temporary = join(paths.generations, ".current.partial");
  await files.remove(temporary);
  const made = await makePointer(files, temporary, runId, mode);
  // A backup that followed links: the copy makes room, and goes once the pointer stands.
  const copy = join(paths.generations, ".current-copy.partial");
  const isCopied = (await files.facts(pointerPath(paths)))?.kind === "folder";
  if (isCopied) {
    await files.removeFolder(copy);
    await files.rename(pointerPath(paths), copy);
  }
  await files.rename(temporary, pointerPath(paths));
  await files.syncFolder(paths.generations);
  if (isCopied) await files.removeFolder(copy);
  return made;
}

async function makePointer(files: RunFiles, path: string, runId: string, mode: LinkMode): Promise<LinkMode> {
  if (mode === "symlink") {
    try {
      await files.symbolicLink(runId, path);
      return "symlink";
    } catch (error) {
      if (!noSymbolicLinks(error)) throw error;
    }
  }
  await files.write(path, `${runId}\n`);
  return "file";
}

/** How the pointer that stands is made; `symlink` where there is none yet, but for Windows. */
export async function currentMode(
  files: RunFiles,
  paths: WorkplacePaths,
  platform: NodeJS.Platform,
): Promise<LinkMode> {
  const facts = await files.facts(pointerPath(paths));
  if (facts?.kind === "file") return "file";
  return platform === "win32" ? "file" : "symlink";
}

/** Sets the public places to the generation that counts. Each is left alone where it is right already. */
export async function ensurePublicPlaces(
  files: RunFiles,
  paths: WorkplacePaths,
  runId: string,
  mode: LinkMode,
): Promise<void> {
  const generation = generationFolder(paths, runId);
  await files.makeFolder(dirname(paths.currentSite));
  if (mode === "symlink") {
    const pointer = pointerPath(paths);
    await ensureLink(files, paths.warehouse, join(pointer, "warehouse.duckdb"));
    await ensureLink(files, paths.exports, join(pointer, "exports"));
    await ensureLink(files, paths.currentSite, join(pointer, "site"));
    return;
  }
  await ensureHardLink(files, paths.warehouse, join(generation, "warehouse.duckdb"));
  await ensureFolderLink(files, paths.exports, join(generation, "exports"));
  await ensureFolderLink(files, paths.currentSite, releaseFolder(paths, runId));
}

/** What stands in a public place and is not ours is set aside under another name, never removed. */
async function setAside(files: RunFiles, path: string): Promise<void> {
  for (let number = 1; ; number++) {
    const aside = `${path}.set-aside-${number}`;
    if (await files.facts(aside)) continue;
    await files.rename(path, aside);
    return;
  }
}

async function ensureLink(files: RunFiles, path: string, target: string): Promise<void> {
  const wanted = relative(dirname(path), target);
  const facts = await files.facts(path);
  if (facts?.kind === "link" && (await files.readLink(path)) === wanted) return;
  if (facts && facts.kind !== "link") await setAside(files, path);
  const temporary = join(dirname(path), `.${basename(path)}.partial`);
  await files.remove(temporary);
  await files.symbolicLink(wanted, temporary);
  await files.rename(temporary, path);
  await files.syncFolder(dirname(path));
}

async function ensureHardLink(files: RunFiles, path: string, target: string): Promise<void> {
  const [facts, wanted] = [await files.facts(path), await files.facts(target)];
  if (!wanted) {
    if (facts) await files.remove(path);
    return;
  }
  if (facts?.kind === "file" && facts.identity === wanted.identity) return;
  const temporary = join(dirname(path), `.${basename(path)}.partial`);
  await files.remove(temporary);
  try {
    await files.hardLink(target, temporary);
  } catch {
    await files.copy(target, temporary);
  }
  await files.rename(temporary, path);
}

/** A junction needs no rights on Windows, but can't be replaced in one step. */
async function ensureFolderLink(files: RunFiles, path: string, target: string): Promise<void> {
  const facts = await files.facts(path);
  if (facts?.kind === "link") {
    const now = (await files.readLink(path))?.replace(/[\\/]+$/, "");
    if (now === target) return;
    await files.remove(path);
  } else if (facts) {
    await setAside(files, path);
  }
  await files.symbolicLink(target, path);
}
