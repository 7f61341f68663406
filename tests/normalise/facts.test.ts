import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Ledger } from "../../pipelines/ledger.ts";
import { normaliseContext } from "../../pipelines/normalise/context.ts";
import { extractFacts, factContext, factsOfText } from "../../pipelines/normalise/facts.ts";
import type { RecognisedTable, ReportIdentity, SourceCell } from "../../pipelines/recognise/types.ts";
import { factRow } from "../../pipelines/rows.ts";
import { shippedCatalogue } from "./wordings.ts";

const catalogue = shippedCatalogue();
const identity: ReportIdentity = {
  localityId: "an-binh",
  locality: "phường An Bình",
  reportNumber: "7/BC-UBND",
  issuedDate: "2026-04-12",
  period: "2026-04-01",
  quarter: null,
};
const context = factContext({ catalogue, identity });
const facts = (text: string) => factsOfText(text, context);
const brief = (text: string) => facts(text).map((one) => [one.kind, one.value, one.role, one.scope]);

describe("what a sentence says its figures are", () => {
  it.each<[string, ReturnType<typeof brief>]>([
    [
      "Quý I/2026, thu ngân sách ước thực hiện 12.345 triệu đồng, đạt 29,6% dự toán thành phố giao; vượt kịch bản 45,27%",
      [
        ["quarter", null, null, null],
        ["money", 12_345e6, "estimate", "to_date"],
        ["percent", 29.6, "attainment_of_year_plan", "to_date"],
        ["percent", 45.27, "excess_over_scenario", "to_date"],
      ],
    ],
    [
      "Trong tháng 3, thu ngân sách ước đạt 30,2 tỷ đồng, tăng 12,3% so với cùng kỳ năm 2025, bằng 112% cùng kỳ",
      [
        ["month", null, null, null],
        ["money", 30.2e9, "estimate", "month"],
        ["percent", 12.3, "growth_on_same_period", "month"],
        ["percent", 112, "ratio_to_same_period", "month"],
      ],
    ],
    ["hụt kịch bản 3,2%", [["percent", 3.2, "shortfall_of_scenario", null]]],
    ["không đạt kịch bản 3,2%", [["percent", 3.2, "shortfall_of_scenario", null]]],
    ["thấp hơn 3,2% so với kịch bản", [["percent", 3.2, "shortfall_of_scenario", null]]],
    ["vượt 4 điểm phần trăm so với kịch bản", [["count", 4, "excess_over_scenario", null]]],
    ["đạt 98% kịch bản", [["percent", 98, "attainment_of_scenario", null]]],
    ["giảm 5% so với cùng kỳ", [["percent", 5, "decline_on_same_period", null]]],
    ["so với cùng kỳ tăng 5%", [["percent", 5, "growth_on_same_period", null]]],
    ["Dự án đã giải ngân đến 95% chờ quyết toán", [["percent", 95, "disbursed", null]]],
    ["Khối lượng đạt 97%", [["percent", 97, "physical_progress", null]]],
    ["Khôi lượng đạt 95%.", [["percent", 95, "physical_progress", null]]],
    ["hoàn thành 80% khối lượng", [["percent", 80, "physical_progress", null]]],
    ["Thời gian dự kiến hoàn thành dự án tháng 4/2026", [["month", null, "expected_completion", null]]],
    ["CÁC DỰ ÁN XÂY DỰNG NĂM 2026 (08 DỰ ÁN)", [["count", 8, "announced_count", null]]],
    ["Dự án (gồm 06 dự án)", [["count", 6, "announced_count", null]]],
    [
      "là 4.031/4.032 hồ sơ = 99,99%",
      [
        ["fraction", 4031, "progress", null],
        ["percent", 99.99, "share_of_fraction", null],
      ],
    ],
    ["Giải Bóng đá diễn ra vào ngày 18/03/2026", [["date", null, "event", null]]],
    [
      "Lũy kế 4 tháng ước đạt 120.000 triệu đồng",
      [
        ["month", null, null, null],
        ["money", 120_000e6, "estimate", "to_date"],
      ],
    ],
  ])("%s", (text, expected) => {
    expect(brief(text)).toEqual(expected);
  });

  it("names what each figure is said of", () => {
    const text =
      "chỉ tiêu giao quân: 60 thanh niên (trong đó, tham gia nghĩa vụ quân sự: 50 thanh niên; tham gia nghĩa vụ Công an: 10 thanh niên)";
    expect(facts(text).map((one) => [one.value, one.unit, one.subject])).toEqual([
      [60, "person", "chỉ tiêu giao quân"],
      [50, "person", "tham gia nghĩa vụ quân sự"],
      [10, "person", "tham gia nghĩa vụ Công an"],
    ]);
  });
});

describe("what the printed digits allow", () => {
  it.each<[string, number | null, number | null]>([
    ["đạt 29,6%", 29.55, 29.65],
    ["đạt 25%", 24.5, 25.5],
    ["ước 702.855,52 triệu đồng", 702_855_515_000, 702_855_525_000],
    ["là 05 doanh nghiệp", 5, 5],
    ["đạt trên 90%", 90, null],
    ["dưới 5%", null, 5],
    ["khoảng 40%", null, null],
    ["ước 12,345 tỷ đồng", 12_344_500_000, 12_345_500_000],
    ["có 1,250 hộ nghèo", 1250, 1250],
  ])("%s", (text, low, high) => {
    const [fact] = facts(text);
    expect([fact?.value_low, fact?.value_high]).toEqual([low, high]);
  });

  it("holds for any percentage in Vietnamese form", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99999 }), fc.integer({ min: 0, max: 3 }), (digits, decimals) => {
        const value = digits / 10 ** decimals;
        const [fact] = facts(`đạt ${value.toFixed(decimals).replace(".", ",")}% kế hoạch năm`);
        expect(fact).toMatchObject({ kind: "percent", role: "attainment_of_year_plan" });
        expect(fact?.value).toBeCloseTo(value, 9);
        expect((fact?.value_high ?? 0) - (fact?.value_low ?? 0)).toBeCloseTo(10 ** -decimals, 9);
      }),
    );
  });
});

describe("what is no figure", () => {
  it.each([
    "Xây dựng tầng 3, tầng 4",
    "ngõ 26 Trần Phú",
    "Quốc lộ 5 và Quốc lộ 10",
    "Tổ dân phố Hoa Mai 6",
    "trực 24/7",
    "nhiệm kỳ 2026 - 2031",
    "Thuế Cơ sở 5",
  ])("%s", (text) => {
    expect(facts(text)).toEqual([]);
  });
});

describe("facts of any text", () => {
  const piece = fc.constantFrom(
    "thu ngân sách ",
    "đạt ",
    "vượt kịch bản ",
    "29,6%",
    "105.879 triệu đồng",
    "10/14 dự án",
    "ngày 12/3/2026",
    ", ",
    "; ",
    ". ",
    "(",
    ")",
    "Quyết định số 5/QĐ-UBND ",
    "quý I ",
    "tháng 4/2026 ",
    "60 thanh niên",
    "31/02/2026",
    "- ",
    "\n",
    "1.2.3",
    "năm 2026 ",
  );

  it("stand in order, inside the text, apart from one another, as printed", () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const text = pieces.join("");
        let at = 0;
        for (const fact of facts(text)) {
          expect(fact.start).toBeGreaterThanOrEqual(at);
          expect(text.slice(fact.start, fact.end)).toBe(fact.text);
          if (fact.value_low !== null && fact.value_high !== null)
            expect(fact.value_low).toBeLessThanOrEqual(fact.value_high);
          at = fact.end;
        }
      }),
    );
  });
});

describe("facts of a table", () => {
  it("have rows that pass their schema, and offsets in the raw text", () => {
    const raw = '<p style="margin: 12px">Đã giải ngân <b>95%</b></p>';
    const cell: SourceCell = {
      ref: "0123456789ab-t1-r2-c3",
      tableNumber: 1,
      row: 2,
      column: 3,
      rowSpan: 1,
      columnSpan: 1,
      text: raw,
      place: {},
    };
    const money: SourceCell = { ...cell, ref: "0123456789ab-t1-r2-c4", column: 4, text: "69,917,954,000" };
    const table: RecognisedTable = {
      appendix: "projects",
      tableNumbers: [1],
      columns: [],
      rows: [
        {
          cells: new Map([
            ["result", cell],
            ["planned", money],
          ]),
          all: [cell, money],
        },
      ],
      titles: [],
    };
    const rows = extractFacts(
      table,
      () => ({ tableName: "project_lines", rowKey: "A/1" }),
      normaliseContext(new Ledger("0123456789ab"), identity, catalogue),
    );
    expect(rows).toHaveLength(1);
    expect(factRow.parse(rows[0])).toMatchObject({
      fact_id: `${cell.ref}-f1`,
      role: "disbursed",
      value: 95,
      row_key: "A/1",
      field: "result",
    });
    expect(raw.slice(rows[0]?.start, rows[0]?.end)).toMatch(/^95/u);
  });
});
