/** How things stand, from what is on disk: read without the lock, so it may be asked for during a run. */
import type { WorkplacePaths } from "../paths.ts";
import { listArchive } from "./archive.ts";
import { type Changes, changesText } from "./changes.ts";
import { currentWarehouse, readChanges } from "./current.ts";
import type { RunFiles } from "./files.ts";
import { findCurrent, type Hold, readHold } from "./generation.ts";
import { isHeld, type LockHolder, readHolder } from "./lock.ts";
import { quickCheck, readManifest } from "./manifest.ts";
import { listQuarantine, type QuarantinedFile } from "./quarantine.ts";
import { type RunRecord, readRecords } from "./record.ts";

export interface Status {
  data: string;
  /** The generation that counts. */
  run_id: string | null;
  published_at: string | null;
  /** Files of it that are not as they were. */
  damaged: string[];
  reports: { reports: number; localities: number; first_period: string | null; last_period: string | null } | null;
  findings: { error: number; warning: number; info: number } | null;
  archived_files: number;
  /** In the archive, but refused by the readers of today. */
  archived_not_loaded: number;
  waiting_files: number;
  quarantine: QuarantinedFile[];
  last_runs: RunRecord[];
  running: LockHolder | null;
  hold: Hold | null;
  changes: Changes | null;
}

export async function readStatus(files: RunFiles, paths: WorkplacePaths): Promise<Status> {
  const current = await findCurrent(files, paths);
  const manifest = current ? await readManifest(files, paths, current.runId) : null;
  const damaged =
    current && !manifest
      ? ["manifest.json"]
      : manifest
        ? (await quickCheck(files, paths, manifest)).map(({ path }) => path)
        : [];
  const counts = current && damaged.length === 0 ? await readCounts(files, paths) : null;
  const isRunning = await isHeld({ files, path: paths.lock });
  return {
    data: paths.data,
    run_id: current?.runId ?? null,
    published_at: manifest?.run.finished_at ?? null,
    damaged,
    reports: counts?.reports ?? null,
    findings: counts?.findings ?? null,
    archived_files: (await listArchive(files, paths)).length,
    archived_not_loaded: manifest?.sources.filter((source) => !source.loaded).length ?? 0,
    waiting_files: (await files.list(paths.inbox)).filter((name) => !name.startsWith(".")).length,
    quarantine: await listQuarantine(files, paths),
    last_runs: (await readRecords(files, paths)).slice(-5).reverse(),
    running: isRunning ? await readHolder(files, paths.lock) : null,
    hold: await readHold(files, paths),
    changes: current ? await readChanges(files, paths, current.runId) : null,
  };
}

/** From the marts; null where the generation has none yet (after `ingest` alone). */
async function readCounts(
  files: RunFiles,
  paths: WorkplacePaths,
): Promise<Pick<Status, "reports" | "findings"> | null> {
  const { queryRows } = await import("../warehouse/query.ts");
  const warehouse = await currentWarehouse(files, paths);
  const tables = await queryRows(
    warehouse,
    "select count(*) as count from duckdb_tables() where schema_name = 'marts' and table_name in ('reports', 'findings')",
  );
  if (tables.rows[0]?.count !== 2) return null;
  const reports = await queryRows(
    warehouse,
    `select count(*) as reports, count(distinct locality_id) as localities,
       min(period)::varchar as first_period, max(period)::varchar as last_period from marts.reports`,
  );
  const findings = await queryRows(
    warehouse,
    `select count(*) filter (severity = 'error') as error, count(*) filter (severity = 'warning') as warning,
       count(*) filter (severity = 'info') as info from marts.findings`,
  );
  return {
    reports: reports.rows[0] as unknown as Status["reports"],
    findings: findings.rows[0] as unknown as Status["findings"],
  };
}

/** The status in about ten lines. */
export function statusLines(status: Status, language: "vi" | "en"): string[] {
  const say = (vi: string, en: string) => (language === "vi" ? vi : en);
  const lines: string[] = [say(`Thư mục dữ liệu: ${status.data}`, `Data folder: ${status.data}`)];
  if (status.run_id === null)
    lines.push(
      say("Chưa xuất bản lần nào; hãy chạy: npx kichban nightly", "Nothing is published yet; run: npx kichban nightly"),
    );
  else
    lines.push(say(`Thế hệ hiện hành: ${status.run_id}`, `Current generation: ${status.run_id}`) + held(status, say));
  if (status.damaged.length > 0) {
    lines.push(
      say(
        `Cảnh báo: ${status.damaged.length} tệp của thế hệ này đã hỏng hoặc bị sửa (${status.damaged[0]}); lần chạy tới sẽ dựng lại.`,
        `Warning: ${status.damaged.length} files of it are damaged or were changed (${status.damaged[0]}); the next run makes them again.`,
      ),
    );
  }
  if (status.running)
    lines.push(
      say(
        `Đang chạy: ${status.running.command}, từ ${status.running.since}`,
        `Running now: ${status.running.command}, since ${status.running.since}`,
      ),
    );
  const runs = status.last_runs
    .slice(0, 3)
    .map((run) => `${run.started_at.slice(0, 16).replace("T", " ")} ${run.command} ${outcome(run, language)}`);
  if (runs.length > 0)
    lines.push(say(`Các lần chạy gần đây (UTC): ${runs.join("; ")}`, `Last runs (UTC): ${runs.join("; ")}`));
  const failed = status.last_runs[0]?.error;
  if (failed)
    lines.push(
      say(`Lỗi của lần chạy cuối: ${failed.split("\n")[0]}`, `Error of the last run: ${failed.split("\n")[0]}`),
    );
  if (status.reports) {
    const { reports, localities, first_period, last_period } = status.reports;
    const span = first_period ? ` (${first_period.slice(0, 7)} – ${last_period?.slice(0, 7)})` : "";
    lines.push(
      say(
        `Báo cáo đang giữ: ${reports} của ${localities} địa phương${span}; lưu trữ ${status.archived_files} tệp`,
        `Reports held: ${reports} of ${localities} localities${span}; ${status.archived_files} files archived`,
      ),
    );
  }
  if (status.archived_not_loaded > 0) {
    lines.push(
      say(
        `Trong kho lưu trữ có ${status.archived_not_loaded} tệp hiện không đọc được.`,
        `${status.archived_not_loaded} archived files can't be read at present.`,
      ),
    );
  }
  if (status.findings) {
    const { error, warning, info } = status.findings;
    lines.push(
      say(
        `Điểm cần xem lại: ${error} lỗi, ${warning} cảnh báo, ${info} ghi chú`,
        `Findings: ${error} errors, ${warning} warnings, ${info} notes`,
      ),
    );
  }
  lines.push(say(`Đang chờ trong inbox/: ${status.waiting_files}`, `Waiting in inbox/: ${status.waiting_files}`));
  lines.push(
    say(`Cách ly trong quarantine/: ${status.quarantine.length}`, `In quarantine/: ${status.quarantine.length}`),
  );
  for (const { name, reason } of status.quarantine.slice(0, 5)) {
    lines.push(`  - ${reason ? (language === "vi" ? reason.message_vi : reason.message_en) : name}`);
  }
  const changes = status.changes ? changesText(status.changes, language, 0) : [];
  const text = changes.length > 0 ? changes.join("; ") : say("không có gì", "nothing");
  if (status.run_id) lines.push(say(`Thay đổi so với lần trước: ${text}`, `Changed since the time before: ${text}`));
  return lines;
}

function held(status: Status, say: (vi: string, en: string) => string): string {
  if (!status.hold || status.hold.to !== status.run_id) return "";
  return say(` (đã quay lại từ ${status.hold.from})`, ` (rolled back from ${status.hold.from})`);
}

const outcomes: Record<RunRecord["outcome"], [string, string]> = {
  published: ["đã xuất bản", "published"],
  loaded: ["đã nạp", "loaded"],
  modelled: ["đã tính", "modelled"],
  unchanged: ["không đổi", "unchanged"],
  failed: ["thất bại", "failed"],
  interrupted: ["bị ngắt", "interrupted"],
  rolled_back: ["quay lại", "rolled back"],
};
const outcome = (run: RunRecord, language: "vi" | "en"): string => outcomes[run.outcome][language === "vi" ? 0 : 1];
