import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { projectFolder } from "../../pipelines/paths.ts";
import { type BriefContent, briefContent } from "../../pipelines/publish/brief/content.ts";
import { readBrief, writeBrief } from "../../pipelines/publish/brief/index.ts";
import { fitOnOnePage } from "../../pipelines/publish/brief/pdf-summary.ts";
import { newPage, readPlaces, readScopes } from "../../pipelines/publish/site-compile.ts";
import { openSiteDatabase, type SiteDatabase } from "../../pipelines/publish/site-database.ts";
import { readDocument } from "../../pipelines/read/index.ts";
import { writeExportsFixture } from "../site/exports-fixture.ts";

const folder = mkdtempSync(join(tmpdir(), "kichban-brief-"));
let database: SiteDatabase;
let content: BriefContent;

beforeAll(async () => {
  await writeExportsFixture(folder);
  database = await openSiteDatabase(folder);
  content = await readBrief(database, { lang: "vi" });
});
afterAll(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

const flat = (text: string) => text.replace(/\s+/g, " ");

/** The text of each page of a PDF. */
async function pdfPages(bytes: Uint8Array): Promise<string[]> {
  const { getDocument } = await import("pdfjs-dist/legacy/build/pdf.mjs");
  const file = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const pages: string[] = [];
  for (let number = 1; number <= file.numPages; number++) {
    const { items } = await (await file.getPage(number)).getTextContent();
    pages.push(flat(items.map((item) => ("str" in item ? item.str : "")).join(" ")));
  }
  return pages;
}

/** Writes the brief given on standard input, in a process that has written none before. */
const briefAlone = `
  import { readFileSync } from "node:fs";
  import { writeBrief } from "./pipelines/publish/brief/index.ts";
  process.stdout.write(await writeBrief(JSON.parse(readFileSync(0, "utf8")), "pdf"));
`;

interface StructNode {
  role?: string;
  children?: StructNode[];
}

/** How often each role stands in a page's tree. */
function countRoles(node: StructNode | null, counts: Record<string, number>): void {
  if (node?.role) counts[node.role] = (counts[node.role] ?? 0) + 1;
  for (const child of node?.children ?? []) countRoles(child, counts);
}

describe("what a brief says", () => {
  test("it has the parts of an office's letter, and leaves open what a hand fills in", () => {
    expect(content.nation).toBe("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
    expect(content.motto).toBe("Độc lập - Tự do - Hạnh phúc");
    expect(content.office).toEqual(["ỦY BAN NHÂN DÂN", "PHƯỜNG MẪU ĐƠN"]);
    expect(content.number).toMatch(/^Số:\s+\/BC-UBND$/);
    expect(content.placeDate).toMatch(/^Mẫu Đơn, ngày\s+tháng\s+năm 2026$/);
    expect(content.opening).toContain("Báo cáo số 9/BC-UBND ngày 12/03/2026");
  });

  test("a fact that changes changes its sentence, and only that", async () => {
    const scopes = await readScopes(database);
    const page = newPage("vi", "index", scopes[0] ?? null, scopes, await readPlaces(database));
    const project = (actual: number) => ({
      name: "Cầu bịa",
      planned_vnd: 8e9,
      actual_vnd: actual,
      gap_vnd: 8e9 - actual,
      planned_until_date: "2026-03-31",
    });
    const input = { variance: [], tasks: [], months: [], changes: [], reports: [] };
    const before = briefContent(page, { ...input, projects: [project(0)] });
    const after = briefContent(page, { ...input, projects: [project(3e9)] });
    expect(before.points[2]?.text).toBe(
      "Theo báo cáo, còn 8\u00a0tỷ\u00a0đồng dự kiến giải ngân đến hết ngày 31/03/2026 chưa được chi; 1 trên 1 dự án có đủ hai số chưa chi đồng nào.",
    );
    expect(after.points[2]?.text).toBe(
      "Theo báo cáo, còn 5\u00a0tỷ\u00a0đồng dự kiến giải ngân đến hết ngày 31/03/2026 chưa được chi; 0 trên 1 dự án có đủ hai số chưa chi đồng nào.",
    );
    expect(after.points.map((point, index) => (index === 2 ? "" : point.text))).toEqual(
      before.points.map((point, index) => (index === 2 ? "" : point.text)),
    );
    expect(after.tables[1]?.rows[0]?.slice(1)).toEqual(["Cầu bịa", "8.000", "3.000", "5.000", "37,5 %"]);
  });

  test("a month that isn't held is told with those that are", async () => {
    await expect(readBrief(database, { lang: "vi", period: "2031-01" })).rejects.toThrow(
      /2031-01: there is no such report; these are held: mau-don 2026-03/,
    );
  });

  test("another locality is chosen by its name", async () => {
    expect((await readBrief(database, { lang: "en", locality: "xã Thử Nghiệm" })).office[1]).toBe("THỬ NGHIỆM");
  });
});

describe("the files", () => {
  test("the PDF's first page is the whole summary, the annex follows, pages are A4", async () => {
    const pages = await pdfPages(await writeBrief(content, "pdf"));
    for (const text of [content.nation, content.subject, content.points[4]?.text ?? "", "Nơi nhận:", "CHỦ TỊCH"]) {
      expect(pages[0]).toContain(flat(text));
    }
    expect(pages[1]).toContain("PHỤ LỤC");
    expect(pages.join(" ")).toContain("Xây nhà tưởng tượng");
  });

  test("a summary too long for a page loses details, not sentences", () => {
    const long = {
      ...content,
      points: content.points.map((point) => ({
        ...point,
        details: Array.from({ length: 3 }, () => "rất dài ".repeat(40)),
      })),
    };
    const fit = fitOnOnePage(long);
    expect(fit.details.reduce((sum, count) => sum + count, 0)).toBeLessThan(15);
  });

  test("the Word file holds the same words as the PDF, by the project's own reader", async () => {
    const bytes = await writeBrief(content, "docx");
    const document = await readDocument({ name: "tóm tắt.docx", bytes });
    const text = flat(JSON.stringify(document).normalize("NFC"));
    for (const point of content.points) expect(text).toContain(flat(point.title));
    expect(text).toContain("Độc lập - Tự do - Hạnh phúc");
    expect(text).toContain("Xây nhà tưởng tượng");
    expect(text).toContain("onerror");
  });

  test("a brief is the same whatever was written before it in the run, and all of its words can be found", async () => {
    const english = await readBrief(database, { lang: "en" });
    const alone = execFileSync(process.execPath, ["--import", "tsx", "--input-type=module", "-e", briefAlone], {
      input: JSON.stringify(english),
      cwd: projectFolder,
      maxBuffer: 1e8,
    });
    await writeBrief(content, "pdf");
    const after = await writeBrief(english, "pdf");
    expect(after.equals(alone)).toBe(true);
    const text = (await pdfPages(after)).join(" ").replace(/\s+/g, "");
    const said = [
      english.subject,
      english.opening,
      ...english.tables.flatMap((table) => [table.title, ...table.rows.flat()]),
    ];
    for (const one of said) expect(text).toContain(one.normalize("NFC").replace(/\s+/g, ""));
  });

  test("the PDF tells readers of the screen what each part is, and in which language", async () => {
    const { getDocument } = await import("pdfjs-dist/legacy/build/pdf.mjs");
    for (const [lang, code] of [
      ["vi", "vi-VN"],
      ["en", "en-GB"],
    ] as const) {
      const own = await readBrief(database, { lang });
      const file = await getDocument({ data: new Uint8Array(await writeBrief(own, "pdf")), verbosity: 0 }).promise;
      expect(await file.getMarkInfo()).toMatchObject({ Marked: true });
      const { info } = (await file.getMetadata()) as unknown as { info: Record<string, unknown> };
      expect(info).toMatchObject({ Title: `${own.kind}: ${own.subject}`, Language: code });
      const counts: Record<string, number> = {};
      for (let number = 1; number <= file.numPages; number++) {
        countRoles((await (await file.getPage(number)).getStructTree()) as StructNode | null, counts);
      }
      expect(counts).toMatchObject({ H1: 2, H2: own.points.length + own.tables.length });
      // A table over several pages is told of on each.
      const filled = own.tables.filter((table) => table.rows.length > 0);
      const least = (role: string, of: (table: (typeof filled)[number]) => number) =>
        expect(counts[role]).toBeGreaterThanOrEqual(filled.reduce((sum, table) => sum + of(table), 0));
      least("Table", () => 1);
      least("TH", (table) => table.columns.length);
      least("TD", (table) => table.rows.length * table.columns.length);
    }
  });

  test("equal reports give equal bytes", async () => {
    for (const format of ["pdf", "docx"] as const) {
      const first = await writeBrief(content, format);
      await new Promise((resolve) => setTimeout(resolve, 2100));
      expect((await writeBrief(content, format)).equals(first), format).toBe(true);
    }
  });
});
