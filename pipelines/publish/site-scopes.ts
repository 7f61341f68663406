/** What a site is divided into: localities and months, years, and the reports' appendices. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type LocalityMonths, type MonthsFile, monthsFile, mostMonths } from "../../src/lib/monthsFile.ts";
import { newestOfYears, type Scope } from "../../src/lib/page.ts";
import type { SiteDatabase } from "./site-database.ts";

/** A report's appendix, for pages of scope `source`. */
export interface SourceScope {
  reportId: string;
  appendix: string | null;
}

/** With more localities than this none is "the own" one. */
const fewLocalities = 6;

/**
 * The localities and months that the marts hold. The locality with the most months comes first, and the newest of them is the
 * site's first page: a report of a neighbour that came by doesn't push the own ones away. Where localities are many, those
 * within a quarter of the most months count as equal: else the front page would be another's each time that one reports first.
 */
export async function readScopes(database: SiteDatabase): Promise<Scope[]> {
  const rows = await database.query(`
    with localities as (
      select locality_id, count(distinct period) as months, max(period) as newest from marts.reports group by locality_id
    ),
    ranked as (
      select *, count(*) over () > ${fewLocalities} as are_many, max(months) over () as most from localities
    )
    select reports.*
    from marts.reports as reports
    inner join ranked on reports.locality_id = ranked.locality_id
    order by
      case when are_many and most - months <= most // 4 then most else months end desc,
      case when are_many then null else newest end desc nulls last,
      reports.locality_id, reports.period desc,
      reports.issued_date desc nulls last, reports.report_id desc`);
  const scopes = new Map<string, Scope>();
  for (const row of rows) {
    const key = `${row.locality_id} ${row.period}`;
    const found = scopes.get(key);
    if (found) found.reports.push(row);
    else {
      scopes.set(key, {
        localityId: String(row.locality_id),
        locality: String(row.locality),
        period: String(row.period),
        reports: [row],
        folder: scopes.size === 0 ? "" : `months/${row.locality_id}-${String(row.period).slice(0, 7)}/`,
      });
    }
  }
  return [...scopes.values()];
}

/** So many of the newest months of each locality are read often: their pages are compressed best. */
const currentMonths = 2;

/** @param scopes each locality's from its newest month on */
export function currentScopes(scopes: readonly Scope[]): Scope[] {
  const counts = new Map<string, number>();
  return scopes.filter(({ localityId }) => {
    const count = (counts.get(localityId) ?? 0) + 1;
    counts.set(localityId, count);
    return count <= currentMonths;
  });
}

export function reportIds(scope: Scope): string[] {
  return scope.reports.map((report) => String(report.report_id));
}

export async function readSources(database: SiteDatabase): Promise<SourceScope[]> {
  const rows = await database.query(
    "select distinct report_id, appendix from ledger.cells where report_id is not null order by report_id, appendix",
  );
  return rows.map((row) => ({
    reportId: String(row.report_id),
    appendix: row.appendix === null ? null : String(row.appendix),
  }));
}

export const hasManyMonths = (scopes: readonly Scope[]): boolean => scopes.length > mostMonths;

/**
 * The months that a page names: all, or where they are many its own year's and the newest of the locality's other years, which
 * hold the pages of these years. Those of other localities then come from a file of their own, so that a neighbour's new report
 * changes no page of this one.
 */
export function scopesToPick(scopes: readonly Scope[], own: Scope | null): Scope[] {
  if (!own || !hasManyMonths(scopes)) return [...scopes];
  const mine = scopes.filter((scope) => scope.localityId === own.localityId);
  const newest = new Set(newestOfYears(mine));
  return mine.filter((scope) => newest.has(scope) || scope.period.slice(0, 4) === own.period.slice(0, 4));
}

/** Writes the file that names every locality's months, for sites of many. */
export function writeMonths(scopes: readonly Scope[], outputFolder: string): void {
  if (!hasManyMonths(scopes)) return;
  const localities = new Map<string, LocalityMonths>();
  for (const { localityId, locality, period } of scopes) {
    const known = localities.get(localityId) ?? { id: localityId, name: locality, months: [] };
    known.months.push(period.slice(0, 7));
    localities.set(localityId, known);
  }
  const first = scopes.find((scope) => scope.folder === "");
  const file: MonthsFile = {
    first: first ? `${first.localityId}-${first.period.slice(0, 7)}` : "",
    localities: [...localities.values()],
  };
  mkdirSync(join(outputFolder, "tables"), { recursive: true });
  writeFileSync(join(outputFolder, ...monthsFile.split("/")), `${JSON.stringify(file)}\n`);
}
