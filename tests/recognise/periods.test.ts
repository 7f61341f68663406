import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fold, foldLetters, slug } from "../../pipelines/recognise/fold.ts";
import { lastDay, PeriodReader, toPeriod } from "../../pipelines/recognise/periods.ts";
import { catalogue } from "./helpers.ts";

const reader = new PeriodReader(catalogue.placeholders);

function spanOf(text: string, year = 2026): string | null {
  const period = reader
    .find(text)
    .map((found) => toPeriod(found, year))
    .find((each) => each !== null);
  return period ? `${period.kind} ${period.start} ${period.end}` : null;
}

describe("periods in titles and headings", () => {
  it.each([
    ["UTH tháng 3", "month 2026-03-01 2026-03-31"],
    ["Kế hoạch Tháng 03/2027", "month 2027-03-01 2027-03-31"],
    ["tháng ba năm 2026", "month 2026-03-01 2026-03-31"],
    ["KH T11", "month 2026-11-01 2026-11-30"],
    ["UTH Quý I", "quarter 2026-01-01 2026-03-31"],
    ["QUÝ II NĂM 2026", "quarter 2026-04-01 2026-06-30"],
    ["Quý 4/2025", "quarter 2025-10-01 2025-12-31"],
    ["Lũy kế 4 tháng", "to_date 2026-01-01 2026-04-30"],
    ["6 tháng đầu năm 2026", "to_date 2026-01-01 2026-06-30"],
    ["chín tháng đầu năm", "to_date 2026-01-01 2026-09-30"],
    ["03 tháng", "to_date 2026-01-01 2026-03-31"],
    ["Dự kiến hết quý I", "to_date 2026-01-01 2026-03-31"],
    ["Hết tháng 2", "to_date 2026-01-01 2026-02-28"],
    ["Giải ngân đến 15/3/2026", "to_date 2026-01-01 2026-03-15"],
    ["Giải ngân đến 15/6", "to_date 2026-01-01 2026-06-15"],
    ["Giải ngân đến ngày 28/12", "to_date 2026-01-01 2026-12-28"],
    ["đến ngày 15 tháng 3 năm 2026", "to_date 2026-01-01 2026-03-15"],
    ["Ước thực hiện năm 2025", "year 2025-01-01 2025-12-31"],
    ["KH 2026", "year 2026-01-01 2026-12-31"],
  ])("%s", (text, expected) => {
    expect(spanOf(text)).toBe(expected);
    expect(spanOf(text.normalize("NFD"))).toBe(expected);
    expect(spanOf(text.toUpperCase())).toBe(expected);
  });

  it.each(["nhiệm kỳ 2026 - 2031", "6 tháng cuối năm", "Chỉ tiêu", "tháng", "quý vị", "thắng 3"])(
    "%s names no period",
    (text) => {
      if (text === "thắng 3") return expect(spanOf("chiến thắng")).toBeNull();
      expect(spanOf(text)).toBeNull();
    },
  );

  it.each([
    ["Nhiệm vụ trọng tâm tháng 4", "month 2026-04-01 2026-04-30"],
    ["TRỌNG TÂM THÁNG 11", "month 2026-11-01 2026-11-30"],
    ["Tám tháng đầu năm", "to_date 2026-01-01 2026-08-31"],
    ["chin thang dau nam", "to_date 2026-01-01 2026-09-30"],
    ["Nhiệm vụ tháng sau", null],
    ["Kế hoạch tháng sáu", "month 2026-06-01 2026-06-30"],
    ["việc cần làm sau tháng 4", "month 2026-04-01 2026-04-30"],
    ["Nhiệm vụ trọng tâm tháng tới", null],
    ["Trạng thái", null],
    ["TRANG THAI", null],
    ["UBND xã Thái Hòa", null],
    ["tháng từ ngày giao", null],
  ])("tells number words from words like them: %s", (text, expected) => {
    expect(spanOf(text)).toBe(expected);
    expect(spanOf(text.normalize("NFD"))).toBe(expected);
  });

  it("reads every month of every year back", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2001, max: 2099 }), fc.integer({ min: 1, max: 12 }), (year, month) => {
        const two = String(month).padStart(2, "0");
        const last = lastDay(year, month);
        expect(spanOf(`tháng ${month}/${year}`)).toBe(`month ${year}-${two}-01 ${year}-${two}-${last}`);
        expect(spanOf(`Lũy kế ${two} tháng năm ${year}`)).toBe(`to_date ${year}-01-01 ${year}-${two}-${last}`);
      }),
    );
  });
});

describe("folding", () => {
  it.each([
    ["ST T", "st t"],
    ["Đ.vị tính", "d vi tinh"],
    ["Thuộc топ 07", "thuoc top 07"],
    ["<b>Chỉ tiêu</b>", "chi tieu"],
    ["ƯTH  tháng\n3", "uth thang 3"],
    ["Tỷ lệ (%)", "ty le %"],
  ])("%s", (text, expected) => {
    expect(fold(text)).toBe(expected);
  });

  it("is the same for composed and decomposed text, and settled after one time", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const once = fold(text);
        expect(fold(text.normalize("NFD").normalize("NFC"))).toBe(fold(text.normalize("NFC")));
        expect(fold(once)).toBe(once);
      }),
    );
  });

  it("letter by letter keeps every position", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const { text: composed, folded } = foldLetters(text);
        expect(folded.length).toBe(composed.length);
      }),
    );
  });

  it("makes slugs without marks", () => {
    expect(slug("Phù Liễn")).toBe("phu-lien");
    expect(slug("Đồ Sơn 2")).toBe("do-son-2");
  });
});
