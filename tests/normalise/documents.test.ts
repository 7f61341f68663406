import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findDocuments } from "../../pipelines/normalise/documents.ts";
import { shippedCatalogue } from "./wordings.ts";

const { documents, deadlines } = shippedCatalogue();
const read = (text: string) => findDocuments(text, documents, deadlines, 2026);
const cited = (text: string) => read(text).documents.map((one) => [one.type, one.number, one.date]);

describe("cited documents", () => {
  it.each<[string, [string | null, string, string | null][]]>([
    ["Quyết định số 592/QĐ-UBND ngày 04/3/2026", [["Quyết định", "592/QĐ-UBND", "2026-03-04"]]],
    ["Quyết định 506/QĐ-UBND ngày 11 tháng 02 năm 2026", [["Quyết định", "506/QĐ-UBND", "2026-02-11"]]],
    ["theo 592/QĐ-UBND", [["Quyết định", "592/QĐ-UBND", null]]],
    ["Kế hoạch số 79/KH- UBND ngày 12/02/2026", [["Kế hoạch", "79/KH-UBND", "2026-02-12"]]],
    ["Quyết định số 12/QĐ–UBND", [["Quyết định", "12/QĐ-UBND", null]]],
    ["Nghị quyết số 12/2026/NQ-HĐND", [["Nghị quyết", "12/2026/NQ-HĐND", null]]],
    ["Nghị quyết 57-NQ/TW", [["Nghị quyết", "57-NQ/TW", null]]],
    ["Nghị định 09/2019/NĐ-CP", [["Nghị định", "09/2019/NĐ-CP", null]]],
    ["Kế hoạch thực hiện NQ 57 năm 2026", [["Nghị quyết", "57", null]]],
    ["Đề án 06", [["Đề án", "06", null]]],
    ["Văn bản số 12 ngày 3/3", [["Công văn", "12", "2026-03-03"]]],
    ["văn bản 571/UBND-VP", [["Công văn", "571/UBND-VP", null]]],
    ["số 571/UBND-VP ngày 11/02/2026", [["Công văn", "571/UBND-VP", "2026-02-11"]]],
    ["Quyết định của UBND thành phố số 12 ngày 03/3/2026", [["Quyết định", "12", "2026-03-03"]]],
  ])("%s", (text, expected) => {
    expect(cited(text)).toEqual(expected);
  });

  it("gives each of a list the kind and the date that are printed once", () => {
    expect(cited("Quyết định 178, 179 và 180 ngày 23/01/2026; 364 ngày 30/01/2026")).toEqual([
      ["Quyết định", "178", "2026-01-23"],
      ["Quyết định", "179", "2026-01-23"],
      ["Quyết định", "180", "2026-01-23"],
      ["Quyết định", "364", "2026-01-30"],
    ]);
    expect(cited("Công văn: số 571/UBND-VP ngày 11/02/2026; số 600/UBND-VP ngày 13/02/2026")).toEqual([
      ["Công văn", "571/UBND-VP", "2026-02-11"],
      ["Công văn", "600/UBND-VP", "2026-02-13"],
    ]);
  });

  it("does not carry a date over a semicolon", () => {
    expect(cited("Kế hoạch số 1/KH-UBND; số 2/KH-UBND ngày 05/01/2026")).toEqual([
      ["Kế hoạch", "1/KH-UBND", null],
      ["Kế hoạch", "2/KH-UBND", "2026-01-05"],
    ]);
  });

  it.each(["165, 166, 167,... ngày 23/01/2026", "165, 166…", "165, 166, v.v"])(
    "notes that the list %s is cut short",
    (list) => {
      expect(read(`Quyết định số ${list}`).leftOut).toHaveLength(1);
    },
  );

  it.each([
    "Kế hoạch 6 tháng cuối năm",
    "Kế hoạch 2026",
    "Quyết định 12 hộ",
    "Nghị quyết 15 điểm",
    "10/14 dự án",
    "Duy trì ổn định 12/12 TDP; không phát sinh",
    "Số lượt ra quân: 36 lượt; Thu giữ: 7 biển quảng cáo",
    "Đã ban hành 12 quyết định, 5 kế hoạch",
    "diễn ra ngày 28/02/2026",
  ])("finds none in: %s", (text) => {
    expect(cited(text)).toEqual([]);
  });

  it("says when word and code name two kinds, and when a day does not exist", () => {
    expect(read("Kế hoạch số 5/QĐ-UBND").documents[0]).toMatchObject({ type: "Kế hoạch", typeOfCode: "Quyết định" });
    const wrong = read("Quyết định số 5/QĐ-UBND ngày 31/02/2026");
    expect(wrong.documents[0]?.date).toBeNull();
    expect(wrong.impossibleDates).toHaveLength(1);
  });

  it("reads back any number, with slips of blanks around its signs", () => {
    const code = fc.constantFrom("QĐ-UBND", "KH-UBND", "BC-UBND", "NQ-HĐND", "TTr-UBND", "UBND-VP", "QĐ-TTg");
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99999 }), code, fc.constantFrom("", " "), (number, kind, gap) => {
        const printed = `${number}/${kind.replace("-", `-${gap}`)}`;
        expect(cited(`Ban hành văn bản số ${printed} về việc này`).map((one) => one[1])).toEqual([`${number}/${kind}`]);
      }),
    );
  });
});
