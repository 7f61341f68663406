import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import sirv from "sirv";
import { projectFolder } from "../../pipelines/paths.ts";
import { buildSite } from "../../pipelines/publish/site.ts";
import { writeExportsFixture } from "../site/exports-fixture.ts";

/** Where Chromium, Chrome and Edge are installed, on each system. */
function candidates(environment: NodeJS.ProcessEnv): string[] {
  const windows = [environment.PROGRAMFILES, environment["PROGRAMFILES(X86)"], environment.LOCALAPPDATA]
    .filter((folder): folder is string => Boolean(folder))
    .flatMap((folder) => [
      join(folder, "Google", "Chrome", "Application", "chrome.exe"),
      join(folder, "Chromium", "Application", "chrome.exe"),
      join(folder, "Microsoft", "Edge", "Application", "msedge.exe"),
    ]);
  return [
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/usr/bin/google-chrome-stable",
    "/opt/google/chrome/chrome",
    "/snap/bin/chromium",
    "/usr/bin/microsoft-edge",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    ...windows,
  ];
}

/**
 * The browser to test with: CHROME_PATH, or the first one installed in a usual place.
 * @throws Error with the mend when there is none: a test that needs a browser fails, it is never skipped.
 */
export function findBrowser(environment: NodeJS.ProcessEnv = process.env): string {
  const named = environment.CHROME_PATH;
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`CHROME_PATH names ${named}, which isn't there; set it to a Chromium, Chrome or Edge.`);
  }
  const found = candidates(environment).find((path) => existsSync(path));
  if (found) return found;
  throw new Error(
    "The browser tests found no Chromium, Chrome or Edge; install one, or set CHROME_PATH to where it is (`npx playwright-core install chromium` gets one).",
  );
}

export function launchBrowser(more: readonly string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath: findBrowser(),
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      ...more,
    ],
  });
}

export interface ServedFolder {
  /** `http://127.0.0.1:1234/some/prefix` */
  url: string;
  close(): Promise<void>;
}

/** Serves a site on loopback, under a prefix, as an office's web server might. */
export async function serveFolder(folder: string, prefix = "/bao-cao/2026"): Promise<ServedFolder> {
  const handler = sirv(folder, { dev: false, etag: true, brotli: true, gzip: true });
  const server: Server = createServer((request, response) => {
    const missing = () => {
      response.statusCode = 404;
      response.end();
    };
    if (!request.url?.startsWith(`${prefix}/`)) return missing();
    request.url = request.url.slice(prefix.length);
    handler(request, response, missing);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${prefix}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** A page whose every complaint and every request is written down, and that reaches nothing but the site. */
export async function watchedPage(
  context: BrowserContext,
  siteUrl: string,
): Promise<{ page: Page; complaints: string[]; requests: string[] }> {
  const page = await context.newPage();
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(`${message.type()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => complaints.push(`uncaught: ${error.message}`));
  page.on("requestfailed", (request) => complaints.push(`failed: ${request.url()}`));
  page.on("response", (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()}: ${response.url()}`);
  });
  await page.route("**/*", (route) => {
    const url = route.request().url();
    if (url.startsWith(`${siteUrl}/`) || url.startsWith("blob:") || url.startsWith("data:")) {
      requests.push(url);
      return route.continue();
    }
    complaints.push(`asks elsewhere: ${url}`);
    return route.abort();
  });
  return { page, complaints, requests };
}

/** A site of invented exports, served, with a browser to look at it. */
export interface BrowserSite {
  folder: string;
  browser: Browser;
  server: ServedFolder;
  /** Paths of all its pages. */
  pages: string[];
  /** A page in a context of its own, watched; `close` closes both. */
  open(path: string, options?: BrowserContextOptions): Promise<OpenPage>;
  close(): Promise<void>;
}

export interface OpenPage {
  page: Page;
  context: BrowserContext;
  complaints: string[];
  requests: string[];
  close(): Promise<void>;
}

/**
 * Builds the site of the invented wards, serves it and starts the browser. What is started is ended by `close`, whatever else failed.
 * @param options names of the pages to build (all unless told), and what is to be done with the exports before
 */
export async function browserSite(
  options: { pages?: readonly string[]; prepare?: (exportsFolder: string) => Promise<void> } = {},
): Promise<BrowserSite> {
  const folder = mkdtempSync(join(tmpdir(), "kichban-browser-"));
  const ends: (() => Promise<void> | void)[] = [() => rmSync(folder, { recursive: true, force: true })];
  const close = async () => {
    for (const end of ends.reverse()) await end();
  };
  try {
    const exportsFolder = join(folder, "exports");
    await writeExportsFixture(exportsFolder);
    await options.prepare?.(exportsFolder);
    const pagesFolder = join(folder, "pages");
    if (options.pages) mkdirSync(pagesFolder);
    for (const name of options.pages ?? []) {
      copyFileSync(join(projectFolder, "src", "pages", `${name}.md`), join(pagesFolder, `${name}.md`));
    }
    const { pages } = await buildSite({
      exportsFolder,
      outputFolder: join(folder, "site"),
      workFolder: join(folder, "work"),
      ...(options.pages ? { pagesFolder } : {}),
      runId: "any",
    });
    const server = await serveFolder(join(folder, "site"));
    ends.push(() => server.close());
    const browser = await launchBrowser();
    ends.push(() => browser.close());
    const open = async (path: string, context?: BrowserContextOptions): Promise<OpenPage> => {
      const own = await browser.newContext({ locale: "vi-VN", ...context });
      const watched = await watchedPage(own, server.url);
      await watched.page.goto(`${server.url}/${path}`);
      return { ...watched, context: own, close: () => own.close() };
    };
    return { folder, browser, server, pages, open, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Until every table shows what it was asked for: a control answers a frame before the rows. */
export async function tablesAtRest(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector("[data-table][aria-busy]") === null);
}
