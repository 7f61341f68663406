/**
 * What a generation is made of, outside the database: a file that opens is not a file that is whole (a database with a cut
 * log opens with older data and says nothing), so a generation counts only as far as its manifest vouches for it.
 */
import { createHash } from "node:crypto";
import { join } from "node:path";
import { z } from "zod";
import type { WorkplacePaths } from "../paths.ts";
import { type FileFacts, listDeep, type RunFiles, someAtOnce, writeWhole } from "./files.ts";
import { generationFolder, releaseFolder } from "./pointer.ts";
import { runRecord } from "./record.ts";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** From what each stage's result was made; a stage runs again only when its key changes. */
const stageKeys = z.object({ raw: z.string(), models: z.string(), exports: z.string(), site: z.string() });
export type StageKeys = z.infer<typeof stageKeys>;
export const noKeys: StageKeys = { raw: "", models: "", exports: "", site: "" };

const manifestFile = z.object({
  /** Relative to the generation (`warehouse.duckdb`, `exports/tasks.parquet`) or, from `site/` on, to the release. */
  path: z.string(),
  bytes: z.number().int().nonnegative(),
  sha256,
  /** Time of change when it was vouched for: another one now means that the bytes must be looked at again. */
  changed_at: z.number(),
});
export type ManifestFile = z.infer<typeof manifestFile>;

const manifestBody = z.object({
  format: z.literal(1),
  run_id: z.string(),
  previous_run_id: z.string().nullable(),
  keys: stageKeys,
  /** What reading depends on but for the files themselves: when it changes, all are read again. */
  readers: z.string(),
  sources: z.array(z.object({ sha256, loaded: z.boolean() })),
  /** Rows by table. */
  tables: z.record(z.string(), z.number()),
  files: z.array(manifestFile),
  /** The run in which what `changes.json` says came about. */
  changes_of: z.string(),
  run: runRecord,
});
export type ManifestBody = z.infer<typeof manifestBody>;
const manifestSchema = manifestBody.extend({ manifest_sha256: sha256 });

const digest = (body: ManifestBody): string => createHash("sha256").update(JSON.stringify(body)).digest("hex");

/** Where a path of the manifest is. */
function fileOf(paths: WorkplacePaths, runId: string, path: string, folder = generationFolder(paths, runId)): string {
  return path.startsWith("site/") ? join(releaseFolder(paths, runId), path.slice(5)) : join(folder, path);
}

/** Reads a manifest; null where there is none, or where it is not what was written. */
export async function readManifest(
  files: RunFiles,
  paths: WorkplacePaths,
  runId: string,
): Promise<ManifestBody | null> {
  const path = join(generationFolder(paths, runId), "manifest.json");
  if ((await files.facts(path))?.kind !== "file") return null;
  try {
    const { manifest_sha256, ...body } = manifestSchema.parse(JSON.parse((await files.read(path)).toString("utf8")));
    return manifest_sha256 === digest(body) && body.run_id === runId ? body : null;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null;
    throw error;
  }
}

/** Vouches for everything in a generation's folder and release. `known`: files linked over from the base, not hashed again. */
export async function describeFiles(
  files: RunFiles,
  folder: string,
  release: string,
  known: Map<string, ManifestFile>,
): Promise<ManifestFile[]> {
  const found: ManifestFile[] = [];
  for (const [prefix, root] of [
    ["", folder],
    ["site/", release],
  ] as const) {
    const listed = (await listDeep(files, root)).filter(
      ({ path, facts }) => facts.kind === "file" && path !== "manifest.json" && !path.startsWith("received/"),
    );
    const described = await someAtOnce(listed, async ({ path, facts }) => {
      const before = known.get(prefix + path);
      const same = before && before.bytes === facts.bytes && before.changed_at === facts.changedAt;
      const hash = same ? before.sha256 : await files.hash(join(root, path));
      return { path: prefix + path, bytes: facts.bytes, sha256: hash, changed_at: facts.changedAt };
    });
    found.push(...described);
  }
  return found;
}

export async function writeManifest(files: RunFiles, folder: string, body: ManifestBody): Promise<void> {
  const checked = manifestBody.parse(body);
  const whole = { ...checked, manifest_sha256: digest(checked) };
  await writeWhole(files, join(folder, "manifest.json"), `${JSON.stringify(whole, null, 1)}\n`);
}

export interface Doubt {
  path: string;
  problem: "missing" | "extra" | "size" | "changed" | "bytes";
}

/** A look at names, sizes and times of change: quick, and enough when nothing has happened since. */
export async function quickCheck(files: RunFiles, paths: WorkplacePaths, manifest: ManifestBody): Promise<Doubt[]> {
  const there = new Map<string, FileFacts>();
  for (const [prefix, root] of [
    ["", generationFolder(paths, manifest.run_id)],
    ["site/", releaseFolder(paths, manifest.run_id)],
  ] as const) {
    for (const { path, facts } of await listDeep(files, root))
      if (facts.kind === "file") there.set(prefix + path, facts);
  }
  there.delete("manifest.json");
  const doubts: Doubt[] = [];
  for (const file of manifest.files) {
    const facts = there.get(file.path);
    there.delete(file.path);
    if (!facts) doubts.push({ path: file.path, problem: "missing" });
    else if (facts.bytes !== file.bytes) doubts.push({ path: file.path, problem: "size" });
    else if (facts.changedAt !== file.changed_at) doubts.push({ path: file.path, problem: "changed" });
  }
  // Such as a log beside the database, which would be played into it without a word.
  for (const path of there.keys()) if (!isSpill(path)) doubts.push({ path, problem: "extra" });
  return doubts;
}

/** What a reader with a large query may leave for a while. */
const isSpill = (path: string): boolean => /^warehouse\.duckdb\.tmp\//.test(path);

/** Every byte. Only this says that a generation is whole. */
export async function fullCheck(files: RunFiles, paths: WorkplacePaths, manifest: ManifestBody): Promise<Doubt[]> {
  const doubts = (await quickCheck(files, paths, manifest)).filter(({ problem }) => problem !== "changed");
  const known = new Set(doubts.map(({ path }) => path));
  const there = manifest.files.filter((file) => !known.has(file.path));
  const hashes = await someAtOnce(there, (file) => files.hash(fileOf(paths, manifest.run_id, file.path)));
  for (const [index, file] of there.entries()) {
    if (hashes[index] !== file.sha256) doubts.push({ path: file.path, problem: "bytes" });
  }
  return doubts;
}
