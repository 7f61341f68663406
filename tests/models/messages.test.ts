import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fillMessage, numberText, placeholdersOf } from "../../pipelines/models/messages.ts";
import { loadModels } from "../../pipelines/models/twin.ts";

describe("messages", () => {
  it.each([
    ["{x}", "Trđ", "Trđ", "Trđ"],
    ["{x}", 1234.5, "1.234,5", "1,234.5"],
    ["{x}", ["1.6", "1.7"], "1.6, 1.7", "1.6, 1.7"],
    ["{x}", { vi: "tổng", en: "sum" }, "tổng", "sum"],
    ["{x}", null, "–", "–"],
    ["{x:vnd}", 27941863200, "27.941.863.200 đồng", "27,941,863,200 VND"],
    ["{x:number}", "-0.5", "−0,5", "−0.5"],
    ["{x:percent}", 29.6, "29,6%", "29.6%"],
    ["{x:points}", 2.68, "2,68 điểm %", "2.68 points"],
    ["{x:date}", "2026-03-04", "4/3/2026", "4 March 2026"],
    ["{x:month}", "2026-04", "tháng 4/2026", "April 2026"],
    ["{x:column}", "plan_year", "“Kế hoạch năm”", "“Plan of the year”"],
    ["{x:column}", "no_such", "“no_such”", "“no_such”"],
    ["{x:vnd} ÷ {x}", 1000, "1.000 đồng ÷ 1.000", "1,000 VND ÷ 1,000"],
  ])("%s with %j", (template, x, vi, en) => {
    expect(fillMessage(template, { x }, "vi")).toBe(vi);
    expect(fillMessage(template, { x }, "en")).toBe(en);
  });

  it("say which argument or format they lack", () => {
    expect(() => fillMessage("{y}", { x: 1 }, "vi")).toThrow(/needs \{y\}/);
    expect(() => fillMessage("{x:acres}", { x: 1 }, "vi")).toThrow(/\{x:acres\}: no format/);
    expect(() => fillMessage("{x:number}", { x: "many" }, "vi")).toThrow(/"many" is not a number/);
  });

  it("give a number back: six decimals at most, grouped by three", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 }),
        fc.integer({ min: 0, max: 6 }),
        (whole, places) => {
          const value = whole / 10 ** places;
          const back = (text: string, thousands: string, point: string) =>
            Number(text.replaceAll(thousands, "").replace(point, ".").replace("−", "-"));
          expect(back(numberText(value, "vi"), ".", ",")).toBeCloseTo(value, 6);
          expect(back(numberText(value, "en"), ",", ".")).toBeCloseTo(value, 6);
          expect(numberText(value, "en").split(".")[0]).toMatch(/^−?\d{1,3}(,\d{3})*$/);
        },
      ),
    );
  });
});

it("every rule asks for the same things in both languages, and sentences end", () => {
  const uneven = [...loadModels().rules.values()].filter(
    (rule) =>
      [...placeholdersOf(rule.message.vi)].sort().join() !== [...placeholdersOf(rule.message.en)].sort().join() ||
      [rule.message.vi, rule.message.en].some((text) => !/[.?!}]$/.test(text)),
  );
  expect(uneven.map((rule) => rule.name)).toEqual([]);
});
