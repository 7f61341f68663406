import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { writeArrow } from "../../pipelines/publish/exports-arrow.ts";
import { readDocument } from "../../pipelines/read/index.ts";
import { type BrowserSite, browserSite, type ServedFolder, watchedPage } from "./browser.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
let site: BrowserSite;
let browser: Browser;
let server: ServedFolder;

/** The tables that the page's database asks for. */
async function writeTables(exportsFolder: string): Promise<void> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  for (const table of ["tasks", "disbursement_gaps"]) {
    const parquet = join(exportsFolder, `${table}.parquet`).replaceAll("'", "''");
    await writeArrow(connection, `from read_parquet('${parquet}')`, join(exportsFolder, `${table}.arrow`));
  }
  connection.closeSync();
  instance.closeSync();
}

beforeAll(async () => {
  // The page itself and one to come from: the others have tests of their own.
  site = await browserSite({ pages: ["index", "sql"], prepare: writeTables });
  ({ browser, server } = site);
}, 300_000);

afterAll(() => site?.close());

async function open(query = "", name = "sql.html", bypassCSP = false) {
  const context = await browser.newContext({ locale: "vi-VN", bypassCSP, acceptDownloads: true });
  const watched = await watchedPage(context, server.url);
  await watched.page.goto(`${server.url}/${name}${query ? `?${new URLSearchParams({ q: query })}` : ""}`);
  return { ...watched, context };
}

async function ask(page: Page, sql: string): Promise<void> {
  await page.fill("#sql-query", sql);
  await page.click('#sql button[type="submit"]');
}

describe("the SQL page", () => {
  test("loads no database before somebody asks, then answers from the site alone", async () => {
    const { page, context, complaints, requests } = await open();
    expect(requests.filter((url) => /wasm|worker|engine|tables\//.test(url))).toEqual([]);
    await ask(
      page,
      "select name, gap_vnd from disbursement_gaps where level = 'project' and gap_vnd > 0 order by gap_vnd desc",
    );
    await page.waitForSelector("#sql-result table", { timeout: 60_000 });
    const rows = await page.$$eval("#sql-result tbody tr", (lines) =>
      lines.map((line) => [...(line as HTMLTableRowElement).cells].map((cell) => cell.textContent)),
    );
    expect(rows.filter(([name]) => name?.startsWith("Xây cầu"))).toHaveLength(3);
    expect(rows[0]?.[1]).toBe("6.000.000.000");
    expect(await page.locator(".quick-bars li").count()).toBe(rows.length);
    expect(new URL(page.url()).searchParams.get("q")).toContain("disbursement_gaps");
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("a query in the address is run, also on the English page, dates as dates", async () => {
    const { page, context, complaints } = await open(
      "select deadline_end_date, count(*) as n from tasks group by all order by 1",
      "en/sql.html",
    );
    await page.waitForSelector("#sql-result table", { timeout: 60_000 });
    expect(await page.textContent("#sql-result tbody td")).toBe("2\u00a0Mar\u00a02026");
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("what goes wrong is said in Vietnamese, with the way out", async () => {
    const { page, context } = await open("select * from tassks");
    await page.waitForSelector(".sql-error", { timeout: 60_000 });
    expect(await page.textContent(".sql-error")).toBe("Không có bảng “tassks”. Ý bạn là “tasks”?");
    for (const [sql, said] of [
      ["select tasc from tasks", /^Không có cột “tasc”\. Gần giống nhất: .*task/],
      ["select from where", /^Sai cú pháp ở gần “/],
      ["select count(* from tasks", /^Sai cú pháp ở gần “from”/],
      ["select * from read_csv('/etc/passwd')", /^Trang này không mở tệp và không ra mạng/],
      ["select * from 'https://example.invalid/a.parquet'", /^Trang này không mở tệp và không ra mạng|^Không có bảng/],
    ] as const) {
      await page.evaluate(() => document.querySelector(".sql-error")?.remove());
      await ask(page, sql);
      await page.waitForSelector(".sql-error");
      expect(await page.textContent(".sql-error")).toMatch(said);
    }
    await context.close();
  });

  test("names are completed by keyboard, and Tab leaves the box where nothing is chosen", async () => {
    const { page, context } = await open();
    await page.fill("#sql-query", "");
    await page.locator("#sql-query").pressSequentially("select * from disb");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Tab");
    expect(await page.inputValue("#sql-query")).toBe("select * from disbursement_gaps");
    await page.locator("#sql-query").pressSequentially(" where gap_");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    expect(await page.inputValue("#sql-query")).toMatch(/where gap_\w+$/);
    await page.locator("#sql-query").pressSequentially(" > 'ga");
    expect(await page.locator("#sql-suggestions").isVisible()).toBe(false);
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.tagName)).not.toBe("TEXTAREA");
    await context.close();
  });

  test("tables say what they are and give their columns; an example is a choice away, and its query stands in the address", async () => {
    const { page, context, complaints } = await open();
    const table = page.locator('[data-sql-table="tasks"]');
    expect(await table.locator("summary").textContent()).toContain("Nhiệm vụ của từng đơn vị");
    await table.locator("summary").click();
    expect(await table.locator("dd").first().textContent()).toContain("Nhiệm vụ");
    await page.fill("#sql-query", "select ");
    await table.locator("[data-insert]").first().click();
    expect(await page.inputValue("#sql-query")).toBe("select task");
    await page.selectOption('select[name="example"]', { label: "Số nhiệm vụ theo đơn vị và tình trạng" });
    await page.waitForSelector("#sql-result table", { timeout: 60_000 });
    expect(new URL(page.url()).searchParams.get("q")).toContain("group by unit");
    expect(await page.locator(".quick figcaption").textContent()).toBe("Biểu đồ của task_count theo unit");
    expect(await page.locator("#sql-result thead th").allTextContents()).toEqual([
      "unit",
      "task_count",
      "overdue_count",
    ]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("the CSV taken along has all rows as they are, and nothing that a spreadsheet would run", async () => {
    const { page, context } = await open(
      "select '=1+1' as a, '@SUM(A1)' as b, -12.5 as c, 'có, dấu phẩy' as d, null as e union all select 'x', 'y', 1, 'z', 'w' order by c",
    );
    await page.waitForSelector("#sql-result table", { timeout: 60_000 });
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.click("#sql-result .actions button:first-child"),
    ]);
    const lines = readFileSync(await download.path(), "utf8").split("\r\n");
    expect(lines).toEqual(["\ufeffa,b,c,d,e", `'=1+1,'@SUM(A1),-12.5,"có, dấu phẩy",`, "x,y,1,z,w", ""]);
    await context.close();
  });

  test("the workbook taken along holds numbers and text, by the project's own reader", async () => {
    const { page, context } = await open("select '=1+1' as a, 12.5 as b, date '2026-03-31' as c");
    await page.waitForSelector("#sql-result table", { timeout: 60_000 });
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.click("#sql-result .actions button:last-child"),
    ]);
    const document = await readDocument({ name: "a.xlsx", bytes: readFileSync(await download.path()) });
    const text = JSON.stringify(document);
    for (const value of ["=1+1", "12", "31/03/2026"]) expect(text).toContain(value);
    await context.close();
  });

  test("is accessible with an answer on it, at each width, and never scrolls sideways", async () => {
    const { page, context } = await open(
      "select name, gap_vnd from disbursement_gaps order by gap_vnd desc",
      "sql.html",
      true,
    );
    await page.waitForSelector("#sql-result table", { timeout: 60_000 });
    await page.evaluate(axe);
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 900 });
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
      ).toBe(0);
      const found = await page.evaluate(async () =>
        // biome-ignore lint/suspicious/noExplicitAny: axe comes as a global of the page
        (await (globalThis as any).axe.run(document)).violations.map(
          (each: { id: string; nodes: { html: string }[] }) => `${each.id}: ${each.nodes[0]?.html}`,
        ),
      );
      expect(found).toEqual([]);
    }
    if (process.env.KICHBAN_SHOTS)
      await page.screenshot({ path: join(process.env.KICHBAN_SHOTS, "sql-narrow.png"), fullPage: true });
    await page.setViewportSize({ width: 1280, height: 900 });
    if (process.env.KICHBAN_SHOTS) await page.screenshot({ path: join(process.env.KICHBAN_SHOTS, "sql.png") });
    await context.close();
  });
});
