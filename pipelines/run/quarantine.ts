/** Files that could not be taken in, each beside a `.reason.json` that says why and what to do. */
import { join } from "node:path";
import { z } from "zod";
import type { WorkplacePaths } from "../paths.ts";
import { type RunFiles, writeWhole } from "./files.ts";
import { isSame, type WaitingFile } from "./inbox.ts";

const quarantineReason = z.object({
  file: z.string(),
  code: z.string(),
  message_vi: z.string(),
  message_en: z.string(),
  /** Null where the bytes could not be read. */
  sha256: z.string().nullable(),
  /** UTC. */
  quarantined_at: z.string(),
  run_id: z.string(),
});
export type QuarantineReason = z.infer<typeof quarantineReason>;

const reasonSuffix = ".reason.json";

export interface QuarantinedFile {
  /** Its name in the quarantine folder. */
  name: string;
  /** Null where the reason got lost. */
  reason: QuarantineReason | null;
}

/** What is in quarantine, by name. */
export async function listQuarantine(files: RunFiles, paths: WorkplacePaths): Promise<QuarantinedFile[]> {
  const names = await files.list(paths.quarantine);
  const found: QuarantinedFile[] = [];
  for (const name of names) {
    if (name.endsWith(reasonSuffix) || name.startsWith(".")) continue;
    const path = join(paths.quarantine, name + reasonSuffix);
    const text = names.includes(name + reasonSuffix) ? (await files.read(path)).toString("utf8") : "";
    found.push({ name, reason: parseReason(text) });
  }
  return found;
}

/** A name that no system stumbles over: no folders, no control characters, not too long. */
function safeName(name: string): string {
  const flat = name
    .normalize("NFC")
    .replace(/[\\/]+/g, "__")
    .replace(/[\u0000-\u001f\u007f<>:"|?*]/g, "_")
    .replace(/^\.+/, "_");
  if (Buffer.byteLength(flat) <= 180) return flat;
  const extension = /\.[^.]{1,8}$/.exec(flat)?.[0] ?? "";
  return [...flat].slice(0, 50).join("") + extension;
}

/**
 * Moves a file into quarantine: first the reason, then the file, by a rename. A name that is taken by other bytes gets a
 * part of the hash. A file that was named from elsewhere is copied, and one that is there already only gets its reason anew.
 */
export async function putInQuarantine(
  files: RunFiles,
  paths: WorkplacePaths,
  file: WaitingFile,
  reason: QuarantineReason,
): Promise<string | null> {
  await files.makeFolder(paths.quarantine);
  if (file.origin === "quarantine") {
    await writeReason(files, paths, file.name, reason);
    return file.name;
  }
  const now = await files.facts(file.path);
  if (!now || !isSame(now, file.facts)) return null;
  const name = await freeName(files, paths, safeName(file.name), reason.sha256);
  await writeReason(files, paths, name, reason);
  const target = join(paths.quarantine, name);
  if (file.origin === "named") await files.copy(file.path, target);
  else await files.rename(file.path, target);
  await files.syncFolder(paths.quarantine);
  return name;
}

async function freeName(files: RunFiles, paths: WorkplacePaths, name: string, sha256: string | null): Promise<string> {
  const dot = name.lastIndexOf(".");
  const [stem, extension] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ""];
  for (let attempt = 0; ; attempt++) {
    const mark = attempt === 0 ? "" : attempt === 1 && sha256 ? `~${sha256.slice(0, 8)}` : `~${attempt}`;
    const candidate = `${stem}${mark}${extension}`;
    const facts = await files.facts(join(paths.quarantine, candidate));
    if (!facts) return candidate;
    if (facts.kind === "file" && sha256 && (await files.hash(join(paths.quarantine, candidate))) === sha256)
      return candidate;
  }
}

async function writeReason(
  files: RunFiles,
  paths: WorkplacePaths,
  name: string,
  reason: QuarantineReason,
): Promise<void> {
  const content = `${JSON.stringify(quarantineReason.parse(reason), null, 2)}\n`;
  await writeWhole(files, join(paths.quarantine, name + reasonSuffix), content);
}

/** Takes a file out of quarantine, with its reason, once it has been taken in. */
export async function removeFromQuarantine(files: RunFiles, paths: WorkplacePaths, name: string): Promise<void> {
  await files.remove(join(paths.quarantine, name));
  await files.remove(join(paths.quarantine, name + reasonSuffix));
  await files.syncFolder(paths.quarantine);
}

function parseReason(text: string): QuarantineReason | null {
  try {
    return quarantineReason.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
