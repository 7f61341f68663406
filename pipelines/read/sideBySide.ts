/** Tables that stand beside each other on a sheet, with blank columns between: each is a table of its own. */
import type { SheetCell } from "./grid.ts";
import type { MergedRange } from "./merges.ts";

type Row = SheetCell[];

/** Columns from first to last, inclusive. */
export interface Band {
  first: number;
  last: number;
}

/**
 * The bands of a run of rows, from left to right; one where the rows are one table. A blank column alone parts nothing, it
 * may be a spacer: on both sides the first column must have the same heading, or number its rows from the same start.
 */
export function bandsOf(rows: Row[], merges: MergedRange[]): Band[] {
  const filled = new Set<number>();
  for (const row of rows) for (const cell of row) if (cell.text.trim() !== "") filled.add(cell.column);
  const columns = [...filled].sort((a, b) => a - b);
  const top = rows[0]?.[0]?.row ?? 0;
  const bottom = rows.at(-1)?.[0]?.row ?? 0;
  const crossing = merges.filter((merge) => merge.right > merge.left && merge.top <= bottom && merge.bottom >= top);
  const bands: Band[] = [];
  for (const column of columns) {
    const last = bands.at(-1);
    const isGap =
      last && column > last.last + 1 && !crossing.some((merge) => merge.left <= last.last && merge.right >= column);
    if (!last || isGap) bands.push({ first: column, last: column });
    else last.last = column;
  }
  return bands.reduce<Band[]>((kept, band) => {
    const last = kept.at(-1);
    if (last && areTwoTables(rows, last, band)) kept.push({ ...band });
    else if (last) last.last = band.last;
    else kept.push({ ...band });
    return kept;
  }, []);
}

/** The cells of the rows that stand in a band, without the rows that have none there. */
export function inBand(rows: Row[], band: Band): Row[] {
  const own = rows.map((row) => row.filter(({ column }) => band.first <= column && column <= band.last));
  const isFilled = (row: Row) => row.some((cell) => cell.text.trim() !== "");
  return own.slice(own.findIndex(isFilled), own.findLastIndex(isFilled) + 1).filter((row) => row.length > 0);
}

function areTwoTables(rows: Row[], left: Band, right: Band): boolean {
  const [one, other] = [left, right].map((band) =>
    inBand(rows, band)
      .map(texts)
      .filter((row) => row.length >= 2),
  );
  if (!one || !other || one.length < 2 || other.length < 2) return false;
  if (Math.max(...one.map((row) => row.length)) < 3 || Math.max(...other.map((row) => row.length)) < 3) return false;
  return headingOf(one) === headingOf(other) || startOf(rows, left) === startOf(rows, right);
}

/** Heading of the first column. */
function headingOf(rows: string[][]): string | undefined {
  return rows[0]?.[0]?.normalize("NFC").toLowerCase();
}

/** The first number of a row in the first column; a symbol of its own where there is none, which equals nothing. */
function startOf(rows: Row[], band: Band): string | symbol {
  for (const row of rows) {
    const text = row.find(({ column }) => column === band.first)?.text.trim() ?? "";
    if (/^(?:\d{1,3}|[IVX]{1,4}|[A-Z])[.)]?$/.test(text)) return text.replace(/[.)]$/, "");
  }
  return Symbol("none");
}

function texts(row: Row): string[] {
  return row.map((cell) => cell.text.trim()).filter((text) => text !== "");
}
