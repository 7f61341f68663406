import { withoutFormula } from "./formula.ts";

/**
 * Rows as CSV for spreadsheets: a byte order mark so that Vietnamese letters survive, CRLF, and no cell that a spreadsheet would
 * run as a formula (see formula.ts).
 */
export function toCsv(rows: readonly (readonly string[])[]): string {
  return `\ufeff${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

function cell(text: string): string {
  const safe = withoutFormula(text);
  return /[",\r\n;\t]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
