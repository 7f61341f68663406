import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyDeltas } from "../../src/scenario/deltas.ts";
import { standingAt } from "../../src/scenario/standing.ts";
import { type Direction, noDeltas } from "../../src/scenario/types.ts";

describe("what an indicator can be", () => {
  const share = { measure: "rate", direction: "higher", lower_limit: 0, upper_limit: 100 } as const;
  const level = (values: number[]) =>
    values.map((value, index) => ({
      month: index + 1,
      target_month: value,
      target_to_date: value,
      basis: "planned" as const,
      is_anchored: true,
    }));
  const path = level([5, 15, 25, 35, 45, 55, 65, 75, 85, 90, 95, 100]);

  it("holds the projection of a share at its whole, says where, and leaves the variance as it is", () => {
    const actuals = [{ month: 3, actual_month: 27.68, actual_to_date: 27.68 }];
    const standing = standingAt(3, { ...share, targets: path, actuals, year_target: 100 });
    expect(standing).toMatchObject({ projected_year_end: 100, projection_limit: 100, variance: 2.68 });
    const slow = standingAt(3, { ...share, targets: path, actuals, year_target: 100, pace_pct: 50 });
    expect(slow).toMatchObject({ projected_year_end: 65.18, projection_limit: null });
  });

  it("holds a count at none, and nothing where it has no limit", () => {
    const falling = level([20, 18, 16, 14, 12, 10, 8, 6, 4, 2, 1, 0]);
    const actuals = [{ month: 6, actual_month: 7, actual_to_date: 7 }];
    const count = { measure: "stock", direction: "lower", lower_limit: 0 } as const;
    const known = { targets: falling, actuals, year_target: 0 };
    expect(standingAt(6, { ...count, ...known })).toMatchObject({ projected_year_end: 0, projection_limit: 0 });
    expect(standingAt(6, { ...count, lower_limit: null, ...known })).toMatchObject({
      projected_year_end: -3,
      projection_limit: null,
    });
  });

  it("knows nothing of what is unknown, whatever the limits", () => {
    const standing = standingAt(3, { ...share, targets: path, actuals: [], year_target: 100 });
    expect(standing).toMatchObject({ projected_year_end: null, projection_limit: null });
  });

  it.each([
    ["higher is better: a tenth more", "higher", 200, 220],
    ["lower is better: a tenth less", "lower", 200, 180],
    ["below zero, higher is better: nearer to zero", "higher", -200, -180],
    ["below zero, lower is better: further below", "lower", -200, -220],
    ["twice as few and fewer: none", "lower", 200, 0, 150],
  ] as [string, Direction, number, number, number?][])(
    "more ambitious, %s",
    (_name, direction, target, expected, growth_pct = 10) => {
      const [grown] = applyDeltas(level([target]), { measure: "stock", direction }, { ...noDeltas, growth_pct });
      expect(grown?.target_to_date).toBe(expected);
    },
  );

  it("makes every target more ambitious in the indicator's own direction, never beyond its limits", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("higher" as const, "lower" as const),
        fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 12, maxLength: 12 }),
        fc.integer({ min: 1, max: 300 }),
        (direction, values, growth_pct) => {
          const grown = applyDeltas(level(values), { ...share, direction }, { ...noDeltas, growth_pct });
          grown.forEach(({ target_to_date: target }, index) => {
            const before = values[index] as number;
            if (direction === "higher") expect(target).toBeGreaterThanOrEqual(before);
            else expect(target).toBeLessThanOrEqual(before);
            expect(target).toBeGreaterThanOrEqual(0);
            expect(target).toBeLessThanOrEqual(100);
          });
        },
      ),
    );
  });
});
