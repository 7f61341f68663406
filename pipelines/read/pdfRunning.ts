/** Heads and feet that the pages of a PDF repeat: they stand between the rows of a table that goes on over pages. */
import { chunksOf, wideGap } from "./pdfChunks.ts";
import { lineText, type TextLine } from "./pdfText.ts";

interface PageLines {
  number: number;
  height: number;
  lines: TextLine[];
}

interface EdgeLine {
  line: TextLine;
  /** The next line into the page stands well apart, and what it says. */
  isApart: boolean;
  next: string;
}

/** Lines of one head or foot, and how far from the edge of their page they stand on another. */
const mostLines = 3;
const sameHeight = 2;
/** Between a head and the page's own text, in heights of a line. */
const widerGap = 1.6;

/**
 * The outermost lines that another page has at the same height too: the same words, or at the foot the same but for the
 * page's number. A title of an appendix differs from the next one's, and what stands under it is not the outermost.
 */
export function runningLines(pages: PageLines[]): Set<TextLine> {
  const running = new Set<TextLine>();
  for (const isFoot of [false, true]) {
    const edges = pages.map((page) => edgeOf(page, isFoot));
    for (let depth = 0; depth < mostLines; depth += 1) {
      const seen = new Map<string, (EdgeLine & { at: number })[]>();
      edges.forEach((edge, index) => {
        const own = edge[depth];
        const page = pages[index] as PageLines;
        if (!own || edge.slice(0, depth).some((outer) => !running.has(outer.line))) return;
        const { line } = own;
        const key = keyOf(lineText(line.items), page.number, isFoot);
        seen.set(key, [...(seen.get(key) ?? []), { ...own, at: isFoot ? page.height - line.y : line.y }]);
      });
      for (const same of seen.values()) {
        for (const { at, line } of same) {
          const there = same.filter((other) => Math.abs(other.at - at) <= sameHeight);
          if (there.length > 1 && !isTableHead(there)) running.add(line);
        }
      }
    }
  }
  return running;
}

/** Lines from the edge on, the last of them followed by whatever the page has. */
function edgeOf({ lines, height }: PageLines, isFoot: boolean): EdgeLine[] {
  const sorted = [...lines].sort((a, b) => (isFoot ? b.y - a.y : a.y - b.y));
  const near = sorted.slice(0, mostLines).filter(({ y }) => (isFoot ? y > height * 0.8 : y < height * 0.2));
  return near.map((line, index) => {
    const next = sorted[index + 1];
    const isApart = !next || Math.abs(next.y - line.y) > Math.max(next.height, line.height) * widerGap;
    return { line, isApart, next: next ? lineText(next.items) : "" };
  });
}

/**
 * The first line of a table's head is the same on all pages as well, as is what follows it. A line in more than two pieces
 * is a row.
 */
function isTableHead(same: EdgeLine[]): boolean {
  const isTight = same.some(({ isApart }) => !isApart) && new Set(same.map(({ next }) => next)).size === 1;
  return isTight || same.some(({ line }) => chunksOf(line, wideGap).length > 2);
}

/** The words, with the page's own number as a sign: `Trang 2/5` is the same foot as `Trang 3/5`. */
function keyOf(text: string, page: number, isFoot: boolean): string {
  const isNumbered = isFoot || /(?:trang|page)/i.test(text);
  if (!isNumbered) return text;
  const offset = (printed: string) => `#${Number(printed) - page}`;
  return text
    .replace(/^\d{1,4}(?=\D|$)/, offset)
    .replace(/(?<![\d.,/#-])\d{1,4}(?=(?:\s*\/\s*\d{1,4})?\s*[-–]?$)/, offset);
}
