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
import { narrowTo, newPage, readPlaces, readScopes, reportIds } from "../site-compile.ts";
import type { SiteDatabase } from "../site-database.ts";
import { parsePage } from "../site-page.ts";
import { type BriefContent, briefContent } from "./content.ts";
import { briefDocx } from "./docx.ts";
import { briefPdf, fitOnOnePage } from "./pdf.ts";

export type BriefFormat = "pdf" | "docx";
export const briefFormats: readonly BriefFormat[] = ["pdf", "docx"];

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
export async function writeSiteBriefs(database: SiteDatabase, outputFolder: string): Promise<void> {
  const scopes = await readScopes(database);
  if (scopes.length > 0) mkdirSync(join(outputFolder, "briefs"), { recursive: true });
  for (const scope of scopes) {
    for (const lang of ["vi", "en"] as const) {
      const content = await contentOf(database, scope, scopes, lang);
      const fit = fitOnOnePage(content);
      writeFileSync(join(outputFolder, briefPath(scope, lang, "pdf")), await briefPdf(content, fit));
      writeFileSync(join(outputFolder, briefPath(scope, lang, "docx")), await briefDocx(content, fit));
    }
  }
}

async function contentOf(database: SiteDatabase, scope: Scope, scopes: Scope[], lang: Lang): Promise<BriefContent> {
  const page = newPage(lang, `${scope.folder}index`, scope, scopes, await readPlaces(database));
  await narrowTo(database, reportIds(scope));
  return briefContent(page, await overviewRows(database));
}

/** The leader's page's own queries: what it shows and what the brief says can't differ. */
async function overviewRows(database: SiteDatabase): Promise<OverviewInput> {
  const file = join(projectFolder, "src", "pages", "index.md");
  const blocks = new Map<string, string>();
  for (const segment of parsePage("index", file, readFileSync(file, "utf8")).segments) {
    if (segment.kind === "sql") blocks.set(segment.name, segment.sql);
  }
  const rows = (name: string): Promise<Row[]> => {
    const sql = blocks.get(name);
    if (!sql) throw new Error(`${file}: the brief needs the page's query ${name}`);
    return database.query(sql);
  };
  return {
    variance: await rows("variance"),
    projects: await rows("projects"),
    tasks: await rows("task_rows"),
    changes: await rows("change_rows"),
    reports: await rows("report_rows"),
  };
}

function chooseScope(scopes: readonly Scope[], { locality, period }: BriefWanted): Scope {
  const wanted = locality?.normalize("NFC").toLocaleLowerCase("vi");
  const found = scopes.find(
    (scope) =>
      (!wanted || scope.localityId === wanted || scope.locality.toLocaleLowerCase("vi") === wanted) &&
      (!period || scope.period.slice(0, 7) === period),
  );
  if (found) return found;
  const held = scopes.map((scope) => `${scope.localityId} ${scope.period.slice(0, 7)}`).join(", ");
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
