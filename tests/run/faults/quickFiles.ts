/**
 * The run's file system without waiting for the disk and without a thread for each call: thousands of runs are tried. That a
 * sync was asked for is counted by the faulty file system; that the disk obeys is its own affair.
 */
import { createHash } from "node:crypto";
import * as fs from "node:fs";
import { type RunFiles, realFiles } from "../../../pipelines/run/files.ts";

const code = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;

export const quickFiles: RunFiles = {
  async facts(path) {
    const stats = fs.lstatSync(path, { throwIfNoEntry: false });
    if (!stats) return null;
    const kind = stats.isSymbolicLink() ? "link" : stats.isDirectory() ? "folder" : stats.isFile() ? "file" : "other";
    return { kind, bytes: stats.size, changedAt: stats.mtimeMs, identity: `${stats.dev}:${stats.ino}` };
  },
  async list(folder) {
    try {
      return fs.readdirSync(folder).sort();
    } catch (error) {
      if (code(error) === "ENOENT") return [];
      throw error;
    }
  },
  read: async (path) => fs.readFileSync(path),
  hash: async (path) => createHash("sha256").update(fs.readFileSync(path)).digest("hex"),
  async makeFolder(path) {
    fs.mkdirSync(path, { recursive: true });
  },
  write: async (path, content) => fs.writeFileSync(path, content),
  async createNew(path, content) {
    try {
      fs.writeFileSync(path, content, { flag: "wx" });
      return true;
    } catch (error) {
      if (code(error) === "EEXIST") return false;
      throw error;
    }
  },
  append: async (path, line) => fs.appendFileSync(path, `${line}\n`),
  copy: async (from, to) => fs.copyFileSync(from, to),
  hardLink: async (from, to) => fs.linkSync(from, to),
  symbolicLink: async (target, path) => fs.symlinkSync(target, path),
  readLink: realFiles.readLink,
  rename: async (from, to) => fs.renameSync(from, to),
  remove: async (path) => fs.rmSync(path, { force: true }),
  removeFolder: async (path) => fs.rmSync(path, { recursive: true, force: true }),
  removeEmptyFolder: realFiles.removeEmptyFolder,
  async syncFile() {},
  async syncFolder() {},
  touch: realFiles.touch,
};
