/** Finds the wordings of the reference data in printed text, whatever the case, the tone mark's place or a slip in one letter's accent. */

import { foldAligned, stripAccents } from "./names.ts";

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
  readonly #exact: RegExp | null;
  readonly #loose: RegExp | null;
  readonly #values = new Map<string, { phrase: string; value: Value }>();
  /** Patterns bound to the start or end of a text, made when first asked for. */
  readonly #bound = new Map<string, RegExp>();

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
    this.#exact = pattern(exact);
    this.#loose = pattern(loose);
  }

  /** All hits, the longest at each place, none inside another, in reading order. */
  findAll(text: string): PhraseHit<Value>[] {
    const { folded, bare } = fold(text);
    const hits = [...this.#scan(this.#exact, folded), ...this.#scan(this.#loose, bare)];
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
    return this.#anchored(
      trimmed,
      (source) => `(?:${source})$`,
      (hit) => hit.end === trimmed.length,
    );
  }

  /** The longest wording that the text begins with, white space at the start aside. */
  atStart(text: string): PhraseHit<Value> | null {
    const lead = text.length - text.trimStart().length;
    return this.#anchored(
      text,
      (source) => `^\\s*(?:${source})`,
      (hit) => hit.start === lead,
    );
  }

  #anchored(
    text: string,
    wrap: (source: string) => string,
    fits: (hit: PhraseHit<Value>) => boolean,
  ): PhraseHit<Value> | null {
    const { folded, bare } = fold(text);
    let best: PhraseHit<Value> | null = null;
    for (const [regex, subject] of [
      [this.#exact, folded],
      [this.#loose, bare],
    ] as const) {
      if (!regex) continue;
      const source = wrap(regex.source);
      let bound = this.#bound.get(source);
      if (!bound) {
        bound = new RegExp(source, "u");
        this.#bound.set(source, bound);
      }
      const match = bound.exec(subject);
      if (!match) continue;
      const start = match.index + (match[0].length - match[0].trimStart().length);
      const hit = this.#hit(match[0].trim(), start);
      if (hit && fits(hit) && (!best || hit.end - hit.start > best.end - best.start)) best = hit;
    }
    return best;
  }

  *#scan(regex: RegExp | null, folded: string): Generator<PhraseHit<Value>> {
    if (!regex) return;
    for (const match of folded.matchAll(regex)) {
      const hit = this.#hit(match[0], match.index);
      if (hit) yield hit;
    }
  }

  #hit(found: string, start: number): PhraseHit<Value> | null {
    const entry = this.#values.get(squeeze(found));
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
    if (folds.size >= 200) folds.clear();
    folds.set(text, entry);
  }
  return entry;
}

function squeeze(text: string): string {
  return text.trim().replace(/\s+/gu, " ");
}

function pattern(phrases: string[]): RegExp | null {
  if (phrases.length === 0) return null;
  const sorted = [...new Set(phrases)].sort((a, b) => b.length - a.length);
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
  return new RegExp(groups.map(({ open, close, bodies }) => `${open}(?:${bodies.join("|")})${close}`).join("|"), "gu");
}
