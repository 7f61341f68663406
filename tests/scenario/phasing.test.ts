import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyDeltas } from "../../src/scenario/deltas.ts";
import { phaseByMonths, phaseByShares, sharesOf, tiltShares } from "../../src/scenario/phasing.ts";
import { noDeltas, type TargetPoint } from "../../src/scenario/types.ts";

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
