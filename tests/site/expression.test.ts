import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { evaluate, isSame, operands, tokens } from "../../src/lib/expression.ts";

const row: Record<string, number | null> = { actual: 120, target: 100, excess_pct: 20, nothing: null, zero: 0 };
const value = (expression: string) => evaluate(expression, (name) => row[name] ?? null);

describe("a formula of a twin is computed as SQL computes it", () => {
  test.each([
    ["actual - target", 20],
    ["100 * (actual - target) / target", 20],
    ["actual / (1 + excess_pct / 100)", 100],
    ["actual - target - 5", 15],
    ["-target + 2 * 3", -94],
    ["actual - nothing", null],
    ["actual / zero", null],
  ])("%s", (expression, expected) => {
    expect(value(expression)).toBe(expected);
  });

  test.each(["actual ! target", "actual -", "(actual", "actual target", ""])("%s is refused", (expression) => {
    expect(() => value(expression)).toThrow();
  });

  test("sums and products of whole numbers agree with the language's own", () => {
    const whole = fc.integer({ min: 1, max: 1000 });
    const sign = fc.constantFrom("+", "-", "*");
    fc.assert(
      fc.property(whole, sign, whole, sign, whole, (a, first, b, second, c) => {
        const text = `${a} ${first} ${b} ${second} ${c}`;
        // biome-ignore lint/security/noGlobalEval: five numbers and two signs of the test's own
        expect(evaluate(text, () => null)).toBe(globalThis.eval(text));
      }),
    );
  });

  test("its operands are named once, and its tokens are all of it", () => {
    expect(operands("100 * (actual - target) / target")).toEqual(["actual", "target"]);
    expect(
      tokens("100 * (actual - target) / target")
        .map((token) => token.text)
        .join(""),
    ).toBe("100*(actual-target)/target");
  });

  test("money is the same to one đồng, all else to its sixth decimal", () => {
    expect(isSame(1_000_000, 1_000_000.4)).toBe(true);
    expect(isSame(1_000_000, 1_000_003)).toBe(false);
    expect(isSame(45.27, 45.270001)).toBe(true);
    expect(isSame(45.27, 45.28)).toBe(false);
  });
});
