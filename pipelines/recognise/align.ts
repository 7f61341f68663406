/** Finds out whether a row is shifted by a cell, by what its cells hold, and puts it right where there is one way only. */
import type { ColumnType } from "../reference/headers.ts";
import type { ContentJudge } from "./contents.ts";

export interface Alignment {
  /** For each column of the header, the index of the cell that belongs there, or null. */
  cellOf: (number | null)[];
  /** Cells that belong to no column. */
  extra: number[];
  /** Columns whose cell can't be told: several alignments are equally good and differ there. */
  unsure: number[];
  /** What was done, for the ledger. */
  moves: { drop: number | null; gap: number | null };
}

/** A row without a name, or one that loses its name, is hardly ever meant. */
const NO_NAME = 0.5;

/** An extra filled cell, an extra blank one, a cell that was lost. */
const DROP_FILLED = 0.5;
const DROP_BLANK = 0.25;
const GAP = 0.3;
/** A row is left as it is when it suits its columns this well, or when moving cells makes it this little better. */
const SUITS = 0.9;
const LEAST_GAIN = 0.6;
/** A row with fewer cells than there are columns may well have lost one: then less of it need be wrong, and less gained. */
const SUITS_SHORT = 0.65;
const LEAST_GAIN_SHORT = 0.3;
/** And a moved row must suit its columns nearly everywhere. */
const RESIDUE = 0.5;
const SAME = 1e-9;

/**
 * Least-cost alignment of a row's texts to the columns' types (null: a column without a field, which suits all).
 * @returns null when the row stands right, or when no move makes it right.
 */
export function alignRow(texts: string[], types: (ColumnType | null)[], judge: ContentJudge): Alignment | null {
  const name = types.indexOf("name");
  const misfit = (cell: number, column: number) => {
    const type = types[column] ?? null;
    return type === null ? 0 : judge.misfit(type, texts[cell] ?? "");
  };
  const cost = (cellOf: (number | null)[], extra: number[]) => {
    let sum = 0;
    cellOf.forEach((cell, column) => {
      if (cell !== null) sum += misfit(cell, column);
    });
    if (name >= 0 && (cellOf[name] === null || isBlank(texts[cellOf[name] ?? -1]))) sum += NO_NAME;
    return sum + extra.filter((cell) => !isBlank(texts[cell])).length;
  };
  const asPrinted = place(texts.length, types.length, null, null);
  const costAsPrinted = cost(asPrinted.cellOf, asPrinted.extra);
  const isShort = texts.length < types.length;
  if (costAsPrinted < (isShort ? SUITS_SHORT : SUITS)) return null;

  let best = costAsPrinted - (isShort ? LEAST_GAIN_SHORT : LEAST_GAIN);
  let found: Alignment[] = [];
  const consider = (drop: number | null, gap: number | null) => {
    const { cellOf, extra } = place(texts.length, types.length, drop, gap);
    const residue = cost(cellOf, extra);
    if (residue > RESIDUE) return;
    const dropCost = drop === null ? 0 : isBlank(texts[drop]) ? DROP_BLANK : DROP_FILLED;
    const nameCost = drop !== null && drop === name && !isBlank(texts[drop]) ? NO_NAME : 0;
    const total = residue + dropCost + nameCost + (gap === null ? 0 : GAP);
    if (total > best + SAME) return;
    if (total < best - SAME) found = [];
    best = total;
    found.push({ cellOf, extra: drop === null ? extra : [drop, ...extra], unsure: [], moves: { drop, gap } });
  };
  for (let drop = 0; drop < texts.length; drop++) consider(drop, null);
  for (let gap = 0; gap < types.length; gap++) consider(null, gap);
  for (let drop = 0; drop < texts.length; drop++) {
    for (let gap = 0; gap < types.length; gap++) if (Math.abs(gap - drop) > 1) consider(drop, gap);
  }
  // Of several equal ways the last drops the cell nearest to where the row goes wrong.
  const chosen = found.at(-1);
  if (!chosen) return null;
  const textAt = (alignment: Alignment, column: number) => {
    const cell = alignment.cellOf[column];
    return cell === null || cell === undefined ? "" : (texts[cell] ?? "").trim();
  };
  chosen.unsure = types
    .map((_, column) => column)
    .filter((column) => found.some((other) => textAt(other, column) !== textAt(chosen, column)));
  return chosen;
}

/** Whether texts suit the columns that they stand in. */
export function suitsColumns(texts: string[], types: (ColumnType | null)[], judge: ContentJudge): boolean {
  const misfit = types.reduce((sum, type, column) => sum + (type ? judge.misfit(type, texts[column] ?? "") : 0), 0);
  return misfit < SUITS;
}

/** Cells put into columns from left to right, leaving one out and leaving one column empty. */
function place(cells: number, columns: number, drop: number | null, gap: number | null) {
  const cellOf: (number | null)[] = [];
  const extra: number[] = [];
  let column = 0;
  for (let cell = 0; cell < cells; cell++) {
    if (cell === drop) continue;
    if (column === gap) cellOf[column++] = null;
    if (column < columns) cellOf[column++] = cell;
    else extra.push(cell);
  }
  while (column < columns) cellOf[column++] = null;
  return { cellOf, extra };
}

function isBlank(text: string | undefined): boolean {
  return text === undefined || text.trim() === "";
}
