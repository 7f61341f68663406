/** CRC-32 as in zip (ISO 3309, polynomial 0xEDB88320, reflected); Node's own comes only with 20.15 and 22.2. */
import * as zlib from "node:zlib";

const table = new Uint32Array(256).map((_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value >>> 0;
});

const native = (zlib as { crc32?: (bytes: Uint8Array, sum?: number) => number }).crc32;

/** The checksum of `bytes`, continuing from `sum` (0 at the start), as an unsigned number. */
export function crc32(bytes: Uint8Array, sum = 0): number {
  if (native) return native(bytes, sum);
  let value = ~sum >>> 0;
  for (const byte of bytes) value = (value >>> 8) ^ (table[(value ^ byte) & 255] as number);
  return ~value >>> 0;
}
