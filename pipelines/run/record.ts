/**
 * The record of runs: a line each in `ops/runs.jsonl`, which outlives every generation and is what `ops.runs` in the
 * warehouse is filled from. What is under way stands in `ops/running.json`, so that a run that was cut off is known.
 */
import { join } from "node:path";
import { z } from "zod";
import type { WorkplacePaths } from "../paths.ts";
import { type RunFiles, writeWhole } from "./files.ts";

export const runRecord = z.object({
  run_id: z.string(),
  command: z.string(),
  /** ISO, UTC. */
  started_at: z.string(),
  finished_at: z.string().nullable(),
  /** `loaded` and `modelled`: by `ingest` and `model` alone. */
  outcome: z.enum(["published", "loaded", "modelled", "unchanged", "failed", "interrupted", "rolled_back"]),
  files_seen: z.number().int(),
  files_ingested: z.number().int(),
  files_quarantined: z.number().int(),
  rows_loaded: z.number().int(),
  findings: z.number().int().nullable(),
  release: z.string().nullable(),
  error: z.string().nullable(),
  /** Milliseconds by stage. */
  timings: z.record(z.string(), z.number()),
  notes: z.array(z.object({ code: z.string(), vi: z.string(), en: z.string() })),
});
export type RunRecord = z.infer<typeof runRecord>;

const recordPath = (paths: WorkplacePaths): string => join(paths.ops, "runs.jsonl");
const runningPath = (paths: WorkplacePaths): string => join(paths.ops, "running.json");

/** All records, oldest first, one a run. A line that a power cut left half is passed over. */
export async function readRecords(files: RunFiles, paths: WorkplacePaths): Promise<RunRecord[]> {
  if (!(await files.facts(recordPath(paths)))) return [];
  const records = new Map<string, RunRecord>();
  for (const line of (await files.read(recordPath(paths))).toString("utf8").split("\n")) {
    if (!line.trim()) continue;
    const parsed = runRecord.safeParse(parseJson(line));
    if (parsed.success) records.set(parsed.data.run_id, parsed.data);
  }
  return [...records.values()].sort((one, other) => (one.run_id < other.run_id ? -1 : 1));
}

/** Adds a record. A half line at the end (a power cut) is closed first, so that it can't swallow this one. */
export async function addRecord(files: RunFiles, paths: WorkplacePaths, record: RunRecord): Promise<void> {
  await files.makeFolder(paths.ops);
  const path = recordPath(paths);
  const facts = await files.facts(path);
  const isHalf = facts !== null && facts.bytes > 0 && !(await files.read(path)).subarray(-1).equals(Buffer.from("\n"));
  await files.append(path, `${isHalf ? "\n" : ""}${JSON.stringify(runRecord.parse(record))}`);
  if (!facts) await files.syncFolder(paths.ops);
}

export type Running = Pick<RunRecord, "run_id" | "command" | "started_at">;

export async function markRunning(files: RunFiles, paths: WorkplacePaths, running: Running): Promise<void> {
  await files.makeFolder(paths.ops);
  await writeWhole(files, runningPath(paths), `${JSON.stringify(running)}\n`);
}

export async function readRunning(files: RunFiles, paths: WorkplacePaths): Promise<Running | null> {
  if (!(await files.facts(runningPath(paths)))) return null;
  const value = parseJson((await files.read(runningPath(paths))).toString("utf8")) as Running | undefined;
  return typeof value?.run_id === "string" ? value : null;
}

export const clearRunning = (files: RunFiles, paths: WorkplacePaths): Promise<void> => files.remove(runningPath(paths));

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
