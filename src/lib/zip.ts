/** Zip containers written by hand: what office files are. No clock: every entry has the format's first day. */
export interface ZipEntry {
  path: string;
  bytes: Uint8Array;
  /** The same bytes deflated (raw); stored plainly without. */
  deflated?: Uint8Array;
}

const table = Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value >>> 0;
});

function crc32(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) value = (value >>> 8) ^ (table[(value ^ byte) & 255] as number);
  return ~value >>> 0;
}

/** A zip of up to 65,535 entries and 4 GB. Names are UTF-8. Equal entries give equal bytes. */
export function zip(entries: readonly ZipEntry[]): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = new TextEncoder().encode(entry.path);
    const body = entry.deflated ?? entry.bytes;
    // version 2.0, UTF-8 names, method, 1980-01-01 00:00, checksum, sizes, length of the name, no extra field
    const common = fields(
      [2, 20],
      [2, 0x0800],
      [2, entry.deflated ? 8 : 0],
      [2, 0],
      [2, 0x21],
      [4, crc32(entry.bytes)],
      [4, body.length],
      [4, entry.bytes.length],
      [2, name.length],
      [2, 0],
    );
    const place = fields([2, 0], [2, 0], [2, 0], [4, 0], [4, offset]);
    directory.push(fields([4, 0x02014b50], [2, 20]), common, place, name);
    const local = [fields([4, 0x04034b50]), common, name, body];
    parts.push(...local);
    offset += size(local);
  }
  const count = entries.length;
  const end = fields(
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, count],
    [2, count],
    [4, size(directory)],
    [4, offset],
    [2, 0],
  );
  return concat([...parts, ...directory, end]);
}

/** Little-endian numbers of 2 or 4 bytes, one after another. */
function fields(...values: [2 | 4, number][]): Uint8Array {
  const bytes = new Uint8Array(values.reduce((sum, [width]) => sum + width, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const [width, value] of values) {
    if (width === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += width;
  }
  return bytes;
}

function size(parts: readonly Uint8Array[]): number {
  return parts.reduce((sum, part) => sum + part.length, 0);
}

function concat(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(size(parts));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
