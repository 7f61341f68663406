/** Makes a site's pages, but for those of an earlier release that are still right. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { inlineThemeScript, type NavigationItem } from "../../src/components/shell.ts";
import type { Lang } from "../../src/lib/format.ts";
import { otherLanguage, outputPath, type Page, relativeLink, type Scope } from "../../src/lib/page.ts";
import type { Row } from "../../src/site-tables.ts";
import type { SiteAssets } from "./site-assets.ts";
import { type CompiledPage, compilePage, pageOf } from "./site-compile.ts";
import { type Age, compressFile } from "./site-compress.ts";
import type { SiteDatabase } from "./site-database.ts";
import { finishPage } from "./site-finish.ts";
import { Contents, selfContained } from "./site-keys.ts";
import type { PageSource } from "./site-page.ts";
import { PlaceReader } from "./site-places.ts";
import { languages, type PagePlan, planPages } from "./site-plan.ts";
import { keyOf, type Reuse } from "./site-reuse.ts";
import { RowReader } from "./site-rows.ts";
import { readScopes, readSources, scopesToPick } from "./site-scopes.ts";
import { type Templates, templateOf } from "./site-templates.ts";

export interface MakerOptions {
  database: SiteDatabase;
  sources: readonly PageSource[];
  assets: SiteAssets;
  outputFolder: string;
  reuse: Reuse;
  /** Of the code that makes the pages. */
  code: string;
}

/** So many of the newest months, of whatever locality, are read often: their pages are compressed best. */
const currentMonths = 2;

export class PageMaker {
  readonly reuse: Reuse;
  private readonly navigation: Record<Lang, NavigationItem[]>;
  private readonly currentPeriods: ReadonlySet<string>;

  private constructor(
    private readonly options: MakerOptions,
    readonly scopes: readonly Scope[],
    readonly plans: readonly PagePlan[],
    private readonly selfContained: ReadonlySet<PageSource>,
    private readonly contents: Contents,
    private readonly rows: RowReader,
    private readonly places: PlaceReader,
    /** What every page is made from. */
    private readonly shared: string,
  ) {
    this.reuse = options.reuse;
    this.navigation = { vi: navigation(options.sources, "vi"), en: navigation(options.sources, "en") };
    const periods = [...new Set(scopes.map((scope) => scope.period))].sort().reverse();
    this.currentPeriods = new Set(periods.slice(0, currentMonths));
  }

  static async open(options: MakerOptions): Promise<PageMaker> {
    const { database, sources } = options;
    const scopes = await readScopes(database);
    const metas = sources.map(({ name, meta }) => [name, meta]);
    return new PageMaker(
      options,
      scopes,
      planPages(sources, scopes, await readSources(database)),
      await selfContained(sources),
      await Contents.read(database),
      new RowReader(database),
      await PlaceReader.open(database),
      keyOf(options.code, options.assets, metas, database.dictionary),
    );
  }

  /** Makes or takes over every page; gives their paths. */
  async makeAll(templates: () => Promise<Templates>): Promise<string[]> {
    const paths: string[] = [];
    for (const plan of this.plans) {
      const { key, tables } = await this.keyOf(plan, false);
      for (const lang of languages) {
        const path = outputPath(lang, plan.path);
        paths.push(path);
        const { name, hasCells } = templateOf(plan, lang);
        const own = keyOf(key, lang);
        // A page with cells stands on files of Framework's that no key knows.
        if (!hasCells && this.reuse.take(path, own)) continue;
        const rows = tables ?? (await this.rows.tables(plan));
        const compiled = compilePage(this.options.database, plan, rows, await this.page(plan, lang, rows));
        const template = (await templates()).get(name);
        if (!template) throw new Error(`${path}: the page has no template`);
        const html = finishPage(template, compiled.slots, this.parts(compiled), plan.source.meta.wasm);
        const file = join(this.options.outputFolder, path);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, html);
        const files = compressFile(this.options.outputFolder, path, this.ageOf(plan), Buffer.from(html));
        if (!hasCells) this.reuse.note(path, own, files);
      }
    }
    return paths;
  }

  /**
   * A key of all that a page shows, and its rows where they had to be read for it.
   * @param withRows read them in any case
   */
  async keyOf(plan: PagePlan, withRows: true): Promise<{ key: string; tables: Record<string, Row[]> }>;
  async keyOf(plan: PagePlan, withRows: false): Promise<{ key: string; tables: Record<string, Row[]> | null }>;
  async keyOf(plan: PagePlan, withRows: boolean): Promise<{ key: string; tables: Record<string, Row[]> | null }> {
    const { source, path, scope, parameters, reports } = plan;
    const months = (reports === null ? this.scopes : scopesToPick(this.scopes, scope)).map((each) => [
      each.locality,
      each.period,
      each.folder,
    ]);
    const given = [this.shared, source.segments, path, scope, months, parameters, this.ageOf(plan)];
    if (!withRows && reports && this.selfContained.has(source)) {
      return { key: keyOf(given, this.contents.of(this.places.withNeighbours(reports))), tables: null };
    }
    const tables = await this.rows.tables(plan);
    return { key: keyOf(given, tables, this.contents.of(this.places.reportsBehind(reports, tables))), tables };
  }

  async page(plan: PagePlan, lang: Lang, tables: Record<string, Row[]>): Promise<Page> {
    return pageOf(plan, lang, this.scopes, await this.places.of(this.places.reportsBehind(plan.reports, tables)));
  }

  private ageOf({ scope }: PagePlan): Age {
    return !scope || this.currentPeriods.has(scope.period) ? "current" : "old";
  }

  private parts(compiled: CompiledPage) {
    const { page, plan, title, heading } = compiled;
    const { source } = plan;
    const { assets } = this.options;
    const path = outputPath(page.lang, page.path);
    const asset = (target: string) => relativeLink(path, target);
    const pageScript = assets.pageScripts[source.name];
    return {
      // The frame around a page lists the months near to it, whatever the page itself knows of.
      page: { ...page, scopes: scopesToPick(this.scopes, plan.scope) },
      title,
      heading,
      summary: source.meta.summary?.[page.lang] ?? "",
      name: source.name,
      navigation: this.navigation[page.lang],
      otherLanguage: otherLanguage(page),
      style: asset(assets.style),
      script: asset(assets.script),
      pageScript: pageScript ? asset(pageScript) : null,
      fonts: assets.fonts.map(asset),
      inlineScripts: [inlineThemeScript],
    };
  }
}

function navigation(sources: readonly PageSource[], lang: Lang): NavigationItem[] {
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
