/**
 * Measures the pages of a site as a reader's browser sees them: bytes and requests, first chart and largest paint on a slow mobile line,
 * layout shift, and the time of each kind of press in the first table (bench/presses.ts). With LIGHTHOUSE naming the main module of an
 * installed lighthouse (12 runs on Node 20) its four scores too.
 *
 *     node --import tsx bench/pages.ts data/site/current [page …]
 */
import { existsSync } from "node:fs";
import { cpus } from "node:os";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { launchBrowser, serveFolder } from "../tests/browser/browser.ts";
import { interact, told } from "./presses.ts";

const [folder = "data/site/current", ...given] = process.argv.slice(2);
const reading = ["index", "scenario", "disbursement", "tasks", "findings", "changes", "outlook"];
/** They have a script of their own: 150 kB rather than 60, first chart within 1.3 s rather than 0.7. */
const withControls = ["cash", "explorer", "search"];
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
  "page | kB | requests | largest paint, slow line, s | first chart, s | shift | Lighthouse | presses, 4× slower: slowest by the clock / median of processor time × 4 of the answer + of the rows, ms",
);
for (const name of pages) {
  const url = `${server.url}/${name}.html`;
  const slow = await load(browser, url, true);
  const seconds = (value: number | null) => (value === null ? "–" : (value / 1000).toFixed(2));
  console.log(
    [
      name,
      (slow.bytes / 1000).toFixed(1),
      slow.requests,
      seconds(slow.largestPaint),
      seconds(slow.firstChart),
      slow.shift.toFixed(3),
      (await scores(url, debuggingPort)) ?? "–",
      `1280 px: ${told(await interact(browser, url, 1280))}; 390 px: ${told(await interact(browser, url, 390))}`,
    ].join(" | "),
  );
}
await browser.close();
await server.close();
