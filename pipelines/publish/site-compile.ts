import { createComponents } from "../../src/components/index.ts";
import { formatMonth, type Lang } from "../../src/lib/format.ts";
import { escapeHtml, type Html } from "../../src/lib/html.ts";
import { isSameYear, newestOfYears, type Page, type Scope } from "../../src/lib/page.ts";
import { Places, sourcePath } from "../../src/lib/places.ts";
import { type Row, siteTables } from "../../src/site-tables.ts";
import { UserError } from "../errors.ts";
import type { SiteDatabase } from "./site-database.ts";
import { createEvaluator, type PageSource } from "./site-page.ts";

/** A page ready for Framework: Markdown with numbered slots, and what goes into each. */
export interface CompiledPage {
  source: PageSource;
  page: Page;
  title: string;
  heading: string;
  markdown: string;
  slots: Html[];
  /** Whether it has ```js cells, which Framework runs in the reader's browser. */
  hasCells: boolean;
}

/** A report's appendix, for pages of scope `source`. */
interface SourceScope {
  reportId: string;
  appendix: string | null;
}

/** Every page in both languages, for each of its scopes. */
export async function compilePages(database: SiteDatabase, sources: readonly PageSource[]): Promise<CompiledPage[]> {
  const scopes = await readScopes(database);
  const places = await readPlaces(database);
  const compiled: CompiledPage[] = [];
  const languages: Lang[] = ["vi", "en"];
  for (const scope of scopes.length > 0 ? scopes : [null]) {
    await narrowTo(database, scope ? reportIds(scope) : []);
    for (const source of sources.filter((item) => item.meta.scope === "report")) {
      for (const lang of languages) {
        const page = newPage(lang, `${scope?.folder ?? ""}${source.name}`, scope, scopes, places);
        compiled.push(await compilePage(database, source, page, {}));
      }
    }
  }
  for (const scope of scopes.length > 0 ? newestOfYears(scopes) : [null]) {
    const year = scopes.filter((item) => scope && isSameYear(item, scope));
    await narrowTo(database, year.flatMap(reportIds));
    for (const source of sources.filter((item) => item.meta.scope === "year")) {
      for (const lang of languages) {
        const page = newPage(lang, `${scope?.folder ?? ""}${source.name}`, scope, scopes, places);
        compiled.push(await compilePage(database, source, page, {}));
      }
    }
  }
  for (const target of await readSources(database)) {
    await narrowTo(database, [target.reportId]);
    const scope = scopes.find((item) => reportIds(item).includes(target.reportId)) ?? scopes[0] ?? null;
    for (const source of sources.filter((item) => item.meta.scope === "source")) {
      for (const lang of languages) {
        const page = newPage(lang, sourcePath(target.reportId, target.appendix), scope, scopes, places);
        compiled.push(
          await compilePage(database, source, page, { report: target.reportId, appendix: target.appendix ?? "" }),
        );
      }
    }
  }
  await narrowTo(database, null);
  for (const source of sources.filter((item) => item.meta.scope === "site")) {
    // A page of several localities is of no one's report.
    const [first = null] = scopes;
    const scope = first && source.meta.localities === "several" ? { ...first, reports: [] } : first;
    for (const lang of languages) {
      const page = newPage(lang, source.name, scope, scopes, places);
      compiled.push(await compilePage(database, source, page, {}));
    }
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

async function compilePage(
  database: SiteDatabase,
  source: PageSource,
  page: Page,
  parameters: Record<string, string>,
): Promise<CompiledPage> {
  const tables: Record<string, Row[]> = {};
  for (const segment of source.segments) {
    if (segment.kind !== "sql") continue;
    tables[segment.name] = await runBlock(database, source, segment, parameters);
  }
  const names = { ...createComponents(page, database.dictionary), ...tables, ...parameters, lang: page.lang };
  const evaluate = createEvaluator(names);
  const slots: Html[] = [];
  let markdown = "";
  for (const segment of source.segments) {
    if (segment.kind === "sql") continue;
    if (segment.lang && segment.lang !== page.lang) continue;
    if (segment.kind === "text") {
      markdown += namedHeadings(segment.text);
    } else {
      markdown += `<kb-slot n="${slots.length}"></kb-slot>`;
      slots.push(evaluate(source, segment));
    }
  }
  const heading = headingOf(source, page, parameters);
  return {
    source,
    page,
    heading,
    title: titleOf(heading, page),
    // A page without text would be no page to Framework.
    markdown: `---\ntitle: ${JSON.stringify(heading)}\n---\n\n${markdown.replace(/\n{3,}/g, "\n\n")}\n`,
    slots,
    hasCells: /^```js\b/m.test(markdown),
  };
}

/** `## Title {#name}`: a heading with the address of its choice, the same in both languages. */
function namedHeadings(text: string): string {
  return text.replace(/^(#{2,4}) +(.+?) +\{#([\w-]+)\}\s*$/gm, (_, marks: string, title: string, id: string) => {
    return `<h${marks.length} id="${id}">${escapeHtml(title)}</h${marks.length}>\n`;
  });
}

async function runBlock(
  database: SiteDatabase,
  source: PageSource,
  block: { name: string; sql: string; line: number },
  parameters: Record<string, string>,
): Promise<Row[]> {
  const used = Object.fromEntries(Object.entries(parameters).filter(([name]) => block.sql.includes(`$${name}`)));
  try {
    return await database.query(block.sql, used);
  } catch (error) {
    throw new UserError(
      `${source.file}, line ${block.line}: the query ${block.name} fails: ${(error as Error).message}`,
      {
        cause: error,
        code: "page_query",
      },
    );
  }
}

function headingOf(source: PageSource, page: Page, parameters: Record<string, string>): string {
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

function titleOf(heading: string, page: Page): string {
  const { scope } = page;
  if (!scope || scope.reports.length === 0) return heading;
  const month = `${Number(scope.period.slice(5, 7))}/${scope.period.slice(0, 4)}`;
  return `${heading} · ${scope.locality} ${month}`;
}

/**
 * The localities and months that the marts hold. The locality with the most months comes first, and the newest of them is the
 * site's first page: a report of a neighbour that came by doesn't push the own ones away.
 */
export async function readScopes(database: SiteDatabase): Promise<Scope[]> {
  const rows = await database.query(`
    select reports.*
    from marts.reports as reports
    inner join (
      select locality_id, count(distinct period) as months, max(period) as newest from marts.reports group by locality_id
    ) as localities on reports.locality_id = localities.locality_id
    order by
      localities.months desc, localities.newest desc, reports.locality_id, reports.period desc,
      reports.issued_date desc nulls last, reports.report_id desc`);
  const scopes: Scope[] = [];
  for (const row of rows) {
    const found = scopes.find((item) => item.localityId === row.locality_id && item.period === row.period);
    if (found) found.reports.push(row);
    else {
      scopes.push({
        localityId: String(row.locality_id),
        locality: String(row.locality),
        period: String(row.period),
        reports: [row],
        folder: scopes.length === 0 ? "" : `months/${row.locality_id}-${String(row.period).slice(0, 7)}/`,
      });
    }
  }
  return scopes;
}

export function reportIds(scope: Scope): string[] {
  return scope.reports.map((report) => String(report.report_id));
}

async function readSources(database: SiteDatabase): Promise<SourceScope[]> {
  const rows = await database.query(
    "select distinct report_id, appendix from ledger.cells where report_id is not null order by report_id, appendix",
  );
  return rows.map((row) => ({
    reportId: String(row.report_id),
    appendix: row.appendix === null ? null : String(row.appendix),
  }));
}

export async function readPlaces(database: SiteDatabase): Promise<Places> {
  const lineage = await database.query(`
    with anchors as (
      select distinct table_name, row_key, cell_ref as source_ref, split_part(cell_ref, '-', 1) as source_id
      from ledger.lineage
      where role = 'value' and column_name in ('name', 'task')
    )
    select anchors.source_ref, lineage.column_name, lineage.cell_ref
    from anchors
    inner join ledger.lineage as lineage
      on anchors.table_name = lineage.table_name
      and anchors.row_key = lineage.row_key
      and anchors.source_id = split_part(lineage.cell_ref, '-', 1)
    where lineage.role in ('value', 'carried')
    order by anchors.source_ref, lineage.column_name, lineage.role desc, lineage.cell_ref`);
  const tables = await database.query(`
    select distinct report_id, appendix, regexp_replace(cell_ref, '-r[0-9]+-c[0-9]+$', '') as table_key
    from ledger.cells
    order by table_key`);
  const findings = await database.query("select * from marts.findings order by finding_id");
  return new Places(lineage, tables, findings);
}

/**
 * Makes the plain names (`tasks`, `findings`, `cells` …) mean one month's rows, so that a page's query says what it wants and
 * not where. `marts.tasks` is still every month. Null: plain names mean everything.
 */
export async function narrowTo(database: SiteDatabase, reports: string[] | null): Promise<void> {
  const list = (reports ?? []).map((id) => `'${id.replaceAll("'", "''")}'`).join(", ") || "null";
  for (const [table, columns] of Object.entries(siteTables)) {
    const name = table.split(".")[1] as string;
    const where = reports && "report_id" in columns ? `where report_id in (${list})` : "";
    await database.run(`create or replace view page.${name} as select * from ${table} ${where}`);
  }
}
