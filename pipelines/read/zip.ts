/**
 * A zip container, opened under suspicion: names, sizes, ratios, overlaps and encryption are checked on the directory
 * before a byte is inflated, and the checksum of what is inflated afterwards.
 */
import { type Entry, fromBufferPromise, type ZipFile } from "yauzl";
import { crc32 } from "./crc32.ts";
import type { SourceFile } from "./document.ts";
import type { ReadLimits } from "./limits.ts";
import { refusal } from "./refusals.ts";

/** Parts smaller than this may have any ratio: blank sheets pack extremely well. */
const ratioMattersFrom = 1024 * 1024;

export class ZipContainer {
  readonly name: string;
  readonly limits: ReadLimits;
  private readonly file: ZipFile;
  private readonly entries: Map<string, Entry>;
  private inflated = 0;

  constructor(name: string, limits: ReadLimits, file: ZipFile, entries: Map<string, Entry>) {
    this.name = name;
    this.limits = limits;
    this.file = file;
    this.entries = entries;
  }

  get paths(): string[] {
    return [...this.entries.keys()];
  }

  /** What the parts that are read would inflate to, by the directory: pictures and fonts are none of them. */
  get declaredBytes(): number {
    let sum = 0;
    for (const [path, entry] of this.entries) if (/\.(?:xml|rels)$/i.test(path)) sum += entry.uncompressedSize;
    return sum;
  }

  has(path: string): boolean {
    return this.entries.has(path);
  }

  /** Hands the part's bytes over as they are inflated. @throws RefusedFile `zip_bomb` or `damaged`. */
  async *chunks(path: string): AsyncGenerator<Buffer> {
    const entry = this.entries.get(path);
    if (!entry) throw refusal("damaged", this.name, { where: path, why: "missing part" });
    this.inflated += entry.uncompressedSize;
    if (this.inflated > this.limits.maxInflatedBytes) {
      throw refusal("zip_bomb", this.name, { where: path, why: `> ${this.limits.maxInflatedBytes} byte` });
    }
    let sum = 0;
    try {
      const stream = await this.file.openReadStreamPromise(entry, undefined as never);
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        sum = crc32(chunk, sum);
        yield chunk;
      }
    } catch (cause) {
      if (cause instanceof Error && cause.name === "RefusedFile") throw cause;
      if (!isContainerError(cause)) throw cause;
      throw refusal("damaged", this.name, { where: path, why: reasonOf(cause) }, cause);
    }
    if (sum !== entry.crc32 >>> 0) throw refusal("damaged", this.name, { where: path, why: "checksum" });
  }

  async bytes(path: string): Promise<Buffer> {
    const parts: Buffer[] = [];
    for await (const chunk of this.chunks(path)) parts.push(chunk);
    return Buffer.concat(parts);
  }
}

/** Reads the directory of a zip and checks it. @throws RefusedFile with the reason. */
export async function openZip(source: SourceFile, limits: ReadLimits): Promise<ZipContainer> {
  const { name, bytes } = source;
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = new Map<string, Entry>();
  try {
    const file = await fromBufferPromise(buffer, {
      strictFileNames: false,
      validateEntrySizes: true,
      autoClose: false,
    });
    if (file.entryCount > limits.maxEntries) {
      throw refusal("too_many_entries", name, { count: file.entryCount, limit: limits.maxEntries });
    }
    for await (const entry of file.eachEntry()) {
      checkEntry(name, entry, limits);
      if (entries.has(entry.fileName)) {
        throw refusal("damaged", name, { where: shown(entry.fileName), why: "entry stored twice" });
      }
      entries.set(entry.fileName, entry);
    }
    checkOverlaps(name, [...entries.values()]);
    return new ZipContainer(name, limits, file, entries);
  } catch (cause) {
    if (cause instanceof Error && cause.name === "RefusedFile") throw cause;
    const why = reasonOf(cause);
    if (/relative path|absolute path|backslash|invalid characters in fileName/i.test(why)) {
      throw refusal("unsafe_path", name, { where: shown(why.replace(/^[^:]*: /, "")) }, cause);
    }
    throw refusal("damaged", name, { where: "zip", why }, cause);
  }
}

function checkEntry(name: string, entry: Entry, limits: ReadLimits): void {
  const path = entry.fileName;
  if (/^[/\\]|^[A-Za-z]:|(^|[/\\])\.\.([/\\]|$)|[\u0000-\u001f]/.test(path)) {
    throw refusal("unsafe_path", name, { where: shown(path) });
  }
  // The upper half of the attributes holds the Unix mode; 0o120000 is a symbolic link.
  if (((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000) {
    throw refusal("unsafe_path", name, { where: shown(path) });
  }
  if (entry.isEncrypted()) throw refusal("encrypted", name, { where: shown(path) });
  if (entry.uncompressedSize > limits.maxInflatedBytes) {
    throw refusal("zip_bomb", name, { where: shown(path), why: `${entry.uncompressedSize} byte` });
  }
  const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize);
  if (entry.uncompressedSize > ratioMattersFrom && ratio > limits.maxRatio) {
    throw refusal("zip_bomb", name, { where: shown(path), why: `1 : ${Math.round(ratio)}` });
  }
}

/** Entries that share bytes are how a small zip inflates to petabytes without a high ratio; no real writer makes them. */
function checkOverlaps(name: string, entries: Entry[]): void {
  const sorted = [...entries].sort((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader);
  for (let index = 1; index < sorted.length; index += 1) {
    const before = sorted[index - 1] as Entry;
    const entry = sorted[index] as Entry;
    if (before.relativeOffsetOfLocalHeader + 30 + before.compressedSize > entry.relativeOffsetOfLocalHeader) {
      throw refusal("zip_bomb", name, { where: shown(entry.fileName), why: "overlapping entries" });
    }
  }
}

function shown(path: string): string {
  return `"${path.replace(/[\u0000-\u001f]/g, "?").slice(0, 80)}"`;
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message.slice(0, 120) : String(cause);
}

/** zlib and yauzl failures are about the file's bytes; a TypeError and its like would be a bug of ours. */
function isContainerError(cause: unknown): boolean {
  return cause instanceof Error && !(cause instanceof TypeError || cause instanceof ReferenceError);
}
