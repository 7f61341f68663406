import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyDeltas } from "../../src/scenario/deltas.ts";
import { paceAt } from "../../src/scenario/pace.ts";
import { phaseByMonths, phaseByShares, sharesOf, tiltShares } from "../../src/scenario/phasing.ts";
import { round6 } from "../../src/scenario/round.ts";
import { splitVariance, standingAt } from "../../src/scenario/standing.ts";
import {
  type ActualPoint,
  type Direction,
  type Measure,
  noDeltas,
  type TargetPoint,
} from "../../src/scenario/types.ts";

const weights = fc
  .array(fc.integer({ min: 0, max: 1000 }), { minLength: 12, maxLength: 12 })
  .filter((list) => list.some((weight) => weight > 0));
const amount = fc.integer({ min: 1, max: 50_000_000 }).map((value) => value / 100);
const sumOfMonths = (path: TargetPoint[], upTo: number) =>
  path.slice(0, upTo).reduce((sum, point) => sum + (point.target_month as number), 0);
const even = sharesOf(Array(12).fill(1));

describe("phasing a flow", () => {
  it("ends the year at the target, exactly, whatever the weights", () => {
    fc.assert(
      fc.property(weights, amount, (list, target) => {
        expect(phaseByShares("flow", target, sharesOf(list)).at(-1)?.target_to_date).toBe(target);
      }),
    );
  });

  it("makes each to-date value the sum of its months", () => {
    fc.assert(
      fc.property(weights, amount, (list, target) => {
        const path = phaseByShares("flow", target, sharesOf(list));
        path.forEach((point, index) => {
          expect(Math.abs(sumOfMonths(path, index + 1) - (point.target_to_date as number))).toBeLessThan(1e-4);
        });
      }),
    );
  });

  it("leaves the sum unknown from the first unknown month on", () => {
    const path = phaseByMonths("flow", { 1: 10, 2: 20, 4: 40 });
    expect(path.map((point) => point.target_to_date).slice(0, 5)).toEqual([10, 30, null, null, null]);
    expect(path[3]?.target_month).toBe(40);
  });

  it("refuses weights that are no weights", () => {
    expect(() => sharesOf([1, 2])).toThrow("12 weights");
    expect(() => sharesOf(Array(12).fill(0))).toThrow("all zero");
    expect(() => sharesOf([-1, ...Array(11).fill(1)])).toThrow("0 or more");
  });
});

describe("phasing a level", () => {
  it("raises a rate from its start to its target and never adds it up", () => {
    const path = phaseByShares("rate", 100, even, 40);
    expect(path[0]?.target_to_date).toBe(45);
    expect(path[5]?.target_month).toBe(70);
    expect(path[11]?.target_to_date).toBe(100);
  });
});

describe("deltas", () => {
  const base = phaseByShares("flow", 1200, even);

  it("change nothing when they are zero", () => {
    fc.assert(
      fc.property(weights, amount, (list, target) => {
        const path = phaseByShares("flow", target, sharesOf(list));
        expect(applyDeltas(path, { measure: "flow", direction: "higher" }, noDeltas)).toEqual(path);
      }),
    );
  });

  it("scale every point by growth", () => {
    const grown = applyDeltas(base, { measure: "flow", direction: "higher" }, { ...noDeltas, growth_pct: 10 });
    expect(grown[2]?.target_to_date).toBe(330);
    expect(grown[11]?.target_to_date).toBe(1320);
  });

  it("keep the year's total under any tilt", () => {
    fc.assert(
      fc.property(weights, amount, fc.integer({ min: -100, max: 100 }), (list, target, tilt_pct) => {
        const path = phaseByShares("flow", target, sharesOf(list));
        const weightOfEnds = tiltable(list, tilt_pct);
        fc.pre(weightOfEnds);
        expect(
          applyDeltas(path, { measure: "flow", direction: "higher" }, { ...noDeltas, tilt_pct }).at(-1)?.target_to_date,
        ).toBe(target);
      }),
    );
  });

  it("tilt towards the end leaves less for the start", () => {
    const late = tiltShares(even, 50);
    expect(late[0]).toBeCloseTo(even[0]! * 0.5, 12);
    expect(late[11]).toBeCloseTo(even[11]! * 1.5, 12);
  });

  it("slippage moves months later and lets the rest leave the year", () => {
    const late = applyDeltas(base, { measure: "flow", direction: "higher" }, { ...noDeltas, slippage_months: 2 });
    expect(late.map((point) => point.target_to_date).slice(0, 4)).toEqual([0, 0, 100, 200]);
    expect(late[11]?.target_to_date).toBe(1000);
    const rate = applyDeltas(
      phaseByShares("rate", 100, even),
      { measure: "rate", direction: "higher" },
      { ...noDeltas, slippage_months: 1 },
    );
    expect(rate[0]?.target_to_date).toBeNull();
  });

  it("leave a rank alone", () => {
    const rank = phaseByMonths("rank", { 12: 5 });
    expect(
      applyDeltas(
        rank,
        { measure: "rank", direction: "higher" },
        { growth_pct: 50, tilt_pct: 20, slippage_months: 3, pace_pct: 80 },
      ),
    ).toEqual(rank);
  });
});

/** A tilt of ±100 takes all weight from one end; with weight only there nothing is left to share. */
function tiltable(list: number[], tilt: number): boolean {
  if (Math.abs(tilt) < 100) return true;
  return list.some((weight, index) => weight > 0 && index !== (tilt > 0 ? 0 : 11));
}

/** The standing against a path whose December is the year's target. */
function at(
  month: number,
  targets: TargetPoint[],
  actuals: ActualPoint[],
  measure: Measure,
  direction: Direction,
  pace_pct = 100,
) {
  const year_target = targets[11]?.target_to_date ?? null;
  return standingAt(month, { targets, actuals, measure, direction, year_target, pace_pct });
}

describe("standing", () => {
  const targets = phaseByShares("flow", 1200, even);

  it("gives variance, attainment, run-rate and projection of a flow", () => {
    const actuals = [
      { month: 1, actual_month: 90, actual_to_date: 90 },
      { month: 2, actual_month: 150, actual_to_date: 240 },
      { month: 3, actual_month: 120, actual_to_date: 360 },
    ];
    expect(at(3, targets, actuals, "flow", "higher")).toEqual({
      month: 3,
      target_to_date: 300,
      actual_to_date: 360,
      variance: 60,
      variance_pct: 20,
      attainment_pct: 120,
      is_ahead: true,
      year_target: 1200,
      basis: "planned",
      year_target_operator: null,
      months_left: 9,
      required_monthly_run_rate: round6(840 / 9),
      average_month: 120,
      best_month: 150,
      months_known: 3,
      feasibility: "within_average",
      projected_year_end: 1260,
      projection_method: "rest_as_planned",
      projection_limit: null,
    });
    expect(at(3, targets, actuals, "flow", "higher", 80).projected_year_end).toBe(1080);
  });

  it("counts a rate's variance in points and gives it no percentage", () => {
    const path = phaseByShares("rate", 100, even, 0);
    const standing = at(3, path, [{ month: 3, actual_month: 27.68, actual_to_date: 27.68 }], "rate", "higher");
    expect(standing.variance).toBe(2.68);
    expect(standing.variance_pct).toBeNull();
  });

  it("turns the sign where lower is better", () => {
    const actuals = [{ month: 1, actual_month: 80, actual_to_date: 80 }];
    expect(at(1, targets, actuals, "flow", "lower").is_ahead).toBe(true);
    expect(at(1, targets, actuals, "flow", "higher").is_ahead).toBe(false);
  });

  it("keeps what is missing missing", () => {
    const standing = at(3, targets, [], "flow", "higher");
    expect(standing.variance).toBeNull();
    expect(standing.is_ahead).toBeNull();
    expect(standing.projected_year_end).toBeNull();
  });

  it("has no run-rate left in December and no ratio on a target of 0", () => {
    const zero = phaseByShares("flow", 0, even);
    const standing = at(12, zero, [{ month: 12, actual_month: 0, actual_to_date: 0 }], "flow", "lower");
    expect(standing.required_monthly_run_rate).toBeNull();
    expect(standing.attainment_pct).toBeNull();
    expect(standing.variance).toBe(0);
  });

  it("scales its variance with the scenario: at actual 0 a grown target is missed by that much more", () => {
    fc.assert(
      fc.property(weights, fc.integer({ min: -90, max: 200 }), (list, growth_pct) => {
        const path = phaseByShares("flow", 1_000_000, sharesOf(list));
        const grown = applyDeltas(path, { measure: "flow", direction: "higher" }, { ...noDeltas, growth_pct });
        const actuals = [{ month: 6, actual_month: 0, actual_to_date: 0 }];
        const before = at(6, path, actuals, "flow", "higher").variance as number;
        const after = at(6, grown, actuals, "flow", "higher").variance as number;
        expect(after).toBeCloseTo(before * (1 + growth_pct / 100), 4);
      }),
    );
  });
});

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

describe("what was interpolated", () => {
  const actuals = [{ month: 3, actual_month: 1, actual_to_date: 2 }];
  const path = phaseByShares("flow", 12, even);

  it("gives no verdict", () => {
    const between = path.map((point) => ({ ...point, basis: "interpolated" as const }));
    expect(at(3, between, actuals, "flow", "higher")).toMatchObject({ variance: -1, is_ahead: null });
  });

  it("and gives no variance and no projection where it is a twelfth of the year", () => {
    const twelfths = path.map((point) => ({ ...point, basis: "interpolated" as const, is_anchored: false }));
    expect(at(3, twelfths, actuals, "flow", "higher")).toMatchObject({
      target_to_date: 3,
      variance: null,
      variance_pct: null,
      attainment_pct: null,
      is_ahead: null,
      required_monthly_run_rate: round6(10 / 9),
      projected_year_end: 8,
      projection_method: "average_so_far",
    });
  });
});

describe("the pace of the rest of the year", () => {
  const flow = { measure: "flow", direction: "higher" } as const;
  const months = (...values: (number | null)[]): ActualPoint[] => {
    let sum = 0;
    return values.map((value, index) => {
      sum += value ?? 50;
      return { month: index + 1, actual_month: value, actual_to_date: sum };
    });
  };
  const cases: [string, number, ActualPoint[], number, string][] = [
    ["a plan that is reached", 300, months(100, 200), 2, "reached"],
    ["no more than the average", 1200, months(100, 200), 2, "within_average"],
    ["no more than the best month", 2100, months(100, 200), 2, "within_best"],
    ["more than any month", 2400, months(100, 200), 2, "above_best"],
    ["more than the months that are known", 2400, months(null, 200), 2, "above_known"],
    ["a year that is over", 1000, months(...Array(12).fill(50)), 12, "lost"],
    ["nothing reported", 1000, [], 2, "none"],
  ];
  it.each(cases)("%s", (_name, target, actuals, month, feasibility) => {
    expect(paceAt(month, target, "=", actuals, flow).feasibility ?? "none").toBe(feasibility);
  });

  it("a threshold that must be passed is not reached on its edge", () => {
    const rate = { measure: "rate", direction: "higher" } as const;
    const level = [{ month: 5, actual_month: 95, actual_to_date: 95 }];
    expect(paceAt(5, 95, ">", level, rate).feasibility).toBe("unknown");
    expect(paceAt(5, 95, ">=", level, rate).feasibility).toBe("reached");
  });

  it("a ceiling is lost as soon as it is broken, and kept only at the end", () => {
    const ceiling = { measure: "flow", direction: "lower" } as const;
    expect(paceAt(2, 299, "=", months(100, 200), ceiling).feasibility).toBe("lost");
    expect(paceAt(2, 2000, "=", months(100, 200), ceiling).feasibility).toBe("within_average");
    expect(paceAt(12, 700, "=", months(...Array(12).fill(50)), ceiling).feasibility).toBe("reached");
  });
});

describe("a revised plan", () => {
  it("splits the variance into plan moved and performance without a remainder", () => {
    const sums = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });
    fc.assert(
      fc.property(sums, sums, sums, (actual, original, revised) => {
        const split = splitVariance(actual, original, revised);
        expect(split.planMoved + split.performance).toBe(split.variance);
      }),
    );
  });
});
