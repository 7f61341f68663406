/**
 * Pieces of text as a PDF page draws them, one for each drawing operation. The library's own pieces join what stands close
 * on a line, and so the texts of two narrow columns; where there are no ruled lines, only these tell them apart.
 */
import { apply, type DrawingOperators, type Matrix, multiply } from "./pdfRules.ts";
import type { TextItem } from "./pdfText.ts";

/** Numbers of the text operators, from the library. */
export interface TextOperators extends DrawingOperators {
  beginText: number;
  setCharSpacing: number;
  setWordSpacing: number;
  setHScale: number;
  setLeading: number;
  setFont: number;
  setTextRise: number;
  moveText: number;
  setLeadingMoveText: number;
  setTextMatrix: number;
  nextLine: number;
  showText: number;
  beginMarkedContent: number;
  beginMarkedContentProps: number;
  endMarkedContent: number;
}

interface Glyph {
  unicode: string;
  width: number;
  isSpace: boolean;
}

interface TextState {
  charSpacing: number;
  wordSpacing: number;
  scale: number;
  leading: number;
  size: number;
  rise: number;
}

const upright: Matrix = [1, 0, 0, 1, 0, 0];

/** The pieces of a page; empty where the drawing is of a kind that is not followed here. */
export function collectRuns(
  list: { fnArray: number[]; argsArray: unknown[] },
  operators: TextOperators,
  base: Matrix,
): TextItem[] {
  const runs: TextItem[] = [];
  let matrix = base;
  let text = upright;
  let line = upright;
  let state: TextState = { charSpacing: 0, wordSpacing: 0, scale: 1, leading: 0, size: 0, rise: 0 };
  const saved: { matrix: Matrix; state: TextState }[] = [];
  const marks: (number | undefined)[] = [];
  const restore = () => {
    const last = saved.pop();
    matrix = last?.matrix ?? base;
    state = last?.state ?? state;
  };
  const move = (x: number, y: number) => {
    line = multiply(line, [1, 0, 0, 1, x, y]);
    text = line;
  };
  for (let index = 0; index < list.fnArray.length; index += 1) {
    const args = (list.argsArray[index] ?? []) as unknown[];
    const numbers = args as number[];
    switch (list.fnArray[index]) {
      case operators.save:
        saved.push({ matrix, state });
        break;
      case operators.restore:
      case operators.paintFormXObjectEnd:
        restore();
        break;
      case operators.transform:
        matrix = multiply(matrix, args as unknown as Matrix);
        break;
      case operators.paintFormXObjectBegin:
        saved.push({ matrix, state });
        if (args[0]) matrix = multiply(matrix, args[0] as Matrix);
        break;
      case operators.beginMarkedContent:
        marks.push(marks.at(-1));
        break;
      case operators.beginMarkedContentProps:
        marks.push(typeof args[1] === "number" ? args[1] : marks.at(-1));
        break;
      case operators.endMarkedContent:
        marks.pop();
        break;
      case operators.beginText:
        text = upright;
        line = upright;
        break;
      case operators.setCharSpacing:
        state = { ...state, charSpacing: numbers[0] ?? 0 };
        break;
      case operators.setWordSpacing:
        state = { ...state, wordSpacing: numbers[0] ?? 0 };
        break;
      case operators.setHScale:
        state = { ...state, scale: (numbers[0] ?? 100) / 100 };
        break;
      case operators.setLeading:
        state = { ...state, leading: numbers[0] ?? 0 };
        break;
      case operators.setTextRise:
        state = { ...state, rise: numbers[0] ?? 0 };
        break;
      case operators.setFont:
        state = { ...state, size: numbers[1] ?? 0 };
        break;
      case operators.moveText:
        move(numbers[0] ?? 0, numbers[1] ?? 0);
        break;
      case operators.setLeadingMoveText:
        state = { ...state, leading: -(numbers[1] ?? 0) };
        move(numbers[0] ?? 0, numbers[1] ?? 0);
        break;
      case operators.nextLine:
        move(0, -state.leading);
        break;
      case operators.setTextMatrix: {
        const given = (ArrayBuffer.isView(args[0]) || Array.isArray(args[0]) ? args[0] : args) as ArrayLike<number>;
        line = Array.from({ length: 6 }, (_, place) => Number(given[place])) as Matrix;
        text = line;
        break;
      }
      case operators.showText: {
        const { advance, pieces } = piecesOf(args[0] as (Glyph | number)[], state);
        const placed = multiply(matrix, text);
        const height = Math.hypot(placed[2], placed[3]) * Math.abs(state.size);
        const stretch = Math.hypot(placed[0], placed[1]);
        for (const { words, from, to } of pieces) {
          const [x, y] = apply(placed, from, state.rise);
          const mark = marks.at(-1);
          const run: TextItem = { text: words, x, y, width: (to - from) * stretch, height };
          runs.push(mark === undefined ? run : { ...run, mark });
        }
        text = multiply(text, [1, 0, 0, 1, advance, 0]);
        break;
      }
    }
  }
  return runs;
}

/** One drawing operation's words: cut where the writer has moved on by more than a letter, as over a column's edge. */
function piecesOf(glyphs: (Glyph | number)[], state: TextState) {
  const { charSpacing, wordSpacing, scale, size } = state;
  const pieces: { words: string; from: number; to: number }[] = [];
  let x = 0;
  let end = 0;
  let piece: (typeof pieces)[number] | undefined;
  for (const glyph of glyphs) {
    if (typeof glyph === "number") {
      x -= (glyph * size * scale) / 1000;
      continue;
    }
    const width = (glyph.width * size) / 1000;
    const isBlank = glyph.unicode.trim() === "";
    if (!isBlank) {
      if (!piece || x - end > Math.abs(size) * 0.9) {
        piece = { words: "", from: x, to: x };
        pieces.push(piece);
      } else if (x - end > Math.abs(size) * 0.15) piece.words += " ";
      piece.words += glyph.unicode;
    }
    x += (width + charSpacing + (glyph.isSpace ? wordSpacing : 0)) * scale;
    if (!isBlank && piece) {
      end = x;
      piece.to = x;
    }
  }
  return { advance: x, pieces };
}

/** `runs` where they say the same as the library's pieces do, which know more kinds of fonts; else those. */
export function trustedRuns(runs: TextItem[], items: TextItem[]): TextItem[] {
  const letters = (all: TextItem[]) =>
    Array.from(all.map(({ text }) => text.normalize("NFC").replace(/\s/g, "")).join(""))
      .sort()
      .join("");
  const width = (all: TextItem[]) => all.reduce((sum, item) => sum + item.width, 0);
  const isSame = letters(runs) === letters(items) && Math.abs(width(runs) - width(items)) <= width(items) * 0.2;
  return isSame ? runs : items;
}
