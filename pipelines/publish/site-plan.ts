/** Which pages a site has: each page source in both languages, for each month, year or printed appendix that it is about. */
import type { Lang } from "../../src/lib/format.ts";
import { isSameYear, newestOfYears, type Scope } from "../../src/lib/page.ts";
import { sourcePath } from "../../src/lib/places.ts";
import type { PageSource } from "./site-page.ts";
import { reportIds, type SourceScope } from "./site-scopes.ts";

/** One page to make, but for its language. */
export interface PagePlan {
  source: PageSource;
  /** Output path without language and extension. */
  path: string;
  scope: Scope | null;
  /** The reports whose rows plain table names mean; null for all. */
  reports: string[] | null;
  /** What the page's queries and calls may name. */
  parameters: Record<string, string>;
}

export const languages: readonly Lang[] = ["vi", "en"];

/** In an order that keeps the pages of a month together: what is read for one serves the next. */
export function planPages(
  sources: readonly PageSource[],
  scopes: readonly Scope[],
  printed: readonly SourceScope[],
): PagePlan[] {
  const of = (kind: string) => sources.filter((source) => source.meta.scope === kind);
  const newest = new Set(newestOfYears(scopes));
  const appendices = new Map<string, SourceScope[]>();
  for (const each of printed) appendices.set(each.reportId, [...(appendices.get(each.reportId) ?? []), each]);
  const plans: PagePlan[] = [];
  const add = (source: PageSource, path: string, scope: Scope | null, reports: string[] | null, parameters = {}) =>
    plans.push({ source, path, scope, reports, parameters });
  const addPrinted = (reportId: string, scope: Scope | null) => {
    for (const { appendix } of appendices.get(reportId) ?? []) {
      for (const source of of("source")) {
        const parameters = { report: reportId, appendix: appendix ?? "" };
        add(source, sourcePath(reportId, appendix), scope, [reportId], parameters);
      }
    }
    appendices.delete(reportId);
  };
  const months = new Map<string, Scope[]>();
  for (const scope of scopes) months.set(scope.localityId, [...(months.get(scope.localityId) ?? []), scope]);
  for (const scope of scopes.length > 0 ? scopes : [null]) {
    const ids = scope ? reportIds(scope) : [];
    const folder = scope?.folder ?? "";
    for (const source of of("report")) add(source, `${folder}${source.name}`, scope, ids);
    for (const id of ids) addPrinted(id, scope);
    if (scope && !newest.has(scope)) continue;
    const year = (scope ? (months.get(scope.localityId) ?? []) : []).filter((item) => scope && isSameYear(item, scope));
    for (const source of of("year")) add(source, `${folder}${source.name}`, scope, year.flatMap(reportIds));
  }
  // Reports that a later one of the same month has replaced are still shown as printed.
  for (const reportId of [...appendices.keys()]) addPrinted(reportId, scopes[0] ?? null);
  for (const source of of("site")) {
    const [first = null] = scopes;
    // A page of several localities is of no one's report.
    add(source, source.name, first && source.meta.localities === "several" ? { ...first, reports: [] } : first, null);
  }
  return plans;
}
