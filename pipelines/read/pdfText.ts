/** Pieces of text on a PDF page → lines → the text of a cell or paragraph. */

import { raisedText } from "./symbols.ts";
import { isSyllable } from "./vietnamese.ts";

/** Points, y down from the page's top; `y` is the baseline. */
export interface TextItem {
  text: string;
  x: number;
  y: number;
  width: number;
  height: number;
  /** Number of the tagged piece of the page's drawing that it belongs to. */
  mark?: number;
}

export interface TextLine {
  items: TextItem[];
  x: number;
  right: number;
  y: number;
  height: number;
}

/** Items with (nearly) one baseline are one line; lines from the top down, items from the left. */
export function linesOf(items: TextItem[]): TextLine[] {
  const lines: TextLine[] = [];
  for (const item of [...items].sort((a, b) => a.y - b.y)) {
    const line = lines.findLast(
      (candidate) => Math.abs(candidate.y - item.y) <= Math.min(candidate.height, item.height) * 0.4,
    );
    if (line) {
      line.items.push(item);
      line.height = Math.max(line.height, item.height);
    } else lines.push({ items: [item], x: 0, right: 0, y: item.y, height: item.height });
  }
  for (const line of lines) {
    line.items.sort((a, b) => a.x - b.x);
    line.x = (line.items[0] as TextItem).x;
    line.right = Math.max(...line.items.map((item) => item.x + item.width));
  }
  return lines;
}

/** Marks of notes are set this much smaller than the word before them, and raised by less than this share of it. */
const smaller = 0.86;
const mostRaise = 0.65;

/** Small raised signs right behind a word, put on its line: above it they would read as a figure of their own. */
export function withMarksOnLine(items: TextItem[]): TextItem[] {
  const byEnd = new Map<number, TextItem[]>();
  const size = 4;
  for (const item of items) {
    const end = Math.round((item.x + item.width) / size);
    byEnd.set(end, [...(byEnd.get(end) ?? []).slice(-200), item]);
  }
  return items.map((item) => {
    if (!/^[\d()+=-]{1,4}$/.test(item.text.trim())) return item;
    const at = Math.round(item.x / size);
    const word = [at - 1, at, at + 1]
      .flatMap((end) => byEnd.get(end) ?? [])
      .find((other) => {
        const raise = other.y - item.y;
        const gap = item.x - other.x - other.width;
        const isSmaller = item.height < other.height * smaller;
        return isSmaller && raise > 0.5 && raise < other.height * mostRaise && Math.abs(gap) < other.height * 0.2;
      });
    return word ? { ...item, text: raisedText(item.text, word.text), y: word.y } : item;
  });
}

/** Words this far apart on a line, in heights of its letters, are not of one sentence. */
const sideGap = 1.5;

/**
 * Two texts side by side, as in the head of a letter, are read one after the other and not across: from a line with a wide
 * gap on, as far as nothing reaches over that gap.
 */
export function withoutSides(lines: TextLine[]): TextLine[] {
  const out: TextLine[] = [];
  for (let index = 0; index < lines.length; ) {
    const gap = sideGapOf(lines[index] as TextLine);
    if (gap === undefined) {
      out.push(lines[index] as TextLine);
      index += 1;
      continue;
    }
    const sides: [TextLine[], TextLine[]] = [[], []];
    for (let before = lines[index] as TextLine; index < lines.length; index += 1) {
      const line = lines[index] as TextLine;
      const isOver = line.items.some((item) => item.x < gap && item.x + item.width > gap);
      if (isOver || line.y - before.y > line.height * 3) break;
      const [left, right] = [line.items.filter(({ x }) => x < gap), line.items.filter(({ x }) => x >= gap)];
      if (left.length > 0) sides[0].push(partOf(line, left));
      if (right.length > 0) sides[1].push(partOf(line, right));
      before = line;
    }
    out.push(...sides[0], ...sides[1]);
  }
  return out;
}

/** The middle of a line's only wide gap. */
function sideGapOf(line: TextLine): number | undefined {
  const gaps: number[] = [];
  line.items.forEach((item, index) => {
    const before = line.items[index - 1];
    if (before && item.x - before.x - before.width > line.height * sideGap) {
      gaps.push((item.x + before.x + before.width) / 2);
    }
  });
  return gaps.length === 1 ? gaps[0] : undefined;
}

function partOf(line: TextLine, items: TextItem[]): TextLine {
  const right = Math.max(...items.map((item) => item.x + item.width));
  return { ...line, items, x: (items[0] as TextItem).x, right };
}

/** The text of one line: a blank where there is a gap wider than a seventh of the letters' height. */
export function lineText(items: TextItem[]): string {
  let out = "";
  let right = Number.NEGATIVE_INFINITY;
  for (const item of items) {
    const hasGap = item.x - right > item.height * 0.15;
    if (out !== "" && hasGap && !out.endsWith(" ") && !item.text.startsWith(" ")) out += " ";
    out += item.text;
    right = item.x + item.width;
  }
  return withMissingSigns(out.replace(/\s+/g, " ").trim());
}

/**
 * A sign that the font lacks is drawn as an empty box and comes as a zero byte. Between words it may stand for a blank; where
 * there are only figures, or nothing else, the box is given: a number that has lost a digit would be another number.
 */
function withMissingSigns(text: string): string {
  return /\p{L}/u.test(text) ? text : text.replaceAll("\u0000", "\u25a1");
}

/**
 * The text of a cell. Lines were broken to fit its width, so they join with a blank; not after a hyphen inside a word or
 * number, nor after the slash of a document's number, where writers break without one.
 */
export function joinLines(lines: string[]): string {
  let out = "";
  for (const line of lines) {
    if (line === "") continue;
    const isUnbroken = /[\p{L}\p{N}][-–]$/u.test(out) || /[\p{Lu}\p{N}]\/$/u.test(out);
    out += out === "" || isUnbroken ? line : ` ${line}`;
  }
  return out;
}

/** All text of some items. `bounds`: the sides of their cell, by which words cut for want of room are known. */
export function textOf(items: TextItem[], bounds?: { left: number; right: number }): string {
  const lines = linesOf(items);
  const out: string[] = [];
  lines.forEach((line, index) => {
    const text = lineText(line.items);
    const before = lines[index - 1];
    if (before && bounds && isCutWord(before, out.at(-1) ?? "", text, bounds)) out[out.length - 1] += text;
    else out.push(text);
  });
  return joinLines(out);
}

/**
 * A word or number wider than its cell is cut where the line is full: `202` and `6`, `trườ` and `ng`. That takes a line of
 * one word up to the edge, and two parts that belong together.
 */
function isCutWord(line: TextLine, before: string, after: string, bounds: { left: number; right: number }): boolean {
  const head = /\S+$/.exec(before)?.[0] ?? "";
  const tail = /^\S+/.exec(after)?.[0] ?? "";
  const padding = Math.max(0, Math.min(6, line.x - bounds.left));
  const room = bounds.right - padding - line.right;
  const share = (line.right - line.x) / Math.max(1, lineText(line.items).length);
  const isWholeLine = !lineText(line.items).includes(" ");
  if (!isWholeLine || room > share * 1.5) return false;
  if (/[\d.,/]$/.test(head) && /^[\d.,/]/.test(tail)) return true;
  const isLetters = /^\p{L}+$/u.test(head) && /^\p{Ll}+/u.test(tail);
  const whole = head + (/^\p{Ll}+/u.exec(tail)?.[0] ?? "");
  return isLetters && (!isSyllable(head) || !isSyllable(tail)) && isSyllable(whole);
}
