import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BrowserSite, browserSite, findBrowser, type ServedFolder, tablesAtRest, watchedPage } from "./browser.ts";
import { axeProblems, smallTargets } from "./inspect.ts";

const widths = [1280, 768, 390];
const themes = ["light", "dark"] as const;

let site: BrowserSite;
let browser: Browser;
let server: ServedFolder;
let pages: string[] = [];
let folder = "";

beforeAll(async () => {
  site = await browserSite();
  ({ browser, server, pages, folder } = site);
}, 300_000);

afterAll(() => site?.close());

/** One page of each kind and language: months and reports of one kind differ in their rows only. */
function samplePages(): string[] {
  return pages.filter(
    (page) => !page.includes("months/") && (!page.includes("sources/") || page.includes("mau-don-2026-03")),
  );
}

describe("every page, at each width and in both themes", () => {
  test("complains of nothing, asks nobody else, never scrolls sideways, and is accessible", async () => {
    const sample = samplePages();
    expect(sample.length).toBeGreaterThanOrEqual(22);
    const queue = [...sample];
    const problems: string[] = [];
    const work = async () => {
      const context = await browser.newContext({ bypassCSP: true, locale: "vi-VN" });
      for (let path = queue.shift(); path; path = queue.shift()) problems.push(...(await inspect(context, path)));
      await context.close();
    };
    await Promise.all([work(), work()]);
    expect(problems).toEqual([]);
  }, 600_000);

  async function inspect(context: Awaited<ReturnType<Browser["newContext"]>>, path: string): Promise<string[]> {
    const { page, complaints } = await watchedPage(context, server.url);
    await page.goto(`${server.url}/${path}`);
    const problems: string[] = [];
    for (const width of widths) {
      for (const colorScheme of themes) {
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        const where = `${path} at ${width}, ${colorScheme}`;
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        if (overflow > 0) problems.push(`${where}: ${overflow} px too wide`);
        for (const problem of [...(await axeProblems(page)), ...(await smallTargets(page))]) {
          problems.push(`${where}: ${problem}`);
        }
      }
    }
    await page.close();
    return [...complaints.map((complaint) => `${path}: ${complaint}`), ...problems];
  }
});

describe("the site keeps its promises in a browser with its policy on", () => {
  test("no page breaks its own content security policy, and each needs at most 8 requests", async () => {
    const context = await browser.newContext();
    for (const path of samplePages()) {
      const { page, complaints, requests } = await watchedPage(context, server.url);
      await page.goto(`${server.url}/${path}`, { waitUntil: "load" });
      expect(complaints, path).toEqual([]);
      expect(requests.length, path).toBeLessThanOrEqual(8);
      await page.close();
    }
    await context.close();
  }, 200_000);

  test("a table is searched without accents, filtered and sorted; its state stands in the address", async () => {
    const page = await browser.newPage();
    await page.goto(`${server.url}/tasks.html`);
    const rows = page.locator("#table-1 tbody tr:visible");
    expect(await rows.count()).toBe(14);
    await page.locator("input.search").fill("phu lien");
    await tablesAtRest(page);
    expect(await rows.count()).toBe(1);
    expect(await rows.first().textContent()).toContain("Phù Liễn");
    await page.locator("input.search").fill("");
    await page.locator("select.filter").first().selectOption("Phòng Đo lường");
    await tablesAtRest(page);
    expect(await rows.count()).toBe(4);
    const heading = page.locator("#table-1 thead th").nth(4);
    await heading.locator("button").focus();
    await page.keyboard.press("Enter");
    expect(await heading.getAttribute("aria-sort")).toBe("ascending");
    await page.keyboard.press("Enter");
    expect(await heading.getAttribute("aria-sort")).toBe("descending");
    await tablesAtRest(page);
    const first = await rows.first().textContent();
    await page.waitForURL(/table-1\.s=-4/);
    const address = page.url();
    await page.goto("about:blank");
    await page.goto(address);
    expect(await rows.count()).toBe(4);
    expect(await rows.first().textContent()).toBe(first);
    await page.close();
  }, 60_000);

  test("cards on a phone are put in order by a list, and headings that aren't seen are not stepped on", async () => {
    const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
    await page.goto(`${server.url}/tasks.html`);
    const first = page.locator("#table-1 tbody tr:visible").first();
    const asCame = await first.textContent();
    expect(await page.locator("#table-1 button.sort:visible").count()).toBe(0);
    const list = page.locator("select.order").first();
    const labels = await list.locator("option").allTextContents();
    expect(labels.length).toBe(1 + 2 * (await page.locator("#table-1 thead th").count()));
    await list.selectOption("-4");
    await tablesAtRest(page);
    await page.waitForURL(/table-1\.s=-4/);
    expect(await first.textContent()).not.toBe(asCame);
    expect(await page.locator("#table-1 thead th").nth(4).getAttribute("aria-sort")).toBe("descending");
    await page.reload();
    expect(await list.inputValue()).toBe("-4");
    await list.selectOption("");
    await tablesAtRest(page);
    expect(await first.textContent()).toBe(asCame);
    await page.close();
  }, 60_000);

  test("the rows shown are downloaded as CSV that no spreadsheet runs", async () => {
    const page = await browser.newPage();
    await page.goto(`${server.url}/disbursement.html`);
    await page.locator("input.search").fill("xay nha");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Tải CSV" }).click(),
    ]);
    expect(download.suggestedFilename()).toBe("giai-ngan.csv");
    const lines = readFileSync((await download.path()) as string, "utf8").split("\r\n");
    expect(lines[0]).toBe("\ufeffNhóm,Cấp,Tên,Tổng mức đầu tư,Dự kiến giải ngân,Đã giải ngân,Còn thiếu");
    expect(lines.slice(1)).toEqual(["A,Dự án,Xây nhà tưởng tượng,39.000,3.000,1.000,2.000", ""]);
    await page.close();
  }, 60_000);

  test("a link to a cell marks it, and a link into a folded part opens it", async () => {
    const page = await browser.newPage();
    await page.goto(`${server.url}/disbursement.html`);
    await page.locator(".projects a.fig", { hasText: "6 tỷ đồng" }).first().click();
    await page.waitForURL(/#bbbbbbbbbbbb-t2-r3-c4$/);
    const cell = page.locator("td:target");
    expect(await cell.textContent()).toContain("6000000000");
    expect(await cell.evaluate((element) => getComputedStyle(element).outlineStyle)).toBe("solid");
    await page.goto(`${server.url}/findings.html#f-mau-don03info`);
    await page.locator("#f-mau-don03info .message").waitFor({ state: "visible", timeout: 5000 });
    await page.close();
  }, 60_000);

  test("the theme is chosen by a button, kept, and shown before the page is", async () => {
    const context = await browser.newContext({ colorScheme: "light" });
    const page = await context.newPage();
    await page.goto(`${server.url}/index.html`);
    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await background();
    await page.locator("button.theme").click();
    await page.locator("button.theme").click();
    expect(await background()).not.toBe(light);
    await page.goto(`${server.url}/en/tasks.html`);
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe("dark");
    expect(await background()).not.toBe(light);
    await context.close();
  }, 60_000);

  test("a computed figure opens its formula under the printed row, without a script too", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${server.url}/disbursement.html`);
    await page.locator("#table-1 a.fig[href$='.gap_vnd']").first().click();
    await page.waitForURL(/\.gap_vnd$/);
    const line = page.locator("li:target");
    expect(await line.isVisible()).toBe(true);
    expect((await line.textContent())?.replaceAll("\u00a0", " ")).toMatch(
      /^Còn thiếu = [\d.]+ \(.*\) − [\d.]+ \(.*\) = [\d.]+ đồng$/,
    );
    expect(await page.locator("tr.calculation:visible").count()).toBe(1);
    await context.close();
  }, 60_000);

  test("on paper tables stay tables, with their head on every sheet", async () => {
    const page = await browser.newPage();
    await page.goto(`${server.url}/tasks.html`);
    // Narrower than a phone's limit, as a sheet of A4 is.
    await page.setViewportSize({ width: 690, height: 900 });
    await page.emulateMedia({ media: "print" });
    const displays = await page.evaluate(() =>
      ["#table-1 thead", "#table-1 tbody tr", "#table-1 tbody td"].map(
        (selector) => getComputedStyle(document.querySelector(selector) as Element).display,
      ),
    );
    expect(displays).toEqual(["table-header-group", "table-row", "table-cell"]);
    expect(await page.locator(".foot").textContent()).toMatch(/Nguồn: Báo cáo .* ngày \d\d\/\d\d\/\d{4}/);
    await page.close();
  }, 60_000);

  test("other months and localities are a choice away", async () => {
    const page = await browser.newPage();
    await page.goto(`${server.url}/en/tasks.html`);
    await page.locator("details.picker summary").click();
    await page.locator("details.picker a", { hasText: "February" }).last().click();
    await page.waitForURL(/en\/months\/thu-nghiem-2026-02\/tasks\.html$/);
    expect(await page.locator("details.picker summary b").textContent()).toBe("xã Thử Nghiệm");
    await page.close();
  }, 60_000);

  test("the folded pages open by keyboard and without a script, and are never printed", async () => {
    const page = await browser.newPage({ viewport: { width: 390, height: 800 } });
    await page.goto(`${server.url}/tasks.html`);
    const fold = page.locator("details.more-pages");
    const inside = fold.locator("a").last();
    await fold.locator("summary").focus();
    await page.keyboard.press("Enter");
    await inside.waitFor({ state: "visible", timeout: 5000 });
    const box = await fold.locator(".menu").boundingBox();
    expect(box && box.x >= 0 && box.x + box.width <= 390).toBe(true);
    await page.emulateMedia({ media: "print" });
    expect(await inside.isVisible()).toBe(false);
    await page.emulateMedia({ media: "screen" });
    await page.keyboard.press("Escape");
    expect(await inside.isVisible()).toBe(false);
    expect(await fold.locator("summary").evaluate((summary) => summary === document.activeElement)).toBe(true);
    await page.close();

    const context = await browser.newContext({ javaScriptEnabled: false });
    const plain = await context.newPage();
    await plain.goto(`${server.url}/tasks.html`);
    await plain.locator("details.more-pages summary").click();
    await plain.locator("details.more-pages a", { hasText: "Cách tính" }).click();
    await plain.waitForURL(/\/method\.html$/);
    await context.close();
  }, 60_000);

  test("without a script every page can still be read", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${server.url}/tasks.html`);
    expect(await page.locator("#table-1 tbody tr:visible").count()).toBe(14);
    await context.close();
  }, 60_000);

  test("the leader's page is one sheet of A4", async () => {
    const page = await browser.newPage();
    for (const path of ["index.html", "en/index.html", "months/thu-nghiem-2026-02/index.html"]) {
      await page.goto(`${server.url}/${path}`);
      const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString("latin1");
      expect([...pdf.matchAll(/\/Type\s*\/Page\b(?!s)/g)], path).toHaveLength(1);
    }
    await page.close();
  }, 60_000);
});

test("a machine without a browser is told so", () => {
  expect(() => findBrowser({ CHROME_PATH: join(folder, "no-such-browser") })).toThrow(
    /CHROME_PATH names .*no-such-browser/,
  );
});
