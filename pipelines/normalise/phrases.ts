/** Finds the wordings of the reference data in printed text, whatever the case, the tone mark's place or a slip in one letter's accent. */

import { foldAligned, stripAccents } from "./names.ts";
import { EdgeIndex, keyAfter, keyBefore } from "./phraseIndex.ts";

export interface PhraseHit<Value> {
  /** Offsets in the text, end exclusive. */
  start: number;
  end: number;
  phrase: string;
  value: Value;
}

/**
 * A set of wordings, each with a value. Words of one syllable must have the accents as written (`đạt` is not `đất`);
 * of longer wordings accents don't count, because a scan that reads `Khôi lượng` for `Khối lượng` is still clear.
 */
export class PhraseSet<Value> {
  readonly #exact: EdgeIndex;
  readonly #loose: EdgeIndex;
  readonly #values = new Map<string, { phrase: string; value: Value }>();

  constructor(entries: Iterable<readonly [phrase: string, value: Value]>) {
    const exact: string[] = [];
    const loose: string[] = [];
    for (const [phrase, value] of entries) {
      const folded = squeeze(foldAligned(phrase));
      const bare = stripAccents(folded);
      if (!this.#values.has(folded)) this.#values.set(folded, { phrase, value });
      exact.push(folded);
      if (folded.includes(" ")) {
        if (!this.#values.has(bare)) this.#values.set(bare, { phrase, value });
        loose.push(bare);
      }
    }
    this.#exact = new EdgeIndex(exact);
    this.#loose = new EdgeIndex(loose);
  }

  /** All hits, the longest at each place, none inside another, in reading order. */
  findAll(text: string): PhraseHit<Value>[] {
    const { folded, bare } = fold(text);
    const hits: PhraseHit<Value>[] = [];
    this.#scan(this.#exact, folded, hits);
    this.#scan(this.#loose, bare, hits);
    if (hits.length < 2) return hits;
    hits.sort((a, b) => a.start - b.start || b.end - a.end);
    const kept: PhraseHit<Value>[] = [];
    for (const hit of hits) {
      if (hit.start >= (kept.at(-1)?.end ?? 0)) kept.push(hit);
    }
    return kept;
  }

  /** The hit with most letters; of equals the first. */
  findLongest(text: string): PhraseHit<Value> | null {
    let best: PhraseHit<Value> | null = null;
    for (const hit of this.findAll(text)) if (!best || hit.end - hit.start > best.end - best.start) best = hit;
    return best;
  }

  has(text: string): boolean {
    return this.findAll(text).length > 0;
  }

  /** The longest wording that the text ends with, white space at the end aside. */
  atEnd(text: string): PhraseHit<Value> | null {
    const trimmed = text.trimEnd();
    const key = foldAligned(keyBefore(trimmed, trimmed.length));
    return this.#longer(
      trimmed,
      [this.#exact.atEnd(key), this.#loose.atEnd(stripAccents(key))],
      (hit) => hit.end === trimmed.length,
    );
  }

  /** The longest wording that the text begins with, white space at the start aside. */
  atStart(text: string): PhraseHit<Value> | null {
    const lead = text.length - text.trimStart().length;
    const key = foldAligned(keyAfter(text, lead));
    return this.#longer(
      text,
      [this.#exact.atStart(key), this.#loose.atStart(stripAccents(key))],
      (hit) => hit.start === lead,
    );
  }

  #longer(
    text: string,
    [exact, loose]: [RegExp | null, RegExp | null],
    fits: (hit: PhraseHit<Value>) => boolean,
  ): PhraseHit<Value> | null {
    if (!exact && !loose) return null;
    const { folded, bare } = fold(text);
    let best: PhraseHit<Value> | null = null;
    for (const match of [exact?.exec(folded), loose?.exec(bare)]) {
      if (!match) continue;
      const start = match.index + (match[0].length - match[0].trimStart().length);
      const hit = this.#hit(match[0].trim(), start);
      if (hit && fits(hit) && (!best || hit.end - hit.start > best.end - best.start)) best = hit;
    }
    return best;
  }

  #scan(index: EdgeIndex, folded: string, hits: PhraseHit<Value>[]): void {
    for (const { found, start } of index.scan(folded)) {
      const hit = this.#hit(found, start);
      if (hit) hits.push(hit);
    }
  }

  #hit(found: string, start: number): PhraseHit<Value> | null {
    const entry = this.#values.get(found) ?? this.#values.get(squeeze(found));
    return entry ? { start, end: start + found.length, ...entry } : null;
  }
}

/** A set of wordings that only says whether and where. */
export function phraseSet(phrases: readonly string[]): PhraseSet<true> {
  return new PhraseSet(phrases.map((phrase) => [phrase, true] as const));
}

/** Many sets look at the same words one after another: they are folded once. */
const folds = new Map<string, { folded: string; bare: string }>();

function fold(text: string): { folded: string; bare: string } {
  let entry = folds.get(text);
  if (!entry) {
    const folded = foldAligned(text);
    entry = { folded, bare: stripAccents(folded) };
    if (folds.size >= 2_000) folds.clear();
    folds.set(text, entry);
  }
  return entry;
}

function squeeze(text: string): string {
  return text.trim().replace(/\s+/gu, " ");
}
