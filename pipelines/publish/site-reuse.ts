/**
 * What of an earlier release is still right: each part of a site (a page, a brief, the shared files) has a key made of all that
 * it was made from. Where the key is the same, its files are linked over and not made again.
 */

import { createHash } from "node:crypto";
import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative } from "node:path";
import { z } from "zod";

const part = z.object({
  key: z.string(),
  /** Paths from the site's root. */
  files: z.array(z.string()),
  /** What a maker of other parts needs to know of it. */
  value: z.unknown().optional(),
});
const notes = z.object({ format: z.literal(1), parts: z.record(z.string(), part) });
type Part = z.infer<typeof part>;

/** A release that stands whole, and the notes that were written with it. */
export interface EarlierRelease {
  folder: string;
  notesFile: string;
}

export const keyOf = (...parts: unknown[]): string =>
  createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 32);

export class Reuse {
  private readonly parts = new Map<string, Part>();
  private readonly earlier: Record<string, Part>;
  /** What the earlier release has: of tens of thousands of files, asking for each would take longer than listing them. */
  private readonly held: ReadonlySet<string>;
  private readonly folders = new Set<string>();
  made = 0;
  reused = 0;

  constructor(
    private readonly outputFolder: string,
    private readonly release: EarlierRelease | null,
  ) {
    this.earlier = release ? readNotes(release.notesFile) : {};
    this.held = new Set(release ? filesIn(release.folder) : []);
  }

  /**
   * Links a part's files over; says whether it could. Its value, if it has one, is in `value`.
   * @param wanted which of its files are still wanted; null where one is lacking
   */
  take(name: string, key: string, wanted = (files: readonly string[]): readonly string[] | null => files): boolean {
    const known = this.earlier[name];
    if (!this.release || known?.key !== key) return false;
    const files = wanted(known.files);
    if (!files?.every((file) => this.held.has(file))) return false;
    for (const file of files) this.link(this.release.folder, file);
    this.parts.set(name, { ...known, files: [...files] });
    this.reused++;
    return true;
  }

  private link(folder: string, file: string): void {
    const to = join(this.outputFolder, file);
    const parent = dirname(to);
    if (!this.folders.has(parent)) mkdirSync(parent, { recursive: true });
    this.folders.add(parent);
    linkOrCopy(join(folder, file), to);
  }

  value(name: string): unknown {
    return this.parts.get(name)?.value;
  }

  /** Notes a part that was made. */
  note(name: string, key: string, files: string[], value?: unknown): void {
    this.parts.set(name, { key, files, ...(value === undefined ? {} : { value }) });
    this.made++;
  }

  /** The same parts give the same bytes. */
  write(file: string): void {
    const parts = Object.fromEntries([...this.parts].sort(([one], [other]) => (one < other ? -1 : 1)));
    writeFileSync(file, `${JSON.stringify({ format: 1, parts })}\n`);
  }
}

/** Notes that are damaged, or of another version, are no notes: everything is made again. */
function readNotes(file: string): Record<string, Part> {
  if (!existsSync(file)) return {};
  try {
    return notes.parse(JSON.parse(readFileSync(file, "utf8"))).parts;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return {};
    throw error;
  }
}

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll("\\", "/"));
}

/** Neither of the two is ever written to again. */
function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") {
      rmSync(to);
      linkOrCopy(from, to);
    } else if (!["EPERM", "EMLINK", "ENOTSUP", "ENOSYS", "EXDEV"].includes(code ?? "")) throw error;
    else copyFileSync(from, to);
  }
}
