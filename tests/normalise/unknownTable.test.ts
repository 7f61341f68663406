/** A table nobody knows, from end to end: kept whole, asked about, and known once the suggested entry is added. Invented data. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { parseSource } from "../../pipelines/normalise/parse.ts";
import { shippedDataFolder } from "../../pipelines/paths.ts";
import { readDocument } from "../../pipelines/read/index.ts";
import { type Catalogue, loadCatalogue } from "../../pipelines/reference/catalogue.ts";
import { catalogue } from "./tables.ts";

const folder = mkdtempSync(join(tmpdir(), "kichban-reference-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const report = [
  "UBND XÃ TÂN HÒA BÌNH",
  "PHỤ LỤC 3: CHỈ TIÊU KINH TẾ - XÃ HỘI THÁNG 4 NĂM 2026",
  "TT\tChỉ tiêu\tĐVT\tKH năm\tƯTH tháng 4",
  "1\tThu nội địa\ttriệu đồng\t500\t40",
  "",
  "PHỤ LỤC 4: TỔNG HỢP ĐƠN THƯ",
  "STT\tLoại đơn\tSố đơn nhận\t% giải quyết\tSố đơn nhận",
  "1\tKhiếu nại\t4\t75\t3",
  "2\tTố cáo\t1\t100\t1",
].join("\n");

async function parse(known: Catalogue) {
  const bytes = Buffer.from(report);
  return parseSource(await readDocument({ name: "x.txt", bytes }), { name: "x.txt", sha256: "0".repeat(64) }, known);
}

test("kept whole in the raw tables with a suggested entry; that very entry, added, names its columns", async () => {
  const before = await parse(catalogue);
  const own = (parsed: typeof before) => parsed.cells.filter((cell) => cell.table_number === 2);
  expect(own(before).map((cell) => cell.raw_text)).toEqual(
    report
      .split("\n")
      .slice(6)
      .flatMap((line) => line.split("\t")),
  );
  expect(new Set(own(before).map((cell) => cell.reason))).toEqual(new Set(["unknown_table"]));
  const doubt = before.doubts.find(({ rule }) => rule === "unknown_table");
  const suggestion = String(doubt?.arguments.suggestion);

  cpSync(join(shippedDataFolder, "reference"), folder, { recursive: true });
  const file = join(folder, "headers.yaml");
  writeFileSync(file, `${readFileSync(file, "utf8")}\n${suggestion}\n`);
  const after = await parse(loadCatalogue({ own: folder, shipped: folder }));
  expect(after.doubts.filter(({ rule }) => rule === "unknown_table")).toEqual([]);
  expect(own(after).map((cell) => [cell.disposition, cell.field])).toEqual([
    ...["stt", "loai_don", "so_don_nhan", "pct_giai_quyet", "so_don_nhan_2"].map((field) => ["header", field]),
    ...[1, 2].flatMap(() =>
      ["stt", "loai_don", "so_don_nhan", "pct_giai_quyet", "so_don_nhan_2"].map((field) => ["ignored", field]),
    ),
  ]);
  expect(own(after).at(-1)?.reason).toMatch(/^kept_raw: /);
  // The appendices beside it are read as before.
  expect(after.indicators).toEqual(before.indicators);
});
