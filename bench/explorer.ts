/**
 * How soon the explorer answers: from a control's event to after the paint, in a real browser, over the sample report with
 * all its indicators and two scenarios shown; once as the machine is, once with a processor four times slower, and what it
 * takes until the cards outside the screen have followed, too.
 * Run: npx tsx bench/explorer.ts [changes]      (100 of each control unless told)
 */
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import type { CDPSession, Page } from "playwright-core";
import { projectFolder } from "../pipelines/paths.ts";
import { launchBrowser, serveFolder } from "../tests/browser/browser.ts";

const changes = Number(process.argv[2] ?? 100);
const data = mkdtempSync(join(tmpdir(), "kichban-bench-explorer-"));

/** A control and the values that it is moved through, over and over. */
interface Move {
  name: string;
  values: string[];
}

const steps = (from: number, to: number, step: number) =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => String(from + index * step));
const moves: Move[] = [
  { name: "ag", values: steps(-15, 15, 0.5) },
  { name: "at", values: steps(-100, 100, 5) },
  { name: "al", values: steps(0, 11, 1) },
  { name: "ap", values: steps(50, 150, 1) },
  { name: "bg", values: steps(-15, 15, 0.5) },
  { name: "m", values: steps(1, 12, 1) },
  { name: "a", values: ["phan-dau-10", "reported"] },
  { name: "second", values: ["off", "on"] },
  { name: "i", values: ["off", "on"] },
];

interface Times {
  /** From the event to after the paint, as a clock sees it: the wait for the next frame and all else on the machine are in it. */
  painted: number[];
  /** What the page's main thread worked for it, whatever else the machine did. */
  worked: number[];
  /** Until the cards outside the screen have followed. */
  settled: number[];
}

/** Moves one control again and again. A move without a control does nothing: what the machine's frames cost by themselves. */
async function measure(page: Page, session: CDPSession, { name, values }: Move, count: number): Promise<Times> {
  const times: Times = { painted: [], worked: [], settled: [] };
  for (let at = 0; at < count; at++) {
    const before = await mainThread(session);
    const painted = await page.evaluate(change, { name, value: values[at % values.length] as string, at });
    times.worked.push((await mainThread(session)) - before);
    times.painted.push(painted);
    if (at % 5 > 0) continue;
    times.settled.push(await page.evaluate(settle));
  }
  return times;
}

/** In the page: one event, then the next frame, then what comes after its paint. @returns milliseconds */
async function change({ name, value, at }: { name: string; value: string; at: number }): Promise<number> {
  const form = document.querySelector<HTMLFormElement>("#explorer") as HTMLFormElement;
  const named = form.elements.namedItem(name);
  const control = (named instanceof RadioNodeList ? named[0] : named) as HTMLInputElement | null;
  // Events come at any moment between two frames.
  await new Promise((resolve) => setTimeout(resolve, (at * 7) % 17));
  const start = performance.now();
  performance.mark("change", { startTime: start });
  if (control && (value === "on" || value === "off")) control.checked = value === "on";
  else if (control) control.value = value;
  control?.dispatchEvent(new Event("input", { bubbles: true }));
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(performance.now() - start);
      port2.postMessage(null);
    });
  });
}

/** In the page: from the last event until every card has followed. */
async function settle(): Promise<number> {
  const start = performance.getEntriesByName("change").at(-1)?.startTime ?? Number.NaN;
  const results = document.querySelector("#explorer-results");
  while (results?.getAttribute("aria-busy") === "true") await new Promise((resolve) => setTimeout(resolve, 1));
  return performance.now() - start;
}

/** Milliseconds of processor time that the main thread has had. */
async function mainThread(session: CDPSession): Promise<number> {
  const { metrics } = await session.send("Performance.getMetrics");
  return (metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN) * 1000;
}

function print(label: string, { painted, worked, settled }: Times): void {
  const over = painted.filter((time) => time > 50).length;
  console.log(
    `  ${label.padEnd(8)} painted ${spread(painted)} ms (${over} of ${painted.length} over 50 ms), worked ${spread(worked)} ms, all cards ${spread(settled)} ms`,
  );
}

/** Median and worst. */
function spread(times: readonly number[]): string {
  const sorted = [...times].sort((one, other) => one - other);
  return `${sorted[Math.floor((sorted.length - 1) / 2)]?.toFixed(0)} / ${sorted.at(-1)?.toFixed(0)}`;
}

try {
  mkdirSync(join(data, "inbox"));
  const inbox = join(projectFolder, "data", "inbox");
  for (const file of readdirSync(inbox)) copyFileSync(join(inbox, file), join(data, "inbox", file));
  const command = [join(projectFolder, "pipelines", "kichban.mjs"), "nightly", "--data", data, "--lang", "en"];
  const { status, stderr } = spawnSync(process.execPath, command, { encoding: "utf8" });
  if (status !== 0) throw new Error(`kichban nightly ended with ${status}: ${stderr}`);
  const server = await serveFolder(realpathSync(join(data, "site", "current")));
  const browser = await launchBrowser();
  console.log(`${cpus()[0]?.model ?? "unknown processor"}, ${cpus().length} cores, Chromium ${browser.version()}`);
  for (const slower of [1, 4]) {
    for (const [width, height] of [
      [1280, 900],
      [390, 844],
    ] as const) {
      const page = await browser.newPage({ viewport: { width, height } });
      // The loader of TypeScript names functions by a helper that a page has not.
      await page.addInitScript("globalThis.__name = (named) => named");
      const session = await page.context().newCDPSession(page);
      await session.send("Performance.enable", { timeDomain: "threadTicks" });
      await session.send("Emulation.setCPUThrottlingRate", { rate: slower });
      await page.goto(`${server.url}/explorer.html?b=phan-dau-10`);
      await page.locator('[name="all"]').evaluate((button) => (button as HTMLButtonElement).click());
      await page.waitForFunction(() => document.querySelector('#explorer-results[aria-busy="false"]'));
      const cards = await page.locator("[data-indicator]").count();
      for (const place of ["#explorer", "#answer"]) {
        await page.evaluate((selector) => document.querySelector(selector)?.scrollIntoView(), place);
        console.log(
          `${cards} indicators, two scenarios, ${width} × ${height}, processor ÷ ${slower}, at ${place}: median / worst`,
        );
        print("nothing", await measure(page, session, { name: "nothing", values: [""] }, changes));
        const all: Times = { painted: [], worked: [], settled: [] };
        for (const move of moves) {
          const times = await measure(page, session, move, changes);
          print(move.name, times);
          all.painted.push(...times.painted);
          all.worked.push(...times.worked);
          all.settled.push(...times.settled);
        }
        print("all", all);
      }
      await page.close();
    }
  }
  await browser.close();
  await server.close();
} finally {
  rmSync(data, { recursive: true, force: true });
}
