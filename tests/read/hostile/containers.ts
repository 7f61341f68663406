/** Containers made by hand for the hostile corpus: what no library would write. */
import { deflateRawSync } from "node:zlib";

/** Changes bytes behind the first place of `mark`. */
export async function patch(
  bytes: Promise<Buffer> | Buffer,
  mark: Buffer,
  offset: number,
  value: Buffer,
  all = false,
): Promise<Buffer> {
  const out = Buffer.from(await bytes);
  for (let place = out.indexOf(mark); place >= 0; place = out.indexOf(mark, place + 4)) {
    value.copy(out, place + offset);
    if (!all) break;
  }
  return out;
}
export const central = Buffer.from([0x50, 0x4b, 1, 2]);

/** A zip entry of any name, written by hand, as the library refuses bad ones. */
export function rawZip(
  name: string,
  data: Buffer,
  options: { size?: number; flags?: number; method?: number; count?: number; mode?: number } = {},
): Buffer {
  const body = deflateRawSync(data);
  const path = Buffer.from(name);
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(options.flags ?? 0x800, 6);
  header.writeUInt16LE(options.method ?? 8, 8);
  header.writeUInt32LE(body.length, 18);
  header.writeUInt32LE(options.size ?? data.length, 22);
  header.writeUInt16LE(path.length, 26);
  const record = Buffer.alloc(46);
  record.writeUInt32LE(0x02014b50, 0);
  record.writeUInt16LE(0x314, 4);
  header.copy(record, 6, 4, 30);
  record.writeUInt32LE(((options.mode ?? 0o100644) << 16) >>> 0, 38);
  const directory = Buffer.concat(Array.from({ length: options.count ?? 1 }, () => Buffer.concat([record, path])));
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(options.count ?? 1, 8);
  end.writeUInt16LE(options.count ?? 1, 10);
  end.writeUInt32LE(directory.length, 12);
  const start = header.length + path.length + body.length;
  end.writeUInt32LE(start, 16);
  return Buffer.concat([header, path, body, directory, end]);
}

/** An old Office file with these streams in its directory, each of 4,096 bytes beginning with `head`. */
export function ole(streams: Record<string, Buffer>): Buffer {
  const names = ["Root Entry", ...Object.keys(streams)];
  const header = Buffer.alloc(512, 0xff);
  Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]).copy(header);
  header.fill(0, 8, 24);
  header.writeUInt16LE(9, 30);
  header.writeUInt16LE(6, 32);
  header.writeUInt32LE(1, 44);
  header.writeUInt32LE(1, 48);
  header.writeUInt32LE(0xfffffffe, 68);
  header.writeUInt32LE(0, 76);
  const fat = Buffer.alloc(512, 0xff);
  const directory = Buffer.alloc(512 * Math.ceil(names.length / 4));
  const sectors: Buffer[] = [];
  let next = 1 + directory.length / 512;
  for (let index = 1; index < next; index += 1) fat.writeUInt32LE(index + 1 < next ? index + 1 : 0xfffffffe, index * 4);
  names.forEach((name, index) => {
    const place = index * 128;
    directory.write(name, place, "utf16le");
    directory.writeUInt16LE(name.length * 2 + 2, place + 64);
    directory[place + 66] = index === 0 ? 5 : 2;
    const content = streams[name];
    if (!content) return;
    directory.writeUInt32LE(next, place + 116);
    directory.writeUInt32LE(4096, place + 120);
    sectors.push(Buffer.concat([content, Buffer.alloc(4096 - content.length)]));
    for (let sector = 0; sector < 8; sector += 1)
      fat.writeUInt32LE(sector < 7 ? next + sector + 1 : 0xfffffffe, (next + sector) * 4);
    next += 8;
  });
  return Buffer.concat([header, fat, directory, ...sectors]);
}
