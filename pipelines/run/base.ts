/** The generation that a run starts from, and what of it can be trusted. */
import type { RunContext, Said } from "./context.ts";
import type { Fingerprints } from "./fingerprint.ts";
import { findCurrent } from "./generation.ts";
import { type Doubt, fullCheck, type ManifestBody, quickCheck, readManifest } from "./manifest.ts";

export interface Base {
  runId: string | null;
  /** Found by the pointer; if not, the pointer has to be set again. */
  byPointer: boolean;
  manifest: ManifestBody | null;
  /** Files that are not what the manifest says. */
  doubts: Doubt[];
  /** The warehouse's rows can be built on: it is whole, and was read by the same readers. */
  isWarehouseUsable: boolean;
  notes: Said[];
}

/** Up to so many bytes a generation is read through every night; it takes a fraction of a second. */
const readThroughBytes = 128 * 1024 * 1024;
/** A larger one is read through on every so many nights, and always before it is built on. */
const readThroughNights = 7;

/**
 * Finds the base. Names, sizes and times are looked at always. Every byte is looked at when one of those is not as it was
 * (a restored backup, say), before the base is built on (`verifyBase`), every night for a small one, and weekly otherwise:
 * a bit that a disk has turned shows in neither size nor time.
 */
export async function findBase(context: RunContext, fingerprints: Fingerprints, night: number): Promise<Base> {
  const { files, paths } = context;
  const current = await findCurrent(files, paths);
  if (!current)
    return { runId: null, byPointer: false, manifest: null, doubts: [], isWarehouseUsable: false, notes: [] };
  const { runId, byPointer } = current;
  const manifest = await readManifest(files, paths, runId);
  if (!manifest) {
    const doubts: Doubt[] = [{ path: "manifest.json", problem: "bytes" }];
    return { runId, byPointer, manifest, doubts, isWarehouseUsable: false, notes: [damaged(runId, "manifest.json")] };
  }
  let doubts = await quickCheck(files, paths, manifest);
  const bytes = manifest.files.reduce((sum, file) => sum + file.bytes, 0);
  if (doubts.length > 0 || bytes <= readThroughBytes || night % readThroughNights === 0) {
    doubts = await fullCheck(files, paths, manifest);
  }
  return verdict(runId, byPointer, manifest, doubts, fingerprints);
}

/** Looks at every byte of the base before it is built on. */
export async function verifyBase(context: RunContext, base: Base, fingerprints: Fingerprints): Promise<Base> {
  if (!base.manifest || base.runId === null) return base;
  const doubts = await fullCheck(context.files, context.paths, base.manifest);
  return verdict(base.runId, base.byPointer, base.manifest, doubts, fingerprints);
}

function verdict(
  runId: string,
  byPointer: boolean,
  manifest: ManifestBody,
  doubts: Doubt[],
  fingerprints: Fingerprints,
): Base {
  const isWhole = !doubts.some((doubt) => doubt.path === "warehouse.duckdb");
  const notes = doubts.slice(0, 1).map((doubt) => damaged(runId, doubt.path));
  const isWarehouseUsable = isWhole && manifest.readers === fingerprints.readers;
  return { runId, byPointer, manifest, doubts, isWarehouseUsable, notes };
}

function damaged(runId: string, path: string): Said {
  return {
    code: "generation_damaged",
    vi: `Thế hệ ${runId}: tệp ${path} đã bị hỏng hoặc bị sửa; phần đó được dựng lại từ kho lưu trữ.`,
    en: `Generation ${runId}: the file ${path} is damaged or was changed; that part is made again from the archive.`,
  };
}
