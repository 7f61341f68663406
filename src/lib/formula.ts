/** What a spreadsheet would run instead of showing it. One rule for CSV and workbooks, on the site and on the command line. */

/**
 * Whether a text would be taken for a formula: it begins with = + - @ (full-width signs too) or a control sign, blanks before
 * it or not. A plain signed number is a number.
 */
export function runsAsFormula(text: string): boolean {
  if (/^[ \u00a0]*[-+\u2212]?\d[\d.,\u00a0 ]*%?[ \u00a0]*$/.test(text)) return false;
  return /^[\s\u200b-\u200f\u2060\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r]/u.test(text);
}

/** The text with an apostrophe before it where a spreadsheet would run it. */
export function withoutFormula(text: string): string {
  return runsAsFormula(text) ? `'${text}` : text;
}
