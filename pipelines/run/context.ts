/** What a run is given: where, with which hands, at what time. Tests hold each of them still. */
import type { WorkplacePaths } from "../paths.ts";
import type { RunFiles } from "./files.ts";
import type { Fingerprints } from "./fingerprint.ts";
import type { LinkMode } from "./pointer.ts";
import type { Stages } from "./stages.ts";

/** A thing said to people, in both languages of the product. */
export interface Said {
  code: string;
  vi: string;
  en: string;
}

export interface Reporter {
  /** A stage begins. */
  stage(said: Said): void;
  /** How far the stage is. */
  progress(done: number, total: number): void;
  note(said: Said): void;
}

export interface RunLog {
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
  error(fields: Record<string, unknown>, message: string): void;
  /** Returns when all is written. */
  close(): Promise<void>;
}

export interface RunContext {
  paths: WorkplacePaths;
  files: RunFiles;
  now(): Date;
  /** Milliseconds from any origin, for timings. */
  stopwatch(): number;
  sleep(milliseconds: number): Promise<void>;
  fingerprints(): Promise<Fingerprints>;
  stages: Stages;
  reporter: Reporter;
  log: RunLog;
  linkMode: LinkMode | null;
  /** How many generations stay for `rollback`, the current one included. */
  keepGenerations: number;
  /** A file that changed within this time is looked at twice before it is taken. */
  settleMs: number;
}
