import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyDeltas } from "../../src/scenario/deltas.ts";
import { paceAt } from "../../src/scenario/pace.ts";
import { phaseByShares, sharesOf } from "../../src/scenario/phasing.ts";
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
const even = sharesOf(Array(12).fill(1));

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
