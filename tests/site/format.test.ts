import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  formatDate,
  formatMoney,
  formatMonth,
  formatNumber,
  formatPercent,
  formatPoints,
  formatQuantity,
  unitName,
} from "../../src/lib/format.ts";

const plain = (text: string) => text.replaceAll("\u00a0", " ");

describe("numbers are written as each language writes them", () => {
  test.each([
    [1234.5, "1.234,5", "1,234.5"],
    [0, "0", "0"],
    [-0.001, "0", "0"],
    [-1234567.891, "−1.234.567,89", "−1,234,567.89"],
    [999.995, "1.000", "1,000"],
    [1.005, "1,01", "1.01"],
    [null, "–", "–"],
    [Number.NaN, "–", "–"],
  ])("%s", (value, vi, en) => {
    expect(formatNumber(value, "vi")).toBe(vi);
    expect(formatNumber(value, "en")).toBe(en);
  });

  test("no size and no number of decimals adds a digit that the number doesn't have", () => {
    const parts = fc.tuple(
      fc.integer({ min: 0, max: 999_999_999 }),
      fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 6 }),
    );
    fc.assert(
      fc.property(parts, ([whole, fraction]) => {
        const digits = fraction.join("").replace(/0+$/, "");
        const written = digits ? `${whole}.${digits}` : String(whole);
        expect(formatNumber(Number(written), "en", { decimals: 6 }).replaceAll(",", "")).toBe(written);
      }),
    );
  });

  test.each([
    [123_456_789.123457, 6, "123,456,789.123457"],
    [999_999_999_999.99, 6, "999,999,999,999.99"],
    [1e21, 2, "1,000,000,000,000,000,000,000"],
    [1e-7, 6, "0"],
    [5e-7, 6, "0.000001"],
    [2.5, 0, "3"],
    [0.5, 0, "1"],
    [99.995, 2, "100"],
  ])("%s to %s decimals", (value, decimals, expected) => {
    expect(formatNumber(value, "en", { decimals })).toBe(expected);
  });

  test("a written number reads back as what it was, to its decimals", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e12, max: 1e12, noNaN: true }),
        fc.integer({ min: 0, max: 4 }),
        (value, decimals) => {
          const text = formatNumber(value, "vi", { decimals });
          const read = Number(text.replaceAll(".", "").replace(",", ".").replace("\u2212", "-"));
          expect(Math.abs(read - value)).toBeLessThanOrEqual(0.5 * 10 ** -decimals + Math.abs(value) * 1e-14);
        },
      ),
    );
  });

  test("a sign is written where asked for, but never before zero", () => {
    expect(formatNumber(3, "vi", { sign: true })).toBe("+3");
    expect(formatNumber(0, "vi", { sign: true })).toBe("0");
    expect(formatNumber(0.001, "vi", { sign: true })).toBe("0");
  });
});

test.each([
  [27_941_863_200, "27,94 tỷ đồng", "VND 27.94 billion"],
  [436_708_700, "436,7 triệu đồng", "VND 436.7 million"],
  [1_500_000, "1,5 triệu đồng", "VND 1.5 million"],
  [999, "999 đồng", "VND 999"],
  [0, "0 đồng", "VND 0"],
  [-7_490_594_500, "−7,49 tỷ đồng", "VND −7.49 billion"],
  [null, "–", "–"],
])("money %s", (vnd, vi, en) => {
  expect(plain(formatMoney(vnd, "vi"))).toBe(vi);
  expect(plain(formatMoney(vnd, "en"))).toBe(en);
});

test("percentages, points, quantities and dates", () => {
  expect(plain(formatPercent(45.27, "vi"))).toBe("45,3 %");
  expect(plain(formatPercent(45.27, "en"))).toBe("45.3%");
  expect(plain(formatPoints(2.68, "vi"))).toBe("+2,68 điểm %");
  expect(plain(formatPoints(-1, "en"))).toBe("−1 pts");
  expect(plain(formatQuantity(105879, "million_vnd", "vi"))).toBe("105.879 triệu đồng");
  expect(plain(formatQuantity(95.1, "percent", "vi"))).toBe("95,1 %");
  expect(plain(formatQuantity(7, "unheard_of", "en"))).toBe("7 unheard of");
  expect(formatDate("2026-03-12", "vi")).toBe("12/03/2026");
  expect(plain(formatDate("2026-03-12", "en"))).toBe("12 Mar 2026");
  expect(formatDate(null, "vi")).toBe("–");
  expect(plain(formatMonth("2026-04", "vi"))).toBe("tháng 4/2026");
  expect(plain(formatMonth("2026-04-01", "en"))).toBe("April 2026");
});

test("every unit of the reference data has a name in both languages", () => {
  const reference = readFileSync(new URL("../../data/reference/units.yaml", import.meta.url), "utf8");
  const codes = [...reference.matchAll(/\{code: (\w+)/g)].map(([, code]) => code as string);
  expect(codes.length).toBeGreaterThan(30);
  // What has no name is shown by its code, which no reader knows.
  const unnamed = codes.filter((code) => code.includes("_") && unitName(code, "vi") === code.replaceAll("_", " "));
  const english = codes.filter((code) => code !== "usd" && unitName(code, "vi") === code);
  expect([...unnamed, ...english]).toEqual([]);
});
