/** Rows of a text whose line was broken inside of a cell. */

/**
 * The next line goes on with the last cell of a row where the two make up exactly the table's columns: the row has its number
 * and the beginning of a text, the next line the rest of it and no number. What is numbered under the row says that it is a
 * heading, and the next line a row without its number.
 */
export function isBrokenInCell(row: string[], next: string[], after: string, width: number): boolean {
  const [number = "", ...cells] = row.map((cell) => cell.trim());
  const ordinal = /^\d{1,3}(?:\.\d{1,3})*\.?$/.exec(number)?.[0].replace(/\.$/, "");
  return (
    ordinal !== undefined &&
    row.length >= 2 &&
    next.length >= 2 &&
    row.length + next.length - 1 === width &&
    cells.every((cell) => cell !== "") &&
    /^\p{L}.*\s/u.test(cells.at(-1) ?? "") &&
    /^\s*[\p{L}(]\S/u.test(next[0] ?? "") &&
    !after.trim().startsWith(`${ordinal}.`)
  );
}
