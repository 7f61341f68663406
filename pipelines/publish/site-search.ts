/** One small index of everything that has a name: rows, findings and reports of every month held, pages, tables. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { monthMessages } from "../../src/i18n/months.ts";
import type { Scope } from "../../src/lib/page.ts";
import { sourcePath } from "../../src/lib/places.ts";
import {
  type CellIndex,
  cellsFile,
  type SearchEntry,
  type SearchIndex,
  searchFile,
  searchPartFile,
} from "../../src/search/index.ts";
import { quoteText } from "../warehouse/quote.ts";
import { compressFile } from "./site-compress.ts";
import type { SiteDatabase } from "./site-database.ts";
import type { PageMaker } from "./site-maker.ts";
import type { PageSource } from "./site-page.ts";
import { keyOf } from "./site-reuse.ts";
import { hasManyMonths, reportIds } from "./site-scopes.ts";

/** What a row is found by: its name, and what else is said of it. A cost item is named with its project. */
const rowsOf = (list: string) => `
  select 1 as kind, position, task as name, source_ref,
    concat_ws(' · ', unit, deliverable, authority, result, forecast, recommendation, list_aggregate(coordinating_units, 'string_agg', ', ')) as more
  from marts.tasks where report_id in (${list})
  union all
  select 2, position, name, source_ref, concat_ws(' · ', project_id, location) from marts.disbursement_gaps
  where report_id in (${list}) and level <> 'component'
  union all
  select 3, part.position, concat_ws(' – ', part.name, any_value(project.name)), part.source_ref, any_value(part.project_id)
  from marts.disbursement_gaps as part
  left join marts.disbursement_gaps as project
    on project.report_id = part.report_id and project.project_id = part.project_id and project.level = 'project'
  where part.report_id in (${list}) and part.level = 'component'
  group by part.position, part.name, part.source_ref
  union all
  select 4, position, name, source_ref, concat_ws(' · ', indicator_id, narrative) from marts.indicators where report_id in (${list})
  order by kind, position, source_ref`;

const kinds = ["", "task", "project", "component", "indicator"] as const;

/**
 * Writes the index: one file where the months are few; where they are many, one of pages and tables that names a file for each
 * locality's year, so that a reader loads what is searched, and a night makes again what has changed.
 */
export async function writeSearchIndex(
  maker: PageMaker,
  database: SiteDatabase,
  sources: readonly PageSource[],
  outputFolder: string,
): Promise<void> {
  const { scopes } = maker;
  mkdirSync(join(outputFolder, "tables", "cells"), { recursive: true });
  const general = pagesAndTables(database, sources, scopes[0]?.folder ?? "");
  if (!hasManyMonths(scopes)) {
    const { months, entries, cells } = await indexOf(maker, database, scopes, outputFolder);
    write(outputFolder, searchFile, { months, entries: [...entries, ...general], cells });
    return;
  }
  const parts: NonNullable<SearchIndex["parts"]> = [];
  mkdirSync(join(outputFolder, "tables", "search"), { recursive: true });
  for (const own of yearsOf(scopes)) {
    const { localityId, period } = own[0] as Scope;
    const file = searchPartFile(localityId, period.slice(0, 4));
    const key = keyOf(maker.code, own, maker.contentsOf(own.flatMap(reportIds)));
    if (!maker.reuse.take(file, key)) {
      const index = await indexOf(maker, database, own, outputFolder);
      write(outputFolder, file, index);
      const written = [file, ...(index.cells ?? [])];
      maker.reuse.note(
        file,
        key,
        written.flatMap((path) => compressFile(outputFolder, path, "current")),
      );
    }
    parts.push({ locality: localityId, file });
  }
  write(outputFolder, searchFile, { months: [], entries: general, parts });
}

/** The months of each locality's year. */
function yearsOf(scopes: readonly Scope[]): Scope[][] {
  const years = new Map<string, Scope[]>();
  for (const scope of scopes) {
    const key = `${scope.localityId} ${scope.period.slice(0, 4)}`;
    years.set(key, [...(years.get(key) ?? []), scope]);
  }
  return [...years.values()];
}

function write(outputFolder: string, file: string, index: SearchIndex): void {
  writeFileSync(join(outputFolder, ...file.split("/")), `${JSON.stringify(index)}\n`);
}

/** The rows, changes, findings and reports of some months; their printed cells are written into files of their own. */
async function indexOf(
  maker: PageMaker,
  database: SiteDatabase,
  scopes: readonly Scope[],
  outputFolder: string,
): Promise<SearchIndex> {
  const places = await maker.placesOf(scopes.flatMap(reportIds));
  const index: SearchIndex & { cells: string[] } = { months: [], entries: [], cells: [] };
  for (const scope of scopes) {
    const month = index.months.push({ locality: scope.locality, period: scope.period.slice(0, 7) }) - 1;
    const ids = reportIds(scope);
    const list = ids.map(quoteText).join(", ") || "null";
    for (const row of await database.query(rowsOf(list))) {
      const path = row.source_ref ? places.pageOf(String(row.source_ref)) : null;
      if (!path || !row.name) continue;
      const kind = kinds[Number(row.kind)] as SearchEntry["kind"];
      index.entries.push({ kind, month, path, text: [cut(row.name, 300), cut(row.more, 400)] });
    }
    index.entries.push(...(await changeEntries(database, list, month, scope.folder)));
    for (const finding of places.findings) {
      if (!ids.includes(finding.reportId)) continue;
      const path = `${scope.folder}findings#f-${finding.id}`;
      const text = [cut(finding.messageVi, 300)];
      index.entries.push({ kind: "finding", month, path, text, en: cut(finding.messageEn, 300) });
    }
    const appendices = await database.query(
      `select report_id, min(appendix) as appendix from ledger.cells where report_id in (${list}) group by report_id`,
    );
    for (const report of scope.reports) {
      const number = report.report_number ? String(report.report_number) : String(report.report_id);
      const text = [
        number,
        cut([report.report_id, report.source_name, report.issued_date].filter(Boolean).join(" · "), 300),
      ];
      const first = appendices.find((row) => row.report_id === report.report_id);
      const path = first ? sourcePath(report.report_id, first.appendix) : "reports";
      index.entries.push({ kind: "report", month, path, text });
      index.cells.push(await writeCells(database, String(report.report_id), month, outputFolder));
    }
  }
  return index;
}

/** What differs from the month before, by the names of the rows. */
async function changeEntries(
  database: SiteDatabase,
  list: string,
  month: number,
  folder: string,
): Promise<SearchEntry[]> {
  const rows = await database.query(`
    select name, change, string_agg(distinct concat_ws(' → ', text_before, text_after), ' · ') as more, min(source_ref) as place
    from marts.month_changes where report_id in (${list}) and name is not null
    group by name, change order by place, name, change`);
  return rows.map((row): SearchEntry => {
    const word = monthMessages[`month_${row.change}` as keyof typeof monthMessages];
    const said = (lang: "vi" | "en") => cut(`${word?.[lang] ?? row.change}: ${row.name}`, 300);
    return {
      kind: "change",
      month,
      path: `${folder}changes#table-1`,
      text: [said("vi"), cut(row.more, 200)],
      en: said("en"),
    };
  });
}

/** The printed cells of a report, in a file of their own: they weigh more than all the rest. @returns the file's place in the site */
async function writeCells(
  database: SiteDatabase,
  reportId: string,
  month: number,
  outputFolder: string,
): Promise<string> {
  const rows = await database.query(`
    select appendix, cell_ref, raw_text from ledger.cells
    where report_id = ${quoteText(reportId)} and trim(raw_text) <> ''
    order by table_number, row_number, column_number`);
  const pages = new Map<string, [string, string][]>();
  for (const row of rows) {
    const path = sourcePath(reportId, row.appendix);
    const cells = pages.get(path) ?? [];
    cells.push([String(row.cell_ref), cut(row.raw_text, 1000)]);
    pages.set(path, cells);
  }
  const index: CellIndex = { month, pages: [...pages].map(([path, cells]) => ({ path, cells })) };
  const file = cellsFile(reportId);
  writeFileSync(join(outputFolder, ...file.split("/")), `${JSON.stringify(index)}\n`);
  return file;
}

/** Pages of the month shown first, and the tables for use with their columns. */
function pagesAndTables(database: SiteDatabase, sources: readonly PageSource[], folder: string): SearchEntry[] {
  const pages = sources
    .filter((source) => source.meta.nav && source.meta.scope !== "source")
    .map(({ name, meta }): SearchEntry => {
      const say = (lang: "vi" | "en") =>
        cut(`${meta.nav?.[lang]}: ${meta.title[lang].replace(/ *\{month\} */g, " ").trim()}`, 200);
      const text = [say("vi"), cut(meta.summary?.vi, 300)];
      return { kind: "page", month: null, path: `${meta.scope === "site" ? "" : folder}${name}`, text, en: say("en") };
    });
  const tables = database.dictionary
    .filter((table) => /^(marts|ledger)\./.test(table.name))
    .map((table): SearchEntry => {
      const columns = table.columns.map((column) => column.name).join(" ");
      const path = `dictionary#${table.name.replaceAll(".", "-")}`;
      const text = [cut(`${table.name}: ${table.description_vi ?? ""}`, 300), columns];
      return { kind: "table", month: null, path, text, en: cut(`${table.name}: ${table.description ?? ""}`, 300) };
    });
  return [...pages, ...tables];
}

function cut(value: unknown, length: number): string {
  const text = String(value ?? "")
    .replace(/\s+/g, " ")
    .trim();
  return text.length > length ? `${text.slice(0, length)}…` : text;
}
