/** One small index of everything that has a name: rows, findings and reports of every month held, pages, tables. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sourcePath } from "../../src/lib/places.ts";
import { type SearchEntry, type SearchIndex, searchFile } from "../../src/search/index.ts";
import { readPlaces, readScopes, reportIds } from "./site-compile.ts";
import type { SiteDatabase } from "./site-database.ts";
import type { PageSource } from "./site-page.ts";

/** What a row is found by: its name, and what else is said of it. A group or a cost item is found by its own line. */
const rowsOf = (list: string) => `
  select 1 as kind, position, task as name, source_ref,
    concat_ws(' · ', unit, deliverable, authority, result, forecast, recommendation, list_aggregate(coordinating_units, 'string_agg', ', ')) as more
  from marts.tasks where report_id in (${list})
  union all
  select 2, position, name, source_ref, concat_ws(' · ', project_id, location) from marts.disbursement_gaps
  where report_id in (${list}) and level <> 'component'
  union all
  select 3, position, name, source_ref, concat_ws(' · ', indicator_id, narrative) from marts.indicators where report_id in (${list})
  order by kind, position, source_ref`;

const kinds = ["", "task", "project", "indicator"] as const;

export async function writeSearchIndex(
  database: SiteDatabase,
  sources: readonly PageSource[],
  outputFolder: string,
): Promise<void> {
  const scopes = await readScopes(database);
  const places = await readPlaces(database);
  const index: SearchIndex = { months: [], entries: [] };
  const appendices = await database.query(
    "select report_id, min(appendix) as appendix from ledger.cells where report_id is not null group by report_id",
  );
  for (const scope of scopes) {
    const month = index.months.push({ locality: scope.locality, period: scope.period.slice(0, 7) }) - 1;
    const list = reportIds(scope)
      .map((id) => `'${id.replaceAll("'", "''")}'`)
      .join(", ");
    for (const row of await database.query(rowsOf(list))) {
      const path = row.source_ref ? places.pageOf(String(row.source_ref)) : null;
      if (!path || !row.name) continue;
      const kind = kinds[Number(row.kind)] as SearchEntry["kind"];
      index.entries.push({ kind, month, path, text: [cut(row.name, 300), cut(row.more, 400)] });
    }
    for (const finding of places.findings) {
      if (!reportIds(scope).includes(finding.reportId)) continue;
      const path = `${scope.folder}findings#f-${finding.id}`;
      index.entries.push({
        kind: "finding",
        month,
        path,
        text: [cut(finding.messageVi, 300)],
        en: cut(finding.messageEn, 300),
      });
    }
    for (const report of scope.reports) {
      const number = report.report_number ? String(report.report_number) : String(report.report_id);
      const text = [
        number,
        cut([report.report_id, report.source_name, report.issued_date].filter(Boolean).join(" · "), 300),
      ];
      const first = appendices.find((row) => row.report_id === report.report_id);
      const path = first ? sourcePath(report.report_id, first.appendix) : "reports";
      index.entries.push({ kind: "report", month, path, text });
    }
  }
  index.entries.push(...pagesAndTables(database, sources, scopes[0]?.folder ?? ""));
  mkdirSync(join(outputFolder, "tables"), { recursive: true });
  writeFileSync(join(outputFolder, ...searchFile.split("/")), `${JSON.stringify(index)}\n`);
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
