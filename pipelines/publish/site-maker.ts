/** Makes a site's pages, but for those of an earlier release that are still right. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { inlineThemeScript, type NavigationItem } from "../../src/components/shell.ts";
import type { Lang } from "../../src/lib/format.ts";
import { monthsFile } from "../../src/lib/monthsFile.ts";
import { otherLanguage, outputPath, type Page, relativeLink, type Scope } from "../../src/lib/page.ts";
import type { Places } from "../../src/lib/places.ts";
import type { Row } from "../../src/site-tables.ts";
import type { SiteAssets } from "./site-assets.ts";
import { type CompiledPage, compilePage, pageOf } from "./site-compile.ts";
import { type Age, compressedFor, compressFile } from "./site-compress.ts";
import type { SiteDatabase } from "./site-database.ts";
import { finishPage } from "./site-finish.ts";
import { Contents, selfContained } from "./site-keys.ts";
import type { PageSource } from "./site-page.ts";
import { PlaceReader } from "./site-places.ts";
import { languages, type PagePlan, planPages } from "./site-plan.ts";
import { keyOf, type Reuse } from "./site-reuse.ts";
import { RowReader } from "./site-rows.ts";
import { currentScopes, hasManyMonths, readScopes, readSources, scopesToPick } from "./site-scopes.ts";
import { type Templates, templateOf } from "./site-templates.ts";

export interface MakerOptions {
  database: SiteDatabase;
  sources: readonly PageSource[];
  /** Whose queries others than pages ask: the briefs. */
  alsoAsked: readonly PageSource[];
  assets: SiteAssets;
  outputFolder: string;
  reuse: Reuse;
  /** Of the code that makes the pages. */
  code: string;
}

export class PageMaker {
  readonly reuse: Reuse;
  private readonly navigation: Record<Lang, NavigationItem[]>;
  /** By their folders: a page of several localities has a scope of its own. */
  private readonly currentFolders: ReadonlySet<string>;

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
    this.currentFolders = new Set(currentScopes(scopes).map(({ folder }) => folder));
  }

  static async open(options: MakerOptions): Promise<PageMaker> {
    const { database, sources } = options;
    const scopes = await readScopes(database);
    const metas = sources.map(({ name, meta }) => [name, meta]);
    return new PageMaker(
      options,
      scopes,
      planPages(sources, scopes, await readSources(database)),
      await selfContained([...sources, ...options.alsoAsked]),
      await Contents.read(database),
      new RowReader(database),
      await PlaceReader.open(database),
      keyOf(options.code, options.assets, metas, database.dictionary),
    );
  }

  get code(): string {
    return this.options.code;
  }

  /** What a part made from the rows of some reports depends on. */
  contentsOf(reports: readonly string[]): string {
    return this.contents.of(this.places.withNeighbours(reports, this.contents.sourcesOf(reports)));
  }

  placesOf(reports: readonly string[]): Promise<Places> {
    return this.places.of(this.places.withNeighbours(reports));
  }

  /** Makes or takes over every page; gives their paths. */
  async makeAll(templates: () => Promise<Templates>): Promise<string[]> {
    const paths: string[] = [];
    for (const plan of this.plans) {
      const { key, ...known } = await this.keyOf(plan);
      let { rows, behind } = known;
      for (const lang of languages) {
        const path = outputPath(lang, plan.path);
        paths.push(path);
        const { name, hasCells } = templateOf(plan, lang);
        const own = keyOf(key, lang);
        const age = this.ageOf(plan);
        // A page with cells stands on files of Framework's that no key knows.
        if (!hasCells && this.reuse.take(path, own, (files) => compressedFor(age, files))) continue;
        rows ??= await this.rows.tables(plan);
        behind ??= this.places.reportsBehind(plan.reports, rows);
        const compiled = compilePage(this.options.database, plan, rows, await this.page(plan, lang, behind));
        const template = (await templates()).get(name);
        if (!template) throw new Error(`${path}: the page has no template`);
        const html = finishPage(template, compiled.slots, this.parts(compiled), plan.source.meta.wasm);
        const file = join(this.options.outputFolder, path);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, html);
        const files = compressFile(this.options.outputFolder, path, age, Buffer.from(html));
        if (!hasCells) this.reuse.note(path, own, files);
      }
    }
    return paths;
  }

  /**
   * A key of all that a page shows; its rows and the reports behind them only where they had to be read for it.
   * @param known the months that the page names
   */
  async keyOf(
    plan: PagePlan,
    known = plan.reports === null ? this.scopes : scopesToPick(this.scopes, plan.scope),
  ): Promise<{ key: string; rows?: Record<string, Row[]>; behind?: string[] }> {
    const { source, path, scope, parameters, reports } = plan;
    const months = known.map((each) => [each.locality, each.period, each.folder]);
    const given = [this.shared, hasManyMonths(this.scopes), source.segments, path, scope, months, parameters];
    if (reports && this.selfContained.has(source)) {
      return { key: keyOf(given, this.contentsOf(reports)) };
    }
    const rows = await this.rows.tables(plan);
    const behind = this.places.reportsBehind(reports, rows);
    return { key: keyOf(given, rows, this.contents.of(behind)), rows, behind };
  }

  /** @param behind the reports that its rows speak of */
  async page(plan: PagePlan, lang: Lang, behind: readonly string[], scopes = this.scopes): Promise<Page> {
    return pageOf(plan, lang, scopes, await this.places.of(behind));
  }

  /** A page's rows, and the reports behind them. */
  async rowsOf(plan: PagePlan): Promise<{ rows: Record<string, Row[]>; behind: string[] }> {
    const rows = await this.rows.tables(plan);
    return { rows, behind: this.places.reportsBehind(plan.reports, rows) };
  }

  private ageOf({ scope }: PagePlan): Age {
    return !scope || this.currentFolders.has(scope.folder) ? "current" : "old";
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
      months: hasManyMonths(this.scopes) ? asset(monthsFile) : null,
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
