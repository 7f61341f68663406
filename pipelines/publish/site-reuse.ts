/**
 * What of an earlier release is still right: each part of a site (a page, a brief, the shared files) has a key made of all that
 * it was made from. Where the key is the same, its files are linked over and not made again.
 */

import { createHash } from "node:crypto";
import { copyFileSync, existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
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
  made = 0;
  reused = 0;

  constructor(
    private readonly outputFolder: string,
    private readonly release: EarlierRelease | null,
  ) {
    this.earlier = release ? readNotes(release.notesFile) : {};
  }

  /** Links a part's files over; says whether it could. Its value, if it has one, is in `value`. */
  take(name: string, key: string): boolean {
    const known = this.earlier[name];
    if (!this.release || known?.key !== key) return false;
    if (!known.files.every((file) => existsSync(join(this.release!.folder, file)))) return false;
    for (const file of known.files) linkOrCopy(join(this.release.folder, file), join(this.outputFolder, file));
    this.parts.set(name, known);
    this.reused++;
    return true;
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

/** Neither of the two is ever written to again. */
function linkOrCopy(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  rmSync(to, { force: true });
  try {
    linkSync(from, to);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (!["EPERM", "EMLINK", "ENOTSUP", "ENOSYS", "EXDEV"].includes(code ?? "")) throw error;
    copyFileSync(from, to);
  }
}
