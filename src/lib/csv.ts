/**
 * Rows as CSV for spreadsheets: a byte order mark so that Vietnamese letters survive, CRLF, and no cell that a spreadsheet would
 * run as a formula (a text that starts with = + - @ or a tab gets an apostrophe before it; a plain number stays a number).
 */
export function toCsv(rows: readonly (readonly string[])[]): string {
  return `\ufeff${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

function cell(text: string): string {
  const isNumber = /^[-+\u2212]?\d[\d.,\u00a0 ]*%?$/.test(text);
  const safe = !isNumber && /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/.test(text) ? `'${text}` : text;
  return /[",\r\n;\t]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
