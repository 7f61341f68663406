/** Each page, for whoever uses a keyboard, a small screen, large letters or less motion; and nothing moves while a page loads. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BrowserSite, browserSite } from "./browser.ts";
import { smallTargets, walkByTab } from "./inspect.ts";

let site: BrowserSite;

beforeAll(async () => {
  site = await browserSite();
}, 300_000);

afterAll(() => site?.close());

/** One page of each kind and language. */
const samplePages = (lang?: "vi" | "en"): string[] =>
  site.pages.filter(
    (page) =>
      !page.includes("months/") &&
      (!page.includes("sources/") || page.includes("mau-don-2026-03")) &&
      (!lang || page.startsWith("en/") === (lang === "en")),
  );

/** Looks at pages one after another in two windows; what each finds goes into one list. */
async function each(
  paths: readonly string[],
  look: (path: string, page: Page) => Promise<string[]>,
): Promise<string[]> {
  const found: string[] = [];
  const queue = [...paths];
  const work = async () => {
    const { page, close } = await site.open(queue[0] ?? "index.html", { reducedMotion: "reduce" });
    for (let path = queue.shift(); path; path = queue.shift()) {
      for (const fault of await look(path, page)) found.push(`${path}: ${fault}`);
    }
    await close();
  };
  await Promise.all([work(), work()]);
  return found;
}

test("nothing moves while a page loads, at any width", async () => {
  const found = await each(samplePages(), async (path, page) => {
    const faults: string[] = [];
    await page.addInitScript(() => {
      // biome-ignore lint/suspicious/noExplicitAny: what moved, for the test
      const state = globalThis as any;
      if (state.shifts) return;
      state.shifts = [];
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          // biome-ignore lint/suspicious/noExplicitAny: the types of the browser's library lag behind
          const { value, sources } = entry as any;
          state.shifts.push({ value, node: `${sources[0]?.node?.nodeName}.${sources[0]?.node?.className}` });
        }
      }).observe({ type: "layout-shift", buffered: true });
    });
    for (const width of [1280, 768, 390]) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(`${site.server.url}/${path}`, { waitUntil: "load" });
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
      // biome-ignore lint/suspicious/noExplicitAny: see above
      const shifts = await page.evaluate(() => (globalThis as any).shifts as { value: number; node: string }[]);
      // A glyph that falls a part of a pixel elsewhere when the page's own font has come is none that anybody sees.
      const total = shifts.reduce((sum, { value }) => sum + value, 0);
      if (total >= 0.0005) faults.push(`at ${width} ${total.toFixed(4)} ${shifts.map(({ node }) => node).join(" ")}`);
    }
    return faults;
  });
  expect(found).toEqual([]);
}, 400_000);

test("a page that comes in two halves is shown when it is whole, so that the second moves nothing", async () => {
  const ask = (path: string) => fetch(`${site.server.url}${path}`);
  const whole = await (await ask("/index.html")).text();
  const half = whole.indexOf("</main>");
  let complete = () => {};
  const halves = createServer(async (request, response) => {
    const answer = await ask(request.url ?? "");
    response.setHeader("content-type", answer.headers.get("content-type") ?? "");
    if (request.url !== "/index.html") return response.end(Buffer.from(await answer.arrayBuffer()));
    complete = () => response.end(whole.slice(half));
    return response.write(whole.slice(0, half));
  });
  await new Promise<void>((resolve) => halves.listen(0, "127.0.0.1", resolve));
  const page = await site.browser.newPage();
  await page.goto(`http://127.0.0.1:${(halves.address() as AddressInfo).port}/index.html`, { waitUntil: "commit" });
  const painted = () => page.evaluate(() => performance.getEntriesByType("paint").length);
  const isParsed = () => page.evaluate(() => document.querySelector("main h1") !== null);
  await expect.poll(isParsed, { timeout: 20_000 }).toBe(true);
  await page.waitForTimeout(500);
  expect(await painted()).toBe(0);
  complete();
  await expect.poll(painted, { timeout: 20_000 }).toBeGreaterThan(0);
  await page.close();
  halves.closeAllConnections();
  halves.close();
});

test("Tab reaches every control of every page, each shows the focus, and none keeps it", async () => {
  let reached = 0;
  const found = await each(samplePages("vi"), async (path, page) => {
    await page.goto(`${site.server.url}/${path}`);
    const walk = await walkByTab(page);
    reached += walk.reached;
    return walk.faults;
  });
  expect(found).toEqual([]);
  expect(reached).toBeGreaterThan(500);
}, 600_000);

test("at 200 % nothing needs sideways scrolling, nothing moves by itself, and targets have 24 px", async () => {
  const found = await each(samplePages(), async (path, page) => {
    // 640 px is a window of 1,280 at 200 %; 320 one at 400 %.
    const faults: string[] = [];
    for (const width of [640, 320]) {
      await page.setViewportSize({ width, height: 450 });
      await page.goto(`${site.server.url}/${path}`);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (over > 0) faults.push(`${over} px too wide at ${width}`);
      faults.push(...(await smallTargets(page)).map((fault) => `at ${width} ${fault}`));
    }
    const moving = await page.evaluate(() => document.getAnimations().length);
    if (moving > 0) faults.push(`${moving} animations in spite of reduced motion`);
    if ((await page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior)) !== "auto") {
      faults.push("scrolls smoothly in spite of reduced motion");
    }
    return faults;
  });
  expect(found).toEqual([]);
}, 400_000);

describe("controls work by keyboard", () => {
  test("menus and folds open by Enter, menus close by Escape; lists change by arrows; headings sort by Enter", async () => {
    const found = await each(samplePages("vi"), async (path, page) => {
      await page.goto(`${site.server.url}/${path}`);
      const faults: string[] = [];
      const some = async (selector: string) =>
        (await page.locator(selector).filter({ visible: true }).all()).slice(0, 4);
      for (const summary of await some("summary")) {
        const isOpen = () => summary.evaluate((element) => (element.parentElement as HTMLDetailsElement).open);
        const isMenu = await summary.evaluate((element) => element.parentElement?.classList.contains("menu-fold"));
        const before = await isOpen();
        await summary.focus();
        await page.keyboard.press("Enter");
        if ((await isOpen()) === before) faults.push(`Enter doesn't move ${await summary.textContent()}`);
        await page.keyboard.press(isMenu ? "Escape" : "Enter");
        if (isMenu && (await isOpen())) faults.push(`Escape doesn't close ${await summary.textContent()}`);
      }
      for (const select of await some("select:not(:has(option:only-child))")) {
        const before = await select.inputValue();
        await select.focus();
        await page.keyboard.press("ArrowDown");
        if ((await select.inputValue()) === before)
          faults.push(`no arrow moves ${await select.getAttribute("aria-label")}`);
        await page.keyboard.press("ArrowUp");
      }
      for (const sort of await some("button.sort")) {
        await sort.focus();
        await page.keyboard.press("Enter");
        const order = await sort.evaluate((button) => button.parentElement?.getAttribute("aria-sort"));
        if (order !== "ascending") faults.push(`Enter doesn't sort by ${await sort.textContent()}`);
      }
      return faults;
    });
    expect(found).toEqual([]);
  }, 400_000);
});
