/** The keys of the stages: from what each result was made. Equal keys, equal results. */
import { combine, type Fingerprints } from "./fingerprint.ts";
import type { ManifestBody, ManifestFile, StageKeys } from "./manifest.ts";

export const rawKey = (readers: string, sources: string[]): string => combine("raw", readers, ...[...sources].sort());
export const modelsKey = (raw: string, fingerprints: Fingerprints): string =>
  combine("models", raw, fingerprints.models);
export const exportsKey = (models: string, fingerprints: Fingerprints): string =>
  combine("exports", models, fingerprints.exports);

/** What the site shows: the exported files by content, and the code that draws them. */
export function siteKey(files: readonly ManifestFile[], fingerprints: Fingerprints): string {
  const shown = files.filter((file) => file.path.startsWith("exports/") || file.path === "changes.json");
  const contents = shown.map((file) => `${file.path} ${file.sha256}`).sort();
  return combine("site", fingerprints.site, ...contents);
}

/** The keys that today's inputs give, as far as they can be known without running anything. */
export function expectedKeys(
  manifest: ManifestBody,
  archived: string[],
  fingerprints: Fingerprints,
  held: StageKeys,
): StageKeys {
  const known = manifest.sources.map((source) => source.sha256);
  const raw = rawKey(fingerprints.readers, [...new Set([...known, ...archived])]);
  const models = modelsKey(raw, fingerprints);
  const exports = exportsKey(models, fingerprints);
  // Under a rollback the shown files are an older generation's: then only the code can tell whether the site is due.
  const site = held === manifest.keys ? siteKey(manifest.files, fingerprints) : held.site;
  return { raw, models, exports, site };
}
