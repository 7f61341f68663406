/** Briefs of the months that an exports folder holds: from the same rows as the leader's page. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { briefPath } from "../../../src/components/brief.ts";
import type { OverviewInput } from "../../../src/components/sentences.ts";
import type { Lang } from "../../../src/lib/format.ts";
import type { Scope } from "../../../src/lib/page.ts";
import type { Row } from "../../../src/site-tables.ts";
import { UserError } from "../../errors.ts";
import { projectFolder } from "../../paths.ts";
import { pageOf } from "../site-compile.ts";
import type { SiteDatabase } from "../site-database.ts";
import type { PageMaker } from "../site-maker.ts";
import { type PageSource, parsePage } from "../site-page.ts";
import { PlaceReader } from "../site-places.ts";
import { languages, type PagePlan } from "../site-plan.ts";
import { keyOf } from "../site-reuse.ts";
import { RowReader } from "../site-rows.ts";
import { readScopes, reportIds } from "../site-scopes.ts";
import { type BriefContent, briefContent } from "./content.ts";
import { briefDocx } from "./docx.ts";
import { briefPdf } from "./pdf.ts";
import { fitOnOnePage } from "./pdf-summary.ts";

export type BriefFormat = "pdf" | "docx";
const briefFormats: readonly BriefFormat[] = ["pdf", "docx"];

export interface BriefWanted {
  /** Id or name; the site's first locality unless told. */
  locality?: string | undefined;
  /** YYYY-MM; the newest unless told. */
  period?: string | undefined;
  lang: Lang;
}

/**
 * The brief of one locality's month.
 * @throws UserError when the exports hold no such month; it names those that are there.
 */
export async function readBrief(database: SiteDatabase, wanted: BriefWanted): Promise<BriefContent> {
  const scopes = await readScopes(database);
  const scope = chooseScope(scopes, wanted);
  return contentOf(database, scope, scopes, wanted.lang);
}

export function writeBrief(content: BriefContent, format: BriefFormat): Promise<Buffer> {
  return format === "pdf" ? briefPdf(content) : briefDocx(content);
}

/** Every month's brief in both languages and formats, into the site's folder; the leader's page links them. */
export async function writeSiteBriefs(site: PageMaker, outputFolder: string): Promise<void> {
  if (site.scopes.length > 0) mkdirSync(join(outputFolder, "briefs"), { recursive: true });
  for (const scope of site.scopes) {
    const plan = overviewPlan(scope);
    const { key, ...known } = await site.keyOf(plan, monthsUpTo(scope, site.scopes));
    let found = known.rows && known.behind ? { rows: known.rows, behind: known.behind } : null;
    for (const lang of languages) {
      const files = briefFormats.map((format) => briefPath(scope, lang, format));
      const name = `brief ${lang} ${scope.folder}`;
      const own = keyOf(key, lang);
      if (site.reuse.take(name, own)) continue;
      found ??= await site.rowsOf(plan);
      const content = briefContent(
        await site.page(plan, lang, found.behind, monthsUpTo(scope, site.scopes)),
        overviewRows(found.rows),
      );
      const fit = fitOnOnePage(content);
      for (const [index, format] of briefFormats.entries()) {
        const bytes = format === "pdf" ? await briefPdf(content, fit) : await briefDocx(content, fit);
        writeFileSync(join(outputFolder, files[index] as string), bytes);
      }
      site.reuse.note(name, own, files);
    }
  }
}

/** What a brief may know of: a month that comes later must not change it. */
function monthsUpTo(scope: Scope, scopes: readonly Scope[]): Scope[] {
  return scopes.filter((other) => other.localityId === scope.localityId && other.period <= scope.period);
}

async function contentOf(database: SiteDatabase, scope: Scope, scopes: Scope[], lang: Lang): Promise<BriefContent> {
  const plan = overviewPlan(scope);
  const tables = await new RowReader(database).tables(plan);
  const places = await PlaceReader.open(database);
  const page = pageOf(
    plan,
    lang,
    monthsUpTo(scope, scopes),
    await places.of(places.reportsBehind(plan.reports, tables)),
  );
  return briefContent(page, overviewRows(tables));
}

const overviewFile = join(projectFolder, "src", "pages", "index.md");
let overview: PageSource | null = null;

export function overviewSource(): PageSource {
  overview ??= parsePage("index", overviewFile, readFileSync(overviewFile, "utf8"));
  return overview;
}

/** The leader's page's own queries: what it shows and what the brief says can't differ. */
function overviewPlan(scope: Scope): PagePlan {
  return { source: overviewSource(), path: `${scope.folder}index`, scope, reports: reportIds(scope), parameters: {} };
}

function overviewRows(tables: Record<string, Row[]>): OverviewInput {
  const rows = (name: string): Row[] => {
    const found = tables[name];
    if (!found) throw new Error(`src/pages/index.md: the brief needs the page's query ${name}`);
    return found;
  };
  return {
    variance: rows("variance"),
    projects: rows("projects"),
    tasks: rows("task_rows"),
    months: rows("month_rows"),
    changes: rows("change_rows"),
    reports: rows("report_rows"),
  };
}

/** A sentence names no more months than this. */
const mostNamed = 24;

function chooseScope(scopes: readonly Scope[], { locality, period }: BriefWanted): Scope {
  const wanted = locality?.normalize("NFC").toLocaleLowerCase("vi");
  const found = scopes.find(
    (scope) =>
      (!wanted || scope.localityId === wanted || scope.locality.toLocaleLowerCase("vi") === wanted) &&
      (!period || scope.period.slice(0, 7) === period),
  );
  if (found) return found;
  const names = scopes.map((scope) => `${scope.localityId} ${scope.period.slice(0, 7)}`);
  const held =
    names.length > mostNamed ? `${names.slice(0, mostNamed).join(", ")} … (${names.length})` : names.join(", ");
  const asked = [locality, period].filter(Boolean).join(" ");
  throw new UserError(
    held
      ? `${asked}: there is no such report; these are held: ${held}.`
      : "There is no report yet; run: npx kichban nightly",
    {
      code: "no_report",
      vi: held
        ? `${asked}: không có báo cáo này; đang có: ${held}.`
        : "Chưa có báo cáo nào; hãy chạy: npx kichban nightly",
    },
  );
}
