/** A file system whose calls are numbered, and which can stop, fail or lose power at any of them. */
import {
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import type { RunFiles } from "../../../pipelines/run/files.ts";
import { quickFiles } from "./quickFiles.ts";

/** A run that was cut off: everything after it in the same process is as if the process were gone. */
export class SimulatedStop extends Error {
  override name = "SimulatedStop";
}

export type FaultMode =
  /** The process is killed before the call. */
  | "kill"
  /** Killed in the middle of a write: half of the bytes are there. */
  | "torn"
  /** The power goes: names that were not synced yet are lost, from some point on. */
  | "power"
  /** This one call fails. */
  | "ENOSPC"
  | "EIO"
  | "EACCES"
  /** From this call on nothing can be written any more. */
  | "full";

export const faultModes: FaultMode[] = ["kill", "torn", "power", "ENOSPC", "EIO", "EACCES", "full"];

export interface FaultPlan {
  mode: FaultMode;
  /** At which call, from 1. */
  at: number;
  /** Between 0 and 1: for `power`, which part of the names not synced survives. */
  luck?: number;
  /** A folder outside the workplace, for what a power cut brings back. */
  scratch?: string;
}

const writing = new Set([
  "makeFolder",
  "write",
  "createNew",
  "append",
  "copy",
  "hardLink",
  "symbolicLink",
  "rename",
  "syncFile",
  "syncFolder",
  "touch",
]);
const changing = new Set(["write", "copy", "hardLink", "symbolicLink", "rename", "remove"]);

interface Undo {
  folders: Set<string>;
  undo(): void;
}

/** The file system with one fault; `calls` tells how many calls were made, `step` numbers other things than files. */
export function faultyFiles(plan: FaultPlan | null): {
  files: RunFiles;
  calls: () => number;
  step: (what: string) => void;
  isDead: () => boolean;
  log: string[];
} {
  let calls = 0;
  let isDead = false;
  const log: string[] = [];
  const pending: Undo[] = [];

  const strike = (name: string, parameters: unknown[]): void => {
    calls++;
    log.push(
      `${calls} ${name} ${parameters
        .filter((each) => typeof each === "string")
        .map((each) => basename(String(each).slice(0, 80)))
        .join(" ")}`,
    );
    if (isDead) throw new SimulatedStop("the process is gone");
    if (!plan || calls < plan.at) return;
    if (plan.mode === "full") {
      if (writing.has(name)) throw failure("ENOSPC", parameters[0]);
      return;
    }
    if (calls > plan.at) return;
    if (plan.mode === "ENOSPC" || plan.mode === "EIO" || plan.mode === "EACCES")
      throw failure(plan.mode, parameters[0]);
    isDead = true;
    if (plan.mode === "torn" && (name === "write" || name === "append" || name === "copy")) tear(name, parameters);
    if (plan.mode === "power") losePower(pending, plan.luck ?? 0);
    throw new SimulatedStop(`${plan.mode} at call ${plan.at}`);
  };

  const files = Object.fromEntries(
    Object.entries(quickFiles).map(([name, method]) => [
      name,
      async (...parameters: unknown[]) => {
        strike(name, parameters);
        if (plan?.mode === "power" && changing.has(name)) remember(pending, name, parameters, plan.scratch!);
        if (plan?.mode === "power" && name === "syncFolder") settle(pending, parameters[0] as string);
        return (method as (...given: unknown[]) => Promise<unknown>)(...parameters);
      },
    ]),
  ) as unknown as RunFiles;
  return { files, calls: () => calls, step: (what) => strike(what, []), isDead: () => isDead, log };
}

function failure(code: string, path: unknown): Error {
  return Object.assign(new Error(`${code}: simulated, ${path}`), { code, path });
}

function tear(name: string, parameters: unknown[]): void {
  if (name === "copy") {
    const bytes = readFileSync(parameters[0] as string);
    writeFileSync(parameters[1] as string, bytes.subarray(0, Math.floor(bytes.length / 2)));
    return;
  }
  const bytes = Buffer.from(parameters[1] as string);
  writeFileSync(parameters[0] as string, bytes.subarray(0, Math.floor(bytes.length / 2)), {
    flag: name === "append" ? "a" : "w",
  });
}

let scratchNumber = 0;

/** Keeps what a change of names takes away, until the folders are synced. */
function remember(pending: Undo[], name: string, parameters: unknown[], scratch: string): void {
  const [first, second] = parameters as string[];
  const path = name === "write" || name === "remove" ? first! : second!;
  mkdirSync(scratch, { recursive: true });
  const kept = keep(path, scratch);
  // A move is durable once its new folder is: the old name may come back, but nothing is lost by that.
  const folders = new Set([dirname(path)]);
  pending.push({
    folders,
    undo() {
      if (name === "rename") {
        // A source folder that is gone as well leaves the file nowhere.
        if (exists(path) && exists(dirname(first!))) renameSync(path, first!);
        else rmSync(path, { recursive: true, force: true });
      }
      // The bytes of a write are synced with it; a name that stood before keeps them.
      else if (name !== "remove" && !(name === "write" && kept)) rmSync(path, { force: true });
      if (kept && name !== "write" && exists(dirname(path))) renameSync(kept, path);
    },
  });
}

function keep(path: string, scratch: string): string | null {
  if (!exists(path) || lstatSync(path).isDirectory()) return null;
  const kept = join(scratch, String(++scratchNumber));
  if (lstatSync(path).isSymbolicLink()) symlinkSync(readlinkSync(path), kept);
  else linkSync(path, kept);
  return kept;
}

function exists(path: string): boolean {
  try {
    lstatSync(path);
    return true;
  } catch {
    return false;
  }
}

function settle(pending: Undo[], folder: string): void {
  for (const entry of pending) entry.folders.delete(folder);
  // Nothing is taken for granted: a change is durable when its own folders were synced, whatever else was.
  const open = pending.filter((entry) => entry.folders.size > 0);
  pending.splice(0, pending.length, ...open);
}

function losePower(pending: Undo[], luck: number): void {
  const survive = luck < 0.5 ? 0 : Math.floor(pending.length * luck);
  for (const entry of pending.slice(survive).reverse()) entry.undo();
}
