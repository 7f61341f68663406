import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { parse } from "parse5";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildSite } from "../../pipelines/publish/site.ts";
import { openSiteDatabase } from "../../pipelines/publish/site-database.ts";
import { inlineThemeScript } from "../../src/components/shell.ts";
import { hostile, writeExportsFixture } from "./exports-fixture.ts";

const folder = mkdtempSync(join(tmpdir(), "kichban-site-"));
const exportsFolder = join(folder, "exports");
const site = join(folder, "site");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function files(root: string): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .replaceAll("\\", "/"),
    )
    .sort();
}

function build(exportsFrom: string, outputFolder: string) {
  return buildSite({ exportsFolder: exportsFrom, outputFolder, workFolder: join(folder, "work"), runId: "any" });
}

describe("a site of three months of two localities", () => {
  let pages: string[] = [];
  beforeAll(async () => {
    await writeExportsFixture(exportsFolder);
    ({ pages } = await build(exportsFolder, site));
  }, 300_000);

  const html = (path: string) => readFileSync(join(site, path), "utf8");

  test("every page stands in both languages", () => {
    const vietnamese = pages.filter((page) => !page.startsWith("en/"));
    expect(vietnamese).toContain("index.html");
    expect(vietnamese).toContain("months/mau-don-2026-02/tasks.html");
    expect(vietnamese).toContain("months/thu-nghiem-2026-02/index.html");
    expect(vietnamese).toContain("sources/mau-don-2026-03-9-indicators.html");
    expect(pages.filter((page) => page.startsWith("en/")).map((page) => page.slice(3))).toEqual(vietnamese);
    for (const page of pages)
      expect(html(page)).toMatch(page.startsWith("en/") ? '<html lang="en">' : '<html lang="vi">');
  });

  test("each month shows its own rows", () => {
    expect(html("index.html")).toContain('Báo cáo số <span class="nb">9/BC-UBND</span>');
    expect(html("months/mau-don-2026-02/index.html")).toContain("7/BC-UBND");
    expect(html("months/thu-nghiem-2026-02/index.html")).not.toContain("Mẫu Đơn</b>");
  });

  test("all links lead to a page and a place in it, and none leaves the site", () => {
    const ids = new Map<string, Set<string>>();
    const idsOf = (page: string) => {
      const found =
        ids.get(page) ?? new Set([...html(page).matchAll(/ id="([^"]+)"/g)].map((match) => match[1] as string));
      ids.set(page, found);
      return found;
    };
    for (const page of pages) {
      for (const [, , link] of html(page).matchAll(/ (href|src)="([^"]*)"/g)) {
        if (link?.startsWith("data:")) continue;
        expect(link, page).not.toMatch(/^([a-z]+:|\/)/i);
        const [address, part] = (link as string).split("#");
        const path = address?.split("?")[0];
        const target = path ? join(dirname(page), path).replaceAll("\\", "/") : page;
        expect(existsSync(join(site, target)), `${page} → ${link}`).toBe(true);
        if (part && target.endsWith(".html")) expect(idsOf(target).has(part), `${page} → ${link}`).toBe(true);
      }
    }
  });

  test("no text of a report becomes an element, a script or an attribute", () => {
    const shown = html("tasks.html");
    expect(shown).toContain("&lt;img src=x onerror=");
    for (const page of pages) {
      expect(html(page)).not.toContain("<img");
      expect(html(page)).not.toContain(hostile);
      expect(html(page)).not.toMatch(/<[^>]+ style=/);
      const scripts = [...html(page).matchAll(/<script([^>]*)>([^<]*)/g)].map(
        ([, attributes, code]) => (attributes ?? "") + code,
      );
      const foreign = scripts.filter(
        (script) => !/^ src="[./]*assets\/[\w.-]+\.js" defer$/.test(script) && script !== inlineThemeScript,
      );
      expect(foreign, page).toEqual([]);
    }
  });

  test("a figure leads to its cell, a doubtful one has a mark", () => {
    const page = html("disbursement.html");
    expect(page).toMatch(
      /href="\.\/sources\/mau-don-2026-03-9-projects\.html#bbbbbbbbbbbb-t2-r3-c4">6\u00a0tỷ\u00a0đồng/,
    );
    expect(page).toMatch(/class="mark error" href="\.\/findings\.html#f-mau-don03error"/);
  });

  test("an explained finding stays on its page with name, day and reason, after the open ones, and is counted no more", () => {
    const page = html("findings.html");
    const at = page.indexOf('id="f-mau-don03answered"');
    expect(at).toBeGreaterThan(page.indexOf('id="f-mau-don03fresh"'));
    expect(at).toBeGreaterThan(page.indexOf('id="f-mau-don03info"'));
    const entry = page.slice(at, page.indexOf("</article>", at));
    expect(entry).toContain("<b>Người Bịa</b>, ngày 19/03/2026: <q>Dự án đổi tên");
    // One error, one warning and one note of each month, and the one that is new; not the explained one.
    expect(page).toContain("Tất cả 4 điểm: 1 điểm chắc chắn sai, 2 điểm cần hỏi, 1 lưu ý. Đã giải trình thêm 1 điểm.");
    expect(html("index.html")).not.toContain("f-mau-don03answered");
    expect(html("index.html").replace(/<[^>]+>/g, "")).toContain("1 sai, 2 cần hỏi");
  });

  test("only what an earlier file of the month did not have is new, and what a later one put right is folded", () => {
    const page = html("findings.html");
    expect(page.match(/class="badge new"/g)).toHaveLength(1);
    expect(page.slice(page.indexOf('id="f-mau-don03fresh"')).split("</article>")[0]).toContain("badge new");
    const resolved = page.slice(page.indexOf('<details class="rest resolved">'));
    expect(resolved).toContain("bịa-lần-2.txt, nhận ngày 20/03/2026");
    expect(resolved).toContain("hết sau khi <b>Người Bịa</b> sửa ô ngày 21/03/2026: <q>Bản giấy ghi khác");
    expect(html("months/mau-don-2026-02/findings.html")).not.toContain("badge new");
    expect(html("months/mau-don-2026-02/findings.html")).not.toContain("rest resolved");
  });

  test("a change is told in words: its appendix, its row's printed name, its column by the dictionary", () => {
    const row = /<tr[^>]*>(?:(?!<\/tr>)[\s\S])*1\.100[\s\S]*?<\/tr>/.exec(html("changes.html"))?.[0] ?? "";
    expect(row).toContain("Phụ lục chỉ tiêu kinh tế - xã hội");
    expect(row).toContain("Kế hoạch năm");
    expect(row).not.toMatch(/plan_year|chi-tieu-1/);
    expect(row).toMatch(/<a class="fig" href="[./]*sources\/mau-don-2026-03-9-indicators\.html#/);
    expect(html("en/changes.html")).toContain("Plan of the year");
  });

  test("the bar holds the main pages, everything else is in one fold, and the search is in sight", () => {
    for (const path of ["index.html", "en/method.html", "months/mau-don-2026-02/tasks.html"]) {
      const page = html(path);
      const nav = page.slice(page.indexOf('<nav class="pages"'), page.indexOf("</nav>"));
      const [bar = "", fold = ""] = nav.split("<details");
      expect(bar.match(/<li>/g)).toHaveLength(7);
      for (const name of [
        "explorer",
        "outlook",
        "cash",
        "sql",
        "method",
        "dictionary",
        "gallery",
        "lineage",
        "guide",
      ]) {
        expect(fold, path).toContain(`${name}.html"`);
      }
      expect(page.slice(0, page.indexOf("<nav"))).toMatch(/<a class="tool find" href="[./]*search\.html"/);
    }
    expect(html("method.html")).toMatch(/<summary class="here">Thêm<span class="at">: Cách tính/);
  });

  test("a reading page stays within 60 kB and 8 requests, all in", () => {
    for (const page of pages) {
      const linked = [...html(page).matchAll(/<(?:link|script)[^>]+(?:href|src)="(?!data:|#)([^"]+)"/g)].map((match) =>
        join(site, dirname(page), match[1] as string),
      );
      const weight = [join(site, page), ...new Set(linked)].map(
        (file) => readFileSync(existsSync(`${file}.br`) ? `${file}.br` : file).length,
      );
      expect(weight.length, page).toBeLessThanOrEqual(8);
      expect(
        weight.reduce((sum, bytes) => sum + bytes, 0),
        page,
      ).toBeLessThanOrEqual(60_000);
    }
  });

  test("the compressed twin of a file holds the same", () => {
    const twins = files(site).filter((file) => file.endsWith(".br"));
    expect(twins.length).toBeGreaterThan(pages.length);
    for (const twin of twins) {
      expect(
        brotliDecompressSync(readFileSync(join(site, twin))).equals(readFileSync(join(site, twin.slice(0, -3)))),
      ).toBe(true);
    }
  });

  test("the HTML is well formed", () => {
    for (const page of pages) {
      const errors: string[] = [];
      parse(html(page), {
        onParseError: (error) => errors.push(`${error.code} at ${error.startLine}:${error.startCol}`),
      });
      expect(errors, page).toEqual([]);
    }
  });

  test("the same exports give the same bytes", async () => {
    const again = join(folder, "again");
    await build(exportsFolder, again);
    expect(files(again)).toEqual(files(site));
    for (const file of files(site)) {
      expect(readFileSync(join(again, file)).equals(readFileSync(join(site, file))), file).toBe(true);
    }
  }, 300_000);
});

describe("an empty warehouse", () => {
  test("still gives a site that says what to do", async () => {
    const empty = join(folder, "empty");
    await writeExportsFixture(empty, { isEmpty: true });
    const { pages } = await build(empty, join(folder, "empty-site"));
    expect(pages).toContain("en/tasks.html");
    expect(readFileSync(join(folder, "empty-site", "index.html"), "utf8")).toContain("Chưa có báo cáo nào trong kho");
  }, 300_000);
});

describe("what can go wrong is told", () => {
  test("no exports", async () => {
    await expect(openSiteDatabase(join(folder, "nowhere"))).rejects.toThrow(/no exports to publish/);
  });

  test("a query that fails names its page, line and reason", async () => {
    const pagesFolder = mkdtempSync(join(folder, "pages-"));
    writeFileSync(
      join(pagesFolder, "bad.md"),
      "---\ntitle: {vi: a, en: b}\n---\n\n```sql rows\nselect nothing from tasks\n```\n",
    );
    await writeExportsFixture(join(folder, "for-bad"), { isEmpty: true });
    const bad = buildSite({
      exportsFolder: join(folder, "for-bad"),
      outputFolder: join(folder, "bad-site"),
      workFolder: join(folder, "bad-work"),
      runId: "any",
      pagesFolder,
    });
    await expect(bad).rejects.toThrow(/bad\.md, line 5: the query rows fails: .*nothing/s);
  });

  test("a page's SQL reaches no file", async () => {
    const database = await openSiteDatabase(join(folder, "exports"));
    await expect(
      database.query(`select * from read_text('${join(folder, "exports", "dictionary.json")}')`),
    ).rejects.toThrow(/disabled/);
    database.close();
  });
});
