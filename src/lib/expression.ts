/** The arithmetic of a formula from a model's yaml twin: numbers, column names, + - * / and brackets. */
export type Token = { kind: "name" | "number" | "sign"; text: string };

/** @throws Error for a character that no formula may hold. */
export function tokens(expression: string): Token[] {
  const found: Token[] = [];
  const pattern = /\s*(?:([a-z_]\w*)|(\d+(?:\.\d+)?)|([-+*/()]))/gy;
  while (pattern.lastIndex < expression.trimEnd().length) {
    const match = pattern.exec(expression);
    if (!match) throw new Error(`a formula can't be read: ${expression}`);
    const [, name, number, sign] = match;
    found.push(
      name
        ? { kind: "name", text: name }
        : number
          ? { kind: "number", text: number }
          : { kind: "sign", text: sign ?? "" },
    );
  }
  return found;
}

/** The columns that a formula names, each once. */
export function operands(expression: string): string[] {
  return [...new Set(tokens(expression).flatMap((token) => (token.kind === "name" ? [token.text] : [])))];
}

/**
 * The value of a formula; null where an operand is unknown or the divisor is 0.
 * @throws Error for a formula that isn't arithmetic.
 */
export function evaluate(expression: string, known: (name: string) => number | null): number | null {
  const list = tokens(expression);
  let at = 0;
  const isNext = (signs: string) => list[at]?.kind === "sign" && signs.includes(list[at]?.text ?? " ");
  const sum = (): number => {
    let value = product();
    while (isNext("+-")) value = list[at++]?.text === "+" ? value + product() : value - product();
    return value;
  };
  const product = (): number => {
    let value = factor();
    while (isNext("*/")) value = list[at++]?.text === "*" ? value * factor() : value / factor();
    return value;
  };
  const factor = (): number => {
    const token = list[at++];
    if (token?.kind === "number") return Number(token.text);
    if (token?.kind === "name") return known(token.text) ?? Number.NaN;
    if (token?.text === "-") return -factor();
    if (token?.text !== "(") throw new Error(`a formula can't be read: ${expression}`);
    const value = sum();
    if (list[at++]?.text !== ")") throw new Error(`a bracket of a formula is left open: ${expression}`);
    return value;
  };
  const value = sum();
  if (at < list.length) throw new Error(`a formula can't be read: ${expression}`);
  return Number.isFinite(value) ? value : null;
}

/** Whether a formula gives the stored figure: money is stored in whole đồng, all else to six decimals. */
export function isSame(stored: number, computed: number): boolean {
  const step = Number.isInteger(stored) && Math.abs(stored) >= 1000 ? 0.5 : 0.00002;
  return Math.abs(stored - computed) <= step + 0.000001 * Math.abs(stored);
}
