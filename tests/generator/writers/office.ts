/** Other writers than our own, where they are installed: LibreOffice, and a browser that prints to PDF. */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** LibreOffice on this machine, or null. */
export function findOffice(): string | null {
  return onPath(
    ["soffice", "libreoffice", "soffice.exe"],
    ["/Applications/LibreOffice.app/Contents/MacOS/soffice", "C:\\Program Files\\LibreOffice\\program\\soffice.exe"],
  );
}

/** Chromium, Chrome or Edge on this machine, or null. */
export function findBrowser(): string | null {
  return onPath(
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"],
    [
      "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
      "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
      "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
    ],
  );
}

/** Converts with LibreOffice. `from` is the extension of the bytes given, `to` what is wanted (`odt`, `ods`, `pdf` …). */
export async function convertByOffice(bytes: Uint8Array, from: string, to: string): Promise<Uint8Array> {
  const office = findOffice();
  if (!office) throw new Error("LibreOffice is not installed");
  return inFolder(async (folder) => {
    await writeFile(join(folder, `report.${from}`), bytes);
    // A profile of its own: two conversions at once must not wait for each other's lock.
    const profile = `-env:UserInstallation=file://${join(folder, "profile").replaceAll("\\", "/")}`;
    await run(office, [profile, "--headless", "--convert-to", to, "--outdir", folder, join(folder, `report.${from}`)], {
      timeout: 180_000,
    });
    const extension = to.split(":")[0] as string;
    return new Uint8Array(await readFile(join(folder, `report.${extension}`)));
  });
}

/** Prints a page to PDF with a browser. */
export async function printByBrowser(html: string): Promise<Uint8Array> {
  const browser = findBrowser();
  if (!browser) throw new Error("no Chromium, Chrome or Edge is installed");
  return inFolder(async (folder) => {
    const [page, pdf] = [join(folder, "report.html"), join(folder, "report.pdf")];
    await writeFile(page, html);
    const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"];
    await run(
      browser,
      [...flags, `--user-data-dir=${join(folder, "profile")}`, "--no-pdf-header-footer", `--print-to-pdf=${pdf}`, page],
      { timeout: 180_000 },
    );
    return new Uint8Array(await readFile(pdf));
  });
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "kichban-writer-"));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function onPath(names: string[], others: string[]): string | null {
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  const candidates = [...folders.flatMap((folder) => names.map((name) => join(folder, name))), ...others];
  return candidates.find((candidate) => existsSync(candidate)) ?? null;
}
