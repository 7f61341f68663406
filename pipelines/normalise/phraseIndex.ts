/**
 * Wordings by their first and last words: a wording can only stand where its first word does, so that most texts are done
 * with after a look at their words.
 */

const WORD = /[\p{L}\p{N}]/u;
/** By code unit: 0 not known yet, 1 part of a word, 2 not. */
const wordSigns = new Uint8Array(65_536);

/** Whether the character that begins at this code unit is a letter or a digit, as the edges of wordings are told. */
function isWordAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code >= 0xd800 && code <= 0xdfff) return WORD.test(String.fromCodePoint(text.codePointAt(at) as number));
  if (wordSigns[code] === 0) wordSigns[code] = WORD.test(String.fromCharCode(code)) ? 1 : 2;
  return wordSigns[code] === 1;
}

/** Length of the character that begins here, in code units. */
const sizeAt = (text: string, at: number): number => ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);

/** Where the character that ends here begins. */
function before(text: string, end: number): number {
  return end >= 2 && (text.codePointAt(end - 2) ?? 0) > 0xffff ? end - 2 : end - 1;
}

/** The word that begins here, or the one sign that stands here; nothing at the end. */
export function keyAfter(text: string, start: number): string {
  let end = start;
  while (end < text.length && isWordAt(text, end)) end += sizeAt(text, end);
  if (end === start && end < text.length) end += sizeAt(text, end);
  return text.slice(start, end);
}

/** The word that ends here, or the one sign that stands before; nothing at the beginning. */
export function keyBefore(text: string, end: number): string {
  let start = end;
  while (start > 0 && isWordAt(text, before(text, start))) start = before(text, start);
  if (start === end && start > 0) start = before(text, start);
  return text.slice(start, end);
}

interface Word {
  text: string;
  start: number;
}

/** The words of a text, for the sets that ask one after another. */
const known = new Map<string, Word[]>();

function wordsOf(text: string): Word[] {
  let words = known.get(text);
  if (words) return words;
  words = [];
  for (let at = 0; at < text.length; ) {
    if (!isWordAt(text, at)) {
      at += sizeAt(text, at);
      continue;
    }
    const word = keyAfter(text, at);
    words.push({ text: word, start: at });
    at += word.length;
  }
  if (known.size >= 2_000) known.clear();
  known.set(text, words);
  return words;
}

/** Folded wordings, looked for at a place, at the start or at the end of folded texts; the longest wins. */
export class EdgeIndex {
  readonly #first = new Map<string, string[]>();
  readonly #last = new Map<string, string[]>();
  /** Wordings that begin with a sign may stand between words: then the text is looked through as a whole. */
  readonly #signs: string[];
  readonly #whole: RegExp | null;
  readonly #patterns = new Map<string, RegExp>();

  constructor(phrases: string[]) {
    const distinct = [...new Set(phrases)];
    for (const phrase of distinct) {
      add(this.#first, keyAfter(phrase, 0), phrase);
      add(this.#last, keyBefore(phrase, phrase.length), phrase);
    }
    this.#signs = [...this.#first.keys()].filter((key) => !WORD.test(key));
    this.#whole = this.#signs.length > 0 ? new RegExp(alternatives(distinct), "gu") : null;
  }

  /** Every wording in the text from left to right, none in another. */
  scan(folded: string): { found: string; start: number }[] {
    if (this.#first.size === 0) return [];
    const hits: { found: string; start: number }[] = [];
    if (this.#whole && this.#signs.some((sign) => folded.includes(sign))) {
      for (const match of folded.matchAll(this.#whole)) hits.push({ found: match[0], start: match.index });
      return hits;
    }
    let from = 0;
    for (const { text, start } of wordsOf(folded)) {
      if (start < from) continue;
      const phrases = this.#first.get(text);
      if (!phrases) continue;
      const pattern = this.#pattern(`here ${text}`, phrases, (source) => new RegExp(source, "uy"));
      pattern.lastIndex = start;
      const found = pattern.exec(folded)?.[0];
      if (found === undefined) continue;
      hits.push({ found, start });
      from = start + found.length;
    }
    return hits;
  }

  /** Matches a wording at the end of a text whose last word, or sign, is this; null where none can stand there. */
  atEnd(key: string): RegExp | null {
    const phrases = this.#last.get(key);
    return phrases ? this.#pattern(`end ${key}`, phrases, (source) => new RegExp(`(?:${source})$`, "u")) : null;
  }

  /** The same at the start, white space aside. */
  atStart(key: string): RegExp | null {
    const phrases = this.#first.get(key);
    return phrases ? this.#pattern(`start ${key}`, phrases, (source) => new RegExp(`^\\s*(?:${source})`, "u")) : null;
  }

  #pattern(name: string, phrases: string[], make: (source: string) => RegExp): RegExp {
    let pattern = this.#patterns.get(name);
    if (!pattern) {
      pattern = make(alternatives(phrases));
      this.#patterns.set(name, pattern);
    }
    return pattern;
  }
}

function add(index: Map<string, string[]>, key: string, phrase: string): void {
  const phrases = index.get(key);
  if (phrases) phrases.push(phrase);
  else index.set(key, [phrase]);
}

/** The longest wording first, as the first that fits is taken. */
function alternatives(phrases: string[]): string {
  const sorted = [...phrases].sort((a, b) => b.length - a.length);
  // Wordings with the same edges stand in one group, so that an edge is looked for once a place, not once a wording.
  const groups: { edges: string; open: string; close: string; bodies: string[] }[] = [];
  for (const phrase of sorted) {
    // A wording may only begin and end where a word does; signs such as % need no such edge.
    const open = /^[\p{L}\p{N}]/u.test(phrase) ? "(?<![\\p{L}\\p{N}])" : "";
    const close = /[\p{L}\p{N}]$/u.test(phrase) ? "(?![\\p{L}\\p{N}])" : "";
    const body = phrase.replace(/[.*+?^${}()|[\]\\/]/gu, "\\$&").replaceAll(" ", "\\s+");
    const last = groups.at(-1);
    if (last?.edges === open + close) last.bodies.push(body);
    else groups.push({ edges: open + close, open, close, bodies: [body] });
  }
  return groups.map(({ open, close, bodies }) => `${open}(?:${bodies.join("|")})${close}`).join("|");
}
