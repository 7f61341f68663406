/**
 * The time of each kind of press in a page's first table, to the frame that answers it (the letter, the mark, the arrow), at a four times
 * slower processor, in two ways: by the browser's event timing (a clock: the wait for the screen's next frame, and all else that the
 * machine does, are in it), and as processor time of the page's main thread, times four; so too the frame after it, which shows the rows.
 * A key that does nothing shows what measuring costs by itself.
 *
 * Presses are those of a keyboard and a mouse, sent to where the control stands. The page has been scrolled there before and rests: a
 * smooth scroll that is under way, the look of a driver at what lies under the pointer, and a press before are none of a press's time.
 */
import type { Browser, CDPSession, Locator, Page } from "playwright-core";

export interface Press {
  /** The slowest by the clock, in steps of 8 ms; 0 where every press was shown within 16 ms. */
  slowest: number;
  /** The median of what the main thread worked until the frame that answers, times four, ms. */
  worked: number;
  /** The same of the next frame, with the rows that are in the window; 0 where the press asks for no rows. */
  rows: number;
}

const slower = 4;
/** For what a press leaves to later frames, and for the browser's report of it. */
const rest = 250;
/** Microseconds within which the rows follow; the address comes later. */
const soon = 100_000;

/**
 * @param width of the window in px; a table is ordered by its headings, or by the list that phones show instead
 * @returns by kind of press; null for a page without a table that has controls
 */
export async function interact(browser: Browser, url: string, width: number): Promise<Record<string, Press> | null> {
  const found: Record<string, Press> = {};
  for (const way of ["clock", "processor"] as const) {
    const context = await browser.newContext({ viewport: { width, height: 844 }, reducedMotion: "reduce" });
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await page.goto(url);
    const frame = page.locator("[data-table]").filter({ visible: true }).first();
    if ((await frame.count()) === 0) {
      await context.close();
      return null;
    }
    if (way === "clock") await observe(page);
    await frame.locator(".controls").evaluate((controls) => controls.scrollIntoView({ block: "start" }));
    await steps(page, frame, async (name, presses) => {
      const times: Worked[] = [];
      for (const { ready, press } of presses) {
        await ready();
        if (way === "clock") times.push({ answer: await timed(page, session, press), rows: 0 });
        else times.push(...(await traced(page, press)));
      }
      const answers = times.map(({ answer }) => answer);
      const kind = found[name] ?? { slowest: 0, worked: 0, rows: 0 };
      found[name] = kind;
      if (way === "clock") kind.slowest = Math.max(...answers);
      else
        Object.assign(kind, { worked: median(answers) * slower, rows: median(times.map(({ rows }) => rows)) * slower });
    });
    await context.close();
  }
  return found;
}

async function observe(page: Page): Promise<void> {
  await page.evaluate(() => {
    // biome-ignore lint/suspicious/noExplicitAny: a number for the measurement
    const seen = globalThis as any;
    seen.longest = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.longest = Math.max(seen.longest, entry.duration);
    }).observe({ type: "event", buffered: false, durationThreshold: 16 } as PerformanceObserverInit);
  });
}

/** Each kind of press, in the order of a reader who searches, orders, filters and picks columns. */
async function steps(
  page: Page,
  frame: Locator,
  measured: (name: string, presses: readonly Step[]) => Promise<void>,
): Promise<void> {
  const key = (name: string): Step => ({ ready: async () => {}, press: () => page.keyboard.press(name) });
  await measured("field", [click(page, frame.locator("input.search"))]);
  await measured("nothing", [key("Shift"), key("Shift"), key("Shift")]);
  await measured("search", [..."duong", ...Array<string>(5).fill("Backspace")].map(key));
  const headings = (await frame.locator("button.sort").all()).slice(0, 4);
  const choice = (list: Locator) => (name: string) => ({ ...key(name), ready: () => list.focus() });
  const order = frame.locator("select.order");
  await measured(
    "sort",
    (await order.isVisible())
      ? ["ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp"].map(choice(order))
      : headings.map((button) => click(page, button)),
  );
  const filter = frame.locator("select.filter, select.view").first();
  if ((await filter.count()) > 0) await measured("filter", ["ArrowDown", "ArrowUp"].map(choice(filter)));
  await measured("list", [click(page, frame.locator("summary.pick-columns"))]);
  const boxes = (await frame.locator("details.columns input").all()).slice(1, 3);
  await measured(
    "columns",
    [...boxes, ...boxes].map((box) => click(page, box)),
  );
}

export function told(presses: Record<string, Press> | null): string {
  if (!presses) return "–";
  const each = Object.entries(presses).map(
    ([name, { slowest, worked, rows }]) =>
      `${name} ${slowest === 0 ? "<16" : slowest} / ${worked.toFixed(0)} + ${rows.toFixed(0)}`,
  );
  return each.join(", ");
}

interface Step {
  /** What goes before the press, and isn't measured. */
  ready: () => Promise<void>;
  press: () => Promise<void>;
}

/** A press of the mouse on what is in the window by then; the pointer rests on it before. */
function click(page: Page, control: Locator): Step {
  return {
    ready: async () => {
      await control.scrollIntoViewIfNeeded();
      const box = await control.boundingBox();
      if (!box) throw new Error("a control that is to be pressed is not shown");
      await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    },
    press: async () => {
      await page.mouse.down();
      await page.mouse.up();
    },
  };
}

/** By the clock, at the slow processor. What the driver does before a press is done at full speed. @returns milliseconds */
async function timed(page: Page, session: CDPSession, press: () => Promise<void>): Promise<number> {
  await session.send("Emulation.setCPUThrottlingRate", { rate: slower });
  await page.waitForTimeout(rest);
  // biome-ignore lint/suspicious/noExplicitAny: see above
  await page.evaluate(() => ((globalThis as any).longest = 0));
  await press();
  await page.waitForTimeout(rest);
  // biome-ignore lint/suspicious/noExplicitAny: see above
  const longest = await page.evaluate(() => (globalThis as any).longest as number);
  await session.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  return longest;
}

/** Milliseconds of the main thread: until the frame that answers, and until the next. */
interface Worked {
  answer: number;
  rows: number;
}

/** An event of Chromium's trace; times in microseconds. */
interface Traced {
  name: string;
  pid: number;
  tid: number;
  ts: number;
  dur?: number;
  tdur?: number;
  args: { data?: { type?: string } };
}

/**
 * By the processor: what the page's main thread did from the press to the end of the task that handed over the frame, and from there to
 * the end of the next.
 * @returns milliseconds at full speed; none where nothing was to be shown
 */
async function traced(page: Page, press: () => Promise<void>): Promise<Worked[]> {
  const browser = page.context().browser() as Browser;
  await page.waitForTimeout(rest);
  await browser.startTracing(page, { categories: ["devtools.timeline", "toplevel"] });
  await press();
  await page.waitForTimeout(rest);
  const events = JSON.parse((await browser.stopTracing()).toString()).traceEvents as Traced[];
  const dispatched = events.filter(({ name }) => name === "EventDispatch");
  const isOf = (types: string[]) => (event: Traced) => types.includes(event.args.data?.type ?? "");
  const first = dispatched.find(isOf(["keydown", "mousedown"]));
  const last = dispatched.findLast(isOf(["input", "change", "click", "keydown"]));
  if (!first || !last) return [];
  const mine = events.filter(({ pid, tid }) => pid === first.pid && tid === first.tid);
  const frames = mine.filter(({ name, ts }) => name === "Layerize" && ts > first.ts);
  const answer = frames.find(({ ts }) => ts > last.ts) ?? frames.at(-1);
  if (!answer) return [];
  const tasks = mine.filter(({ name }) => name === "RunTask" || name === "ThreadControllerImpl::RunTask");
  const covers = (task: Traced, ts: number) => task.ts <= ts && ts < task.ts + (task.dur ?? 0);
  const outer = tasks.filter(
    (task) => !tasks.some((other) => other !== task && covers(other, task.ts) && (other.dur ?? 0) > (task.dur ?? 0)),
  );
  const taskOf = (frame: Traced) => outer.find((task) => covers(task, frame.ts)) ?? frame;
  const worked = (from: number, until: number) =>
    outer.filter(({ ts }) => ts >= from && ts <= until).reduce((sum, task) => sum + (task.tdur ?? 0), 0) / 1000;
  const shown = frames.find(({ ts }) => ts > answer.ts && ts < answer.ts + soon);
  const [start, end] = [taskOf(first).ts, taskOf(answer).ts];
  return [{ answer: worked(start, end), rows: shown ? worked(end + 1, taskOf(shown).ts) : 0 }];
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((one, other) => one - other);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}
