/** Runs with the real stages in processes of their own, and what must hold of their data folders, seen from outside. */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { projectFolder, workplacePaths } from "../../../pipelines/paths.ts";
import { realFiles } from "../../../pipelines/run/files.ts";
import { fullCheck, readManifest } from "../../../pipelines/run/manifest.ts";
import { readPointer } from "../../../pipelines/run/pointer.ts";

const child = fileURLToPath(new URL("killChild.ts", import.meta.url));
export const reports = [
  join(projectFolder, "data", "inbox", "bao-cao-103.txt"),
  join(projectFolder, "tests", "fixtures", "reports", "bao-cao-xa-thach-dien-thang-5.txt"),
];

export interface RunOptions {
  /** The number of the file or database call at which it ends itself. */
  at?: number;
  /** Milliseconds after which something happens to it. */
  after?: { milliseconds: number; happens: (kill: () => void) => void };
  /** Another account. */
  uid?: number;
  /** Megabytes of heap. */
  heap?: number;
}

export interface RunAnswer {
  signal: string | null;
  code: number | null;
  answer: string;
  errors: string;
  milliseconds: number;
}

/** One night in a process of its own. */
export function run(folder: string, { at = 0, after, uid, heap }: RunOptions = {}): Promise<RunAnswer> {
  return new Promise((resolve) => {
    const start = performance.now();
    const heapFlag = heap === undefined ? [] : [`--max-old-space-size=${heap}`];
    const started = spawn(process.execPath, [...heapFlag, "--import", "tsx", child, folder, String(at)], {
      cwd: projectFolder,
      ...(uid !== undefined && { uid, gid: uid }),
    });
    let [answer, errors] = ["", ""];
    started.stdout.on("data", (chunk: Buffer) => (answer += chunk.toString("utf8")));
    started.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString("utf8")));
    const timer = after && setTimeout(() => after.happens(() => started.kill("SIGKILL")), after.milliseconds);
    started.on("exit", (code, signal) => {
      clearTimeout(timer);
      resolve({ signal, code, answer, errors, milliseconds: performance.now() - start });
    });
  });
}

const hashOf = (path: string): string => createHash("sha256").update(readFileSync(path)).digest("hex");

/** The hash of each exported file that is shown. */
export function exportHashes(folder: string): Record<string, string> {
  const exports = workplacePaths(folder).exports;
  return Object.fromEntries(
    readdirSync(exports)
      .sort()
      .map((name) => [name, hashOf(join(exports, name))]),
  );
}

/** The promises, as far as they can be seen from outside. */
export async function broken(folder: string): Promise<string[]> {
  const paths = workplacePaths(folder);
  const wrong: string[] = [];
  const current = await readPointer(realFiles, paths);
  if (current) {
    const manifest = await readManifest(realFiles, paths, current);
    if (!manifest) wrong.push("no manifest");
    else wrong.push(...(await fullCheck(realFiles, paths, manifest)).map((doubt) => `${doubt.path}: ${doubt.problem}`));
    if (manifest && existsSync(join(paths.generations, current, "warehouse.duckdb.wal"))) wrong.push("a log is left");
  }
  const kept = new Set<string>();
  for (const place of [paths.inbox, paths.archive]) {
    for (const name of existsSync(place) ? readdirSync(place, { withFileTypes: true }) : []) {
      if (name.isFile()) kept.add(hashOf(join(place, name.name)));
    }
  }
  for (const report of reports) if (!kept.has(hashOf(report))) wrong.push(`${report} is lost`);
  return wrong;
}
