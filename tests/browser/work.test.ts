import { copyFileSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Browser, Download, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readDocument } from "../../pipelines/read/index.ts";
import { type BrowserSite, browserSite, type ServedFolder, tablesAtRest, watchedPage } from "./browser.ts";

let site: BrowserSite;
let browser: Browser;
let server: ServedFolder;

beforeAll(async () => {
  site = await browserSite({
    pages: [
      "index",
      "tasks",
      "disbursement",
      "findings",
      "scenario",
      "search",
      "wards",
      "source",
      "reports",
      "changes",
    ],
  });
  ({ browser, server } = site);
}, 300_000);

afterAll(() => site?.close());

const open = (path: string) =>
  site.open(path, { acceptDownloads: true, permissions: ["clipboard-read", "clipboard-write"] });

async function downloaded(page: Page, name: string): Promise<Download> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name, exact: true }).first().click(),
  ]);
  return download;
}

const bytesOf = async (download: Download) => readFileSync((await download.path()) as string);

/** The cells of a workbook's only table, by the project's own reader. */
async function cellsOf(download: Download): Promise<string[][]> {
  const document = await readDocument({ name: "a.xlsx", bytes: await bytesOf(download) });
  const table = document.blocks.find((block) => block.kind === "table");
  const rows = Array.from({ length: table?.rowCount ?? 0 }, () => Array<string>(table?.columnCount ?? 0).fill(""));
  for (const cell of table?.cells ?? []) (rows[cell.row - 1] as string[])[cell.column - 1] = cell.text;
  return rows;
}

describe("working with a table", () => {
  test("columns are picked by keyboard, stay in the address, and are left out of both downloads", async () => {
    const { page, complaints, context } = await open("disbursement.html");
    await page.locator("input.search").fill("xay nha");
    const pick = page.locator("details.columns");
    await pick.locator("summary").focus();
    await page.keyboard.press("Enter");
    for (const name of ["Cấp", "Tổng mức đầu tư"]) {
      await pick.getByLabel(name, { exact: true }).focus();
      await page.keyboard.press("Space");
    }
    await page.keyboard.press("Escape");
    expect(await pick.getAttribute("open")).toBe(null);
    expect(await pick.locator("summary").textContent()).toBe("Cột (ẩn 2)");
    await tablesAtRest(page);
    const wanted = ["Nhóm", "Tên", "Dự kiến giải ngân", "Đã giải ngân", "Còn thiếu"];
    expect(await page.locator("#table-1 thead th:visible").allTextContents()).toEqual(wanted);
    const csv = (await bytesOf(await downloaded(page, "Tải CSV"))).toString("utf8").split("\r\n");
    expect(csv).toEqual([`\ufeff${wanted.join(",")}`, "A,Xây nhà tưởng tượng,3.000,1.000,2.000", ""]);
    const [names, row, ...more] = await cellsOf(await downloaded(page, "Tải XLSX"));
    expect(names).toEqual(wanted);
    expect([row?.slice(0, 2), more]).toEqual([["A", "Xây nhà tưởng tượng"], []]);
    await page.waitForURL(/table-1\.h=1\.3/);
    const address = page.url();
    await page.goto("about:blank");
    await page.goto(address);
    expect(await page.locator("#table-1 thead th:visible").allTextContents()).toEqual(wanted);
    expect(await page.locator("#table-1 tbody tr:visible").count()).toBe(1);
    expect(complaints).toEqual([]);
    await context.close();
  }, 60_000);

  test("the last column can't be hidden, and an address that hides all hides none", async () => {
    const { page, context } = await open("disbursement.html?table-1.h=0.1.2.3.4.5.6");
    expect(await page.locator("#table-1 thead th:visible").count()).toBe(7);
    await page.goto(`${server.url}/disbursement.html?table-1.h=0.1.2.3.4.5`);
    await page.locator("details.columns summary").click();
    expect(await page.locator("details.columns input:checked").isDisabled()).toBe(true);
    await context.close();
  }, 60_000);

  test("a copied link opens what was seen", async () => {
    const { page, context } = await open("tasks.html");
    await page.locator("input.search").fill("phu lien");
    await page.getByRole("button", { name: "Chép liên kết" }).click();
    await page.getByText("Đã chép liên kết").waitFor();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link).toBe(`${server.url}/tasks.html?table-1.q=phu+lien#table-1`);
    await page.goto("about:blank");
    await page.goto(link);
    expect(await page.locator("#table-1 tbody tr:visible").count()).toBe(1);
    await context.close();
  }, 60_000);

  test("a control answers before the rows, and paper waits for none of them", async () => {
    const { page, context } = await open("tasks.html");
    const seen = await page.evaluate(() => {
      const frame = document.querySelector("[data-table]") as HTMLElement;
      const search = frame.querySelector("input.search") as HTMLInputElement;
      const state = () => [frame.querySelectorAll("tbody tr:not([hidden])").length, frame.getAttribute("aria-busy")];
      const states = [state()];
      search.value = "phu lien";
      search.dispatchEvent(new Event("input", { bubbles: true }));
      frame.querySelector<HTMLElement>("button.sort")?.click();
      states.push(state(), [0, frame.querySelector("th[aria-sort]")?.getAttribute("aria-sort") ?? null]);
      window.dispatchEvent(new Event("beforeprint"));
      states.push(state());
      return states;
    });
    expect(seen).toEqual([
      [14, null],
      [14, "true"],
      [0, "ascending"],
      [1, null],
    ]);
    await context.close();
  }, 60_000);

  test("no cell of a download is a formula, whatever the report prints", async () => {
    const { page, context } = await open("tasks.html");
    // The table's cells are the reader's document: what a report might print is put there.
    await page.evaluate(() => {
      const cells = document.querySelectorAll("#table-1 tbody tr:first-child td");
      for (const [index, text] of ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0"].entries()) {
        const cell = cells[index + 1] as HTMLElement;
        cell.textContent = text;
        cell.removeAttribute("data-v");
      }
    });
    const [, first] = (await bytesOf(await downloaded(page, "Tải CSV"))).toString("utf8").split("\r\n");
    expect(first?.match(/(?:^|,)"?[=@+\t-]/g)).toBe(null);
    const [, row] = await cellsOf(await downloaded(page, "Tải XLSX"));
    expect(row?.join(" ")).toContain("=1+1");
    await context.close();
  }, 60_000);
});

describe("going to another month, ward or language", () => {
  test("the same page opens there, with its search, filters, order and columns", async () => {
    const { page, complaints, context } = await open("tasks.html?table-1.q=viec&table-1.s=-4&table-1.h=5");
    await page.locator("details.picker summary").click();
    await page.locator("details.picker a", { hasText: "tháng 2/2026" }).last().click();
    await page.waitForURL(/months\/thu-nghiem-2026-02\/tasks\.html\?/);
    expect(await page.locator("details.picker summary b").textContent()).toBe("xã Thử Nghiệm");
    expect(await page.locator("input.search").inputValue()).toBe("viec");
    expect(await page.locator("#table-1 thead th").nth(4).getAttribute("aria-sort")).toBe("descending");
    expect(await page.locator("#table-1 thead th").nth(5).isVisible()).toBe(false);
    await page.getByRole("link", { name: "English" }).click();
    await page.waitForURL(/en\/months\/thu-nghiem-2026-02\/tasks\.html\?/);
    expect(await page.locator("input.search").inputValue()).toBe("viec");
    await page.goto(`${server.url}/search.html`);
    await page.locator("details.picker summary").click();
    await page.locator("details.picker a", { hasText: "tháng 2/2026" }).first().click();
    await page.waitForURL(/months\/mau-don-2026-02\/index\.html$/);
    expect(complaints).toEqual([]);
    await context.close();
  }, 60_000);
});

describe("search over everything", () => {
  test("finds without diacritics, is driven by keyboard, and leads to the very place", async () => {
    const { page, complaints, requests, context } = await open("search.html");
    expect(requests.some((url) => url.endsWith("search.json"))).toBe(false);
    await page.locator("#site-search-q").pressSequentially("phu lien");
    const results = page.locator("#site-search-found a");
    await results.first().waitFor();
    expect(await results.count()).toBe(3);
    expect(new URL(page.url()).searchParams.get("q")).toBe("phu lien");
    expect(await page.locator("#site-search [role=status]").textContent()).toBe("3 kết quả");
    const focused = () => page.evaluate(() => document.activeElement?.textContent ?? "");
    await page.keyboard.press("ArrowDown");
    expect(await focused()).toContain("Phù Liễn");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Escape");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("site-search-q");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL(/sources\/mau-don-2026-03-9-tasks\.html#bbbbbbbbbbbb-t1-r2-c2$/);
    expect(await page.locator("td:target").textContent()).toContain("Phù Liễn");
    await page.goBack();
    await results.first().waitFor();
    expect(await page.locator("#site-search-q").inputValue()).toBe("phu lien");
    expect(complaints).toEqual([]);
    await context.close();
  }, 60_000);

  test.each([
    ["xay cau tuong tuong", /sources\/mau-don-2026-03-9-projects\.html#/],
    ["ty le khong co that", /sources\/mau-don-2026-03-9-indicators\.html#/],
    ["cau hoi da co loi dap", /findings\.html#f-mau-don03answered$/],
    ["9/BC-UBND", /sources\/mau-don-2026-03-9-indicators\.html$/],
    ["nhiem vu trong tam", /\/tasks\.html$/],
    ["marts.tasks", /dictionary\.html#marts-tasks$/],
  ])(
    "%j leads to %s",
    async (query, target) => {
      const { page, context } = await open(`search.html?${new URLSearchParams({ q: query })}`);
      const first = page.locator("#site-search-found a").first();
      await first.waitFor();
      expect(await first.evaluate((link) => (link as HTMLAnchorElement).href)).toMatch(target);
      await context.close();
    },
    60_000,
  );
});

describe("search further", () => {
  test("every printed cell is searched by whoever asks, and only then loaded; the choice stands in the address", async () => {
    const { page, complaints, requests, close } = await open("search.html?q=phu+lien");
    const results = page.locator("#site-search-found a");
    await results.first().waitFor();
    expect(requests.some((url) => url.includes("/tables/cells/"))).toBe(false);
    const before = await results.count();
    await page.getByLabel("Tìm cả trong từng ô in").press("Space");
    await page.locator("#site-search-found small", { hasText: "Ô in trong báo cáo" }).first().waitFor();
    expect(await results.count()).toBeGreaterThan(before);
    expect(new URL(page.url()).searchParams.get("cells")).toBe("1");
    await page.reload();
    const cell = page.locator("#site-search-found li", { hasText: "Ô in trong báo cáo" }).first().locator("a");
    await cell.click();
    await page.waitForURL(/sources\/.*#/);
    expect(await page.locator("td:target").textContent()).toContain("Phù Liễn");
    expect(complaints).toEqual([]);
    await close();
  }, 60_000);

  test("a cost item is found with its project", async () => {
    const { page, close } = await open("search.html?q=tu+van");
    const first = page.locator("#site-search-found li").first();
    await first.waitFor();
    expect(await first.textContent()).toMatch(/Tư vấn.*Hạng mục/);
    await close();
  }, 60_000);
});

describe("a chart taken along", () => {
  test("holds title, unit, period and source, as SVG and as PNG", async () => {
    const { page, complaints, context } = await open("scenario.html");
    const figure = page.locator("figure.chart").first();
    const title = ((await figure.locator("figcaption").textContent()) ?? "").replace(/\s+/g, " ").trim();
    expect(title).toMatch(/%/);
    const take = async (kind: string) => {
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        figure.getByRole("button", { name: new RegExp(`^${kind}`) }).click(),
      ]);
      return download;
    };
    const svg = (await bytesOf(await take("SVG"))).toString("utf8");
    const words = await page.evaluate((text) => {
      const drawing = new DOMParser().parseFromString(text, "image/svg+xml");
      return {
        isWrong: drawing.querySelector("parsererror") !== null,
        said: [...drawing.querySelectorAll("text")].map((node) => node.textContent).join(" "),
        styles: drawing.querySelectorAll("style, script, [class*=sr]").length,
      };
    }, svg);
    expect(words.isWrong).toBe(false);
    expect(words.said.replace(/\s+/g, " ")).toContain(title);
    expect(words.said).toMatch(/phường Mẫu Đơn.*9\/BC-UBND.*12\/03\/2026.*tháng\s3\/2026/s);
    const png = await bytesOf(await take("PNG"));
    expect(png.subarray(1, 4).toString("latin1")).toBe("PNG");
    const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
    expect([width > 1200, height > 300]).toEqual([true, true]);
    if (process.env.KICHBAN_SHOTS)
      copyFileSync((await (await take("PNG")).path()) as string, join(process.env.KICHBAN_SHOTS, "chart.png"));
    expect(complaints).toEqual([]);
    await context.close();
  }, 60_000);
});

describe("localities side by side", () => {
  test("are compared in the month that two report, accessible at each width", async () => {
    const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
    const context = await browser.newContext({ bypassCSP: true });
    const { page, complaints } = await watchedPage(context, server.url);
    await page.goto(`${server.url}/wards.html`);
    expect(await page.locator("p.note").first().textContent()).toMatch(/tháng\s2\/2026/);
    const panel = page.locator(".ward-panel", { hasText: "Thu ngân sách tưởng tượng" });
    expect(await panel.locator("li .how").allTextContents()).toEqual([
      "1.200 120\u00a0% mức phải đạt",
      "960 96\u00a0% mức phải đạt",
    ]);
    expect(await panel.locator("svg.bullet").count()).toBe(2);
    const total = page.locator("tr", { hasText: "Thu ngân sách tưởng tượng – thực hiện lũy kế" });
    expect(await total.textContent()).toContain("2.160\u00a0triệu đồng");
    const rate = page.locator("tr", { hasText: "Tỷ lệ không có thật – " });
    expect(await rate.textContent()).toMatch(/–.*không cộng: tỷ lệ.*1\/2.*thiếu xã Thử Nghiệm/s);
    if (process.env.KICHBAN_SHOTS) await page.screenshot({ path: join(process.env.KICHBAN_SHOTS, "wards.png") });
    await page.evaluate(axe);
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 900 });
      const broken = await page.evaluate(async () => {
        // biome-ignore lint/suspicious/noExplicitAny: axe comes as a global of the page
        const { violations } = await (globalThis as any).axe.run(document);
        const over = document.documentElement.scrollWidth - document.documentElement.clientWidth;
        return [...violations.map((each: { id: string }) => each.id), ...(over > 0 ? [`${over} px too wide`] : [])];
      });
      expect(broken, String(width)).toEqual([]);
    }
    expect(complaints).toEqual([]);
    await context.close();
  }, 60_000);
});
