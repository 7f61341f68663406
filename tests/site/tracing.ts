/** Reads figures back by rules of their own, not the project's: a test must not use what it tests. */

export interface Shown {
  /** As if every figure were in its plain unit; money in đồng where the figure says so. */
  value: number;
  /** Half of the last digit shown, in the same unit. */
  halfStep: number;
  /** Money without its unit may stand for millions: the table's caption says so. */
  hasUnit: boolean;
  /** An indicator in millions keeps its unit; a sum of money in millions was đồng. */
  isMillions: boolean;
}

const scales: [RegExp, number][] = [
  [/tỷ|billion|bn/, 1e9],
  [/triệu|million|\d\s?m\b/, 1e6],
];

/** `27,94 tỷ đồng` → 27.94e9. Indicators in triệu đồng keep their own unit. */
export function shownNumber(text: string, lang: "vi" | "en"): Shown | null {
  const match = /[−+-]?\s*\d[\d.,]*/.exec(text.replaceAll("\u00a0", " "));
  if (!match) return null;
  const digits = match[0].replace(/[.,]$/, "").replace(/\s/g, "").replace("−", "-");
  const plain = lang === "vi" ? digits.replaceAll(".", "").replace(",", ".") : digits.replaceAll(",", "");
  const decimals = plain.split(".")[1]?.length ?? 0;
  const scale = scales.find(([pattern]) => pattern.test(text))?.[1] ?? 1;
  return {
    value: Number(plain) * scale,
    halfStep: 0.5 * 10 ** -decimals * scale,
    isMillions: scale === 1e6,
    hasUnit: /[a-zđ%]/i.test(text.slice(match.index + match[0].length)) || /VND/.test(text),
  };
}

/** Every number that a printed text could mean: both uses of point and comma, and the units of money. */
export function readings(text: string): number[] {
  const found = text.match(/[-−]?\d[\d.,]*/g) ?? [];
  return found.flatMap((raw) => {
    const digits = raw.replace("−", "-").replace(/[.,]$/, "");
    const vietnamese = Number(digits.replaceAll(".", "").replace(",", "."));
    const english = Number(digits.replaceAll(",", ""));
    const whole = Number(digits.replace(/[.,]/g, ""));
    return [vietnamese, english, whole]
      .filter(Number.isFinite)
      .flatMap((value) => [value, value * 1e3, value * 1e6, value * 1e9]);
  });
}

export function withinPrinting(shown: Shown, value: number): boolean {
  const isEqual = (one: number, step: number) => Math.abs(Math.abs(one) - Math.abs(value)) <= step * 1.0001;
  const factors = [1, ...(shown.hasUnit ? [] : [1e6]), ...(shown.isMillions ? [1e-6] : [])];
  return factors.some((factor) => isEqual(shown.value * factor, shown.halfStep * factor));
}

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const pad = (text: string) => text.padStart(2, "0");

/** Days as `2026-03-31`, months as `2026-03`, quarters by their last month. */
export function datesIn(text: string, lang: "vi" | "en"): string[] {
  const plain = text.replaceAll("\u00a0", " ");
  const found: string[] = [];
  if (lang === "en") {
    for (const [, day, name, year] of plain.matchAll(/(?:(\d{1,2}) )?([A-Z][a-z]{2,}) (\d{4})/g)) {
      const month = months.indexOf((name ?? "").slice(0, 3).toLowerCase()) + 1;
      if (month > 0) found.push(`${year}-${pad(String(month))}${day ? `-${pad(day)}` : ""}`);
    }
  }
  for (const [, day, month, year] of plain.matchAll(/(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})/g)) {
    const last = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
    found.push(last.toISOString().slice(0, 10));
    // "trước ngày 10/3" ends on the 9th.
    if (/trước/i.test(plain)) found.push(new Date(last.getTime() - 86_400_000).toISOString().slice(0, 10));
  }
  for (const [, month, year] of plain.matchAll(/(?:tháng|t)\s*(\d{1,2})(?:[/.-]| năm )(\d{4})/gi))
    found.push(`${year}-${pad(month ?? "")}`);
  const quarters = ["I", "II", "III", "IV"];
  for (const [, quarter, year] of plain.matchAll(/quý\s*(IV|I{1,3}|[1-4])(?:[/.-]| năm |\s)*(\d{4})/gi)) {
    const number = quarters.indexOf((quarter ?? "").toUpperCase()) + 1 || Number(quarter);
    found.push(`${year}-${pad(String(number * 3))}`);
  }
  for (const [, year] of plain.matchAll(/năm\s*(\d{4})/gi)) found.push(`${year}-12`);
  // Without its year the month alone can be compared.
  for (const [, month] of plain.matchAll(/(?:tháng|t)\s*(\d{1,2})(?![\d/.-])/gi)) found.push(`*-${pad(month ?? "")}`);
  for (const [, quarter] of plain.matchAll(/quý\s*(IV|I{1,3}|[1-4])(?![\w/.-])/gi)) {
    const number = quarters.indexOf((quarter ?? "").toUpperCase()) + 1 || Number(quarter);
    found.push(`*-${pad(String(number * 3))}`);
  }
  return found;
}

/** Whether a day or month that a page shows is one that a printed text names. */
export function isSameDate(shown: string, printed: string): boolean {
  return printed.startsWith("*-") ? shown.slice(5, 7) === printed.slice(2) : shown.startsWith(printed);
}
