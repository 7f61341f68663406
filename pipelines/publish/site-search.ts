/** One small index of everything that has a name: tasks, projects, indicators, points to question, of every month held. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type SearchEntry, type SearchIndex, searchFile } from "../../src/search/index.ts";
import { readPlaces, readScopes, reportIds } from "./site-compile.ts";
import type { SiteDatabase } from "./site-database.ts";

export async function writeSearchIndex(database: SiteDatabase, outputFolder: string): Promise<void> {
  const scopes = await readScopes(database);
  const places = await readPlaces(database);
  const index: SearchIndex = { months: [], entries: [] };
  for (const scope of scopes) {
    const month = index.months.push({ locality: scope.locality, period: scope.period.slice(0, 7) }) - 1;
    const list = reportIds(scope)
      .map((id) => `'${id.replaceAll("'", "''")}'`)
      .join(", ");
    const rows = await database.query(`
      select 1 as kind, position, task as name, source_ref, concat_ws(' · ', unit, result) as more from marts.tasks where report_id in (${list})
      union all
      select 2, position, name, source_ref, location from marts.disbursement_gaps where report_id in (${list}) and level = 'project'
      union all
      select 3, position, name, source_ref, narrative from marts.indicators where report_id in (${list})
      order by kind, position, source_ref`);
    const kinds = ["", "task", "project", "indicator"] as const;
    for (const row of rows) {
      const path = row.source_ref ? places.pageOf(String(row.source_ref)) : null;
      if (!path || !row.name) continue;
      const kind = kinds[Number(row.kind)] as SearchEntry["kind"];
      index.entries.push({ kind, month, path, text: [cut(row.name, 300), cut(row.more, 200)] });
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
  }
  mkdirSync(join(outputFolder, "tables"), { recursive: true });
  writeFileSync(join(outputFolder, ...searchFile.split("/")), `${JSON.stringify(index)}\n`);
}

function cut(value: unknown, length: number): string {
  const text = String(value ?? "")
    .replace(/\s+/g, " ")
    .trim();
  return text.length > length ? `${text.slice(0, length)}…` : text;
}
