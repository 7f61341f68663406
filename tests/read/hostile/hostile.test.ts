import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { RefusedFile } from "../../../pipelines/errors.ts";
import { readDocument } from "../../../pipelines/read/index.ts";
import { convertLegacy } from "../../../pipelines/read/libreOffice.ts";
import { refuseLink } from "../../../pipelines/read/links.ts";
import { ReadPool } from "../../../pipelines/read/sandbox.ts";
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
