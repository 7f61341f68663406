/**
 * Plain text with tables pasted out of a spreadsheet or a word processor: consecutive lines with tabs are one physical
 * table, other lines that say something are paragraphs. Whether two physical tables are one (a repeated header after a
 * page break) is for recognise/ to say.
 */
import { DocumentBuilder } from "./builder.ts";
import type { Document, ReadNote, SourceFile, Table } from "./document.ts";
import type { ReadLimits } from "./limits.ts";

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
  let table: Table | undefined;
  let line = 0;
  for (const content of splitLines(text)) {
    line += 1;
    if (!content.includes("\t")) {
      table = undefined;
      builder.paragraph(content.trim(), { line });
      continue;
    }
    table ??= builder.table({ line });
    const row = table.rowCount + 1;
    content.split("\t").forEach((field, index) => {
      builder.cell(table as Table, { row, column: index + 1, rowSpan: 1, columnSpan: 1, text: field, place: { line } });
    });
  }
  return builder.build("text", encoding);
}

/** Lines without their ends: LF, CRLF and CR alike; a form feed (a page break of a text export) ends a line too. */
export function splitLines(text: string): string[] {
  return text.split(/\r\n|\n|\r|\f/);
}
