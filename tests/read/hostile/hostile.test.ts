import { deflateSync } from "node:zlib";
import { afterAll, expect, test } from "vitest";
import { RefusedFile } from "../../../pipelines/errors.ts";
import { readDocument } from "../../../pipelines/read/index.ts";
import { convertLegacy } from "../../../pipelines/read/libreOffice.ts";
import { maxChildMegabytes, ReadPool } from "../../../pipelines/read/sandbox.ts";
import { at, docx, line, pdf, relations, wp } from "../build.ts";
import { hostileFiles } from "./corpus.ts";
import { onePage, type PdfObject, protectedPdf } from "./pdfs.ts";

const pool = new ReadPool(1);
afterAll(() => pool.close());

// In the children that a run uses too, one file after the other: what one file does to its reader must not touch the next.
test.each(hostileFiles)("$name: $codes", { timeout: 300_000 }, async ({ name, codes, build }) => {
  const failure = await pool.read({ name, bytes: await build() }).then(
    () => undefined,
    (cause) => cause,
  );
  expect(codes).toContain(failure?.code ?? "read");
  if (!failure) return;
  expect(failure).toBeInstanceOf(RefusedFile);
  // One sentence in each language that begins with the file's name and says how to mend it.
  for (const sentence of [failure.message, failure.messageVi]) {
    expect(sentence.startsWith(`${name}: `)).toBe(true);
    expect(sentence).toMatch(/; .+\.$/);
  }
});

test("after all of them the batch goes on, and no child has passed its cap", { timeout: 300_000 }, async () => {
  const good = await pool.read({ name: "tốt.docx", bytes: await docx(wp("Báo cáo")) });
  expect(good.blocks).toHaveLength(1);
  expect(pool.peakBytes).toBeGreaterThan(0);
  expect(pool.peakBytes).toBeLessThan(maxChildMegabytes * 1024 * 1024);
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

test("a picture is never decoded, costs a page none of its lines, and a page of it alone is known for a scan", {
  timeout: 120_000,
}, async () => {
  const picture: PdfObject = {
    dictionary:
      "/Type /XObject /Subtype /Image /Width 9000 /Height 9000 /BitsPerComponent 8 /ColorSpace /DeviceGray /Filter /FlateDecode",
    data: deflateSync(Buffer.alloc(81_000_000)),
  };
  const shown = "q 100 0 0 100 400 20 cm /I Do Q ";
  const text = at(55, 205, "STT") + at(155, 205, "Ten") + at(55, 185, "1") + at(155, 185, "Duong");
  const lines = [200, 180, 220].map((y) => line(50, y, 350, y)).join("");
  const grid = lines + [50, 150, 350].map((x) => line(x, 180, x, 220)).join("");
  const page = (content: string) => onePage({ dictionary: "", data: content }, [picture], "/XObject << /I 6 0 R >>");
  const [table] = (await pool.read({ name: "có ảnh.pdf", bytes: page(text + grid + shown) })).blocks;
  expect(table).toMatchObject({ kind: "table", rowCount: 2, columnCount: 2 });
  await expect(pool.read({ name: "bản quét.pdf", bytes: page(shown) })).rejects.toMatchObject({
    code: "scan_without_text",
  });
});

test("a page whose drawing breaks off is refused, not read without its lines", { timeout: 60_000 }, async () => {
  const broken = onePage(
    { dictionary: "", data: `${at(50, 50, "Bao cao")}/F1 Do ${line(1, 1, 9, 9)} /S sh` },
    [],
    "/XObject << /F1 9 0 R >> /Shading << /S << /ShadingType 99 >> >>",
  );
  await expect(pool.read({ name: "hỏng.pdf", bytes: broken })).rejects.toMatchObject({ code: "damaged" });
});

test("a long report of many pages is read: time is allowed by what there is to do", { timeout: 300_000 }, async () => {
  const rows = (page: number) =>
    Array.from(
      { length: 20 },
      (_, row) =>
        at(30, 380 - row * 15, `${page}.${row}`) + at(150, 380 - row * 15, "Duong") + at(300, 380 - row * 15, "12.5"),
    ).join("");
  const long = await pool.read({
    name: "dài.pdf",
    bytes: pdf(...Array.from({ length: 120 }, (_, page) => rows(page + 1))),
  });
  expect(new Set(long.blocks.map((block) => block.place.page)).size).toBe(120);
});

test("what the parent holds does not count for its children", { timeout: 120_000 }, async () => {
  const held = Buffer.alloc(300 * 1024 * 1024, 1);
  const own = new ReadPool(1);
  const { blocks } = await own.read({ name: "nhỏ.txt", bytes: Buffer.from("a\tb") });
  own.close();
  expect(blocks).toHaveLength(1);
  expect(own.peakBytes).toBeLessThan(held.length);
});

test("a PDF that may be read but not changed is read: its data are ciphered, not garbled", {
  timeout: 60_000,
}, async () => {
  const bytes = await protectedPdf({ ownerPassword: "bi mat" });
  expect((await pool.read({ name: "chỉ đọc.pdf", bytes })).blocks).toHaveLength(1);
});

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
