import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readProgress } from "../../pipelines/normalise/counts.ts";
import { readStatus } from "../../pipelines/normalise/statuses.ts";
import { shippedCatalogue } from "./wordings.ts";

const catalogue = shippedCatalogue();
const status = (text: string) => readStatus(text, catalogue.statuses).status;
const progress = (text: string) => {
  const found = readProgress(text, catalogue.facts, []);
  return found && [found.done, found.total];
};

describe("status", () => {
  it.each([
    ["Hoàn thành", "completed"],
    ["HOÀN THÀNH", "completed"],
    ["Hoàn thanh", "completed"],
    ["Hoan thanh", "completed"],
    ["Đã hoàn thành", "completed"],
    ["Hoàn thành mục tiêu", "completed"],
    ["Hoàn thành 100%", "completed"],
    ["Vượt mục tiêu", "exceeded"],
    ["Hoàn thành vượt mức kế hoạch", "exceeded"],
    ["Đạt tiến độ", "on_track"],
    ["Đang thực hiện", "in_progress"],
    ["Dự kiến hoàn thành trong Quý I", "expected_on_time"],
    ["Đang thực hiện, dự kiến hoàn thành trong Quý II", "expected_on_time"],
    ["Sẽ hoàn thành trong tháng 4", "expected_on_time"],
    ["Hệ thống vận hành ổn định", "operating"],
    ["Chưa thực hiện", "not_started"],
    ["Chưa triển khai do chưa có kinh phí", "not_started"],
    ["100%", "completed"],
    ["73 %", "in_progress"],
    ["0%", "not_started"],
    ["105,5%", "exceeded"],
    ["tăng 5%", "unknown"],
    ["Đúng hạn", "on_track"],
    ["Đã HT", "completed"],
    ["Chưa HT", "in_progress"],
    ["Đang TH", "in_progress"],
    ["Trong hạn", "on_track"],
    ["Không đúng hạn", "in_progress"],
    ["Hoàn thành đúng hạn", "completed"],
    ["Một câu khác", "unknown"],
  ])("%s is %s", (text, expected) => {
    expect(status(text)).toBe(expected);
  });

  it.each([
    "Chưa hoàn thành",
    "Không hoàn thành mục tiêu",
    "Chưa thể hoàn thành",
    "Không vượt mục tiêu",
    "Chưa đạt tiến độ",
    "Không đạt",
    "Dự kiến không hoàn thành",
    "Khó hoàn thành trong quý",
    "Chậm tiến độ",
    "Hoàn thành 70%",
    "Hoàn thành 3/5 nhiệm vụ",
    "Cơ bản hoàn thành",
  ])("%s is not done", (text) => {
    expect(status(text)).toBe("in_progress");
  });

  it("never calls a negated wording done", () => {
    const done = catalogue.statuses.statuses.filter((one) =>
      ["completed", "exceeded", "on_track"].includes(one.status),
    );
    const wording = fc.constantFrom(
      ...done.flatMap((one) => one.wordings).filter((text) => !/^(đã|đang|theo|kết)/u.test(text)),
    );
    fc.assert(
      fc.property(fc.constantFrom("chưa ", "không ", "chưa thể ", "không thể "), wording, (negation, text) => {
        expect(["completed", "exceeded", "on_track", "expected_on_time"]).not.toContain(status(negation + text));
      }),
    );
  });
});

describe("progress", () => {
  it.each([
    ["Đã thẩm định, tham mưu phê duyệt 10/14 dự án", [10, 14]],
    ["2.760/2.760 văn bản = 100%", [2760, 2760]],
    ["đã rà soát xong 28/28 TDP", [28, 28]],
    ["Xử lý 3/4 PAKN (75%)", [3, 4]],
    ["đạt 3/4 (75%)", [3, 4]],
    ["18/37 nhiệm vụ đúng hạn", [18, 37]],
    ["diễn ra ngày 10/3", null],
    ["dịp 30/4 và 1/5", null],
    ["trực 24/24 giờ", null],
    ["trực 24/24, quân số đảm bảo", null],
    ["đã xử lý 24/24 phản ánh (100%)", [24, 24]],
    ["ngõ 12/5 Trần Phú", null],
    ["0/0 hồ sơ", null],
  ])("%s", (text, expected) => {
    expect(progress(text)).toEqual(expected);
  });

  it("reads any count of something out of its total", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999999 }), fc.integer({ min: 1, max: 999999 }), (done, total) => {
        const print = (value: number) => String(value).replace(/\B(?=(\d{3})+$)/gu, ".");
        expect(progress(`hoàn thành ${print(done)}/${print(total)} hồ sơ`)).toEqual([done, total]);
      }),
    );
  });
});
