import { copyFileSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { projectFolder } from "../../pipelines/paths.ts";
import { exportMarts } from "../../pipelines/publish/exports.ts";
import { buildSite } from "../../pipelines/publish/site.ts";
import { withWarehouse } from "../../pipelines/warehouse/open.ts";
import { formatMoney } from "../../src/lib/format.ts";
import { generatedWorkplace, type Workplace } from "../scenario/workplace.ts";
import { launchBrowser, type ServedFolder, serveFolder, watchedPage } from "./browser.ts";

/** Nine months of an invented ward. */
const folder = mkdtempSync(join(tmpdir(), "kichban-gaps-"));
let workplace: Workplace;
let browser: Browser;
let server: ServedFolder;

beforeAll(async () => {
  workplace = generatedWorkplace("gap-page");
  const copy = join(folder, "warehouse.duckdb");
  copyFileSync(realpathSync(join(workplace.data, "warehouse.duckdb")), copy);
  mkdirSync(join(folder, "exports"));
  mkdirSync(join(folder, "pages"));
  await withWarehouse(copy, { allowedFolders: [join(folder, "exports")] }, (connection) =>
    exportMarts(connection, join(folder, "exports")),
  );
  copyFileSync(join(projectFolder, "src", "pages", "cash.md"), join(folder, "pages", "cash.md"));
  await buildSite({
    exportsFolder: join(folder, "exports"),
    outputFolder: join(folder, "site"),
    workFolder: join(folder, "work"),
    pagesFolder: join(folder, "pages"),
    runId: "any",
  });
  server = await serveFolder(join(folder, "site"));
  browser = await launchBrowser();
}, 300_000);

afterAll(async () => {
  await browser?.close();
  await server?.close();
  workplace?.remove();
  rmSync(folder, { recursive: true, force: true });
});

interface Answer {
  rows: { level: string; key: string | null; known_gap_vnd: number | null; gap_vnd: number | null }[];
}

/** What the page shows of the groups: gap by the report of the time and on the day, as text. */
function shown(page: Page): Promise<Record<string, string[]>> {
  return page.evaluate(() => {
    const first = (key: string) => document.querySelector(`[data-part="${CSS.escape(key)}"]`)?.firstChild?.textContent;
    const groups = [...document.querySelectorAll<HTMLElement>('[data-part^="group/"][data-part$=" told"]')];
    return Object.fromEntries(
      groups.map(({ dataset }) => {
        const key = (dataset.part ?? "").replace(/ told$/, "");
        return [key.slice("group/".length), [first(`${key} told`) ?? "", first(`${key} value`) ?? ""]];
      }),
    );
  });
}

function answered(day: string, lang: "vi" | "en"): Record<string, string[]> {
  const { stdout, stderr, status } = workplace.kichban("gaps", "--at", day, "--level", "group", "--json");
  expect(status, stderr).toBe(0);
  const money = (vnd: number | null) => formatMoney(vnd, lang, { short: true });
  return Object.fromEntries(
    (JSON.parse(stdout) as Answer).rows.map((row) => [row.key ?? "", [money(row.known_gap_vnd), money(row.gap_vnd)]]),
  );
}

describe("the gap on any day", () => {
  test("follows the date as the command does, and a link shows the same view in both languages", async () => {
    const { page, complaints } = await watchedPage(await browser.newContext(), server.url);
    await page.goto(`${server.url}/cash.html`);
    for (const day of ["2027-02-14", "2027-06-07", "2027-12-24"]) {
      await page.locator('[name="d"]').fill(day);
      expect(await shown(page), day).toEqual(answered(day, "vi"));
      expect(new URL(page.url()).searchParams.get("d")).toBe(day);
    }
    await page.locator('[name="d"]').fill("2027-06-07");
    await page.locator('[name="c"]').check();
    const link = page.url();
    expect(new URL(link).search).toBe("?d=2027-06-07&c=1");
    for (const [address, lang] of [
      [link, "vi"],
      [link.replace("/cash.html", "/en/cash.html"), "en"],
    ] as const) {
      await page.goto(address);
      expect(await shown(page)).toEqual(answered("2027-06-07", lang));
      expect(await page.locator("tr.level-component").first().isVisible()).toBe(true);
    }
    expect(complaints).toEqual([]);
    await page.context().close();
  }, 300_000);

  test("a day worth a look is one choice, a date that is none changes nothing, and one outside is held within", async () => {
    const page = await browser.newPage();
    await page.goto(`${server.url}/cash.html`);
    const moments = await page
      .locator('[name="moment"] option')
      .evaluateAll((all) => all.map((option) => (option as HTMLOptionElement).value).filter(Boolean));
    expect(moments.length).toBeGreaterThan(9);
    await page.locator('[name="moment"]').selectOption(moments[2] as string);
    expect(await page.locator('[name="d"]').inputValue()).toBe(moments[2]);
    const before = await shown(page);
    await page.locator('[name="d"]').fill("");
    expect(await shown(page)).toEqual(before);
    for (const [asked, held] of [
      ["1999-01-01", "2027-01-01"],
      ["2099-01-01", "2028-01-31"],
    ]) {
      await page.goto(`${server.url}/cash.html?d=${asked}`);
      expect(await page.locator('[name="d"]').inputValue()).toBe(held);
    }
    await page.close();
  }, 120_000);

  test("is read without a script, on the day of the newest report", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const plain = await context.newPage();
    await plain.goto(`${server.url}/cash.html`);
    const text = await plain.locator("#gap-answer").textContent();
    const newest = plain.locator('#gap-answer [data-part="told"]');
    expect(await newest.textContent()).toMatch(/^Theo báo cáo mới nhất phát hành đến ngày \d\d\/09\/2027/);
    expect(text).not.toContain("undefined");
    await context.close();
  }, 60_000);
});
