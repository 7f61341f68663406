/** Lists of offices, cut into names. */

import { fold } from "../recognise/fold.ts";

/**
 * Cuts a list of offices. Semicolons, line breaks and commas part names; a comma does not inside brackets, nor inside a name
 * that is known to have one: from the reference data, or because the report prints it as a heading or as a whole entry
 * elsewhere. Words are kept as printed; a full stop at the end is not.
 * @param known names with commas, see `namesWithCommas`
 */
export function splitOffices(text: string, known: ReadonlySet<string>): string[] {
  return splitOutside(text, /[;\n]/u)
    .flatMap((part) => joinKnown(splitOutside(part, /,/u), known))
    .map((name) => name.replace(/^[\s,;+•–—-]+|[\s,;]+$/gu, "").replace(/(?<=\p{L})\.$/u, ""))
    .filter((name) => /[\p{L}\p{N}]/u.test(name));
}

/** The keys by which names with commas are known; names without one are of no use here. */
export function namesWithCommas(names: Iterable<string>): Set<string> {
  return new Set([...names].filter((name) => name.includes(",")).map(key));
}

/** Joins neighbours that together are, or begin with, a known name: the longest known name wins. */
function joinKnown(parts: string[], known: ReadonlySet<string>): string[] {
  const names: string[] = [];
  for (let index = 0; index < parts.length; ) {
    let taken = 1;
    for (let count = parts.length - index; count > 1; count--) {
      if (isKnown(parts.slice(index, index + count), known)) {
        taken = count;
        break;
      }
    }
    names.push(parts.slice(index, index + taken).join(","));
    index += taken;
  }
  return names;
}

/** Known as a whole, or as an opening that has as many commas: "các cơ quan, đơn vị" opens "Các cơ quan, đơn vị liên quan". */
function isKnown(parts: string[], known: ReadonlySet<string>): boolean {
  const words = key(parts.join(",")).split(" ");
  const firsts = key(parts.slice(0, -1).join(",")).split(" ").length;
  for (let length = words.length; length > firsts; length--) {
    if (known.has(words.slice(0, length).join(" "))) return true;
  }
  return false;
}

function key(name: string): string {
  return fold(name);
}

/** Parts between signs that are not inside brackets; an unclosed bracket holds nothing together. */
function splitOutside(text: string, sign: RegExp): string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = "";
  const closes = (from: number) => text.indexOf(")", from) !== -1;
  for (let index = 0; index < text.length; index++) {
    const letter = text[index] as string;
    if (letter === "(" && closes(index)) depth++;
    else if (letter === ")" && depth > 0) depth--;
    if (depth === 0 && sign.test(letter)) {
      parts.push(part);
      part = "";
    } else part += letter;
  }
  return [...parts, part];
}
