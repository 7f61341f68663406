/** The inbox: what waits, what is not ready, and how a file leaves it. */
import { dirname, join } from "node:path";
import type { WorkplacePaths } from "../paths.ts";
import type { RunContext, Said } from "./context.ts";
import { errorCode, type FileFacts, listDeep, type RunFiles } from "./files.ts";

export interface WaitingFile {
  /** Where it is. */
  path: string;
  /** How people know it: its name, with the folder inside the inbox if it lies in one. */
  name: string;
  facts: FileFacts;
  /** What becomes of it when the run is done: files named outside the inbox stay where they are. */
  origin: "inbox" | "quarantine" | "named";
}

export interface InboxContent {
  waiting: WaitingFile[];
  /** Files left for a later run, and why. */
  left: Said[];
}

/** Names that programs give to files they are still writing. */
const temporaryName = /^~\$|^~.*\.tmp$|\.(tmp|temp|part|partial|crdownload|download|filepart|swp)$|~$/i;
/** Names that systems leave in folders and nobody sent. */
const clutter = /^(\..*|thumbs\.db|desktop\.ini)$/i;
/** A file on its way out is first moved under such a name, so that what is removed is what was read. */
const takenPrefix = ".kichban-taken-";

/** Looks into the inbox. A file that changed a moment ago is looked at twice; if it still grows, it is left for later. */
export async function scanInbox(
  context: Pick<RunContext, "files" | "paths" | "now" | "sleep" | "settleMs">,
): Promise<InboxContent> {
  const { files, paths } = context;
  const content: InboxContent = { waiting: [], left: [] };
  const fresh: WaitingFile[] = [];
  for (const { path, facts } of await listDeep(files, paths.inbox)) {
    const name = path.split("/").at(-1) ?? path;
    if (path.split("/").some((part) => clutter.test(part))) continue;
    if (temporaryName.test(name)) {
      content.left.push(stillArriving(path));
      continue;
    }
    const file: WaitingFile = { path: join(paths.inbox, path), name: path, facts, origin: "inbox" };
    const isFresh = facts.kind === "file" && context.now().getTime() - facts.changedAt < context.settleMs;
    (isFresh ? fresh : content.waiting).push(file);
  }
  if (fresh.length > 0) {
    await context.sleep(Math.min(context.settleMs, 300));
    for (const file of fresh) {
      const now = await files.facts(file.path);
      if (now && isSame(now, file.facts)) content.waiting.push(file);
      else if (now) content.left.push(stillArriving(file.name));
    }
  }
  content.waiting.sort((one, other) => (one.name < other.name ? -1 : 1));
  return content;
}

export const isSame = (one: FileFacts, other: FileFacts): boolean =>
  one.bytes === other.bytes && one.changedAt === other.changedAt && one.identity === other.identity;

export function stillArriving(name: string): Said {
  return {
    code: "still_arriving",
    vi: `${name}: tệp còn đang được chép vào hoặc đang mở; để lại cho lần chạy sau.`,
    en: `${name}: the file is still being copied or open; it is left for the next run.`,
  };
}

/**
 * Takes a file out of the inbox, only if it is still the one that was read: it is moved aside first and its bytes are
 * compared, so that a file that came under the same name meanwhile stays.
 */
export async function takeOut(
  files: RunFiles,
  paths: WorkplacePaths,
  file: WaitingFile,
  sha256: string,
): Promise<boolean> {
  const facts = await files.facts(file.path);
  if (facts?.kind !== "file" || facts.bytes !== file.facts.bytes) return false;
  const aside = join(paths.inbox, `${takenPrefix}${sha256}`);
  try {
    await files.rename(file.path, aside);
  } catch (error) {
    // Open in another program (Windows), or no permission: it stays, and the next run finds it known already.
    if (["EBUSY", "EPERM", "EACCES", "ENOENT"].includes(errorCode(error) ?? "")) return false;
    throw error;
  }
  if ((await files.hash(aside)) !== sha256) {
    await files.rename(aside, file.path);
    return false;
  }
  await files.remove(aside);
  return true;
}

/** Removes folders inside the inbox that have become empty, and makes the removals durable. */
export async function tidyInbox(files: RunFiles, paths: WorkplacePaths, names: string[]): Promise<void> {
  const folders = new Set(names.map((name) => dirname(name)).filter((folder) => folder !== "."));
  for (const folder of folders) {
    for (let path = folder; path !== "."; path = dirname(path)) {
      if (!(await files.removeEmptyFolder(join(paths.inbox, path)))) break;
    }
  }
  if (await files.facts(paths.inbox)) await files.syncFolder(paths.inbox);
}

/** After a crash: files that were on their way out go, if the archive has them, and otherwise come back. */
export async function settleTaken(files: RunFiles, paths: WorkplacePaths): Promise<void> {
  for (const name of await files.list(paths.inbox)) {
    if (!name.startsWith(takenPrefix)) continue;
    const path = join(paths.inbox, name);
    const sha256 = await files.hash(path);
    const archived = join(paths.archive, sha256);
    const isSafe = (await files.facts(archived)) !== null && (await files.hash(archived)) === sha256;
    if (isSafe) await files.remove(path);
    else
      await files.rename(
        path,
        join(paths.inbox, `${sha256.slice(0, 12)}-${name.slice(takenPrefix.length, takenPrefix.length + 8)}`),
      );
  }
}
