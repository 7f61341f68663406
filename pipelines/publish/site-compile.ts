import { createComponents } from "../../src/components/index.ts";
import { formatMonth, type Lang } from "../../src/lib/format.ts";
import { escapeHtml, type Html } from "../../src/lib/html.ts";
import type { Page, Scope } from "../../src/lib/page.ts";
import type { Places } from "../../src/lib/places.ts";
import type { Row } from "../../src/site-tables.ts";
import type { SiteDatabase } from "./site-database.ts";
import { createEvaluator, type PageSource } from "./site-page.ts";
import { PlaceReader } from "./site-places.ts";
import { languages, type PagePlan, planPages } from "./site-plan.ts";
import { RowReader } from "./site-rows.ts";
import { readScopes, readSources, scopesToPick } from "./site-scopes.ts";

export { readPlaces } from "./site-places.ts";
export { readScopes, reportIds } from "./site-scopes.ts";

/** What a page shows: the text that stands in its slots, one for each `${call}` of its language. */
export interface CompiledPage {
  plan: PagePlan;
  page: Page;
  title: string;
  heading: string;
  slots: Html[];
}

/** Every page in both languages. */
export async function compilePages(database: SiteDatabase, sources: readonly PageSource[]): Promise<CompiledPage[]> {
  const scopes = await readScopes(database);
  const placeReader = await PlaceReader.open(database);
  const rowReader = new RowReader(database);
  const compiled: CompiledPage[] = [];
  for (const plan of planPages(sources, scopes, await readSources(database))) {
    const tables = await rowReader.tables(plan);
    const places = await placeReader.of(placeReader.reportsBehind(plan.reports, tables));
    for (const lang of languages)
      compiled.push(compilePage(database, plan, tables, pageOf(plan, lang, scopes, places)));
  }
  return compiled;
}

/** The pages that this warehouse has: those that compare localities need two. */
export async function pagesShown(database: SiteDatabase, sources: readonly PageSource[]): Promise<PageSource[]> {
  const localities = new Set((await readScopes(database)).map((scope) => scope.localityId));
  return sources.filter((source) => source.meta.localities === "any" || localities.size > 1);
}

export function newPage(lang: Lang, path: string, scope: Scope | null, scopes: readonly Scope[], places: Places): Page {
  const counts = new Map<string, number>();
  return {
    lang,
    path,
    scope,
    scopes,
    places,
    nextId(prefix) {
      const count = (counts.get(prefix) ?? 0) + 1;
      counts.set(prefix, count);
      return `${prefix}-${count}`;
    },
  };
}

/** The page of a plan. One that is of no month knows all of them; the others those that a reader may want to go to. */
export function pageOf(plan: PagePlan, lang: Lang, scopes: readonly Scope[], places: Places): Page {
  const known = plan.reports === null ? scopes : scopesToPick(scopes, plan.scope);
  return newPage(lang, plan.path, plan.scope, known, places);
}

/**
 * Evaluates the calls of a page.
 * @param tables the answers of its queries
 * @throws UserError with file and line of the call that fails.
 */
export function compilePage(
  database: SiteDatabase,
  plan: PagePlan,
  tables: Record<string, Row[]>,
  page: Page,
): CompiledPage {
  const { source, parameters } = plan;
  const own = Object.fromEntries(Object.entries(tables).map(([name, rows]) => [name, [...rows]]));
  const names = { ...createComponents(page, database.dictionary), ...own, ...parameters, lang: page.lang };
  const evaluate = createEvaluator(names);
  const slots: Html[] = [];
  for (const segment of source.segments) {
    if (segment.kind !== "call" || (segment.lang && segment.lang !== page.lang)) continue;
    slots.push(evaluate(source, segment));
  }
  const heading = headingOf(plan, page);
  return { plan, page, heading, title: titleOf(heading, plan.scope), slots };
}

/** A page for Framework: its text, with a numbered slot for each call. It is the same for every month. */
export function markdownOf(source: PageSource, lang: Lang): { markdown: string; hasCells: boolean } {
  let markdown = "";
  let slots = 0;
  for (const segment of source.segments) {
    if (segment.kind === "sql" || (segment.lang && segment.lang !== lang)) continue;
    markdown += segment.kind === "text" ? namedHeadings(segment.text) : `<kb-slot n="${slots++}"></kb-slot>`;
  }
  const title = JSON.stringify(source.meta.title[lang]);
  return {
    // A page without text would be no page to Framework.
    markdown: `---\ntitle: ${title}\n---\n\n${markdown.replace(/\n{3,}/g, "\n\n")}\n`,
    hasCells: /^```js\b/m.test(markdown),
  };
}

/** `## Title {#name}`: a heading with the address of its choice, the same in both languages. */
function namedHeadings(text: string): string {
  return text.replace(/^(#{2,4}) +(.+?) +\{#([\w-]+)\}\s*$/gm, (_, marks: string, title: string, id: string) => {
    return `<h${marks.length} id="${id}">${escapeHtml(title)}</h${marks.length}>\n`;
  });
}

function headingOf({ source, parameters }: PagePlan, page: Page): string {
  const month = page.scope ? formatMonth(page.scope.period, page.lang) : "";
  const title = source.meta.title[page.lang].replaceAll("{month}", month).replace(/ {2,}/g, " ").trim();
  if (source.meta.scope !== "source") return title;
  const names: Record<string, Record<Lang, string>> = {
    tasks: { vi: "Phụ lục nhiệm vụ trọng tâm", en: "Appendix of key tasks" },
    projects: { vi: "Phụ lục dự án trọng điểm", en: "Appendix of key projects" },
    indicators: { vi: "Phụ lục chỉ tiêu kinh tế - xã hội", en: "Appendix of indicators" },
  };
  return names[parameters.appendix ?? ""]?.[page.lang] ?? title;
}

function titleOf(heading: string, scope: Scope | null): string {
  if (!scope || scope.reports.length === 0) return heading;
  const month = `${Number(scope.period.slice(5, 7))}/${scope.period.slice(0, 4)}`;
  return `${heading} · ${scope.locality} ${month}`;
}
