/**
 * Plain text with tables pasted out of a spreadsheet or a word processor: consecutive lines with tabs are one physical
 * table, lines aligned by blanks are one too (textAligned.ts), other lines that say something are paragraphs. Whether two physical tables are one (a repeated header after a
 * page break) is for recognise/ to say.
 */
import { isBrokenInCell } from "./brokenRows.ts";
import { DocumentBuilder } from "./builder.ts";
import type { Document, ReadNote, SourceFile, Table } from "./document.ts";
import type { ReadLimits } from "./limits.ts";
import { type AlignedRow, type AlignedTable, findAlignedTables } from "./textAligned.ts";

interface TextRow {
  fields: string[];
  line: number;
}

/** Reads decoded text. Places are line numbers from 1; cells are split by tab, blank ones kept, short rows left short. */
export function readText(
  source: SourceFile,
  text: string,
  encoding: string,
  limits: ReadLimits,
  notes: ReadNote[] = [],
): Document {
  const builder = new DocumentBuilder(source.name, limits);
  builder.notes.push(...notes);
  const lines = splitLines(text);
  const alignedTables = findAlignedTables(lines);
  for (let index = 0; index < lines.length; ) {
    const content = lines[index] as string;
    const aligned = alignedTables.get(index);
    if (aligned) {
      addAligned(builder, aligned);
      index = aligned.end;
      continue;
    }
    if (!content.includes("\t")) {
      builder.paragraph(content.trim(), { line: index + 1 });
      index += 1;
      continue;
    }
    const { rows, end } = takeRows(lines, index, builder);
    const table: Table = builder.table({ line: index + 1 });
    rows.forEach(({ fields, line }, at) => {
      fields.forEach((field, column) => {
        builder.cell(table, {
          row: at + 1,
          column: column + 1,
          rowSpan: 1,
          columnSpan: 1,
          text: field,
          place: { line },
        });
      });
    });
    index = end;
  }
  return builder.build("text", encoding);
}

function addAligned(builder: DocumentBuilder, { rows, columnCount }: AlignedTable): void {
  const table = builder.table({ line: (rows[0] as AlignedRow).line + 1 });
  rows.forEach(({ cells, line }, index) => {
    const place = { line: line + 1 };
    let next = 1;
    const blanks = (until: number) => {
      for (; next < until; next += 1) {
        builder.cell(table, { row: index + 1, column: next, rowSpan: 1, columnSpan: 1, text: "", place });
      }
    };
    for (const { column, columnSpan, text } of cells) {
      blanks(column);
      builder.cell(table, { row: index + 1, column, rowSpan: 1, columnSpan, text, place });
      next = column + columnSpan;
    }
    blanks(columnCount + 1);
  });
}

/** The rows of the table that begins at a line, and the line after it; cells broken over lines are whole again. */
function takeRows(lines: string[], start: number, builder: DocumentBuilder): { rows: TextRow[]; end: number } {
  const width = usualWidth(lines, start);
  const rows: TextRow[] = [];
  let end = start;
  for (; end < lines.length; end += 1) {
    const content = lines[end] as string;
    const fields = content.split("\t");
    const row = rows.at(-1);
    const isBroken =
      row && (goesOn(row.fields, fields, width) || isBrokenInCell(row.fields, fields, lines[end + 1] ?? "", width));
    if (row && isBroken) {
      const [first = "", ...rest] = fields;
      const before = row.fields.at(-1) ?? "";
      const after = `${before.trimEnd()} ${first.trimStart()}`;
      row.fields.splice(-1, 1, after, ...rest);
      builder.note(lineJoined(end + 1, content, after));
    } else if (fields.length > 1) rows.push({ fields, line: end + 1 });
    else break;
  }
  return { rows, end };
}

/** The note on a line that went to the row above. */
export function lineJoined(line: number, before: string, after: string): ReadNote {
  return {
    rule: "line_joined",
    place: { line },
    before: before.trim().slice(0, 80),
    after: after.slice(0, 160),
    reason: `Dòng ${line} viết tiếp một ô của dòng trên, đã ghép lại; line ${line} goes on with a cell of the line above and was joined to it.`,
  };
}

/**
 * A line goes on with the last cell above where it begins in the middle of a sentence (a word of lower case, not the
 * number of a row) behind a cell of some words, and the two have no more cells together than the table's rows.
 */
function goesOn(row: string[], next: string[], width: number): boolean {
  const last = (row.at(-1) ?? "").trim();
  return (
    /\S\s+\S/.test(last) &&
    last.length >= 12 &&
    row.length + next.length - 1 <= width &&
    /^\s*\p{Ll}[\p{Ll}\p{M}]+(?:[\s,;:.]|$)/u.test(next[0] ?? "") &&
    (next.length > 1 || /\s/.test((next[0] ?? "").trim()))
  );
}

/** Cells of the widest row of the table that begins at a line: lines up to the next blank one. */
function usualWidth(lines: string[], start: number): number {
  let width = 0;
  for (let index = start; index < lines.length && (lines[index] as string).trim() !== ""; index += 1) {
    width = Math.max(width, (lines[index] as string).split("\t").length);
  }
  return width;
}

/** Lines without their ends: LF, CRLF and CR alike; a form feed (a page break of a text export) ends a line too. */
export function splitLines(text: string): string[] {
  return text.split(/\r\n|\n|\r|\f/);
}
