import type { RecognisedRow, SourceCell } from "../recognise/types.ts";

/** The cell that speaks for a field of a row, and how it came to. */
export interface CarriedCell {
  cell: SourceCell;
  /** The row's own blank cell, where the value is carried into one; its first cell, where it has none for the field. */
  blank: SourceCell | null;
  isCarried: boolean;
}

/**
 * Follows one column downwards whose cells speak for those below them. A blank cell, merged with it or not, takes the
 * printed one above it, and so does
 * one that a workbook or a trimmed line leaves out. In a shifted row a missing cell is lost: it carries nothing, and
 * neither does what follows until the next printed cell. A printed dash is a value of its own.
 */
export class Carry {
  readonly #field: string;
  readonly #isOn: boolean;
  #above: SourceCell | null = null;

  constructor(field: string, isOn: boolean) {
    this.#field = field;
    this.#isOn = isOn;
  }

  next(row: RecognisedRow, isShifted = false): CarriedCell | null {
    const cell = row.cells.get(this.#field) ?? null;
    if (!cell) return this.#missing(row, isShifted);
    const isBlank = cell.text.trim() === "";
    if (!isBlank) {
      const isSpanned = cell === this.#above || cell.ref === this.#above?.ref;
      this.#above = cell;
      return { cell, blank: null, isCarried: isSpanned };
    }
    if (!this.#isOn || !this.#above) return null;
    return { cell: this.#above, blank: cell, isCarried: true };
  }

  /** A place without a cell that a span from above covers is that cell. */
  #missing(row: RecognisedRow, isShifted: boolean): CarriedCell | null {
    const above = this.#above;
    const first = row.all[0];
    const isCovered =
      above !== null &&
      first !== undefined &&
      above.tableNumber === first.tableNumber &&
      above.row + above.rowSpan > first.row;
    if (isCovered) return { cell: above, blank: null, isCarried: true };
    if (!isShifted && this.#isOn && above && first) return { cell: above, blank: first, isCarried: true };
    this.#above = null;
    return null;
  }
}
