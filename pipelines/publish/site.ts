import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { inlineThemeScript, type NavigationItem } from "../../src/components/shell.ts";
import { otherLanguage, outputPath, relativeLink } from "../../src/lib/page.ts";
import type { Row } from "../../src/site-tables.ts";
import { projectFolder } from "../paths.ts";
import { writeSiteBriefs } from "./brief/index.ts";
import { type SiteAssets, writeAssets } from "./site-assets.ts";
import { type CompiledPage, compilePages, pagesShown } from "./site-compile.ts";
import { compressFolder } from "./site-compress.ts";
import { openSiteDatabase } from "./site-database.ts";
import { finishPage, takeApart } from "./site-finish.ts";
import { buildWithFramework } from "./site-framework.ts";
import { type PageSource, parsePage } from "./site-page.ts";
import { writeSearchIndex } from "./site-search.ts";
import { writeSqlFiles } from "./site-sql.ts";
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
  onProgress?: (sentence: string) => void;
  /** Where pages are read from; the project's own `src/pages` unless told. */
  pagesFolder?: string;
}

export interface BuiltSite {
  /** Paths of the pages from the site's root. */
  pages: string[];
}

/**
 * Builds the whole site from one exports folder: queries run, charts are drawn, Framework builds, the shell is written around.
 * The same exports give the same bytes, whatever the run.
 * @throws UserError for a page that can't be read or whose query or call fails, with file and line.
 */
export async function buildSite(options: BuildSiteOptions): Promise<BuiltSite> {
  const progress = options.onProgress ?? (() => {});
  for (const folder of [options.workFolder, options.outputFolder]) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  }
  let sources = readPages(options.pagesFolder ?? join(projectFolder, "src", "pages"));
  progress("loading the exported tables");
  const database = await openSiteDatabase(options.exportsFolder, options.news);
  let pages: CompiledPage[];
  try {
    progress("running the pages' queries and drawing charts");
    sources = await pagesShown(database, sources);
    database.dictionary = await dictionaryWithPages(database.dictionary, sources);
    pages = await compilePages(database, sources);
    await writeSiteBriefs(database, options.outputFolder);
    await writeSearchIndex(database, sources, options.outputFolder);
  } finally {
    database.close();
  }
  for (const page of pages) {
    writeFile(
      join(options.workFolder, "root", `${outputPath(page.page.lang, page.page.path).slice(0, -5)}.md`),
      page.markdown,
    );
  }
  progress(`building ${pages.length} pages`);
  const [assets] = await Promise.all([writeAssets(options.outputFolder), buildWithFramework(options.workFolder)]);
  const built = join(options.workFolder, "built");
  if (pages.some((page) => page.hasCells)) copyRuntime(built, options.outputFolder);
  for (const page of pages) {
    const path = outputPath(page.page.lang, page.page.path);
    const html = readFileSync(join(built, path), "utf8");
    writeFile(join(options.outputFolder, path), finish(page, html, assets, sources));
  }
  if (sources.some((source) => source.meta.wasm)) await writeSqlFiles(options.exportsFolder, options.outputFolder);
  compressFolder(options.outputFolder);
  rmSync(options.workFolder, { recursive: true, force: true });
  return { pages: pages.map((page) => outputPath(page.page.lang, page.page.path)) };
}

function readPages(folder: string): PageSource[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".md"))
    .sort()
    .map((file) => parsePage(file.slice(0, -3), join(folder, file), readFileSync(join(folder, file), "utf8")));
}

function finish(compiled: CompiledPage, builtHtml: string, assets: SiteAssets, sources: readonly PageSource[]): string {
  const { page, source } = compiled;
  const path = outputPath(page.lang, page.path);
  const asset = (target: string) => relativeLink(path, target);
  const built = takeApart(builtHtml, compiled.hasCells);
  const parts = {
    page,
    title: compiled.title,
    heading: compiled.heading,
    summary: source.meta.summary?.[page.lang] ?? "",
    name: source.name,
    navigation: navigation(sources, page.lang),
    otherLanguage: otherLanguage(page),
    style: asset(assets.style),
    script: asset(assets.script),
    pageScript: assets.pageScripts[source.name] ? asset(assets.pageScripts[source.name] as string) : null,
    fonts: assets.fonts.map(asset),
    inlineScripts: [inlineThemeScript],
  };
  return finishPage(built, compiled.slots, parts, source.meta.wasm);
}

function navigation(sources: readonly PageSource[], lang: "vi" | "en"): NavigationItem[] {
  return sources
    .filter((source) => source.meta.nav)
    .sort((a, b) => (a.meta.order ?? 99) - (b.meta.order ?? 99) || (a.name < b.name ? -1 : 1))
    .map((source) => ({
      name: source.name,
      label: source.meta.nav?.[lang] ?? "",
      scope: source.meta.scope,
      isMain: source.meta.main,
    }));
}

/** Framework's own files, for pages that run cells. */
function copyRuntime(built: string, output: string): void {
  for (const entry of readdirSync(built, { withFileTypes: true })) {
    if (entry.isDirectory() && entry.name.startsWith("_")) {
      cpSync(join(built, entry.name), join(output, entry.name), { recursive: true });
    }
  }
}

function writeFile(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}
