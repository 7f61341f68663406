/** Which character parts the fields of a delimited text, by how regular the rows come out. */

const candidates = [";", ",", "|"];
/** Records looked at. */
const sampleSize = 200;

/**
 * The delimiter, or undefined where the text is prose. Most rows of a table have as many fields as a row beside them,
 * three or more; quotes hold fields together, so a comma inside a quoted number does not count.
 */
export function sniffDelimiter(text: string): string | undefined {
  let best: { delimiter: string; share: number; fields: number } | undefined;
  for (const delimiter of candidates) {
    const counts = countFields(text, delimiter).filter((count) => count > 0);
    if (counts.length < 2) continue;
    const wide = counts.filter(
      (count, index) => count >= 3 && (count === counts[index - 1] || count === counts[index + 1]),
    );
    const share = wide.length / counts.length;
    const isPair = counts.length >= 3 && counts.filter((count) => count === 2).length >= counts.length * 0.9;
    const isSentence = isPunctuation(text, delimiter) && (share < 0.9 || Math.max(...counts) < 4 || counts.length < 4);
    // Few rows under a long letterhead: what the lines with the sign have in common counts.
    const split = counts.filter((count) => count >= 2);
    const isTable = split.length >= 2 && wide.length * 2 >= split.length && Math.max(0, ...wide) >= 4;
    if (isSentence || (share < 0.5 && !isPair && !(isTable && !isPunctuation(text, delimiter)))) continue;
    const fields = Math.max(2, ...wide);
    if (!best || share > best.share + 0.1 || (share > best.share - 0.1 && fields > best.fields)) {
      best = { delimiter, share, fields };
    }
  }
  return best?.delimiter;
}

/** Commas of sentences have a blank behind them. */
function isPunctuation(text: string, delimiter: string): boolean {
  const signs = text.split(delimiter).slice(1);
  return delimiter !== "|" && signs.filter((rest) => /^[ \u00a0]/.test(rest)).length * 2 > signs.length;
}

/** Fields of each record, 0 for a blank line. */
function countFields(text: string, delimiter: string): number[] {
  const counts: number[] = [];
  let fields = 1;
  let isQuoted = false;
  let isStart = true;
  let isBlank = true;
  for (const sign of text) {
    if (counts.length >= sampleSize) break;
    if (isQuoted) {
      if (sign === '"') isQuoted = false;
      continue;
    }
    if (sign === "\n") {
      counts.push(isBlank ? 0 : fields);
      fields = 1;
      isStart = true;
      isBlank = true;
      continue;
    }
    if (sign === '"' && (isStart || !isBlank)) isQuoted = isStart || isQuoted;
    if (sign === delimiter) {
      fields += 1;
      isStart = true;
      isBlank = false;
    } else if (!/\s/.test(sign)) {
      isBlank = false;
      isStart = false;
    }
  }
  if (!isBlank) counts.push(fields);
  return counts;
}
