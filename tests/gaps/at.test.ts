import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Anchor, type GapLine, gapAt, sumGaps } from "../../src/gaps/at.ts";
import type { GapData, PackedLine } from "../../src/gaps/data.ts";
import { gapsOn } from "../../src/gaps/rows.ts";

const dayOf = (index: number) => new Date(Date.UTC(2027, 0, 1 + index)).toISOString().slice(0, 10);
const day = fc.integer({ min: 0, max: 395 }).map(dayOf);

/** Invented lines: plans and payments that grow, with a ceiling or none. */
const anchors = fc
  .uniqueArray(fc.tuple(fc.integer({ min: 0, max: 395 }), fc.integer({ min: 0, max: 5e11 })), {
    selector: ([index]) => index,
    maxLength: 6,
  })
  .map((pairs) => {
    const days = pairs.map(([index]) => dayOf(index)).sort();
    const sums = pairs.map(([, vnd]) => vnd).sort((one, other) => one - other);
    return days.map((each, at): Anchor => [each, sums[at] as number]);
  });
const line = fc.record({
  planned: anchors,
  paid: anchors,
  ceiling: fc.option(fc.integer({ min: 5e11, max: 1e12 }), { nil: null }),
  told: fc.constant([]),
}) as fc.Arbitrary<GapLine>;

const road: GapLine = {
  planned: [
    ["2027-03-31", 300],
    ["2027-04-30", 600],
  ],
  paid: [
    ["2027-03-31", 100],
    ["2027-04-30", 401],
  ],
  ceiling: 1000,
  told: [
    { day: "2027-03-12", planned: 300, plannedUntil: "2027-03-31", paid: 100, paidUntil: "2027-03-31" },
    { day: "2027-04-14", planned: 600, plannedUntil: "2027-04-30", paid: null, paidUntil: null },
  ],
};

describe("the gap of a line on a day", () => {
  test.each([
    ["before any figure there are bounds only", "2027-02-01", null, -100, 300, "bounded", null],
    ["the day of a report's figures is as reported", "2027-03-31", 200, 200, 200, "reported", 200],
    ["between two figures it lies on the straight line", "2027-04-10", 199.67, -101, 500, "interpolated", 200],
    [
      "a newer report without payments leaves its own gap unknown",
      "2027-04-14",
      199.5,
      -101,
      500,
      "interpolated",
      null,
    ],
    ["after the last the total investment bounds it", "2027-06-01", null, -400, 599, "bounded", null],
  ])("%s", (_rule, at, value, low, high, basis, toldGap) => {
    const gap = gapAt(road, at);
    // Each side is rounded to the đồng.
    if (value === null) expect(gap.gap.value).toBeNull();
    else expect(Math.abs((gap.gap.value as number) - value)).toBeLessThanOrEqual(1);
    expect({ low: gap.gap.low, high: gap.gap.high, basis: gap.basis, toldGap: gap.toldGap }).toEqual({
      low,
      high,
      basis,
      toldGap,
    });
  });

  test("is unknown without a plan, or without payments: nothing is not zero", () => {
    for (const lacking of [
      { ...road, planned: [] },
      { ...road, paid: [] },
    ]) {
      expect(gapAt(lacking, "2027-04-10")).toMatchObject({
        basis: "unknown",
        gap: { value: null, low: null, high: null },
      });
    }
    expect(gapAt({ ...road, ceiling: null }, "2027-06-01").gap).toEqual({ value: null, low: null, high: null });
  });

  test("lies within its bounds, and on the day of both figures there is no room", () => {
    fc.assert(
      fc.property(line, day, (each, at) => {
        const { gap, planned, paid, basis } = gapAt(each, at);
        for (const { value, low, high } of [gap, planned, paid]) {
          if (value === null) continue;
          expect(low as number).toBeLessThanOrEqual(value);
          expect(high as number).toBeGreaterThanOrEqual(value);
        }
        if (basis === "reported") expect(gap.low).toBe(gap.high);
        if (basis === "unknown") expect(gap).toEqual({ value: null, low: null, high: null });
      }),
    );
  });

  test("of plans and payments that don't shrink: neither value nor bounds ever do", () => {
    fc.assert(
      fc.property(line, day, day, (each, one, other) => {
        const [earlier, later] =
          one < other ? [gapAt(each, one), gapAt(each, other)] : [gapAt(each, other), gapAt(each, one)];
        for (const side of ["planned", "paid"] as const) {
          for (const key of ["value", "low", "high"] as const) {
            const [before, after] = [earlier[side][key], later[side][key]];
            if (before !== null && after !== null) expect(before).toBeLessThanOrEqual(after);
          }
        }
      }),
    );
  });
});

describe("the gaps of parts", () => {
  const packed = (parts: readonly GapLine[]): PackedLine[] =>
    parts.map((each, index) => ({
      ...each,
      told: [],
      key: `${index % 3}/${index}`,
      level: "project",
      group: index % 3 === 0 ? null : String(index % 3),
      project: `${index % 3}/${index}`,
      name: String(index),
      sourceRef: String(index),
    }));

  test("add up to the whole, column by column, whatever is known of each", () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), day, (parts, at) => {
        const data: GapData = { locality_id: "w", year: 2027, first: dayOf(0), last: dayOf(395), lines: packed(parts) };
        const { portfolio, groups } = gapsOn(data, at);
        for (const key of Object.keys(portfolio) as (keyof typeof portfolio)[]) {
          const known = groups.map(({ sum }) => sum[key]).filter((value) => value !== null);
          const total = known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0);
          expect(portfolio[key], key).toBe(
            key === "lines" ? parts.length : (total ?? (portfolio[key] === 0 ? 0 : null)),
          );
        }
        const direct = sumGaps(parts.map((each) => gapAt(each, at)));
        expect({ ...direct, told: 0 }).toEqual({ ...portfolio, told: 0 });
      }),
    );
  });

  test("of components and what is not itemised add up to their project's", () => {
    fc.assert(
      fc.property(line, fc.array(line, { minLength: 1, maxLength: 4 }), day, (whole, parts, at) => {
        const [project] = packed([whole]) as [PackedLine];
        const lines = [
          project,
          ...parts.map(
            (part, index): PackedLine => ({
              ...(packed([part])[0] as PackedLine),
              key: `${project.key}/c${index}`,
              level: "component",
            }),
          ),
        ];
        const data: GapData = { locality_id: "w", year: 2027, first: dayOf(0), last: dayOf(395), lines };
        const found = gapsOn(data, at).groups[0]?.projects[0];
        const values = found?.components.map(({ gap }) => gap.gap.value) ?? [];
        if (found?.gap.gap.value === null || values.includes(null)) expect(found?.rest).toBeNull();
        else {
          const sum = values.reduce((total: number, value) => total + (value as number), found?.rest as number);
          expect(sum).toBe(found?.gap.gap.value);
        }
      }),
    );
  });
});
