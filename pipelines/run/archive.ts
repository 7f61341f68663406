/**
 * The archive: every report ever taken in, byte for byte, under its SHA-256, with a receipt beside (`receipts/<sha>.json`):
 * the name it came under and when. With overrides, scenarios and reference data it is all that a warehouse is made from.
 */
import { createHash } from "node:crypto";
import { join } from "node:path";
import { z } from "zod";
import { UserError } from "../errors.ts";
import type { WorkplacePaths } from "../paths.ts";
import { type RunFiles, writeWhole } from "./files.ts";

const archiveReceipt = z.object({
  sha256: z.string(),
  /** The name under which it first came. */
  name: z.string(),
  bytes: z.number().int(),
  /** UTC instant of the run that first took it in. */
  received_at: z.string(),
  /** Grows from run to run; the same for files that came together. */
  received_order: z.number().int(),
});
export type ArchiveReceipt = z.infer<typeof archiveReceipt>;

const shaName = /^[0-9a-f]{64}$/;

export const archivedFile = (paths: WorkplacePaths, sha256: string): string => join(paths.archive, sha256);
const receiptFile = (paths: WorkplacePaths, sha256: string): string =>
  join(paths.archive, "receipts", `${sha256}.json`);

/** The hashes of all archived files, sorted. */
export async function listArchive(files: RunFiles, paths: WorkplacePaths): Promise<string[]> {
  return (await files.list(paths.archive)).filter((name) => shaName.test(name));
}

/**
 * The bytes of an archived file.
 * @throws UserError when they are not what the name says: such a file must come back from a backup, never be guessed.
 */
export async function readArchived(files: RunFiles, paths: WorkplacePaths, sha256: string): Promise<Buffer> {
  const bytes = await files.read(archivedFile(paths, sha256));
  if (createHash("sha256").update(bytes).digest("hex") === sha256) return bytes;
  const path = archivedFile(paths, sha256);
  throw new UserError(
    `${path}: the archived report is damaged (its bytes don't match its name); put it back from a backup.`,
    {
      code: "archive_damaged",
      vi: `${path}: báo cáo lưu trữ bị hỏng (nội dung không khớp tên tệp); hãy khôi phục từ bản sao lưu.`,
    },
  );
}

/** The receipt of an archived file. Where it is lost, the file still counts: its name is its hash, its day unknown. */
export async function readReceipt(files: RunFiles, paths: WorkplacePaths, sha256: string): Promise<ArchiveReceipt> {
  const path = receiptFile(paths, sha256);
  if (await files.facts(path)) {
    const parsed = archiveReceipt.safeParse(parseJson((await files.read(path)).toString("utf8")));
    if (parsed.success && parsed.data.sha256 === sha256) return parsed.data;
  }
  const facts = await files.facts(archivedFile(paths, sha256));
  return { sha256, name: sha256, bytes: facts?.bytes ?? 0, received_at: "1970-01-01T00:00:00.000Z", received_order: 0 };
}

/**
 * Moves received, synced copies into the archive, with their receipts. What is there already stays as it is, receipt
 * included. Returns when all names are durable.
 */
export async function addToArchive(
  files: RunFiles,
  paths: WorkplacePaths,
  received: { path: string; receipt: ArchiveReceipt }[],
): Promise<void> {
  if (received.length === 0) return;
  const receipts = join(paths.archive, "receipts");
  await files.makeFolder(receipts);
  for (const { path, receipt } of received) {
    const target = archivedFile(paths, receipt.sha256);
    const there = await files.facts(target);
    if (!there || (await files.hash(target)) !== receipt.sha256) await files.rename(path, target);
    if (!(await files.facts(receiptFile(paths, receipt.sha256)))) {
      await writeWhole(files, receiptFile(paths, receipt.sha256), `${JSON.stringify(archiveReceipt.parse(receipt))}\n`);
    }
  }
  await files.syncFolder(paths.archive);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
