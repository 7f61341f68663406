/** The old Office container (OLE2, MS-CFB), just far enough to tell what is in it and whether it is encrypted. */
import type { SourceFile } from "./document.ts";
import { weighDoc, weighXls } from "./legacyWeigh.ts";
import type { ReadLimits } from "./limits.ts";
import { refusal } from "./refusals.ts";

export interface OleContainer {
  /** Names of all streams and storages. */
  names: string[];
  /** How many streams and storages there are, and how many bytes they say they have. */
  declared: { count: number; bytes: number };
  /** The first bytes of a stream, up to `length`; undefined where there is none of that name. */
  head(name: string, length: number): Uint8Array | undefined;
}

interface DirectoryEntry {
  name: string;
  start: number;
  size: number;
}

const endOfChain = 0xfffffff8;

/** Reads the directory. Every chain is followed at most as far as the file has sectors. @throws RefusedFile `damaged`. */
function openOle(source: SourceFile): OleContainer {
  const { bytes, name } = source;
  const damaged = (why: string) => refusal("damaged", name, { where: "OLE", why });
  if (bytes.length < 512) throw damaged("header");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const shift = view.getUint16(30, true);
  if (shift !== 9 && shift !== 12) throw damaged("sector size");
  const sectorSize = 1 << shift;
  const sectorCount = Math.ceil(bytes.length / sectorSize) - 1;
  const offsetOf = (sector: number) => {
    const offset = (sector + 1) * sectorSize;
    if (sector < 0 || offset + 4 > bytes.length) throw damaged(`sector ${sector}`);
    return offset;
  };
  const tables = fatSectors(view, offsetOf, sectorSize, sectorCount);
  const next = (sector: number) => {
    const table = tables[Math.floor(sector / (sectorSize / 4))];
    if (table === undefined) throw damaged(`sector ${sector}`);
    return view.getUint32(offsetOf(table) + (sector % (sectorSize / 4)) * 4, true);
  };
  const chain = (start: number, most: number): Uint8Array => {
    const parts: Uint8Array[] = [];
    let sector = start;
    for (let count = 0; sector < endOfChain && count * sectorSize < most; count += 1) {
      if (count >= sectorCount) throw damaged("chain without end");
      const offset = offsetOf(sector);
      parts.push(bytes.subarray(offset, Math.min(bytes.length, offset + sectorSize)));
      sector = next(sector);
    }
    return Buffer.concat(parts).subarray(0, most);
  };
  const entries = directory(chain(view.getUint32(48, true), bytes.length));
  return {
    names: entries.map((entry) => entry.name),
    declared: { count: entries.length, bytes: entries.reduce((sum, { size }) => sum + size, 0) },
    head(wanted, length) {
      // Streams below 4,096 bytes lie elsewhere; a document's own stream never is that small.
      const entry = entries.find((candidate) => candidate.name === wanted);
      return entry && entry.size >= 4096 ? chain(entry.start, Math.min(length, entry.size)) : undefined;
    },
  };
}

function fatSectors(
  view: DataView,
  offsetOf: (sector: number) => number,
  sectorSize: number,
  sectorCount: number,
): number[] {
  const tables: number[] = [];
  for (let index = 0; index < 109; index += 1) {
    const sector = view.getUint32(76 + index * 4, true);
    if (sector < endOfChain) tables.push(sector);
  }
  let more = view.getUint32(68, true);
  for (let count = 0; more < endOfChain && count <= sectorCount; count += 1) {
    const offset = offsetOf(more);
    for (let at = offset; at < offset + sectorSize - 4 && at + 4 <= view.byteLength; at += 4) {
      const sector = view.getUint32(at, true);
      if (sector < endOfChain) tables.push(sector);
    }
    const link = offset + sectorSize - 4;
    more = link + 4 <= view.byteLength ? view.getUint32(link, true) : endOfChain;
  }
  return tables;
}

function directory(bytes: Uint8Array): DirectoryEntry[] {
  const entries: DirectoryEntry[] = [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let offset = 0; offset + 128 <= bytes.length; offset += 128) {
    const length = view.getUint16(offset + 64, true);
    const kind = bytes[offset + 66];
    if (kind === 0 || length < 2 || length > 64) continue;
    const name = new TextDecoder("utf-16le").decode(bytes.subarray(offset, offset + length - 2));
    entries.push({ name, start: view.getUint32(offset + 116, true), size: view.getUint32(offset + 120, true) });
  }
  return entries;
}

/**
 * Which old format it is, weighed.
 * @throws RefusedFile `encrypted`, `macros`, `unsupported_format`, `damaged`, or that it goes over a cap.
 */
export function inspectOle(source: SourceFile, limits: ReadLimits): "doc" | "xls" {
  const ole = openOle(source);
  const { count, bytes } = ole.declared;
  if (count > limits.maxEntries) throw refusal("too_many_entries", source.name, { count, limit: limits.maxEntries });
  if (bytes > source.bytes.length * 2) {
    throw refusal("damaged", source.name, { where: "OLE", why: `${bytes} bytes in a file of ${source.bytes.length}` });
  }
  const has = (name: string) => ole.names.includes(name);
  if (has("EncryptedPackage") || has("EncryptionInfo")) {
    throw refusal("encrypted", source.name, { where: "EncryptedPackage" });
  }
  const macro = ["_VBA_PROJECT_CUR", "_VBA_PROJECT", "Macros", "VBA"].find(has);
  if (macro) throw refusal("macros", source.name, { where: macro });
  if (has("WordDocument")) {
    const head = ole.head("WordDocument", 64);
    // Bit 8 of the flags in the file information block: fEncrypted.
    if (head && head.length >= 12 && ((head[11] as number) & 1) === 1) {
      throw refusal("encrypted", source.name, { where: "WordDocument" });
    }
    weighDoc(source, ole, limits);
    return "doc";
  }
  const book = ["Workbook", "Book"].find(has);
  if (book) {
    weighXls(source, ole, book, limits);
    return "xls";
  }
  const format = has("PowerPoint Document") ? "PowerPoint" : "OLE";
  throw refusal("unsupported_format", source.name, { format, mend: ".docx, .xlsx, .pdf" });
}
