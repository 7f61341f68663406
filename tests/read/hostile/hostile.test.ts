import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import { afterAll, expect, test } from "vitest";
import { RefusedFile } from "../../../pipelines/errors.ts";
import { readDocument } from "../../../pipelines/read/index.ts";
import { convertLegacy } from "../../../pipelines/read/libreOffice.ts";
import { refuseLink } from "../../../pipelines/read/links.ts";
import { maxChildMegabytes, ReadPool } from "../../../pipelines/read/sandbox.ts";
import { at, docx, line, pdf, relations, wp } from "../build.ts";
import { hostileFiles } from "./corpus.ts";

const pool = new ReadPool(1);
afterAll(() => pool.close());

test.each(hostileFiles)("$name: $codes", { timeout: 60_000 }, async ({ name, codes, build }) => {
  const failure = await readDocument({ name, bytes: await build() }).then(
    () => undefined,
    (cause) => cause,
  );
  expect(failure).toBeInstanceOf(RefusedFile);
  expect(codes).toContain(failure.code);
  // One sentence in each language that begins with the file's name and says how to mend it.
  for (const sentence of [failure.message, failure.messageVi]) {
    expect(sentence.startsWith(`${name}: `)).toBe(true);
    expect(sentence).toMatch(/; .+\.$/);
  }
});

test("the batch goes on in one child: every hostile file is refused there with the same code", {
  timeout: 300_000,
}, async () => {
  for (const { name, codes, build } of hostileFiles) {
    const failure = await pool.read({ name, bytes: await build() }).then(
      () => undefined,
      (cause) => cause,
    );
    expect([name, ...codes]).toContain(failure?.code);
  }
  const good = await pool.read({ name: "tốt.docx", bytes: await docx(wp("Báo cáo")) });
  expect(good.blocks).toHaveLength(1);
});

test("what takes too long is stopped, and the next file is read", { timeout: 60_000 }, async () => {
  const bytes = pdf(at(50, 50, "x") + line(1, 1, 200, 1).repeat(200_000));
  await expect(pool.read({ name: "chậm.pdf", bytes }, { milliseconds: 1 })).rejects.toMatchObject({
    code: "took_too_long",
  });
  expect((await pool.read({ name: "tốt.txt", bytes: Buffer.from("a\tb") })).blocks).toHaveLength(1);
});

test("what needs too much memory is stopped, and the next file is read", { timeout: 60_000 }, async () => {
  const small = new ReadPool(1, 40);
  const bytes = Buffer.from("a\tb\tc\td\n".repeat(99_000));
  await expect(
    small.read({ name: "nặng.txt", bytes }, { milliseconds: 50_000, read: { maxCells: 1_000_000 } }),
  ).rejects.toMatchObject({
    code: "out_of_memory",
  });
  expect((await small.read({ name: "tốt.txt", bytes: Buffer.from("a\tb") })).blocks).toHaveLength(1);
  small.close();
});

test("a PDF made to fill the memory, or with 999 pages, stays below the cap of a child, and is named", {
  timeout: 120_000,
}, async () => {
  const own = new ReadPool(1);
  const filling = packedPdf(`BT /F1 6 Tf (${"a".repeat(120_000_000)}) Tj ET`);
  const failure = await own.read({ name: "đầy.pdf", bytes: filling }).catch((cause) => cause);
  expect(failure).toMatchObject({ code: "out_of_memory" });
  expect(failure.message).toMatch(/^đầy\.pdf: .*memory/);
  const pages = Array.from({ length: 999 }, (_, page) => at(50, 50, `p${page}`));
  const long = await own.read({ name: "dài.pdf", bytes: pdf(...pages) }).catch((cause) => cause.code);
  expect(long === "out_of_memory" || long.blocks?.length === 999).toBe(true);
  if (process.platform === "linux") expect(own.peakBytes).toBeGreaterThan(0);
  expect(own.peakBytes).toBeLessThan(maxChildMegabytes * 1024 * 1024);
  const [report] = (await own.read({ name: "tốt.txt", bytes: Buffer.from("a\tb") })).blocks;
  expect(report).toMatchObject({ kind: "table" });
  own.close();
});

/** A PDF of one page whose content is packed: little on the disk, much in the memory. */
function packedPdf(content: string): Buffer {
  const packed = deflateSync(content).toString("latin1");
  const plain = pdf(packed).toString("latin1");
  const length = `<< /Length ${packed.length} >>`;
  // What stands behind moves, and the table of places with it.
  const start = plain.indexOf(length);
  expect(start).toBeGreaterThan(0);
  const dictionary = `<</Filter/FlateDecode/Length ${packed.length}>>`;
  const added = dictionary.length - length.length;
  const moved = plain.replace(length, () => dictionary);
  return Buffer.from(
    moved
      .replace(/(\d{10}) 00000 n/g, (entry, at) =>
        Number(at) > start ? `${String(Number(at) + added).padStart(10, "0")} 00000 n` : entry,
      )
      .replace(/startxref\n(\d+)/, (_, at) => `startxref\n${Number(at) + added}`),
    "latin1",
  );
}

test("harmless references are noted and not followed", async () => {
  const more = {
    "word/_rels/document.xml.rels": relations(
      { id: "a", type: "image", target: "http://example.invalid/a.png", external: true },
      { id: "b", type: "hyperlink", target: "http://example.invalid", external: true },
    ),
  };
  const document = await readDocument({ name: "a.docx", bytes: await docx(wp("x"), more) });
  expect(document.notes).toMatchObject([
    { rule: "external_reference_ignored", before: "http://example.invalid/a.png" },
  ]);
});

test("an old format without LibreOffice is refused by one sentence", async () => {
  const source = { name: "cũ.doc", bytes: Buffer.from("{\\rtf1 x}") };
  await expect(convertLegacy(source, "rtf", { environment: { KICHBAN_SOFFICE: "off" } })).rejects.toMatchObject({
    code: "needs_libreoffice",
  });
});

test("a link in the inbox is refused, a file is not", async () => {
  const folder = await mkdtemp(join(tmpdir(), "kichban-links-"));
  try {
    await writeFile(join(folder, "thật.txt"), "a");
    await symlink(join(folder, "thật.txt"), join(folder, "liên kết.txt"));
    await expect(refuseLink(join(folder, "liên kết.txt"))).rejects.toMatchObject({ code: "link_refused" });
    await expect(refuseLink(join(folder, "thật.txt"))).resolves.toBeUndefined();
  } finally {
    await rm(folder, { recursive: true });
  }
});
