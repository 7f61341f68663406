import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findTimes } from "../../pipelines/normalise/dates.ts";
import { isYearOutOfPlace, readDeadline } from "../../pipelines/normalise/deadlines.ts";
import { shippedCatalogue } from "./wordings.ts";

const words = shippedCatalogue().deadlines;
const read = (text: string) => readDeadline(text, words, 2026);
const days = (text: string) => {
  const { start, end } = read(text);
  return [start, end];
};

describe("a deadline that is a period gives both ends", () => {
  it.each([
    ["Quý I/2026", "2026-01-01", "2026-03-31"],
    ["Quý 1", "2026-01-01", "2026-03-31"],
    ["QUÝ IV NĂM 2027", "2027-10-01", "2027-12-31"],
    ["Quí II", "2026-04-01", "2026-06-30"],
    ["Trong quý III/2026", "2026-07-01", "2026-09-30"],
    ["Q1/2026", "2026-01-01", "2026-03-31"],
    ["Quý I, II/2026", "2026-01-01", "2026-06-30"],
    ["Quý II-III năm 2026", "2026-04-01", "2026-09-30"],
    ["Quý I và Quý II năm 2027", "2027-01-01", "2027-06-30"],
    ["Tháng 2", "2026-02-01", "2026-02-28"],
    ["Tháng 02 năm 2028", "2028-02-01", "2028-02-29"],
    ["trong tháng 3", "2026-03-01", "2026-03-31"],
    ["tháng 2, 3/2026", "2026-02-01", "2026-03-31"],
    ["T3/2026", "2026-03-01", "2026-03-31"],
    ["T9", "2026-09-01", "2026-09-30"],
    ["T6-T8/2026", "2026-06-01", "2026-08-31"],
    ["T11 - T12", "2026-11-01", "2026-12-31"],
    ["3/2026", "2026-03-01", "2026-03-31"],
    ["Tháng ba", "2026-03-01", "2026-03-31"],
    ["Từ tháng 1 đến tháng 6/2026", "2026-01-01", "2026-06-30"],
    ["Cả năm 2026", "2026-01-01", "2026-12-31"],
    ["Cuối năm", "2026-01-01", "2026-12-31"],
    ["Năm 2026", "2026-01-01", "2026-12-31"],
    ["2026", "2026-01-01", "2026-12-31"],
    ["6 tháng đầu năm", "2026-01-01", "2026-06-30"],
    ["9 tháng đầu năm 2026", "2026-01-01", "2026-09-30"],
    ["6 tháng cuối năm 2026", "2026-07-01", "2026-12-31"],
    ["Giai đoạn 2026 - 2030", "2026-01-01", "2030-12-31"],
    ["15/3-20/3", "2026-03-15", "2026-03-20"],
    ["15-20/3/2026", "2026-03-15", "2026-03-20"],
    ["Từ ngày 15/3 đến ngày 20/3/2026", "2026-03-15", "2026-03-20"],
    ["20/12-15/01/2026", "2025-12-20", "2026-01-15"],
    ["20/12/2026 - 15/01", "2026-12-20", "2027-01-15"],
  ])("%s", (text, start, end) => {
    expect(days(text)).toEqual([start, end]);
  });
});

describe("a deadline that is a day", () => {
  it.each([
    ["31/3/2026", null, "2026-03-31"],
    ["31/03/2026", null, "2026-03-31"],
    ["31.3.2026", null, "2026-03-31"],
    ["31-3-2026", null, "2026-03-31"],
    ["2026-03-31", null, "2026-03-31"],
    ["31/3/26", null, "2026-03-31"],
    ["Ngày 04/3/2026", "2026-03-04", "2026-03-04"],
    ["ngày 5 tháng 3 năm 2026", "2026-03-05", "2026-03-05"],
    ["Trước ngày 10/3/2026", null, "2026-03-09"],
    ["Trước 01/3/2028", null, "2028-02-29"],
    ["Xong trước ngày 01/01/2027", null, "2026-12-31"],
    ["Trước tháng 4/2026", null, "2026-03-31"],
    ["Trước 17h00 ngày 10/3/2026", null, "2026-03-10"],
    ["Chậm nhất ngày 25/3/2026", null, "2026-03-25"],
    ["Hết quý II", null, "2026-06-30"],
    ["Đến hết tháng 6/2026", null, "2026-06-30"],
    ["Sau ngày 31/3/2026", "2026-04-01", null],
    ["28/02/2026; 31/3/2026", null, "2026-03-31"],
  ])("%s", (text, start, end) => {
    expect(days(text)).toEqual([start, end]);
  });

  it.each([
    "Hàng tháng",
    "Thường xuyên",
    "Thường xuyên/ Định kỳ quý",
    "Hằng tháng, trước ngày 25",
    "THƯỜNG XUYÊN",
    "Ngày 15 hàng tháng",
  ])("%s comes again and has no day", (text) => {
    expect(read(text)).toMatchObject({ isRecurring: true, start: null, end: null, impossible: [] });
  });

  it.each(["30/02/2026", "31/4/2026", "ngày 29/2/2026", "Tháng 13/2026", "31/3/20226", "32/1/2026", "00/3/2026"])(
    "%s does not exist and is not guessed",
    (text) => {
      const { start, end, impossible } = read(text);
      expect([start, end, impossible.length]).toEqual([null, null, 1]);
    },
  );

  it("leaves words without a time unread", () => {
    expect(read("Theo tiến độ dự án")).toMatchObject({ isUnread: true, start: null, end: null });
    expect(read("")).toMatchObject({ isUnread: false });
  });

  it("keeps only the end of a span that runs backwards", () => {
    expect(read("Từ ngày 20/3/2026 đến ngày 15/3/2026")).toMatchObject({
      start: null,
      end: "2026-03-15",
      isReversed: true,
    });
  });

  it("says which words leave the day open", () => {
    expect(read("Cuối tháng 3/2026").vague).toEqual(["Cuối tháng 3/2026"]);
  });
});

describe("a day of the moon's calendar", () => {
  it.each(["mùng 10 tháng 3 âm lịch", "15/8 (âm lịch)", "Rằm tháng Tám", "10/3 ÂL"])("%s is no day of ours", (text) => {
    expect(read(text)).toMatchObject({ start: null, end: null, isUnread: true });
  });
});

describe("years out of place", () => {
  it.each([
    ["Tháng 2/2025", "2026-03-01", true],
    ["Quý I/2027", "2026-03-01", true],
    ["Quý I/2027", "2026-10-01", false],
    ["31/12/2026", "2026-03-01", false],
    ["Giai đoạn 2026-2030", "2026-03-01", false],
    ["Thường xuyên", "2026-03-01", false],
  ])("%s in a report of %s: %s", (text, period, expected) => {
    expect(isYearOutOfPlace(read(text), period, words)).toBe(expected);
  });
});

describe("every day of the calendar", () => {
  const day = fc.date({
    min: new Date("2001-01-01T00:00:00Z"),
    max: new Date("2098-12-31T00:00:00Z"),
    noInvalidDate: true,
  });
  const parts = (date: Date) => date.toISOString().slice(0, 10).split("-").map(Number) as [number, number, number];

  it("is read back from each way of printing it", () => {
    fc.assert(
      fc.property(day, fc.constantFrom("/", ".", "-"), fc.boolean(), (date, sign, isPadded) => {
        const [y, m, d] = parts(date);
        const two = (n: number) => (isPadded ? String(n).padStart(2, "0") : String(n));
        expect(days(`${two(d)}${sign}${two(m)}${sign}${y}`)).toEqual([null, date.toISOString().slice(0, 10)]);
        expect(days(`Ngày ${two(d)} tháng ${two(m)} năm ${y}`)[1]).toBe(date.toISOString().slice(0, 10));
      }),
    );
  });

  it('ends one day earlier with "trước"', () => {
    fc.assert(
      fc.property(day, (date) => {
        const [y, m, d] = parts(date);
        const end = read(`Trước ngày ${d}/${m}/${y}`).end as string;
        expect(new Date(end).getTime()).toBe(new Date(date.toISOString().slice(0, 10)).getTime() - 86_400_000);
      }),
    );
  });

  it("never gives a start behind its end, and never throws", () => {
    const piece = fc.constantFrom(
      "ngày ",
      "trước ",
      "đến ",
      "từ ",
      "quý ",
      "tháng ",
      "năm ",
      "I",
      "II/2026",
      "5",
      "12/3",
      "31/3/2026",
      " - ",
      ", ",
      "2026",
      "cuối ",
      "hàng ",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const { start, end } = read(pieces.join(""));
        if (start && end) expect(start <= end).toBe(true);
        for (const date of [start, end]) if (date) expect(new Date(date).toISOString().slice(0, 10)).toBe(date);
      }),
    );
  });
});

describe("times in sentences", () => {
  it.each([
    ["đã hoàn thành 10/3 hồ sơ", []],
    ["tỷ lệ 3/4 PAKN (75%)", []],
    ["Quyết định số 12/2026/NQ-HĐND", []],
    ["diễn ra vào ngày 28/02/2026", ["2026-02-28"]],
    ["từ 15/3 - 20/3", ["2026-03-15", "2026-03-20"]],
    ["trong quý I, phối hợp xử lý 04 vụ", ["2026-01-01"]],
    ["tháng 3, 5 dự án", ["2026-03-01"]],
    ["ngày tháng năm 2026", []],
  ])("%s", (text, starts) => {
    expect(
      findTimes(text, words, 2026)
        .filter((one) => one.kind !== "year")
        .map((one) => one.from),
    ).toEqual(starts);
  });
});
