import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { editsUpTo } from "../../pipelines/recognise/distance.ts";

/** The whole table, as the textbook has it. */
function edits(a: string, b: string, swaps: boolean): number {
  const table = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  const at = (i: number, j: number) => table[i]?.[j] as number;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const ways = [at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1)];
      if (swaps && i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) ways.push(at(i - 2, j - 2) + 1);
      (table[i] as number[])[j] = Math.min(...ways);
    }
  }
  return at(a.length, b.length);
}

describe("editsUpTo", () => {
  it.each([
    ["giai ngan", "giai ngan", 3, true, 0],
    ["giai ngan", "giia ngan", 3, true, 1],
    ["giai ngan", "giia ngan", 3, false, 2],
    ["tong muc dau tu", "tong muc dau tu du an", 6, true, 6],
    ["tong muc dau tu", "tong muc dau tu du an", 5, true, 6],
    ["", "abc", 3, false, 3],
  ])("%j to %j, up to %i (swaps: %s), is %i", (a, b, most, swaps, expected) => {
    expect(editsUpTo(a, b, most, swaps)).toBe(expected);
  });

  it("is the whole table's answer, cut at `most`, whatever was asked before", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "b", "c", " "), maxLength: 14 });
    fc.assert(
      fc.property(text, text, fc.integer({ min: 0, max: 14 }), fc.boolean(), (a, b, most, swaps) => {
        expect(editsUpTo(a, b, most, swaps)).toBe(Math.min(edits(a, b, swaps), most + 1));
      }),
      { numRuns: 3000 },
    );
  });

  it("takes texts longer than any before", () => {
    const long = "kế hoạch ".repeat(200);
    expect(editsUpTo(long, `${long}x`, 3, true)).toBe(1);
  });
});
