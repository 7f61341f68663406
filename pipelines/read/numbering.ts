/** Automatic numbers of lists, as Word prints them: an ordinal column is often numbered this way and holds no text. */

export interface NumberLevel {
  format: string;
  /** `%1.%2` */
  text: string;
  start: number;
}

/** The levels of each list, and the running counts. */
export class ListNumbering {
  private readonly lists = new Map<string, { counts: string; levels: Map<number, NumberLevel> }>();
  private readonly counts = new Map<string, number[]>();

  /** `countsKey`: lists that continue one another share it. */
  define(list: string, countsKey: string, levels: Map<number, NumberLevel>): void {
    this.lists.set(list, { counts: countsKey, levels });
  }

  /** The label of the next item of `list` at `level` (from 0), or "" where it shows none. Bullets come as `-`. */
  next(list: string, level: number): string {
    const definition = this.lists.get(list);
    const own = definition?.levels.get(level);
    if (!definition || !own) return "";
    let counts = this.counts.get(definition.counts);
    if (!counts) {
      counts = [];
      this.counts.set(definition.counts, counts);
    }
    counts[level] = (counts[level] ?? own.start - 1) + 1;
    counts.length = level + 1;
    if (own.format === "none") return "";
    if (own.format === "bullet") return /^[-–—+*]/.test(own.text) ? own.text : "-";
    return own.text.replace(/%([1-9])/g, (_, digit: string) => {
      const index = Number(digit) - 1;
      const shown = definition.levels.get(index);
      return formatNumber(counts[index] ?? shown?.start ?? 1, shown?.format ?? "decimal");
    });
  }
}

/** A count in one of Word's formats: `decimal`, `upperRoman`, `lowerLetter` … */
export function formatNumber(value: number, format: string): string {
  if (format === "upperRoman") return roman(value);
  if (format === "lowerRoman") return roman(value).toLowerCase();
  if (format === "upperLetter") return letters(value);
  if (format === "lowerLetter") return letters(value).toLowerCase();
  if (format === "decimalZero") return String(value).padStart(2, "0");
  return String(value);
}

function roman(value: number): string {
  const signs: [number, string][] = [
    [1000, "M"],
    [900, "CM"],
    [500, "D"],
    [400, "CD"],
    [100, "C"],
    [90, "XC"],
    [50, "L"],
    [40, "XL"],
    [10, "X"],
    [9, "IX"],
    [5, "V"],
    [4, "IV"],
    [1, "I"],
  ];
  let rest = Math.min(value, 3999);
  let out = "";
  for (const [worth, sign] of signs) {
    while (rest >= worth) {
      out += sign;
      rest -= worth;
    }
  }
  return out;
}

/** A … Z, then AA, BB … as Word does. */
function letters(value: number): string {
  const letter = String.fromCharCode(65 + ((value - 1) % 26));
  return letter.repeat(Math.min(8, Math.floor((value - 1) / 26) + 1));
}
