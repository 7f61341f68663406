/** The old formats .doc, .xls and .rtf by way of LibreOffice, where it is installed. */
import { spawn } from "node:child_process";
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
 * @throws RefusedFile `needs_libreoffice`, `conversion_failed` or `took_too_long`.
 */
export async function convertLegacy(
  source: SourceFile,
  format: LegacyFormat,
  options: { milliseconds?: number; environment?: NodeJS.ProcessEnv } = {},
): Promise<SourceFile> {
  const { environment = process.env, milliseconds = defaultMilliseconds } = options;
  const target = targets[format];
  const program = await findLibreOffice(environment);
  if (!program) throw refusal("needs_libreoffice", source.name, { format: `.${format}`, mend: `.${target}` });
  const folder = await mkdtemp(join(tmpdir(), "kichban-convert-"));
  try {
    const input = join(folder, `report.${format}`);
    await writeFile(input, source.bytes);
    const profile = pathToFileURL(join(folder, "profile")).href;
    const output = join(folder, "out");
    const isInTime = await run(
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
      milliseconds,
    );
    if (!isInTime) throw refusal("took_too_long", source.name, { seconds: milliseconds / 1000 });
    const written = await readdir(output).catch(() => [] as string[]);
    const result = written.find((name) => name.endsWith(`.${target}`));
    if (!result) throw refusal("conversion_failed", source.name, { format: `.${format}`, mend: `.${target}` });
    return { name: source.name, bytes: await readFile(join(output, result)) };
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** False when it had to be stopped. */
function run(program: string, args: string[], milliseconds: number): Promise<boolean> {
  return new Promise((resolve) => {
    // A group of its own: soffice starts a second process, which has to end with it.
    const isWindows = process.platform === "win32";
    const child = spawn(program, args, { stdio: "ignore", detached: !isWindows, windowsHide: true });
    let isInTime = true;
    const timer = setTimeout(() => {
      isInTime = false;
      if (child.pid === undefined) return;
      if (isWindows) spawn("taskkill", ["/pid", String(child.pid), "/t", "/f"], { stdio: "ignore" });
      else process.kill(-child.pid, "SIGKILL");
    }, milliseconds);
    const done = () => {
      clearTimeout(timer);
      resolve(isInTime);
    };
    child.on("error", done);
    child.on("exit", done);
  });
}
