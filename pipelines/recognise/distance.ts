/** How many letters part two texts, counted only as far as the answer matters. */

/** Rows of the table, kept from call to call: comparing headings is most of what recognising costs. */
let rows = [new Uint16Array(256), new Uint16Array(256), new Uint16Array(256)] as [
  Uint16Array,
  Uint16Array,
  Uint16Array,
];
const balance = new Int16Array(128);

/**
 * Edits (insert, delete, replace; with `swaps` neighbours changed round too) that make one text the other.
 * Gives `most + 1` where they are more than `most`; then the rest is not counted.
 */
export function editsUpTo(a: string, b: string, most: number, swaps: boolean): number {
  const beyond = most + 1;
  if (Math.abs(a.length - b.length) > most || lettersApart(a, b, most) > most) return beyond;
  if (b.length >= rows[0].length) {
    const size = b.length * 2;
    rows = [new Uint16Array(size), new Uint16Array(size), new Uint16Array(size)];
  }
  let [beforeLast, last, row] = rows;
  for (let j = 0; j <= b.length; j++) last[j] = j;
  let leastBefore = 0;
  for (let i = 1; i <= a.length; i++) {
    // Cells farther from the diagonal than `most` are beyond it whatever the letters.
    const from = Math.max(1, i - most);
    const to = Math.min(b.length, i + most);
    const letter = a.charCodeAt(i - 1);
    row[from - 1] = from === 1 ? i : beyond;
    let least = row[from - 1] as number;
    for (let j = from; j <= to; j++) {
      let edits = (last[j - 1] as number) + (letter === b.charCodeAt(j - 1) ? 0 : 1);
      edits = Math.min(edits, (row[j - 1] as number) + 1);
      if (j < i + most) edits = Math.min(edits, (last[j] as number) + 1);
      if (swaps && i > 1 && j > 1 && letter === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === b.charCodeAt(j - 1)) {
        edits = Math.min(edits, (beforeLast[j - 2] as number) + 1);
      }
      row[j] = Math.min(edits, beyond);
      if (edits < least) least = edits;
    }
    // A swap reaches two rows back.
    if (least > most && (!swaps || leastBefore > most)) return beyond;
    leastBefore = least;
    [beforeLast, last, row] = [last, row, beforeLast];
  }
  return Math.min(last[b.length] as number, beyond);
}

/** Letters that one has more of than the other: no fewer edits can do. Swapping neighbours changes none. */
function lettersApart(a: string, b: string, most: number): number {
  balance.fill(0);
  for (let at = 0; at < a.length; at++) {
    const code = a.charCodeAt(at) & 127;
    balance[code] = (balance[code] as number) + 1;
  }
  for (let at = 0; at < b.length; at++) {
    const code = b.charCodeAt(at) & 127;
    balance[code] = (balance[code] as number) - 1;
  }
  let more = 0;
  let less = 0;
  for (let at = 0; at < balance.length; at++) {
    const each = balance[at] as number;
    if (each > 0) more += each;
    else less -= each;
    if (more > most || less > most) break;
  }
  return Math.max(more, less);
}
