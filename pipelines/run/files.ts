/**
 * The file system as a run uses it. A run never touches node:fs by itself: it gets one of these, so that a test can count
 * the calls, stop a run at any of them, or let a disk be full.
 */
import { createHash } from "node:crypto";
import { constants } from "node:fs";
import * as fs from "node:fs/promises";
import { basename, dirname, join } from "node:path";

export interface FileFacts {
  kind: "file" | "folder" | "link" | "other";
  bytes: number;
  /** Milliseconds since 1970, as the file system keeps it. */
  changedAt: number;
  /** Tells two files that had the same name one after the other apart, where the system can. */
  identity: string;
}

export interface RunFiles {
  /** Null where nothing is there. Links are not followed. */
  facts(path: string): Promise<FileFacts | null>;
  /** Names in a folder, sorted; none where there is no folder. */
  list(folder: string): Promise<string[]>;
  read(path: string): Promise<Buffer>;
  /** SHA-256 in hexadecimal digits. */
  hash(path: string): Promise<string>;
  makeFolder(path: string): Promise<void>;
  /** Writes and syncs. Not atomic by itself: see `writeWhole`. */
  write(path: string, content: string | Uint8Array): Promise<void>;
  /** Creates the file, or answers false where one is there already. */
  createNew(path: string, content: string): Promise<boolean>;
  append(path: string, line: string): Promise<void>;
  /** Copies and syncs; shares the blocks where the file system can. */
  copy(from: string, to: string): Promise<void>;
  hardLink(from: string, to: string): Promise<void>;
  symbolicLink(target: string, path: string): Promise<void>;
  readLink(path: string): Promise<string | null>;
  rename(from: string, to: string): Promise<void>;
  /** A file or a link; nothing happens where none is. */
  remove(path: string): Promise<void>;
  /** A folder and all in it; links in it are removed, not followed. */
  removeFolder(path: string): Promise<void>;
  /** Removes a folder only if it is empty; says whether it did. */
  removeEmptyFolder(path: string): Promise<boolean>;
  syncFile(path: string): Promise<void>;
  /** Makes the names in a folder durable. Does nothing where the system has no such call. */
  syncFolder(path: string): Promise<void>;
  /** Sets the time of change to now. */
  touch(path: string): Promise<void>;
}

let temporaryNumber = 0;

const missing = (error: unknown): boolean => ["ENOENT", "ENOTDIR"].includes(errorCode(error) ?? "");

/** The file system has no hard links, or no more of them for this file. */
const noHardLinks = (error: unknown): boolean =>
  ["EPERM", "EMLINK", "ENOTSUP", "ENOSYS", "EXDEV"].includes(errorCode(error) ?? "");

/** The system's code of an error (`ENOSPC`), if it has one. */
export function errorCode(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException | null)?.code;
}

async function sync(path: string, flags: string): Promise<void> {
  const handle = await fs.open(path, flags);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function writeAndSync(path: string, content: string | Uint8Array, flags: string): Promise<void> {
  const handle = await fs.open(path, flags);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export const realFiles: RunFiles = {
  async facts(path) {
    try {
      const stats = await fs.lstat(path);
      const kind = stats.isSymbolicLink() ? "link" : stats.isDirectory() ? "folder" : stats.isFile() ? "file" : "other";
      return { kind, bytes: stats.size, changedAt: stats.mtimeMs, identity: `${stats.dev}:${stats.ino}` };
    } catch (error) {
      if (missing(error)) return null;
      throw error;
    }
  },
  async list(folder) {
    try {
      return (await fs.readdir(folder)).sort();
    } catch (error) {
      if (missing(error)) return [];
      throw error;
    }
  },
  read: (path) => fs.readFile(path),
  async hash(path) {
    const hash = createHash("sha256");
    const file = await fs.open(path);
    try {
      // One buffer a file: a stream makes a new one for each piece, and collecting those costs more than the hash.
      const { size } = await file.stat();
      const buffer = Buffer.allocUnsafeSlow(Math.min(Math.max(size, 1), 1 << 19));
      for (;;) {
        const { bytesRead } = await file.read(buffer, 0, buffer.length);
        if (bytesRead === 0) return hash.digest("hex");
        hash.update(buffer.subarray(0, bytesRead));
      }
    } finally {
      await file.close();
    }
  },
  async makeFolder(path) {
    await fs.mkdir(path, { recursive: true });
  },
  write: (path, content) => writeAndSync(path, content, "w"),
  async createNew(path, content) {
    // A link to a written file: whoever sees the name sees the whole content, even after a crash in between.
    const temporary = `${path}.${process.pid}-${++temporaryNumber}.partial`;
    try {
      await writeAndSync(temporary, content, "w");
      await fs.link(temporary, path).catch((error) => {
        if (noHardLinks(error)) return writeAndSync(path, content, "wx");
        throw error;
      });
      return true;
    } catch (error) {
      if (errorCode(error) === "EEXIST") return false;
      throw error;
    } finally {
      await fs.rm(temporary, { force: true });
    }
  },
  append: (path, line) => writeAndSync(path, `${line}\n`, "a"),
  async copy(from, to) {
    await fs.copyFile(from, to, constants.COPYFILE_FICLONE);
    await sync(to, "r+");
  },
  hardLink: (from, to) => fs.link(from, to),
  symbolicLink: (target, path) => fs.symlink(target, path, process.platform === "win32" ? "junction" : null),
  async readLink(path) {
    try {
      return await fs.readlink(path);
    } catch (error) {
      if (missing(error) || errorCode(error) === "EINVAL") return null;
      throw error;
    }
  },
  rename: (from, to) => fs.rename(from, to),
  remove: (path) => fs.rm(path, { force: true }),
  removeFolder: (path) => fs.rm(path, { recursive: true, force: true }),
  async removeEmptyFolder(path) {
    try {
      await fs.rmdir(path);
      return true;
    } catch (error) {
      if (missing(error) || ["ENOTEMPTY", "EEXIST", "EPERM", "EBUSY", "EACCES"].includes(errorCode(error) ?? ""))
        return false;
      throw error;
    }
  },
  syncFile: (path) => sync(path, process.platform === "win32" ? "r+" : "r"),
  async syncFolder(path) {
    // Windows can't open a folder; its file system journals renames by itself.
    if (process.platform === "win32") return;
    try {
      await sync(path, "r");
    } catch (error) {
      // Some network shares refuse to sync a folder; the files themselves are synced.
      if (!["EINVAL", "ENOTSUP", "EISDIR"].includes(errorCode(error) ?? "")) throw error;
    }
  },
  async touch(path) {
    const now = new Date();
    await fs.utimes(path, now, now);
  },
};

/** Writes a file so that a reader, or the power going off, sees either the old content or the new, never a part. */
export async function writeWhole(files: RunFiles, path: string, content: string | Uint8Array): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.partial`);
  await files.write(temporary, content);
  await files.rename(temporary, path);
  await files.syncFolder(dirname(path));
}

/** All files under a folder, as paths relative to it with `/`, sorted. Links count as files and are not followed. */
export async function listDeep(files: RunFiles, folder: string): Promise<{ path: string; facts: FileFacts }[]> {
  const found: { path: string; facts: FileFacts }[] = [];
  const visit = async (relative: string): Promise<void> => {
    for (const name of await files.list(join(folder, relative))) {
      const path = relative ? `${relative}/${name}` : name;
      const facts = await files.facts(join(folder, path));
      if (!facts) continue;
      if (facts.kind === "folder") await visit(path);
      else found.push({ path, facts });
    }
  };
  await visit("");
  return found;
}

/** Copies a folder by hard links, or by bytes where the file system has none. The two must never be written to again. */
export async function cloneFolder(files: RunFiles, from: string, to: string): Promise<void> {
  await files.makeFolder(to);
  const folders = new Set([to]);
  for (const { path } of await listDeep(files, from)) {
    const target = join(to, path);
    if (!folders.has(dirname(target))) {
      await files.makeFolder(dirname(target));
      folders.add(dirname(target));
    }
    try {
      await files.hardLink(join(from, path), target);
    } catch (error) {
      if (!noHardLinks(error)) throw error;
      await files.copy(join(from, path), target);
    }
  }
  for (const folder of [...folders].sort().reverse()) await files.syncFolder(folder);
}

/** Syncs every file and folder under a folder, and the folder itself. */
export async function syncDeep(files: RunFiles, folder: string): Promise<void> {
  const folders = new Set([folder]);
  const found = await listDeep(files, folder);
  for (const { path } of found) {
    for (let parent = dirname(join(folder, path)); parent.length > folder.length; parent = dirname(parent)) {
      folders.add(parent);
    }
  }
  const written = found.filter(({ facts }) => facts.kind === "file");
  await someAtOnce(written, ({ path }) => files.syncFile(join(folder, path)));
  for (const each of [...folders].sort().reverse()) await files.syncFolder(each);
}

/** A disk does several small things together in little more time than one. */
const atOnce = 16;

/** Works on some items at a time and gives the results in their order. */
export async function someAtOnce<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let start = 0; start < items.length; start += atOnce) {
    results.push(...(await Promise.all(items.slice(start, start + atOnce).map(work))));
  }
  return results;
}
