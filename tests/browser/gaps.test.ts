import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { formatMoney } from "../../src/lib/format.ts";
import { watchedPage } from "./browser.ts";
import { openWorkplaceSite, type WorkplaceSite } from "./workplaceSite.ts";

/** Nine months of an invented ward. */
let site: WorkplaceSite;

beforeAll(async () => {
  site = await openWorkplaceSite("gap-page", ["cash.md"]);
}, 300_000);

afterAll(() => site?.close());

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
  const { stdout, stderr, status } = site.workplace.kichban("gaps", "--at", day, "--level", "group", "--json");
  expect(status, stderr).toBe(0);
  const money = (vnd: number | null) => formatMoney(vnd, lang, { short: true });
  return Object.fromEntries(
    (JSON.parse(stdout) as Answer).rows.map((row) => [row.key ?? "", [money(row.known_gap_vnd), money(row.gap_vnd)]]),
  );
}

describe("the gap on any day", () => {
  test("follows the date as the command does, and a link shows the same view in both languages", async () => {
    const { page, complaints } = await watchedPage(await site.browser.newContext(), site.url);
    await page.goto(`${site.url}/cash.html`);
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
    const page = await site.browser.newPage();
    await page.goto(`${site.url}/cash.html`);
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
      await page.goto(`${site.url}/cash.html?d=${asked}`);
      expect(await page.locator('[name="d"]').inputValue()).toBe(held);
    }
    await page.close();
  }, 120_000);

  test("is the same when the page is opened again, out of what the browser holds", async () => {
    // Not watched by routes, which would have the browser hold nothing.
    const page = await site.browser.newPage();
    const complaints: string[] = [];
    page.on("console", (message) => complaints.push(message.text()));
    const views = [];
    for (let time = 0; time < 3; time++) {
      await page.goto(`${site.url}/cash.html?d=2027-06-07`);
      await page.reload();
      views.push(await shown(page), await page.evaluate(() => getComputedStyle(document.body).fontFamily));
    }
    expect(views.slice(2)).toEqual([...views.slice(0, 2), ...views.slice(0, 2)]);
    expect(complaints).toEqual([]);
    await page.close();
  }, 60_000);

  test("is read without a script, on the day of the newest report", async () => {
    const context = await site.browser.newContext({ javaScriptEnabled: false });
    const plain = await context.newPage();
    await plain.goto(`${site.url}/cash.html`);
    const text = await plain.locator("#gap-answer").textContent();
    const newest = plain.locator('#gap-answer [data-part="told"]');
    expect(await newest.textContent()).toMatch(/^Theo báo cáo mới nhất phát hành đến ngày \d\d\/09\/2027/);
    expect(text).not.toContain("undefined");
    await context.close();
  }, 60_000);
});
