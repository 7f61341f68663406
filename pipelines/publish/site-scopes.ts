/** What a site is divided into: localities and months, years, and the reports' appendices. */
import { newestOfYears, type Scope } from "../../src/lib/page.ts";
import type { SiteDatabase } from "./site-database.ts";

/** A report's appendix, for pages of scope `source`. */
export interface SourceScope {
  reportId: string;
  appendix: string | null;
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

/** More months than this, and a page's list of them names only those near to it: it stands in each page. */
const mostMonths = 40;
const mostOtherLocalities = 120;

/**
 * The months that a page lists to go to: all, or where they are many its own year's, the newest of the locality's other years,
 * and the newest of some other localities. Each year named has its newest month, which holds the pages of the year.
 */
export function scopesToPick(scopes: readonly Scope[], own: Scope | null): Scope[] {
  if (!own || scopes.length <= mostMonths) return [...scopes];
  const mine = scopes.filter((scope) => scope.localityId === own.localityId);
  const newest = new Set(newestOfYears(mine));
  const near = mine.filter((scope) => newest.has(scope) || scope.period.slice(0, 4) === own.period.slice(0, 4));
  const others = new Map<string, Scope>();
  for (const scope of scopes) {
    if (others.size >= mostOtherLocalities) break;
    if (scope.localityId !== own.localityId && !others.has(scope.localityId)) others.set(scope.localityId, scope);
  }
  return [...near, ...others.values()];
}
