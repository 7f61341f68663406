/**
 * A run: under the lock, from what waits to a whole new generation and one switch, or nothing at all.
 *
 * Everything is made beside what stands (`generations/RUN.partial`, `site/releases/RUN.partial`), synced, vouched for by a
 * manifest, given its final name, and then the pointer is switched by one rename. A run that is cut off anywhere leaves
 * only things that nothing points to, and the next run removes them. Files leave the inbox last of all.
 */
import { EXIT, type ExitCode } from "../errors.ts";
import { listArchive } from "./archive.ts";
import { type Base, findBase } from "./base.ts";
import { Generation } from "./build.ts";
import { explainFailure } from "./causes.ts";
import type { Changes } from "./changes.ts";
import { commitGeneration } from "./commit.ts";
import type { RunContext, Said } from "./context.ts";
import type { Fingerprints } from "./fingerprint.ts";
import { newRunId, readHold, sequenceOf } from "./generation.ts";
import { type InboxContent, scanInbox, type WaitingFile } from "./inbox.ts";
import { settleIntake, takeIn } from "./intake.ts";
import { expectedKeys } from "./keys.ts";
import { takeLock } from "./lock.ts";
import type { StageKeys } from "./manifest.ts";
import { addRecord, clearRunning, markRunning, type RunRecord, readRecords } from "./record.ts";
import { recover } from "./recover.ts";

/** How far a run goes: `ingest` loads, `model` computes, `publish` exports and builds the site, `nightly` does all. */
export type Goal = "ingest" | "model" | "publish" | "nightly";

export interface RunOptions {
  goal: Goal;
  /** The command, for the record and the lock. */
  command: string;
  /** Files to take in instead of the inbox's. */
  named?: WaitingFile[];
  /** Read everything again from the archive, whatever the base holds. */
  fresh?: boolean;
  /** Run the goal's stages even if nothing they depend on has changed. */
  force?: boolean;
}

export interface RunResult {
  record: RunRecord;
  exitCode: ExitCode;
  /** Null where no new generation was made, or there was nothing to compare with. */
  changes: Changes | null;
}

/**
 * Performs one run.
 * @throws UserError with a cause and a mend when it fails (the old generation counts on), or exit code 4 when the lock is held.
 */
export async function performRun(context: RunContext, options: RunOptions): Promise<RunResult> {
  const { files, paths } = context;
  try {
    await files.makeFolder(paths.data);
    const lock = await takeLock({ files, path: paths.lock, command: options.command, now: context.now });
    try {
      return await lockedRun(context, options, () => lock.confirm());
    } finally {
      await lock.release();
    }
  } catch (error) {
    throw explainFailure(error, paths.data);
  }
}

async function lockedRun(context: RunContext, options: RunOptions, confirm: () => Promise<void>): Promise<RunResult> {
  const { files, paths } = context;
  const startedAt = context.now().toISOString();
  const records = await readRecords(files, paths);
  await recover(context, records);
  for (const folder of [paths.inbox, paths.archive, paths.quarantine, paths.generations, paths.releases]) {
    if (!(await files.facts(folder))) await files.makeFolder(folder);
  }
  const takesIn = options.goal === "ingest" || options.goal === "nightly";
  const inbox: InboxContent = options.named
    ? { waiting: options.named, left: [] }
    : takesIn
      ? await scanInbox(context)
      : { waiting: [], left: [] };
  const fingerprints = await context.fingerprints();
  const runId = await newRunId(files, paths, records, context.now());
  const base = await findBase(context, fingerprints, sequenceOf(runId));
  const record = newRecord(runId, options.command, startedAt, inbox);

  if (
    inbox.waiting.length === 0 &&
    !options.force &&
    !options.fresh &&
    (await isUpToDate(context, options.goal, base, fingerprints))
  ) {
    return finishUnchanged(context, record);
  }
  await markRunning(files, paths, record);
  for (const said of [...base.notes, ...inbox.left]) context.reporter.note(said);
  try {
    return await work(context, options, { record, inbox, base, fingerprints, records, confirm });
  } catch (error) {
    await noteFailure(context, record, explainFailure(error, paths.data));
    throw error;
  }
}

interface Work {
  record: RunRecord;
  inbox: InboxContent;
  base: Base;
  fingerprints: Fingerprints;
  records: RunRecord[];
  confirm: () => Promise<void>;
}

async function work(context: RunContext, options: RunOptions, given: Work): Promise<RunResult> {
  const { files, paths } = context;
  const { record, base, fingerprints } = given;
  const generation = new Generation(context, record, base, fingerprints);
  try {
    const intake = await takeIn(context, generation, given.inbox.waiting, { fresh: options.fresh ?? false });
    const explicit = options.force === true || options.fresh === true;
    const isNeeded =
      generation.isBegun ||
      explicit ||
      base.runId === null ||
      intake.refused.length > 0 ||
      !(await isUpToDate(context, options.goal, base, fingerprints));
    let changes: Changes | null = null;
    if (isNeeded) {
      changes = await generation.build(options.goal, { force: explicit, records: given.records });
      await commitGeneration(context, generation, given.confirm);
    } else {
      record.outcome = "unchanged";
    }
    await settleIntake(context, intake, record);
    record.finished_at = context.now().toISOString();
    // The generation's own record went into the journal at the switch; without one it goes there now.
    if (!isNeeded) await addRecord(files, paths, record);
    await clearRunning(files, paths);
    const exitCode = record.files_quarantined > 0 ? EXIT.quarantined : EXIT.done;
    return { record, exitCode, changes };
  } finally {
    await generation.letGo();
  }
}

/** Whether the generation that counts is what these inputs give, as far as the goal goes. */
async function isUpToDate(context: RunContext, goal: Goal, base: Base, fingerprints: Fingerprints): Promise<boolean> {
  if (!base.manifest || base.doubts.length > 0 || !base.byPointer) return false;
  const archived = await listArchive(context.files, context.paths);
  const hold = await readHold(context.files, context.paths);
  const held: StageKeys = hold && hold.to === base.runId ? hold.keys : base.manifest.keys;
  const wanted = expectedKeys(base.manifest, archived, fingerprints, held);
  const stages: Record<Goal, (keyof StageKeys)[]> = {
    ingest: ["raw"],
    model: ["raw", "models"],
    publish: ["exports", "site"],
    nightly: ["raw", "models", "exports", "site"],
  };
  return stages[goal].every((stage) => wanted[stage] === held[stage]);
}

function newRecord(runId: string, command: string, startedAt: string, inbox: InboxContent): RunRecord {
  return {
    run_id: runId,
    command,
    started_at: startedAt,
    finished_at: null,
    outcome: "unchanged",
    files_seen: inbox.waiting.length + inbox.left.length,
    files_ingested: 0,
    files_quarantined: 0,
    rows_loaded: 0,
    findings: null,
    release: null,
    error: null,
    timings: {},
    notes: [...inbox.left],
  };
}

async function finishUnchanged(context: RunContext, record: RunRecord): Promise<RunResult> {
  record.finished_at = context.now().toISOString();
  await addRecord(context.files, context.paths, record);
  return { record, exitCode: EXIT.done, changes: null };
}

/** Writes the failure down. Where even that fails (a full disk), the error itself still reaches the caller. */
async function noteFailure(context: RunContext, record: RunRecord, error: unknown): Promise<void> {
  const sentence = error instanceof Error ? error.message : String(error);
  record.outcome = "failed";
  record.error = sentence;
  record.finished_at = context.now().toISOString();
  context.log.error({ run: record.run_id, error: error instanceof Error ? error.stack : sentence }, "run failed");
  const said: Said = {
    code: "record_failed",
    vi: "Không ghi được nhật ký chạy.",
    en: "The run's record could not be written.",
  };
  try {
    await addRecord(context.files, context.paths, record);
    await clearRunning(context.files, context.paths);
  } catch {
    context.reporter.note(said);
  }
}
