import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { projectFolder } from "../../pipelines/paths.ts";

interface LockEntry {
  version?: string;
  resolved?: string;
  optionalDependencies?: Record<string, string>;
}

const lock = JSON.parse(readFileSync(join(projectFolder, "package-lock.json"), "utf8")) as {
  packages: Record<string, LockEntry>;
};

describe("the lock file", () => {
  // npm drops what it could not download while it writes the file, and then `npm ci` refuses the file.
  it("holds the packages of every platform, not only of the one that wrote it", () => {
    const names = new Set(Object.keys(lock.packages).map((path) => path.replace(/^.*node_modules\//, "")));
    const missing = Object.values(lock.packages).flatMap((entry) =>
      Object.keys(entry.optionalDependencies ?? {}).filter((name) => !names.has(name)),
    );
    expect(missing).toEqual([]);
  });

  it("names no host that packages come from", () => {
    expect(Object.entries(lock.packages).filter(([, entry]) => entry.resolved !== undefined)).toEqual([]);
  });
});
