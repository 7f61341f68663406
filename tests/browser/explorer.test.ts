import { copyFileSync, mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type KnownIndicator, readScenarios } from "../../pipelines/scenarios/read.ts";
import { figures } from "../../src/explorer/model.ts";
import type { ScenarioAnswer } from "../../src/scenario/answer.ts";
import { watchedPage } from "./browser.ts";
import { openWorkplaceSite, type WorkplaceSite } from "./workplaceSite.ts";

let site: WorkplaceSite;

beforeAll(async () => {
  site = await openWorkplaceSite("explorer", ["explorer.md", "outlook.md", "cash.md"]);
}, 300_000);

afterAll(() => site?.close());

/** What the page shows of one side, by indicator and figure, unrounded. */
async function shown(page: Page, side: "a" | "b"): Promise<Record<string, Record<string, string>>> {
  await settled(page);
  return page.evaluate((name) => {
    const found: Record<string, Record<string, string>> = {};
    for (const cell of document.querySelectorAll<HTMLElement>(`[data-side="${name}"][data-figure]`)) {
      const id = cell.closest<HTMLElement>("[data-indicator]")?.dataset.indicator ?? "";
      found[id] ??= {};
      (found[id] as Record<string, string>)[cell.dataset.figure ?? ""] = cell.dataset.v ?? "";
    }
    return found;
  }, side);
}

/** The same by the command. */
function answered(words: string[], ids: string[]): Record<string, Record<string, string>> {
  const { stdout, stderr, status } = site.workplace.kichban("scenario", "run", ...words, "--json");
  expect(status, stderr).toBe(0);
  const answer = JSON.parse(stdout) as ScenarioAnswer;
  return Object.fromEntries(
    answer.indicators
      .filter(({ indicator_id }) => ids.includes(indicator_id))
      .map(({ indicator_id, standing }) => [
        indicator_id,
        Object.fromEntries(figures.map((figure) => [figure, String(standing[figure] ?? "")])),
      ]),
  );
}

async function set(page: Page, name: string, value: string): Promise<void> {
  await page.locator(`[name="${name}"]`).evaluate((element, text) => {
    (element as HTMLInputElement).value = text;
    element.dispatchEvent(new Event("input", { bubbles: true }));
    element.dispatchEvent(new Event("change", { bubbles: true }));
  }, value);
}

/** Cards outside the screen follow a change in slices. */
async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('#explorer-results[aria-busy="false"]') !== null);
}

/** The cards as HTML, without the tables that only an opened card has. */
function cards(page: Page): Promise<string> {
  return page.locator("#explorer-results .panels").evaluate((list) => {
    const copy = list.cloneNode(true) as Element;
    for (const months of copy.querySelectorAll("[data-months]")) months.innerHTML = "";
    return copy.innerHTML;
  });
}

describe("the pages of scenarios and cash", () => {
  test.each(["explorer.html?b=stretch&bg=5", "en/outlook.html", "cash.html"])(
    "%s is accessible and never too wide",
    async (path) => {
      const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
      const context = await site.browser.newContext({ bypassCSP: true });
      const { page, complaints } = await watchedPage(context, site.url);
      await page.goto(`${site.url}/${path}`);
      await page.evaluate(axe);
      for (const width of [390, 1280]) {
        await page.setViewportSize({ width, height: 900 });
        const broken = await page.evaluate(async () => {
          for (const details of document.querySelectorAll("details")) details.open = true;
          // biome-ignore lint/suspicious/noExplicitAny: axe comes as a global of the page
          const { violations } = await (globalThis as any).axe.run(document, {
            runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
          });
          const width = document.documentElement.scrollWidth - document.documentElement.clientWidth;
          return [...violations.map((each: { id: string }) => each.id), ...(width > 0 ? [`${width} px too wide`] : [])];
        });
        expect(broken, `${path} at ${width}`).toEqual([]);
      }
      expect(complaints).toEqual([]);
      await context.close();
    },
    60_000,
  );
});

describe("the explorer page", () => {
  test("each control changes the figures as the command does, digit for digit", async () => {
    const { page, complaints } = await watchedPage(await site.browser.newContext(), site.url);
    await page.goto(`${site.url}/explorer.html`);
    await page.locator('[name="all"]').evaluate((button) => (button as HTMLButtonElement).click());
    const steps: [string, string, string[]][] = [
      ["m", "6", ["reported", "--as-of", "2027-06"]],
      ["ag", "7.5", ["reported", "--as-of", "2027-06", "--growth", "7.5"]],
      ["at", "-35", ["reported", "--as-of", "2027-06", "--growth", "7.5", "--tilt", "-35"]],
      ["al-number", "2", ["reported", "--as-of", "2027-06", "--growth", "7.5", "--tilt", "-35", "--slippage", "2"]],
      [
        "ap",
        "85",
        ["reported", "--as-of", "2027-06", "--growth", "7.5", "--tilt", "-35", "--slippage", "2", "--pace", "85"],
      ],
      [
        "a",
        "stretch",
        ["stretch", "--as-of", "2027-06", "--growth", "7.5", "--tilt", "-35", "--slippage", "2", "--pace", "85"],
      ],
    ];
    for (const [name, value, words] of steps) {
      await set(page, name, value);
      const here = await shown(page, "a");
      expect(Object.keys(here).length, name).toBeGreaterThan(name === "a" ? 1 : 10);
      expect(here, `${name} = ${value}`).toEqual(answered(words, Object.keys(here)));
    }
    expect(complaints).toEqual([]);
    await page.context().close();
  }, 120_000);

  test("each control of the second scenario does so too, numbers as sliders, and an indicator is one box", async () => {
    const { page, complaints } = await watchedPage(await site.browser.newContext(), site.url);
    await page.goto(`${site.url}/explorer.html?b=stretch`);
    await page.locator('[name="all"]').evaluate((button) => (button as HTMLButtonElement).click());
    const first = await shown(page, "a");
    const ids = Object.keys(await shown(page, "b"));
    expect(ids.length).toBeGreaterThan(1);
    const words = ["stretch", "--as-of", "2027-09"];
    for (const [name, value, option] of [
      ["bg", "-12.5", "--growth"],
      ["bt", "60", "--tilt"],
      ["bl", "3", "--slippage"],
      ["bp", "140", "--pace"],
    ] as const) {
      words.push(option, value);
      await set(page, name, value);
      const bySlider = await shown(page, "b");
      expect(bySlider, `${name} = ${value}`).toEqual(answered(words, ids));
      expect(await shown(page, "a"), `${name} leaves the first scenario alone`).toEqual(first);
      await set(page, name, "0");
      await set(page, `${name}-number`, value);
      expect(await shown(page, "b"), `${name}-number = ${value}`).toEqual(bySlider);
    }
    const [gone, ...left] = Object.keys(first);
    await page.locator(`[name="i"][value="${gone}"]`).evaluate((box) => (box as HTMLInputElement).click());
    expect(Object.keys(await shown(page, "a"))).toEqual(left);
    await page.locator('[name="second"]').evaluate((box) => (box as HTMLInputElement).click());
    expect(await shown(page, "b")).toEqual({});
    expect(complaints).toEqual([]);
    await page.context().close();
  }, 240_000);

  test.each([1, 8])(
    "many moves end as one, in print too; processor ÷ %i",
    async (slower) => {
      const page = await site.browser.newPage();
      await page.goto(`${site.url}/explorer.html?b=stretch`);
      // On a slow machine controls go a frame ahead of the cards.
      const session = await page.context().newCDPSession(page);
      await session.send("Emulation.setCPUThrottlingRate", { rate: slower });
      for (const [name, value] of [
        ["ag", "10"],
        ["m", "4"],
        ["at", "-50"],
        ["a", "stretch"],
        ["a", "reported"],
        ["bl", "4"],
        ["m", "7"],
        ["ap", "60"],
      ] as const) {
        await set(page, name, value);
      }
      // What is printed must not wait for the slices.
      await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
      const patched = await cards(page);
      const anew = await site.browser.newPage();
      await page.waitForURL((address) => address.searchParams.get("ap") === "60");
      await anew.goto(page.url());
      await settled(anew);
      const fresh = await cards(anew);
      expect(patched).toBe(fresh);
      await anew.close();
      await page.close();
    },
    120_000,
  );

  test("two scenarios stand side by side, and a link shows the same view in both languages", async () => {
    const context = await site.browser.newContext();
    const page = await context.newPage();
    await page.goto(`${site.url}/explorer.html`);
    await page.locator('[name="second"]').check();
    await set(page, "b", "stretch@1");
    await set(page, "bp-number", "110");
    const second = await shown(page, "b");
    expect(second).toEqual(answered(["stretch@1", "--as-of", "2027-09", "--pace", "110"], Object.keys(second)));
    const first = await shown(page, "a");
    const link = page.url();
    expect(link).toContain("b=stretch%401&bp=110");
    for (const address of [link, link.replace("/explorer.html", "/en/explorer.html")]) {
      const other = await context.newPage();
      await other.goto(address);
      expect(await shown(other, "a")).toEqual(first);
      expect(await shown(other, "b")).toEqual(second);
      await other.close();
    }
    await page.locator('[type="reset"]').click();
    expect(await shown(page, "b")).toEqual({});
    await page.waitForURL((address) => address.search === "");
    expect(new URL(page.url()).search).toBe("");
    await context.close();
  }, 60_000);

  test("exports the scenario that is shown as a file that the pipeline reads", async () => {
    const page = await site.browser.newPage();
    await page.goto(`${site.url}/explorer.html?ag=12.5&at=20`);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.locator('[name="export"]').evaluate((button) => (button as HTMLButtonElement).click()),
    ]);
    expect(download.suggestedFilename()).toBe("thu-reported-g12-5-t20-l0.yaml");
    const text = readFileSync((await download.path()) as string, "utf8");
    mkdirSync(join(site.folder, "scenarios"));
    copyFileSync((await download.path()) as string, join(site.folder, "scenarios", "one.yaml"));
    const words = ["run", "reported", "--growth", "12.5", "--tilt", "20", "--as-of", "2027-09", "--json"];
    const { indicators } = JSON.parse(site.workplace.kichban("scenario", ...words).stdout) as ScenarioAnswer;
    const known = new Map<string, KnownIndicator>(
      indicators.map(({ indicator_id, unit, measure }) => [indicator_id, { indicator_id, unit, measure }]),
    );
    const { scenarios, refused } = readScenarios(join(site.folder, "scenarios"), known);
    expect(refused.map((error) => error.message)).toEqual([]);
    const held = scenarios[0]?.scenario.versions[0]?.indicators.map(({ indicator }) => indicator) ?? [];
    const named = indicators.filter(({ indicator_id }) => text.includes(indicator_id)).map((each) => each.indicator_id);
    expect(named).toEqual(indicators.map((each) => each.indicator_id));
    expect(held.length).toBeGreaterThan(10);
    await page.close();
  }, 60_000);

  test("weighs less than 150 kB, is driven by the keyboard, and is read without a script", async () => {
    const context = await site.browser.newContext({ javaScriptEnabled: false });
    const plain = await context.newPage();
    await plain.goto(`${site.url}/explorer.html`);
    expect(
      Object.keys(await plain.locator("[data-indicator]").evaluateAll((cards) => cards.map((card) => card.textContent)))
        .length,
    ).toBeGreaterThan(3);
    await context.close();
    const page = await site.browser.newPage();
    const addresses: string[] = [];
    page.on("request", (request) => addresses.push(new URL(request.url()).pathname));
    await page.goto(`${site.url}/explorer.html`);
    const prefix = new URL(site.url).pathname;
    const weight = addresses.reduce((sum, path) => {
      const file = join(site.release, path.slice(prefix.length));
      return sum + (path.endsWith(".woff2") ? readFileSync(file).length : readFileSync(`${file}.br`).length);
    }, 0);
    expect(weight).toBeLessThan(150_000);
    const before = await shown(page, "a");
    await page.locator("#ag").focus();
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => page.locator('[name="ag-number"]').inputValue(), { timeout: 10_000 }).toBe("0.5");
    await expect.poll(() => shown(page, "a"), { timeout: 10_000 }).not.toEqual(before);
    await page.close();
  }, 60_000);
});
