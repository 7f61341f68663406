/** Back to an earlier generation: the same one switch as forward. */
import { UserError } from "../errors.ts";
import type { RunContext } from "./context.ts";
import { findCurrent, listGenerations, newRunId, readHold, writeHold } from "./generation.ts";
import { takeLock } from "./lock.ts";
import { fullCheck, readManifest } from "./manifest.ts";
import { currentMode, switchTo } from "./pointer.ts";
import { addRecord, readRecords } from "./record.ts";

/**
 * Switches to an earlier generation, after looking at every byte of it. The nightly run then leaves it in place until an
 * input changes; nothing leaves the archive.
 * @param to its run; the one before the current where left out.
 * @throws UserError when there is none, or when it is damaged.
 */
export async function rollback(
  context: Pick<RunContext, "paths" | "files" | "now">,
  to: string | undefined,
): Promise<{ from: string; to: string }> {
  const { files, paths } = context;
  const lock = await takeLock({ files, path: paths.lock, command: "rollback", now: context.now });
  try {
    const current = await findCurrent(files, paths);
    const names = await listGenerations(files, paths);
    const target = to ?? names.filter((name) => current !== null && name < current.runId).at(-1);
    if (!current || !target || !names.includes(target)) {
      throw refusal(
        `no such earlier generation is kept (there are: ${names.join(", ") || "none"}).`,
        `không còn giữ thế hệ đó (hiện có: ${names.join(", ") || "không có"}).`,
      );
    }
    const manifest = await readManifest(files, paths, target);
    const doubts = manifest ? await fullCheck(files, paths, manifest) : [{ path: "manifest.json", problem: "bytes" }];
    if (doubts.length > 0) {
      throw refusal(
        `generation ${target} is damaged (${doubts[0]!.path}); choose another with --to.`,
        `thế hệ ${target} đã bị hỏng (${doubts[0]!.path}); hãy chọn thế hệ khác bằng --to.`,
      );
    }
    const newest = names.at(-1)!;
    const hold = await readHold(files, paths);
    const keys =
      (hold?.from === newest ? hold.keys : undefined) ??
      (await readManifest(files, paths, newest))?.keys ??
      manifest!.keys;
    const startedAt = context.now().toISOString();
    const runId = await newRunId(files, paths, await readRecords(files, paths), context.now());
    await writeHold(files, paths, { to: target, from: newest, keys, since: startedAt });
    const mode = await currentMode(files, paths, process.platform);
    await switchTo(files, paths, target, mode, () => lock.confirm());
    await addRecord(files, paths, {
      run_id: runId,
      command: "rollback",
      started_at: startedAt,
      finished_at: context.now().toISOString(),
      outcome: "rolled_back",
      files_seen: 0,
      files_ingested: 0,
      files_quarantined: 0,
      rows_loaded: 0,
      findings: null,
      release: target,
      error: null,
      timings: {},
      notes: [],
    });
    return { from: current.runId, to: target };
  } finally {
    await lock.release();
  }
}

const refusal = (en: string, vi: string): UserError =>
  new UserError(`Can't go back: ${en}`, { code: "rollback", vi: `Không quay lại được: ${vi}` });
