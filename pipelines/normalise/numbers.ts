/**
 * Reads one printed number into every value that its digits may mean. Which one is meant, where there are two, is for
 * numbersJoint.ts to decide from the row and the column: nothing here knows the neighbours.
 */

/** How the digits are grouped. Two parts: the sign between thousands, then the sign before decimals. */
export type NumberForm =
  | "plain"
  | "thousands_dot"
  | "thousands_comma"
  | "thousands_space"
  | "decimal_comma"
  | "decimal_dot"
  | "dot_comma"
  | "comma_dot"
  | "space_comma"
  | "space_dot";

export interface NumberCandidate {
  value: number;
  /** Half of the last printed digit's step: 12,5 has 0.05; a whole number has 0.5. */
  halfStep: number;
  form: NumberForm;
}

/** A slip that had to be mended before the digits could be read. */
export interface NumberMend {
  rule: "ocr_digit" | "space_in_number" | "mixed_separators" | "stray_sign";
  before: string;
  after: string;
}

export interface NumberToken {
  /** The token as printed. */
  text: string;
  /** One value, or two where one separator stands before exactly three digits: 31,250. */
  candidates: NumberCandidate[];
  isAmbiguous: boolean;
  mends: NumberMend[];
}

/** Digits in one group of thousands; spaces are plain, no-break, narrow no-break or thin. */
const SPACES = /[\s\u00a0\u2007\u2009\u202f]+/gu;
const SPACED_THOUSANDS = /^(\d{1,3})((?: \d{3})+)(?:([.,])(\d+))?$/;
const MINUS = /^[-−–]\s*(?=[\d.,])/u;

/**
 * All readings of a token that is nothing but a number: digits, separators, a sign, brackets of a negative.
 * @returns null when the text is not one number (a date, a fraction, words).
 */
export function readNumberToken(text: string): NumberToken | null {
  const mends: NumberMend[] = [];
  let body = foldWidth(text).replace(SPACES, " ").trim();
  let sign = 1;
  const bracketed = /^\((.+)\)$/.exec(body);
  if (bracketed?.[1]) {
    sign = -1;
    body = bracketed[1].trim();
  } else if (MINUS.test(body)) {
    sign = -1;
    body = body.replace(MINUS, "");
  } else if (/^\+\s*\d/.test(body)) {
    body = body.replace(/^\+\s*/, "");
  }
  body = mend(body, /^[.,]?(\d.*\d|\d)[.,]$/, (found) => found.replace(/[.,]$/, ""), "stray_sign", mends);
  // The raised mark of a note; behind a bare 10 it may be a power.
  body = mend(
    body,
    /^(?!10\D)\d.*[⁰¹²³⁴-⁹⁺-⁾]$/u,
    (found) => found.replace(/\s*[⁰¹²³⁴-⁹⁺-⁾,\s]+$/u, ""),
    "stray_sign",
    mends,
  );
  body = mendOcr(body, mends);
  if (!/^[\d.,\s]+$/.test(body) || !/\d/.test(body)) return null;
  const candidates = readDigits(body) ?? readDigitsWithSlips(body, mends);
  if (!candidates) return null;
  return {
    text: text.trim(),
    candidates: candidates.map((one) => ({ ...one, value: one.value === 0 ? 0 : sign * one.value })),
    isAmbiguous: candidates.length > 1,
    mends,
  };
}

/** The candidates alone; an empty list where the text is not a number. Units and operators are not taken here. */
export function readNumberCandidates(text: string): NumberCandidate[] {
  return readNumberToken(text)?.candidates ?? [];
}

/** Full-width digits and signs, as some input methods leave them. */
function foldWidth(text: string): string {
  return text.replace(/[\uff0b-\uff0e\uff10-\uff19]/gu, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));
}

function readDigits(body: string): NumberCandidate[] | null {
  if (/^\d+$/.test(body)) return [candidate(body, "", "plain")];
  const spaced = SPACED_THOUSANDS.exec(body);
  if (spaced) {
    const whole = `${spaced[1]}${spaced[2]}`.replaceAll(" ", "");
    if (!spaced[3]) return [candidate(whole, "", "thousands_space")];
    return [candidate(whole, spaced[4] ?? "", spaced[3] === "," ? "space_comma" : "space_dot")];
  }
  if (body.includes(" ")) return null;
  const dots = count(body, ".");
  const commas = count(body, ",");
  if (dots > 0 && commas > 0) return readMixed(body);
  const separator = commas > 0 ? "," : ".";
  const groups = body.split(separator);
  if (groups.some((group) => group === "")) {
    // ",5" is a decimal without its zero; "5," and "1,,5" are not numbers, and ".000" is what is left of one.
    return groups.length === 2 && groups[0] === "" && groups[1] && groups[1].length !== 3
      ? [candidate("0", groups[1], decimalForm(separator))]
      : null;
  }
  const isGrouped = hasThousandsGroups(groups);
  if (groups.length > 2) return isGrouped ? [candidate(groups.join(""), "", thousandsForm(separator))] : null;
  const decimal = candidate(groups[0] ?? "", groups[1] ?? "", decimalForm(separator));
  // No one writes the thousands of "0,123" or "1234,567".
  if (!isGrouped || /^0/.test(groups[0] ?? "")) return [decimal];
  return [candidate(groups.join(""), "", thousandsForm(separator)), decimal];
}

/** 1.212,5 and 1,212.5: the sign that stands last, and once, is the decimal one. */
function readMixed(body: string): NumberCandidate[] | null {
  const last = Math.max(body.lastIndexOf("."), body.lastIndexOf(","));
  const decimalSign = body[last];
  const whole = body.slice(0, last);
  const thousandsSign = decimalSign === "," ? "." : ",";
  const groups = whole.split(thousandsSign);
  const fraction = body.slice(last + 1);
  if (whole.includes(decimalSign ?? "") || !hasThousandsGroups(groups) || !/^\d+$/.test(fraction)) return null;
  return [candidate(groups.join(""), fraction, decimalSign === "," ? "dot_comma" : "comma_dot")];
}

/** 12.345,678,000 (two signs for thousands) and 2, 345,678 (a space that crept in). */
function readDigitsWithSlips(body: string, mends: NumberMend[]): NumberCandidate[] | null {
  const joined = body.replace(/\s*([.,])\s*/g, "$1");
  if (joined !== body) {
    const candidates = readDigits(joined);
    if (candidates) {
      mends.push({ rule: "space_in_number", before: body, after: joined });
      return candidates;
    }
  }
  const groups = joined.split(/[.,]/);
  if (groups.length > 2 && !joined.includes(" ") && hasThousandsGroups(groups)) {
    mends.push({ rule: "mixed_separators", before: body, after: groups.join(".") });
    return [candidate(groups.join(""), "", "thousands_dot")];
  }
  return null;
}

function mend(
  body: string,
  pattern: RegExp,
  change: (found: string) => string,
  rule: NumberMend["rule"],
  mends: NumberMend[],
): string {
  if (!pattern.test(body)) return body;
  const after = change(body);
  mends.push({ rule, before: body, after });
  return after;
}

/** The letters that OCR leaves for 0 and 1, only inside a token that has digits and no other letter. */
function mendOcr(body: string, mends: NumberMend[]): string {
  if (!/^[\dOolI.,\s]+$/.test(body) || !/\d/.test(body) || !/[OolI]/.test(body)) return body;
  // A letter alone ("I" beside "2") is a numeral or a word, not a digit.
  if (/(^|\s)[OolI]+(\s|$)/.test(body)) return body;
  const after = body.replace(/[Oo]/g, "0").replace(/[lI]/g, "1");
  mends.push({ rule: "ocr_digit", before: body, after });
  return after;
}

function candidate(whole: string, fraction: string, form: NumberForm): NumberCandidate {
  return {
    value: Number(fraction ? `${whole}.${fraction}` : whole),
    halfStep: Number(`5e-${fraction.length + 1}`),
    form,
  };
}

function hasThousandsGroups(groups: string[]): boolean {
  return (
    groups.length > 1 && /^\d{1,3}$/.test(groups[0] ?? "") && groups.slice(1).every((group) => /^\d{3}$/.test(group))
  );
}

function thousandsForm(separator: string): NumberForm {
  return separator === "," ? "thousands_comma" : "thousands_dot";
}

function decimalForm(separator: string): NumberForm {
  return separator === "," ? "decimal_comma" : "decimal_dot";
}

function count(text: string, sign: string): number {
  return text.split(sign).length - 1;
}
