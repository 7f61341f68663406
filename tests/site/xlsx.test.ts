import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readDocument } from "../../pipelines/read/index.ts";
import { defaultLimits } from "../../pipelines/read/limits.ts";
import { openZip } from "../../pipelines/read/zip.ts";
import { toXlsx } from "../../src/lib/xlsx.ts";

async function sheet(bytes: Uint8Array): Promise<string> {
  const container = await openZip({ name: "a.xlsx", bytes }, defaultLimits);
  return (await container.bytes("xl/worksheets/sheet1.xml")).toString("utf8");
}

describe("a worksheet written by hand", () => {
  test("numbers are numbers, days are days, nothing is a formula", async () => {
    const xml = await sheet(toXlsx("Bảng", ["a", "b", "c", "d"], [[12.5, { day: "2026-03-31" }, "=1+1", null]]));
    expect(xml).toContain('<c r="A2"><v>12.5</v></c>');
    expect(xml).toContain('<c r="B2" s="1"><v>46112</v></c>');
    expect(xml).toContain('<c r="C2" s="3" t="inlineStr"><is><t xml:space="preserve">=1+1</t></is></c>');
    expect(xml).not.toContain('r="D2"');
    expect(xml).not.toContain("<f>");
  });

  test.each(["=1", "+1", "-x", "@a", "\t=1", "＝1", "＋1", "－1", "＠a", " =1"])(
    "%j carries the mark of quoted text",
    async (text) => {
      expect(await sheet(toXlsx("a", ["a"], [[text]]))).toContain('<c r="A2" s="3"');
    },
  );

  test("any text comes back as it went in, by the project's own reader", async () => {
    await fc.assert(
      fc.asyncProperty(fc.stringMatching(/^[a-zđâêôơư<>&"' .=+@-]{1,20}[a-z]$/), async (text) => {
        const document = await readDocument({ name: "a.xlsx", bytes: toXlsx("a", ["cột"], [[text]]) });
        const found = JSON.stringify(document).replace(/ +/g, " ");
        expect(found).toContain(JSON.stringify(text.trim().replace(/ +/g, " ")).slice(1, -1));
      }),
      { numRuns: 25 },
    );
  });

  test("equal cells give equal bytes, and a sheet's name is one that spreadsheets take", async () => {
    const make = () => toXlsx("a/b:c*[d]", ["x"], [["y"]]);
    expect(Buffer.from(make()).equals(Buffer.from(make()))).toBe(true);
    const container = await openZip({ name: "a.xlsx", bytes: make() }, defaultLimits);
    expect((await container.bytes("xl/workbook.xml")).toString()).toContain('name="a b c  d"');
  });
});
