/**
 * Measures the pages of a site as a reader's browser sees them: bytes and requests, first chart and largest paint on a slow mobile line,
 * layout shift, and the time of each kind of press in the first table at a four times slower processor. With LIGHTHOUSE naming the main
 * module of an installed lighthouse (12 runs on Node 20) its four scores too.
 *
 *     node --import tsx bench/pages.ts data/site/current [page …]
 */
import { existsSync } from "node:fs";
import { cpus } from "node:os";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { launchBrowser, serveFolder } from "../tests/browser/browser.ts";

const [folder = "data/site/current", ...given] = process.argv.slice(2);
const reading = ["index", "scenario", "disbursement", "tasks", "findings", "changes", "outlook", "cash"];
const withControls = ["explorer", "search"];
if (!existsSync(folder)) {
  console.log(`${folder} holds no site; publish one (\`npm start\`) or name its folder.`);
  process.exit(0);
}
const pages = given.length > 0 ? given : [...reading, ...withControls];

/** 150 ms there and back, 1.6 Mbit/s down, as on a slow mobile line. */
const slowLine = { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 };

interface Loaded {
  bytes: number;
  requests: number;
  largestPaint: number;
  firstChart: number | null;
  shift: number;
}

async function load(browser: Browser, url: string, isSlow: boolean): Promise<Loaded> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  if (isSlow) await session.send("Network.emulateNetworkConditions", slowLine);
  let [bytes, requests] = [0, 0];
  session.on("Network.loadingFinished", (event) => {
    bytes += event.encodedDataLength;
    requests++;
  });
  await page.addInitScript(() => {
    // biome-ignore lint/suspicious/noExplicitAny: numbers for the measurement
    const seen = globalThis as any;
    Object.assign(seen, { shift: 0, largest: 0, chart: null });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.largest = entry.startTime;
    }).observe({ type: "largest-contentful-paint", buffered: true });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[]) seen.shift += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
    // No named function in here: the loader would wrap it in a helper that the page doesn't have.
    const timer = setInterval(() => {
      const drawings = [...document.querySelectorAll("svg.plot, svg.bullet, svg.stack, svg.due")];
      if (!drawings.some((svg) => svg.getBoundingClientRect().width > 0)) return;
      seen.chart = performance.now();
      clearInterval(timer);
    }, 4);
  });
  await page.goto(url, { waitUntil: "networkidle" });
  const [largestPaint, firstChart, shift] = await page.evaluate(() => {
    // biome-ignore lint/suspicious/noExplicitAny: see above
    const found = globalThis as any;
    return [found.largest, found.chart, found.shift] as [number, number | null, number];
  });
  await context.close();
  return { bytes, requests, largestPaint, firstChart, shift };
}

/**
 * The slowest of each kind of press on a page's first table, from the press to the frame that shows what it did, as browsers measure
 * it: in steps of 8 ms, the wait for the screen's next frame included.
 */
async function interact(browser: Browser, url: string): Promise<string | null> {
  const page = await browser.newPage();
  const session = await page.context().newCDPSession(page);
  await page.goto(url);
  const frame = page.locator("[data-table]").filter({ visible: true }).first();
  if ((await frame.count()) === 0) {
    await page.close();
    return null;
  }
  await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  await page.evaluate(() => {
    // biome-ignore lint/suspicious/noExplicitAny: a number for the measurement
    const seen = globalThis as any;
    seen.longest = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.longest = Math.max(seen.longest, entry.duration);
    }).observe({ type: "event", buffered: false, durationThreshold: 16 } as PerformanceObserverInit);
  });
  /** 0 where every press was shown within 16 ms. */
  const longest = async (presses: (() => Promise<void>)[]): Promise<number> => {
    let most = 0;
    for (const press of presses) {
      // biome-ignore lint/suspicious/noExplicitAny: see above
      await page.evaluate(() => ((globalThis as any).longest = 0));
      await press();
      await page.waitForTimeout(300);
      // biome-ignore lint/suspicious/noExplicitAny: see above
      most = Math.max(most, await page.evaluate(() => (globalThis as any).longest as number));
    }
    return most;
  };
  await frame.locator("input.search").click();
  const keys = [..."duong", ...Array<string>(5).fill("Backspace")];
  const found: Record<string, number> = { search: await longest(keys.map((key) => () => page.keyboard.press(key))) };
  const sorts = (await frame.locator("button.sort").all()).slice(0, 4);
  found.sort = await longest(sorts.map((button) => () => button.click()));
  const filter = frame.locator("select.filter, select.view").first();
  if ((await filter.count()) > 0) {
    await filter.focus();
    found.filter = await longest(["ArrowDown", "ArrowUp"].map((key) => () => page.keyboard.press(key)));
  }
  await frame.locator("summary.pick-columns").click();
  const boxes = (await frame.locator("details.columns input").all()).slice(1, 3);
  found.columns = await longest([...boxes, ...boxes].map((box) => () => box.click()));
  await page.close();
  return Object.entries(found)
    .map(([name, time]) => `${name} ${time === 0 ? "<16" : time.toFixed(0)}`)
    .join(", ");
}

/** Lighthouse's scores of a page, in hundredths, or null where it is not installed. */
async function scores(url: string, port: number): Promise<string | null> {
  const path = process.env.LIGHTHOUSE;
  if (!path) return null;
  const { default: lighthouse } = await import(pathToFileURL(path).href);
  const categories = ["performance", "accessibility", "best-practices", "seo"];
  const result = await lighthouse(url, { port, output: "json", onlyCategories: categories, logLevel: "error" });
  return categories.map((name) => Math.round((result.lhr.categories[name].score ?? 0) * 100)).join(" / ");
}

const debuggingPort = 9333;
const browser = await launchBrowser([`--remote-debugging-port=${debuggingPort}`]);
const server = await serveFolder(folder);
console.log(`${cpus()[0]?.model}, ${cpus().length} cores, Node ${process.version}, Chromium ${browser.version()}`);
console.log(
  "page | kB | requests | largest paint, slow line, s | first chart, s | shift | interaction, 4× slower, ms | Lighthouse",
);
for (const name of pages) {
  const url = `${server.url}/${name}.html`;
  const slow = await load(browser, url, true);
  const pressed = await interact(browser, url);
  const seconds = (value: number | null) => (value === null ? "–" : (value / 1000).toFixed(2));
  console.log(
    [
      name,
      (slow.bytes / 1000).toFixed(1),
      slow.requests,
      seconds(slow.largestPaint),
      seconds(slow.firstChart),
      slow.shift.toFixed(3),
      pressed ?? "–",
      (await scores(url, debuggingPort)) ?? "–",
    ].join(" | "),
  );
}
await browser.close();
await server.close();
