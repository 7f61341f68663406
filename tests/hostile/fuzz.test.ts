/**
 * Whatever bytes come, a reader ends in a document or in a refusal by name, never in a failure of its own. More of it where
 * somebody wants: KICHBAN_FUZZ=2000 cases a rule, KICHBAN_FUZZ_SEED for others.
 */
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { RefusedFile } from "../../pipelines/errors.ts";
import { ReadPool } from "../../pipelines/read/sandbox.ts";
import { generateReport } from "../generator/report.ts";
import { writeCsv } from "../generator/writers/csv.ts";
import { writeDocx } from "../generator/writers/docx.ts";
import { writeHtml } from "../generator/writers/html.ts";
import { writeMarkdown } from "../generator/writers/markdown.ts";
import { writeOds, writeOdt } from "../generator/writers/odf.ts";
import { writePdf } from "../generator/writers/pdf.ts";
import { writeText } from "../generator/writers/text.ts";
import { writeXlsx } from "../generator/writers/xlsx.ts";
import { zipParts } from "../generator/writers/zip.ts";
import { xlsxParts, xrow, xs } from "../read/build.ts";

const runs = Number(process.env.KICHBAN_FUZZ ?? 60);
const seed = Number(process.env.KICHBAN_FUZZ_SEED ?? 1);
const timeout = 3_600_000;
/** Heads of every container that is told by its first bytes, and what text readers look for. */
const heads = [
  "PK\u0003\u0004",
  "PK\u0005\u0006",
  "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1",
  "%PDF-1.7\n",
  "\u00ff\u00fe",
  "\u00fe\u00ff",
]
  .map((head) => Buffer.from(head, "latin1"))
  .concat(
    ["<html>", "<?xml version='1.0'?><office:document ", "|a|b|\n|-|-|\n", "a,b,c\n", "STT\tTên\n", "\ufeff"].map(
      (head) => Buffer.from(head),
    ),
  );

const pool = new ReadPool(2);
let files: Buffer[] = [];
const ended = new Map<string, number>();

beforeAll(async () => {
  const { printed } = generateReport("fuzz", { size: { offices: 1, tasksEach: 2, groups: 1, projectsEach: 1 } });
  const sheet = `<sheetData>${xrow(1, xs("A1", "STT"), xs("B1", "Tên"))}</sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells>`;
  const all = await Promise.all([
    writeDocx(printed),
    writeXlsx(printed, { storesNumbers: true }),
    writeOdt(printed),
    writeOds(printed),
    writePdf(printed),
    zipParts(xlsxParts(sheet) as Record<string, string>),
  ]);
  const texts = [writeText(printed), writeCsv(printed), writeHtml(printed), writeMarkdown(printed)];
  files = [...all, ...texts].map((file) => Buffer.from(file as string));
});

afterAll(() => {
  pool.close();
  const counts = [...ended].sort(([, a], [, b]) => b - a).map(([code, count]) => `${count} ${code}`);
  console.log(`fuzzed files, seed ${seed}: ${counts.join(", ")}`);
});

async function endsWell(bytes: Buffer): Promise<void> {
  const code = await pool.read({ name: "tệp lạ", bytes }).then(
    () => "read",
    (cause) => {
      if (!(cause instanceof RefusedFile)) throw cause;
      if (cause.code === "reader_failed") throw cause.cause ?? cause;
      expect(cause.message.startsWith("tệp lạ: ")).toBe(true);
      return cause.code;
    },
  );
  ended.set(code, (ended.get(code) ?? 0) + 1);
}

const anyFile = fc.integer({ min: 0, max: 9 }).map((index) => files[index] as Buffer);
const share = fc.double({ min: 0, max: 1, noNaN: true });
const at = (file: Buffer, part: number) => Math.min(file.length - 1, Math.floor(file.length * part));

const rules: Record<string, fc.Arbitrary<Buffer>> = {
  "bits flipped": fc
    .tuple(anyFile, fc.array(fc.tuple(share, fc.integer({ min: 0, max: 7 })), { minLength: 1, maxLength: 40 }))
    .map(([file, flips]) => {
      const out = Buffer.from(file);
      for (const [part, bit] of flips) out[at(out, part)] = (out[at(out, part)] as number) ^ (1 << bit);
      return out;
    }),
  "cut off at either end": fc
    .tuple(anyFile, share, share)
    .map(([file, a, b]) => file.subarray(at(file, Math.min(a, b) ** 4), at(file, Math.max(a, b)) + 1)),
  "a piece of one format put into another": fc
    .tuple(anyFile, anyFile, share, share, share)
    .map(([file, other, place, from, to]) => {
      const piece = other.subarray(at(other, Math.min(from, to)), at(other, Math.max(from, to)));
      return Buffer.concat([file.subarray(0, at(file, place)), piece, file.subarray(at(file, place))]);
    }),
  "a piece told over and over": fc
    .tuple(anyFile, share, fc.integer({ min: 1, max: 300 }), fc.integer({ min: 2, max: 400 }))
    .map(([file, place, length, times]) => {
      const start = at(file, place);
      const piece = file.subarray(start, start + length);
      return Buffer.concat([file.subarray(0, start), ...Array(times).fill(piece), file.subarray(start)]);
    }),
  "any bytes behind the head of a format": fc
    .tuple(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 3_000 }))
    .map(([head, rest]) => Buffer.concat([head, Buffer.from(rest)])),
  "any text behind the head of a format": fc
    .tuple(
      fc.constantFrom(...heads),
      fc.array(fc.oneof(fc.string({ unit: "grapheme" }), fc.constantFrom(..."\t\n|<>&;,\"'=")), { maxLength: 200 }),
    )
    .map(([head, rest]) => Buffer.concat([head, Buffer.from(rest.join(""))])),
};

it.each(Object.keys(rules))("%s: a document or a refusal", { timeout }, async (name) => {
  const rule = rules[name] as fc.Arbitrary<Buffer>;
  await fc.assert(fc.asyncProperty(rule, endsWell), { numRuns: runs, seed, endOnFailure: true });
});

/** Inside of a part the sums are right again: what reaches the XML readers is garbled, not the package. */
it.each(["word", "workbook", "odt", "ods"])("XML garbled inside of a whole package (%s)", { timeout }, async (kind) => {
  const { readParts } = await import("./parts.ts");
  const index = ["word", "workbook", "odt", "ods"].indexOf(kind);
  const parts = await readParts(files[index] as Buffer);
  const paths = Object.keys(parts);
  const garbled = fc
    .tuple(
      fc.constantFrom(...paths),
      share,
      share,
      fc.constantFrom("", "<", ">", '"', "/", "&", "9", "-1", "x", "</w:tc>", "<w:tbl>", "é"),
    )
    .map(([path, place, length, put]) => {
      const text = (parts[path] as Buffer).toString("utf8");
      const start = Math.floor(text.length * place);
      const out = text.slice(0, start) + put + text.slice(start + Math.floor(length ** 6 * 200));
      return { ...parts, [path]: Buffer.from(out) };
    });
  await fc.assert(
    fc.asyncProperty(garbled, async (changed) => endsWell(Buffer.from(await zipParts(changed)))),
    { numRuns: runs, seed, endOnFailure: true },
  );
});
