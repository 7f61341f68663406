/**
 * Numbers of a workbook as a Vietnamese Excel shows them: number format codes (ECMA-376 part 1, 18.8.31), thousands with
 * dots, decimals with a comma, dates as day/month/year.
 */
import { formatDateToken, isDateFormat, serialToDate } from "./serialDate.ts";

/** Codes that files name by number only (18.8.30). 14 to 22 are locale dependent: the Vietnamese forms. */
export const builtinFormats: Record<number, string> = {
  0: "General",
  1: "0",
  2: "0.00",
  3: "#,##0",
  4: "#,##0.00",
  5: "#,##0",
  6: "#,##0",
  7: "#,##0.00",
  8: "#,##0.00",
  9: "0%",
  10: "0.00%",
  11: "0.00E+00",
  12: "# ?/?",
  13: "# ??/??",
  14: "dd/mm/yyyy",
  15: "d-mmm-yy",
  16: "d-mmm",
  17: "mmm-yy",
  18: "h:mm AM/PM",
  19: "h:mm:ss AM/PM",
  20: "h:mm",
  21: "h:mm:ss",
  22: "dd/mm/yyyy h:mm",
  37: "#,##0;(#,##0)",
  38: "#,##0;(#,##0)",
  39: "#,##0.00;(#,##0.00)",
  40: "#,##0.00;(#,##0.00)",
  41: "#,##0;-#,##0;-",
  42: "#,##0;-#,##0;-",
  43: "#,##0.00;-#,##0.00;-",
  44: "#,##0.00;-#,##0.00;-",
  45: "mm:ss",
  46: "[h]:mm:ss",
  47: "mm:ss.0",
  48: "##0.0E+0",
  49: "@",
};

/** The text shown for a number under a format code. `is1904`: the workbook counts its days from 1904. */
export function formatStoredNumber(value: number, code: string, is1904 = false): string {
  const { section, sections, isNegativeSection } = chooseSection(value, code);
  if (/^(general|standard)?$/i.test(section.trim()) || section.trim() === "@") return generalNumber(value);
  if (isGeneral(section)) return besideGeneral(section, generalNumber(value));
  if (isDateFormat(section)) {
    const date = serialToDate(value, is1904);
    return date ? formatDateToken(section, date, value) : generalNumber(value);
  }
  // A section of its own for negative numbers carries its own sign.
  const shown = isNegativeSection && sections > 1 ? Math.abs(value) : value;
  return formatDigits(shown, section);
}

/** The section of a format code that a number is shown by: each may have a scale and a percent sign of its own. */
export function sectionFor(value: number, code: string): string {
  return chooseSection(value, code).section;
}

/** Does the format show nothing of a number like this? `;;;` is how a workbook hides figures, `0;-0;` hides its zeros. */
export function hidesNumber(value: number, code: string): boolean {
  return code.includes(";") && chooseSection(value, code).section === "";
}

/** The text shown for a text: the fourth section of a format, or one with `@`, may add words to it or hide it. */
export function formatStoredText(text: string, code: string): string {
  const sections = splitSections(code);
  const section = sections[3] ?? (sections.at(-1)?.includes("@") ? sections.at(-1) : undefined);
  if (section === undefined || text === "") return text;
  return besideGeneral(clean(section), text).trim();
}

/** The words of a section around the place where a plain number or text stands. */
function besideGeneral(section: string, text: string): string {
  const tokens = section.match(/"[^"]*"|\\.|_.|\*.|general|standard|./gisu) ?? [];
  return tokens
    .map((token) => (/^["\\_*]/.test(token) ? literal(token) : isGeneral(token) ? text : token))
    .join("")
    .trim();
}

function isGeneral(section: string): boolean {
  return /general|standard|@/i.test(section.replace(/"[^"]*"|\\.|_.|\*./gsu, ""));
}

/** As a cell without a format shows it: up to 11 significant digits, no thousands. */
function generalNumber(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const digits = Number(value.toPrecision(Math.abs(value) >= 1e11 ? 15 : 11));
  const plain = Math.abs(digits) >= 1e21 ? String(digits) : expand(digits);
  return plain.replace(".", ",");
}

function expand(value: number): string {
  const text = String(value);
  return text.includes("e") ? value.toFixed(20).replace(/0+$/, "").replace(/\.$/, "") : text;
}

function chooseSection(value: number, code: string): { section: string; sections: number; isNegativeSection: boolean } {
  const all = splitSections(code);
  const numeric = all.length > 3 ? all.slice(0, 3) : all;
  const conditional = numeric.some((part) => /\[(<|>|=)/.test(part));
  if (conditional) {
    for (const part of numeric) {
      const match = /\[(<=|>=|<>|<|>|=)\s*(-?[\d.]+)\]/.exec(part);
      // Only a section whose condition lets no other number in carries the sign of negative ones itself.
      if (!match) return { section: clean(part), sections: numeric.length, isNegativeSection: false };
      if (holds(value, match[1] as string, Number(match[2]))) {
        const isNegativeSection = /^<=?$/.test(match[1] as string) && Number(match[2]) <= 0;
        return { section: clean(part), sections: numeric.length, isNegativeSection };
      }
    }
  }
  let index = 0;
  if (value < 0 && numeric.length > 1) index = 1;
  else if (value === 0 && numeric.length > 2) index = 2;
  return { section: clean(numeric[index] ?? ""), sections: numeric.length, isNegativeSection: index === 1 };
}

function holds(value: number, operator: string, bound: number): boolean {
  if (operator === "<") return value < bound;
  if (operator === "<=") return value <= bound;
  if (operator === ">") return value > bound;
  if (operator === ">=") return value >= bound;
  return operator === "=" ? value === bound : value !== bound;
}

function splitSections(code: string): string[] {
  const out: string[] = [""];
  for (const token of code.match(/"[^"]*"|\\.|\[[^\]]*\]|./gsu) ?? []) {
    if (token === ";") out.push("");
    else out[out.length - 1] += token;
  }
  return out;
}

/** Without colours, conditions and locales; `[$đ-42A]` leaves its currency sign. `[h]` and its like stay. */
function clean(section: string): string {
  return section
    .replace(/\[\$([^\]-]*)(-[^\]]*)?\]/g, (_, sign: string) => (sign ? `"${sign}"` : ""))
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, "");
}

/** Digits, literals and the percent sign of one section. */
function formatDigits(value: number, section: string): string {
  const tokens = section.match(/"[^"]*"|\\.|_.|\*.|./gsu) ?? [];
  const isLiteral = (token: string) => /^["\\_*]/.test(token);
  const code = tokens.map((token) => (isLiteral(token) ? "\u0000" : token)).join("");
  if (!/[0#?]/.test(code)) return literalsOf(tokens, value < 0 ? "-" : "").trim();
  if (/[0#?]\s*\/\s*[0-9#?]/.test(code)) return generalNumber(value);
  const percents = (code.match(/%/g) ?? []).length;
  let number = value * 100 ** percents;
  const exponent = /E[+-]/i.test(code);
  const core = /[0#?][0#?.,\s]*/.exec(code)?.[0].trimEnd() ?? "";
  const trailing = /,+$/.exec(core)?.[0].length ?? 0;
  number /= 1000 ** trailing;
  const [whole = "", fraction = ""] = core.slice(0, core.length - trailing).split(".");
  const most = (fraction.match(/[0#?]/g) ?? []).length;
  const least = (fraction.match(/0/g) ?? []).length;
  const body = exponent
    ? number.toExponential(most).replace(".", ",").toUpperCase()
    : digits(number, whole, least, most);
  let isPlaced = false;
  let out = "";
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index] as string;
    if (isLiteral(token)) out += literal(token);
    else if (/[0#?.,E+-]/i.test(token) && (isPlaced ? /[0#?.,]/.test(token) || exponent : /[0#?.]/.test(token))) {
      if (!isPlaced) out += body;
      isPlaced = true;
    } else out += token;
  }
  return (
    value < 0 && !out.includes("-") && !out.includes("(") && Number(body.replace(/[^1-9]/g, "")) > 0 ? `-${out}` : out
  ).trim();
}

/** The absolute value with Vietnamese separators. */
function digits(value: number, whole: string, least: number, most: number): string {
  // Rounded at the decimal that is shown, from the shortest decimal form: 1.005 with two decimals is 1,01 as Excel shows it.
  const rounded = roundDecimal(Math.abs(value), Math.min(most, 20));
  let [integer = "0", fraction = ""] = rounded.split(".");
  while (fraction.length > least && fraction.endsWith("0")) fraction = fraction.slice(0, -1);
  const minimum = (whole.match(/0/g) ?? []).length;
  integer = integer.padStart(minimum, "0");
  if (minimum === 0 && /^0+$/.test(integer)) integer = "";
  if (whole.includes(",")) integer = integer.replace(/\B(?=(\d{3})+$)/g, ".");
  return fraction ? `${integer},${fraction}` : integer;
}

function roundDecimal(value: number, places: number): string {
  const text = String(Number(value.toPrecision(15)));
  if (text.includes("e")) return value.toFixed(places);
  const scaled = Number(`${text}e${places}`);
  return Number(`${Math.round(scaled)}e-${places}`).toFixed(places);
}

function literal(token: string): string {
  if (token.startsWith('"')) return token.slice(1, -1);
  if (token.startsWith("\\")) return token.slice(1);
  // `_x` is a blank of that width, `*x` fills the column: neither is text.
  return token.startsWith("_") ? " " : "";
}

function literalsOf(tokens: string[], sign: string): string {
  return sign + tokens.map((token) => (/^["\\_*]/.test(token) ? literal(token) : token)).join("");
}
