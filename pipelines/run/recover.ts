/** What a run does before anything else: it puts right what an earlier one that was cut off has left. */
import type { RunContext } from "./context.ts";
import { findCurrent, removeLeftovers } from "./generation.ts";
import { settleTaken } from "./inbox.ts";
import { readManifest } from "./manifest.ts";
import { currentMode, ensurePublicPlaces, switchTo } from "./pointer.ts";
import { addRecord, clearRunning, type RunRecord, readRunning } from "./record.ts";

/** Needs the lock. `records` is brought up to date. */
export async function recover(context: RunContext, records: RunRecord[]): Promise<void> {
  const { files, paths } = context;
  const current = await findCurrent(files, paths);
  if (current) {
    const mode = context.linkMode ?? (await currentMode(files, paths, process.platform));
    if (current.byPointer) await ensurePublicPlaces(files, paths, current.runId, mode);
    else await switchTo(files, paths, current.runId, mode);
  }
  const removed = await removeLeftovers(files, paths, current?.runId ?? null);
  await settleTaken(files, paths);
  const running = await readRunning(files, paths);
  if (!running && removed.length === 0) return;

  // Switched, but cut off before its record was written: the generation's manifest holds it.
  const own = current ? (await readManifest(files, paths, current.runId))?.run : undefined;
  if (own && !records.some((record) => record.run_id === own.run_id)) {
    await addRecord(files, paths, own);
    records.push(own);
  }
  if (running && !records.some((record) => record.run_id === running.run_id)) {
    const record: RunRecord = {
      ...running,
      finished_at: null,
      outcome: "interrupted",
      files_seen: 0,
      files_ingested: 0,
      files_quarantined: 0,
      rows_loaded: 0,
      findings: null,
      release: null,
      error: "the run was cut off (killed, or the machine was switched off); nothing of it was published",
      timings: {},
      notes: [],
    };
    await addRecord(files, paths, record);
    records.push(record);
  }
  await clearRunning(files, paths);
}
