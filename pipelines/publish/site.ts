import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Row } from "../../src/site-tables.ts";
import { projectFolder } from "../paths.ts";
import { overviewSource, writeSiteBriefs } from "./brief/index.ts";
import { type SiteAssets, writeAssets } from "./site-assets.ts";
import { pagesShown } from "./site-compile.ts";
import { compressRest } from "./site-compress.ts";
import { openSiteDatabase } from "./site-database.ts";
import { siteCode } from "./site-keys.ts";
import { PageMaker } from "./site-maker.ts";
import { type PageSource, parsePage } from "./site-page.ts";
import { type EarlierRelease, Reuse } from "./site-reuse.ts";
import { writeMonths } from "./site-scopes.ts";
import { writeSearchIndex } from "./site-search.ts";
import { writeSqlFiles } from "./site-sql.ts";
import { buildTemplates, keptTemplates, type Templates } from "./site-templates.ts";
import { dictionaryWithPages } from "./site-uses.ts";

export interface BuildSiteOptions {
  /** Parquet files of the marts and the ledger, with `dictionary.json`. */
  exportsFolder: string;
  /** The release: made anew, must not be the one shown. */
  outputFolder: string;
  /** Emptied before and removed after. */
  workFolder: string;
  runId: string;
  /** Rows of `ops.changes`: what is new since the publication before. */
  news?: readonly Row[];
  /** A release that is known to be whole: what has not changed since is linked over. Its files must never be written to. */
  earlier?: EarlierRelease | null;
  /** Where to write the notes that the next build needs for that. */
  notesFile?: string;
  /** Stands for the code that makes the pages; read from the project unless told. */
  code?: string;
  onProgress?: (sentence: string) => void;
  /** Where pages are read from; the project's own `src/pages` unless told. */
  pagesFolder?: string;
}

export interface BuiltSite {
  /** Paths of the pages from the site's root. */
  pages: string[];
  /** Parts (pages, briefs, shared files) that were made, and that were taken from the earlier release. */
  made: number;
  reused: number;
}

/**
 * Builds the whole site from one exports folder: queries run, charts are drawn, Framework builds, the shell is written around.
 * The same exports give the same bytes, whatever the run, and whatever could be taken from an earlier one.
 * @throws UserError for a page that can't be read or whose query or call fails, with file and line.
 */
export async function buildSite(options: BuildSiteOptions): Promise<BuiltSite> {
  const { outputFolder, workFolder } = options;
  const progress = options.onProgress ?? (() => {});
  for (const folder of [workFolder, outputFolder]) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  }
  const code = options.code ?? siteCode();
  const reuse = new Reuse(outputFolder, options.earlier ?? null);
  progress("loading the exported tables");
  const database = await openSiteDatabase(options.exportsFolder, options.news);
  try {
    const sources = await pagesShown(database, readPages(options.pagesFolder ?? join(projectFolder, "src", "pages")));
    database.dictionary = await dictionaryWithPages(database.dictionary, sources);
    const assets = await sharedAssets(outputFolder, reuse, code);
    const alsoAsked = [overviewSource()];
    const maker = await PageMaker.open({ database, sources, alsoAsked, assets, outputFolder, reuse, code });
    progress(`building ${maker.plans.length * 2} pages`);
    let begun: Promise<Templates> | null = null;
    const kept = keptTemplates(maker.plans, reuse, code);
    const templates = () => {
      begun ??= kept ? Promise.resolve(kept) : buildTemplates(maker.plans, workFolder, outputFolder, reuse, code);
      // It is awaited with the first page that needs it; until then a failure must not count as unhandled.
      begun.catch(() => {});
      return begun;
    };
    // Framework works beside us where nothing stands yet.
    if (!options.earlier) templates();
    await writeSiteBriefs(maker, outputFolder);
    const pages = await maker.makeAll(templates);
    writeMonths(maker.scopes, outputFolder);
    await writeSearchIndex(maker, database, sources, outputFolder);
    if (sources.some((source) => source.meta.wasm)) await writeSqlFiles(options.exportsFolder, outputFolder);
    compressRest(outputFolder, reuse);
    if (options.notesFile) reuse.write(options.notesFile);
    rmSync(workFolder, { recursive: true, force: true });
    return { pages, made: reuse.made, reused: reuse.reused };
  } finally {
    database.close();
  }
}

/** Style sheet, scripts and fonts. */
async function sharedAssets(outputFolder: string, reuse: Reuse, code: string): Promise<SiteAssets> {
  if (reuse.take("assets", code)) return reuse.value("assets") as SiteAssets;
  const assets = await writeAssets(outputFolder);
  const files = readdirSync(join(outputFolder, "assets")).map((name) => `assets/${name}`);
  reuse.note("assets", code, files.sort(), assets);
  return assets;
}

function readPages(folder: string): PageSource[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".md"))
    .sort()
    .map((file) => parsePage(file.slice(0, -3), join(folder, file), readFileSync(join(folder, file), "utf8")));
}
