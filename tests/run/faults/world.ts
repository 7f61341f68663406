/** A small workplace and what must hold of it whatever happens. */
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { workplacePaths } from "../../../pipelines/paths.ts";
import type { RunContext } from "../../../pipelines/run/context.ts";
import type { RunFiles } from "../../../pipelines/run/files.ts";
import type { Fingerprints } from "../../../pipelines/run/fingerprint.ts";
import { fullCheck, readManifest } from "../../../pipelines/run/manifest.ts";
import { generationFolder, type LinkMode, readPointer } from "../../../pipelines/run/pointer.ts";
import type { Stages } from "../../../pipelines/run/stages.ts";
import { quickFiles } from "./quickFiles.ts";
import { tinyStages } from "./tinyStages.ts";

/** In memory where the system has such a folder: thousands of small workplaces come and go. */
const quickFolder = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();

export const steadyFingerprints: Fingerprints = { readers: "r1", models: "m1", exports: "e1", site: "s1" };

export const quietLog = { info() {}, warn() {}, error() {}, async close() {} };
export const quietReporter = { stage() {}, progress() {}, note() {} };

export class World {
  readonly folder: string;
  readonly paths: ReturnType<typeof workplacePaths>;
  readonly dropped = new Map<string, string>();
  fingerprints: Fingerprints = steadyFingerprints;
  clock = new Date("2026-01-01T19:00:00.000Z");
  /** Null: as the system allows. */
  linkMode: LinkMode | null = null;

  constructor(folder = mkdtempSync(join(quickFolder, "kichban-world-"))) {
    this.folder = folder;
    this.paths = workplacePaths(join(folder, "data"));
    mkdirSync(this.paths.inbox, { recursive: true });
  }

  /** Puts a file into the inbox. */
  drop(name: string, text: string): void {
    const path = join(this.paths.inbox, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    this.dropped.set(createHash("sha256").update(text).digest("hex"), name);
  }

  context(files: RunFiles = quickFiles, step: (what: string) => void = () => {}, stages?: Stages): RunContext {
    return {
      paths: this.paths,
      files,
      now: () => this.clock,
      stopwatch: () => 0,
      sleep: async () => {},
      fingerprints: async () => this.fingerprints,
      stages: stages ?? tinyStages(files, step),
      reporter: quietReporter,
      log: quietLog,
      linkMode: this.linkMode,
      keepGenerations: 3,
      settleMs: 0,
    };
  }

  /** What is wrong with the workplace; nothing, if all promises hold. */
  async broken(): Promise<string[]> {
    const wrong: string[] = [];
    const current = await readPointer(quickFiles, this.paths);
    if (current) {
      const manifest = await readManifest(quickFiles, this.paths, current);
      if (!manifest) wrong.push(`the manifest of ${current} is missing or damaged`);
      else
        for (const doubt of await fullCheck(quickFiles, this.paths, manifest))
          wrong.push(`${doubt.path}: ${doubt.problem}`);
      wrong.push(...this.mixed(current));
    }
    const kept = this.keptHashes();
    for (const [sha256, name] of this.dropped) if (!kept.has(sha256)) wrong.push(`${name} is lost`);
    return wrong;
  }

  /** Whether the public places show another generation than the pointer, where they stand. */
  private mixed(current: string): string[] {
    if (this.linkMode === "file") return [];
    const wrong: string[] = [];
    for (const [path, target] of [
      [this.paths.warehouse, join(generationFolder(this.paths, current), "warehouse.duckdb")],
      [this.paths.exports, join(generationFolder(this.paths, current), "exports")],
      [this.paths.currentSite, join(this.paths.releases, current)],
    ] as const) {
      if (!isLink(path)) wrong.push(`${path} is no link`);
      else if (realpathSync(path) !== realpathSync(target)) wrong.push(`${path} shows another generation`);
    }
    try {
      const data = readFileSync(join(this.paths.exports, "tasks.json"), "utf8");
      const hash = createHash("sha256").update(data).digest("hex").slice(0, 16);
      const page = readFileSync(join(this.paths.currentSite, "index.html"), "utf8");
      if (!page.includes(hash)) wrong.push("the site does not belong to the exports");
    } catch (error) {
      wrong.push(`exports and site can't be read: ${(error as Error).message}`);
    }
    return wrong;
  }

  /** Hashes of all bytes in inbox, archive and quarantine. */
  keptHashes(): Set<string> {
    const found = new Set<string>();
    for (const folder of [this.paths.inbox, this.paths.archive, this.paths.quarantine]) {
      if (!existsSync(folder)) continue;
      for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile()) continue;
        found.add(
          createHash("sha256")
            .update(readFileSync(join(entry.parentPath, entry.name)))
            .digest("hex"),
        );
      }
    }
    return found;
  }

  /** The hash of each exported file that is shown. */
  exportHashes(): Record<string, string> {
    const hashes: Record<string, string> = {};
    for (const name of readdirSync(this.paths.exports).sort()) {
      hashes[name] = createHash("sha256")
        .update(readFileSync(join(this.paths.exports, name)))
        .digest("hex");
    }
    return hashes;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function isLink(path: string): boolean {
  try {
    readlinkSync(path);
    return true;
  } catch {
    return false;
  }
}
