import { createHash } from "node:crypto";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseSource } from "../../pipelines/normalise/parse.ts";
import { projectFolder } from "../../pipelines/paths.ts";
import { readDocument } from "../../pipelines/read/index.ts";
import { loadCatalogue } from "../../pipelines/reference/catalogue.ts";
import type { Overrides } from "../../pipelines/reference/overrides.ts";
import { requireConsistent } from "../../pipelines/warehouse/integrity.ts";

const reference = join(projectFolder, "data", "reference");
const catalogue = loadCatalogue({ own: reference, shipped: reference });
const person = { reason: "theo bản ký", by: "Trần Thị Mai", date: "2027-02-03" };

async function parse(text: string, people: (sourceId: string) => Partial<Overrides>) {
  const bytes = Buffer.from(text, "utf8");
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const document = await readDocument({ name: "bao-cao.txt", bytes });
  const given = { corrections: [], identities: [], ...people(sha256.slice(0, 12)) };
  return parseSource(document, { name: "bao-cao.txt", sha256 }, catalogue, given);
}

const table = (month: string) =>
  [
    "PHỤ LỤC 3",
    "KỊCH BẢN THỰC HIỆN CÁC CHỈ TIÊU KINH TẾ - XÃ HỘI CHỦ YẾU",
    "",
    ["STT", "Chỉ tiêu", "Đơn vị tính", "Kế hoạch năm", `Kế hoạch ${month}`, `UTH ${month}`].join("\t"),
    ["1", "Tỷ lệ gia đình văn hóa", "%", "95", "953", "94"].join("\t"),
    "",
  ].join("\n");

describe("people's words on a file", () => {
  it("a corrected cell gives the corrected value and keeps the printed text in the ledger", async () => {
    const text = `${table("tháng 2/2027")}(Kèm theo Báo cáo số 12/BC-UBND ngày 20/2/2027 của UBND phường Hòa Bình)\n`;
    const parsed = await parse(text, (source) => ({
      corrections: [{ cell: `${source}-t1-r2-c5`, expect: "953", value: "95,3", ...person }],
    }));
    expect(parsed.indicators[0]?.plan_month).toBe(95.3);
    expect(parsed.cells.find((cell) => cell.cell_ref.endsWith("-t1-r2-c5"))?.raw_text).toBe("953");
    expect(parsed.repairs).toContainEqual(
      expect.objectContaining({ rule: "corrected_by_person", before: "953", after: "95,3" }),
    );
  });

  it.each([
    { gone: "says something else than was expected", cell: "-t1-r2-c5", expect: "935", rule: "correction_stale" },
    { gone: "is not in the file", cell: "-t1-r99-c5", expect: "953", rule: "correction_without_cell" },
    { gone: "is of a table that the file has not", cell: "-t7-r1-c1", expect: "953", rule: "correction_without_cell" },
  ])("a correction whose cell $gone is not applied, and is an error", async ({ cell, expect: expected, rule }) => {
    const text = `${table("tháng 2/2027")}(Kèm theo Báo cáo số 12/BC-UBND ngày 20/2/2027 của UBND phường Hòa Bình)\n`;
    const parsed = await parse(text, (source) => ({
      corrections: [{ cell: `${source}${cell}`, expect: expected, value: "95,3", ...person }],
    }));
    expect(parsed.indicators[0]?.plan_month).not.toBe(95.3);
    expect(parsed.repairs.filter((repair) => repair.rule === "corrected_by_person")).toEqual([]);
    const told = parsed.doubts.filter((doubt) => doubt.rule === rule);
    expect(told).toMatchObject([{ severity: "error", subject_key: `${parsed.source.source_id}${cell}` }]);
    // The rest of the file is as good as before: it must not be lost over a person's slip.
    expect(() => requireConsistent(parsed)).not.toThrow();
    expect(parsed.indicators).toHaveLength(1);
  });

  it("an identity gives a file its locality, number, date and month, and stands in the ledger", async () => {
    await expect(parse(table("kỳ này"), () => ({}))).rejects.toThrow();
    const parsed = await parse(table("kỳ này"), (source) => ({
      identities: [
        {
          source,
          locality: "xã Tân Lập",
          report_number: "7/BC-UBND",
          issued_date: "2027-02-20",
          period: "2027-02",
          ...person,
        },
      ],
    }));
    expect(parsed.source).toMatchObject({
      locality_id: "tan-lap",
      report_number: "7/BC-UBND",
      issued_date: "2027-02-20",
      period: "2027-02-01",
    });
    const given = parsed.repairs.filter((repair) => repair.rule === "identified_by_person");
    expect(given.map((repair) => repair.after).sort()).toEqual(["2027-02", "2027-02-20", "7/BC-UBND", "xã Tân Lập"]);
  });

  it("of another file leave this one as it is", async () => {
    const text = `${table("tháng 2/2027")}(Kèm theo Báo cáo số 12/BC-UBND ngày 20/2/2027 của UBND phường Hòa Bình)\n`;
    const parsed = await parse(text, () => ({
      identities: [{ source: "ffffffffffff", period: "2020-01", ...person }],
    }));
    expect(parsed.source.period).toBe("2027-02-01");
    expect(parsed.repairs.filter((repair) => repair.rule.endsWith("_by_person"))).toEqual([]);
  });
});
