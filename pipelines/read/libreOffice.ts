/** The old formats .doc, .xls and .rtf by way of LibreOffice, where it is installed. */
import { execFile, spawn } from "node:child_process";
import { access, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { SourceFile } from "./document.ts";
import { refusal } from "./refusals.ts";

export type LegacyFormat = "doc" | "xls" | "rtf";

const targets = { doc: "docx", rtf: "docx", xls: "xlsx" } as const;
/** Named, or LibreOffice would read a damaged file as plain text. */
const filters = { doc: "MS Word 97", rtf: "Rich Text Format", xls: "MS Excel 97" } as const;
/** Starting LibreOffice with a new profile alone takes seconds. */
const defaultMilliseconds = 90_000;
/** LibreOffice itself takes some 250 MB; a report as large as the caps allow twice that. */
const defaultMegabytes = 1_024;

/** The path of LibreOffice's program, or undefined. `KICHBAN_SOFFICE` names it, or `off` does without. */
export async function findLibreOffice(environment: NodeJS.ProcessEnv = process.env): Promise<string | undefined> {
  const named = environment.KICHBAN_SOFFICE;
  if (named === "off") return undefined;
  const candidates = named ? [named] : usualPlaces(environment);
  for (const candidate of candidates) {
    try {
      await access(candidate);
      return candidate;
    } catch {
      // Not there: the next place is tried.
    }
  }
  return undefined;
}

function usualPlaces(environment: NodeJS.ProcessEnv): string[] {
  const isWindows = process.platform === "win32";
  const names = isWindows ? ["soffice.com", "soffice.exe"] : ["soffice", "libreoffice"];
  const folders = (environment.PATH ?? "").split(delimiter).filter(Boolean);
  folders.push("/Applications/LibreOffice.app/Contents/MacOS");
  for (const root of [environment.ProgramFiles, environment["ProgramFiles(x86)"]]) {
    if (root) folders.push(join(root, "LibreOffice", "program"));
  }
  return folders.flatMap((folder) => names.map((name) => join(folder, name)));
}

/**
 * Converts to .docx or .xlsx in a profile of its own, so that neither an open LibreOffice nor its settings matter.
 * @throws RefusedFile `needs_libreoffice`, `conversion_failed`, `took_too_long` or `out_of_memory`.
 */
export async function convertLegacy(
  source: SourceFile,
  format: LegacyFormat,
  options: { milliseconds?: number; megabytes?: number; environment?: NodeJS.ProcessEnv } = {},
): Promise<SourceFile> {
  const { environment = process.env, megabytes = defaultMegabytes, milliseconds = defaultMilliseconds } = options;
  const target = targets[format];
  const program = await findLibreOffice(environment);
  if (!program) throw refusal("needs_libreoffice", source.name, { format: `.${format}`, mend: `.${target}` });
  const folder = await mkdtemp(join(tmpdir(), "kichban-convert-"));
  try {
    const input = join(folder, `report.${format}`);
    await writeFile(input, source.bytes);
    const profile = pathToFileURL(join(folder, "profile")).href;
    const output = join(folder, "out");
    const stopped = await run(
      program,
      [
        `-env:UserInstallation=${profile}`,
        "--headless",
        "--norestore",
        "--nolockcheck",
        `--infilter=${filters[format]}`,
        "--convert-to",
        target,
        "--outdir",
        output,
        input,
      ],
      { milliseconds, megabytes },
    );
    if (stopped === "memory") throw refusal("out_of_memory", source.name, { megabytes });
    if (stopped === "time") throw refusal("took_too_long", source.name, { seconds: milliseconds / 1000 });
    const written = await readdir(output).catch(() => [] as string[]);
    const result = written.find((name) => name.endsWith(`.${target}`));
    if (!result) throw refusal("conversion_failed", source.name, { format: `.${format}`, mend: `.${target}` });
    return { name: source.name, bytes: await readFile(join(output, result)) };
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Why it had to be stopped; undefined where it ended by itself. */
function run(
  program: string,
  args: string[],
  { milliseconds, megabytes }: { milliseconds: number; megabytes: number },
): Promise<"time" | "memory" | undefined> {
  return new Promise((resolve) => {
    // A group of its own: soffice starts a second process, which has to end with it.
    const isWindows = process.platform === "win32";
    const child = spawn(program, args, { stdio: "ignore", detached: !isWindows, windowsHide: true });
    let stopped: "time" | "memory" | undefined;
    const stop = (why: "time" | "memory") => {
      stopped = why;
      if (child.pid === undefined) return;
      if (isWindows) spawn("taskkill", ["/pid", String(child.pid), "/t", "/f"], { stdio: "ignore" });
      else killGroup(child.pid);
    };
    const timer = setTimeout(() => stop("time"), milliseconds);
    let isLooking = false;
    const watch = setInterval(async () => {
      if (isLooking || child.pid === undefined) return;
      isLooking = true;
      const bytes = await memoryOfGroup(child.pid);
      isLooking = false;
      if (bytes > megabytes * 1024 * 1024 && stopped === undefined) stop("memory");
    }, 200);
    const done = () => {
      clearTimeout(timer);
      clearInterval(watch);
      resolve(stopped);
    };
    child.on("error", done);
    child.on("exit", done);
  });
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // It has ended meanwhile.
  }
}

/**
 * Memory that the processes of a group hold, in bytes; 0 where the system does not tell. `ps` knows it on Linux and macOS.
 * Windows has no groups: there time alone is capped.
 */
function memoryOfGroup(group: number): Promise<number> {
  if (process.platform === "win32") return Promise.resolve(0);
  return new Promise((resolve) => {
    execFile("ps", ["-A", "-o", "pgid=,rss="], (error, output) => {
      if (error) return resolve(0);
      let kilobytes = 0;
      for (const line of output.split("\n")) {
        const [pgid, rss] = line.trim().split(/\s+/).map(Number);
        if (pgid === group) kilobytes += rss ?? 0;
      }
      resolve(kilobytes * 1024);
    });
  });
}
