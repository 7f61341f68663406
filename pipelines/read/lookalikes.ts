/**
 * Letters of other scripts that look like Latin ones. The text of a cell keeps them; keys and names are compared without.
 * Full-width forms fold too: they are the same characters, drawn wide.
 */
import { join } from "node:path";
import { z } from "zod";
import { folderWithFallback, shippedDataFolder } from "../paths.ts";
import { readReference } from "../reference/load.ts";

const lookalikesFile = z.strictObject({
  /** Look-alike → the letter meant. */
  letters: z.record(z.string().length(1), z.string().length(1)),
});

export type Lookalikes = ReadonlyMap<string, string>;

/** The table of `lookalikes.yaml`: the data folder's own, else the shipped one. */
function loadLookalikes(data: string = shippedDataFolder): Lookalikes {
  const folders = { own: folderWithFallback(data, "reference"), shipped: join(shippedDataFolder, "reference") };
  return new Map(Object.entries(readReference(folders, "lookalikes", lookalikesFile).letters));
}

let shipped: Lookalikes | undefined;

function shippedTable(): Lookalikes {
  shipped ??= loadLookalikes();
  return shipped;
}

/**
 * Text with look-alikes replaced: `топ 07` gives `top 07`. A text in another script altogether (with a letter that looks
 * like no Latin one) stays as it is: it was meant.
 * @returns the folded text, and the words that changed, for a finding.
 */
export function foldLookalikes(text: string, table?: Lookalikes): { text: string; changed: string[] } {
  const letters = table ?? shippedTable();
  const changed: string[] = [];
  const folded = text.replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));
  const out = folded.replace(/[\p{L}\p{M}]+/gu, (word) => {
    let isForeign = false;
    const mended = Array.from(word, (sign) => {
      const letter = letters.get(sign);
      if (letter === undefined && !/[\p{Script=Latin}\p{M}]/u.test(sign)) isForeign = true;
      return letter ?? sign;
    }).join("");
    if (isForeign || mended === word) return word;
    changed.push(word);
    return mended;
  });
  return { text: out, changed };
}
