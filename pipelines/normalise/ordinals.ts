/** The number of a row as printed and as mended. */
export interface OrdinalReading {
  ordinal: string | null;
  text: string | null;
  /** The row had none and was given one. */
  isRestored: boolean;
}

/** Follows the numbers of a table: a row without one takes the number above and a letter, from b on. */
export class Ordinals {
  #above: string | null = null;
  #letters = 0;

  next(printed: string): OrdinalReading {
    const text = printed.trim();
    const ordinal = cleanOrdinal(text);
    if (ordinal !== null) {
      this.#above = ordinal;
      this.#letters = 0;
      return { ordinal, text, isRestored: false };
    }
    if (this.#above === null) return { ordinal: null, text: text || null, isRestored: false };
    this.#letters++;
    return { ordinal: `${this.#above}${letter(this.#letters)}`, text: text || null, isRestored: true };
  }
}

/** "01." is 1, "1.2)" is 1.2, "II" is II; dashes and blanks are no number. */
export function cleanOrdinal(text: string): string | null {
  const bare = text.trim().replace(/^[([]|[.)\]:\s]+$/g, "");
  if (!/[\p{L}\p{N}]/u.test(bare)) return null;
  return bare.replace(/\s+/g, "").replace(/^0+(?=\d)/, "");
}

/** 1 is b, 25 is z, then ba, bb …: the number above is the "a". */
function letter(count: number): string {
  const alphabet = "abcdefghijklmnopqrstuvwxyz";
  const index = count % 26;
  const round = Math.floor(count / 26);
  return `${round > 0 ? (alphabet[round] ?? "z") : ""}${alphabet[index]}`;
}
