/**
 * Rounds to six decimals, halves away from zero: what the models' `round(x, 6)` does, so that a figure computed on the
 * page equals the one in the table.
 */
export function round6(value: number): number {
  const rounded = (Math.sign(value) * Math.round(Math.abs(value) * 1e6)) / 1e6;
  return rounded === 0 ? 0 : rounded;
}

/** The sum, or null where any part is missing: a missing part is not zero. */
export function sumOrNull(values: readonly (number | null)[]): number | null {
  let total = 0;
  for (const value of values) {
    if (value === null) return null;
    total += value;
  }
  return total;
}
