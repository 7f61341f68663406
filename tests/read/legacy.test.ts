/** Old files are weighed before LibreOffice is started for them, and LibreOffice is stopped when it goes astray. Invented data. */
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readDocument } from "../../pipelines/read/index.ts";
import { convertLegacy } from "../../pipelines/read/libreOffice.ts";
import { ole } from "./hostile/containers.ts";

function record(type: number, data: Buffer | number): Buffer {
  const body = typeof data === "number" ? Buffer.alloc(data) : data;
  const head = Buffer.alloc(4);
  head.writeUInt16LE(type, 0);
  head.writeUInt16LE(body.length, 2);
  return Buffer.concat([head, body]);
}

const words = (...values: number[]) => Buffer.from(Uint16Array.from(values).buffer);
const book = (...parts: Buffer[]) => ole({ Workbook: Buffer.concat([record(0x809, 16), ...parts]) });

function wordDocument(characters: number): Buffer {
  const stream = Buffer.alloc(4096);
  stream.writeInt32LE(characters, 0x4c);
  return ole({ WordDocument: stream });
}

const converted = () => Promise.reject(new Error("LibreOffice would be started"));
const read = (bytes: Buffer) =>
  readDocument({ name: "cũ.xls", bytes }, { limits: { maxCells: 50, maxMerges: 9 }, convertLegacy: converted });

test.each<[string, Buffer, string]>([
  ["cells one by one", book(...Array.from({ length: 51 }, () => record(0x203, 14))), "too_many_cells"],
  ["cells of many in one record", book(record(0xbd, 6 + 6 * 60)), "too_many_cells"],
  ["blank cells of many in one record", book(record(0xbe, 6 + 2 * 60)), "too_many_cells"],
  ["merges", book(record(0xe5, words(10, ...Array<number>(40).fill(0)))), "too_many_merges"],
  ["a record longer than there may be", book(words(0x3c, 9000)), "damaged"],
  ["more strings than bytes", book(record(0xfc, words(0, 0, 0xffff, 0x7fff))), "damaged"],
  ["a password further back than the first records", book(record(0x3c, 3900), record(0x2f, 6)), "encrypted"],
  ["a text longer than its stream", wordDocument(2_000_000), "damaged"],
  ["groups in groups", Buffer.from(`{\\rtf1 ${"{".repeat(400)}x`), "too_deep"],
  ["rows of cells", Buffer.from(`{\\rtf1 ${"\\cell ".repeat(60)}}`), "too_many_cells"],
])("%s: refused before LibreOffice is started", async (_what, bytes, code) => {
  await expect(read(bytes)).rejects.toMatchObject({ code });
});

test.each<[string, Buffer]>([
  ["a workbook", book(record(0x203, 14), record(0x2f0, 4))],
  ["a document", wordDocument(100)],
  ["braces that are text", Buffer.from(`{\\rtf1 ${"\\{".repeat(400)}x}`)],
])("%s within the caps goes on to LibreOffice", async (_what, bytes) => {
  await expect(read(bytes)).rejects.toThrow("LibreOffice would be started");
});

const scripts = {
  "never ends": ["setTimeout(() => {}, 600_000);", "took_too_long"],
  "takes ever more memory": [
    "const held = []; setInterval(() => held.push(Buffer.alloc(16 * 1024 * 1024, 1)), 20);",
    "out_of_memory",
  ],
} as const;

// A program in LibreOffice's place; Windows starts no scripts this way.
test.skipIf(process.platform === "win32").each(Object.entries(scripts))(
  "a LibreOffice that %s is stopped, and nothing of it is left",
  async (_what, [script, code]) => {
    const folder = await mkdtemp(join(tmpdir(), "kichban-test-office-"));
    try {
      const program = join(folder, "soffice");
      await writeFile(program, `#!${process.execPath}\n${script}\n`);
      await chmod(program, 0o755);
      const source = { name: "cũ.rtf", bytes: Buffer.from("{\\rtf1 x}") };
      const environment = { ...process.env, KICHBAN_SOFFICE: program };
      const milliseconds = code === "took_too_long" ? 500 : 60_000;
      await expect(convertLegacy(source, "rtf", { environment, milliseconds, megabytes: 200 })).rejects.toMatchObject({
        code,
      });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
  90_000,
);
