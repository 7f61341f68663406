/** Merged ranges of a sheet, asked row by row from the top: a huge merge or thousands of them cost little. */
import type { DocumentBuilder } from "./builder.ts";
import { cellAddress } from "./grid.ts";
import { refusal } from "./refusals.ts";

/** Rows and columns from 1, all inclusive. */
export interface MergedRange {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

export class MergeSweep {
  private readonly sorted: MergedRange[];
  private next = 0;
  private open: MergedRange[] = [];
  private row = 0;
  /** Merges over several rows, for `bridges`. */
  private readonly tall: MergedRange[];

  /** @throws RefusedFile when there are too many, or when two of them overlap. */
  constructor(builder: DocumentBuilder, sheet: string, merges: MergedRange[]) {
    const limit = builder.limits.maxMerges;
    if (merges.length > limit) throw refusal("too_many_merges", builder.name, { limit, where: sheet });
    this.sorted = [...merges].sort((a, b) => a.top - b.top || a.left - b.left);
    let open: MergedRange[] = [];
    for (const merge of this.sorted) {
      open = open.filter((other) => other.bottom >= merge.top);
      if (open.some((other) => other.left <= merge.right && merge.left <= other.right)) {
        throw refusal("overlapping_merges", builder.name, { where: `${sheet}!${cellAddress(merge.top, merge.left)}` });
      }
      open.push(merge);
    }
    this.tall = this.sorted.filter((merge) => merge.bottom > merge.top);
  }

  /** The merge that holds this cell. Rows are to be asked in rising order; an earlier row starts the sweep again. */
  at(row: number, column: number): MergedRange | undefined {
    if (row !== this.row) this.moveTo(row);
    return this.open.find((merge) => merge.left <= column && column <= merge.right);
  }

  /** Does one merge begin at or above the row after `from` and reach from `from` down to `to`? */
  bridges(from: number, to: number): boolean {
    return this.tall.some((merge) => merge.top <= from && merge.bottom >= to);
  }

  private moveTo(row: number): void {
    if (row < this.row) {
      this.next = 0;
      this.open = [];
    }
    this.row = row;
    let merge = this.sorted[this.next];
    while (merge && merge.top <= row) {
      this.open.push(merge);
      this.next += 1;
      merge = this.sorted[this.next];
    }
    this.open = this.open.filter((other) => other.bottom >= row);
  }
}
