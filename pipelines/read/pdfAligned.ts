/** Tables without ruled lines: lines of words that stand in the same columns, one under the other. */
import type { GridCell } from "./pdfGrid.ts";
import { joinLines, lineText, type TextItem, type TextLine } from "./pdfText.ts";

interface Chunk {
  items: TextItem[];
  left: number;
  right: number;
}

export interface AlignedTable {
  lines: TextLine[];
  cells: (Omit<GridCell, "items"> & { text: string })[];
}

/** Fewer lines than this in a row may stand in columns by chance, as a letterhead does. */
const leastLines = 3;

/** Splits lines into runs that are tables and single lines that are text, in order. */
export function findAlignedTables(lines: TextLine[]): (AlignedTable | TextLine)[] {
  const out: (AlignedTable | TextLine)[] = [];
  let run: TextLine[] = [];
  const flush = () => {
    const table = run.length >= leastLines ? toTable(run) : undefined;
    if (table) out.push(table);
    else out.push(...run);
    run = [];
  };
  for (const line of lines) {
    const before = run.at(-1);
    const isClose = !before || line.y - before.y < Math.max(line.height, before.height) * 3;
    const isTabular = chunksOf(line).length >= 3 || (run.length > 0 && isClose && fitsColumns(run, line));
    if (!isTabular || !isClose) flush();
    if (isTabular) run.push(line);
    else out.push(line);
  }
  flush();
  return out;
}

/** Words with a gap wider than a letter and a half between them stand in different columns. */
function chunksOf(line: TextLine): Chunk[] {
  const chunks: Chunk[] = [];
  for (const item of line.items) {
    if (item.text.trim() === "") continue;
    const last = chunks.at(-1);
    if (last && item.x - last.right < line.height * 0.9) {
      last.items.push(item);
      last.right = Math.max(last.right, item.x + item.width);
    } else chunks.push({ items: [item], left: item.x, right: item.x + item.width });
  }
  return chunks;
}

/** Does every chunk of the line stand within one column of the run? Then it goes on a cell above. */
function fitsColumns(run: TextLine[], line: TextLine): boolean {
  const columns = columnsOf(run);
  return chunksOf(line).every((chunk) => columns.filter((c) => overlaps(c, chunk)).length === 1);
}

function columnsOf(run: TextLine[]): { left: number; right: number }[] {
  const chunks = run.flatMap(chunksOf).sort((a, b) => a.left - b.left);
  const columns: { left: number; right: number }[] = [];
  for (const { left, right } of chunks) {
    const last = columns.at(-1);
    if (last && left <= last.right) last.right = Math.max(last.right, right);
    else columns.push({ left, right });
  }
  return columns;
}

function overlaps(a: { left: number; right: number }, b: { left: number; right: number }): boolean {
  return a.left <= b.right && b.left <= a.right;
}

function toTable(run: TextLine[]): AlignedTable | undefined {
  const columns = columnsOf(run);
  if (columns.length < 3) return undefined;
  const rows: string[][][] = [];
  for (const line of run) {
    const cells: string[] = columns.map(() => "");
    for (const chunk of chunksOf(line)) {
      const column = columns.findIndex((candidate) => overlaps(candidate, chunk));
      cells[column] = `${cells[column]} ${lineText(chunk.items)}`.trim();
    }
    const filled = cells.filter((text) => text !== "").length;
    // Few words, and none in the first column: the rest of the cells above.
    const isRest =
      rows.length > 0 &&
      cells[0] === "" &&
      filled <= columns.length / 2 &&
      !cells.some((text) => /^[\d.,]+%?$/.test(text));
    if (isRest) {
      cells.forEach((text, index) => {
        if (text !== "") rows.at(-1)?.[index]?.push(text);
      });
    } else rows.push(cells.map((text) => [text]));
  }
  const cells = rows.flatMap((row, r) =>
    row.map((lines, c) => ({ row: r + 1, column: c + 1, rowSpan: 1, columnSpan: 1, text: joinLines(lines) })),
  );
  return { lines: run, cells };
}
