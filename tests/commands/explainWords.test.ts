import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { mendOf, vietnameseWhy } from "../../pipelines/commands/explainWords.ts";
import { shippedDataFolder } from "../../pipelines/paths.ts";
import { readDocument } from "../../pipelines/read/index.ts";
import { explainDocument } from "../../pipelines/recognise/explain.ts";
import { loadCatalogue } from "../../pipelines/reference/catalogue.ts";

const folder = join(shippedDataFolder, "reference");
const catalogue = loadCatalogue({ own: folder, shipped: folder });
const sample = readFileSync(join(shippedDataFolder, "inbox", "bao-cao-103.txt"), "utf8");
const unknownTable = "\n\nBảng mới\nMã\tLoại cây\tDiện tích\nA1\tLúa\t3\nA2\tNgô\t4\n";

test.each([
  ["the report", sample],
  ["a report with a table that nobody knows", sample + unknownTable],
  ["a refused file", unknownTable.trim()],
])("every reason is told in Vietnamese too: %s", async (_what, text) => {
  const document = await readDocument({ name: "x.txt", bytes: Buffer.from(text) });
  const { tables } = explainDocument(document, "x.txt", catalogue);
  const reasons = tables.flatMap((table) => [table.why, ...table.columns.map((column) => column.why)]);
  expect(reasons.length).toBeGreaterThan(0);
  expect(reasons.filter((why) => vietnameseWhy(why) === null)).toEqual([]);
});

test.each([
  ['reads as the wording "stt"', 'đúng cách gọi "stt"'],
  ['reads as the wording "stt" but for spaces', 'đúng cách gọi "stt", chỉ khác dấu cách'],
  ["is left out: it names 2025, the report is of 2026", "bỏ qua: ghi năm 2025, báo cáo là của năm 2026"],
  ["is left out: it names month 4, the report is of month 3", "bỏ qua: ghi tháng 4, báo cáo là của tháng 3"],
  [
    "3 of 5 headings are those of tasks, and the title names it",
    "3/5 tiêu đề cột là của phụ lục nhiệm vụ, và tên bảng cũng ghi vậy",
  ],
  ["something else", null],
])("%s", (english, vietnamese) => {
  expect(vietnameseWhy(english)).toBe(vietnamese);
});

test("a refused file is told what would make it a report; keeping its table as it is would not", async () => {
  const document = await readDocument({ name: "x.txt", bytes: Buffer.from(unknownTable.trim()) });
  const { refused, tables } = explainDocument(document, "x.txt", catalogue);
  expect(tables.map((table) => table.suggestion)).toEqual([null]);
  expect(mendOf(refused?.code ?? "")?.vi).toContain("data/reference/headers.yaml");
});
