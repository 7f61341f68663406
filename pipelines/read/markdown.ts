/**
 * Markdown, and plain text whose tables are drawn with bars: pipe tables, grid tables, box-drawing characters. A table with
 * merged cells, which bars can't draw, stands in Markdown as HTML.
 */
import { isBrokenInCell } from "./brokenRows.ts";
import { DocumentBuilder } from "./builder.ts";
import { isHtmlTableLine, isPipeLine, isPipeRule } from "./detect.ts";
import type { Document, ReadNote, SourceFile, Table } from "./document.ts";
import { addHtml } from "./html.ts";
import type { ReadLimits } from "./limits.ts";
import { lineJoined, splitLines } from "./text.ts";

interface NumberedLine {
  text: string;
  line: number;
}

/** Reads decoded Markdown. Rules between rows, escapes and the marks of bold go; HTML inside cells stays. */
export function readMarkdown(
  source: SourceFile,
  text: string,
  encoding: string,
  limits: ReadLimits,
  notes: ReadNote[] = [],
): Document {
  const builder = new DocumentBuilder(source.name, limits);
  builder.notes.push(...notes);
  const lines = splitLines(text).map((content, index) => ({ text: content, line: index + 1 }));
  const htmlTables = findHtmlTables(lines);
  for (let index = 0; index < lines.length; ) {
    const htmlEnd = htmlTables.get(index);
    if (htmlEnd !== undefined) {
      const part = lines.slice(index, htmlEnd).map((entry) => entry.text);
      addHtml(builder, part.join("\n"), (lines[index] as NumberedLine).line);
      index = htmlEnd;
      continue;
    }
    const end = endOfTable(lines, index);
    if (end > index) {
      addTable(builder, lines.slice(index, end));
      index = end;
      continue;
    }
    const { line } = lines[index] as NumberedLine;
    const joined = joinWrapped(lines, index);
    const content = joined.text;
    const heading = /^\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$/.exec(content);
    if (heading) builder.paragraph(unmark(heading[2] ?? ""), { line }, heading[1]?.length);
    // A rule, or the line under a heading.
    else if (!/^\s{0,3}([-*_=]\s*){3,}$/.test(content)) builder.paragraph(unmark(content.trim()), { line });
    index = joined.end;
  }
  return builder.build("markdown", encoding);
}

/** Tables in HTML, by the index of their first line: the index after their last. A table never closed is text. */
function findHtmlTables(lines: NumberedLine[]): Map<number, number> {
  const found = new Map<number, number>();
  let depth = 0;
  let start = 0;
  lines.forEach(({ text }, index) => {
    if (depth === 0) {
      if (!isHtmlTableLine(text)) return;
      start = index;
    }
    depth += (text.match(/<table\b/gi) ?? []).length - (text.match(/<\/table\s*>/gi) ?? []).length;
    if (depth > 0) return;
    depth = 0;
    found.set(start, index + 1);
  });
  return found;
}

/** Writers wrap paragraphs: a line goes on where the next one's first word would not have fitted into 72 characters. */
function joinWrapped(lines: NumberedLine[], start: number): { text: string; end: number } {
  let text = (lines[start] as NumberedLine).text;
  let end = start + 1;
  let last = text;
  for (; end < lines.length && endOfTable(lines, end) === end; end += 1) {
    if (isHtmlTableLine((lines[end] as NumberedLine).text)) break;
    const next = (lines[end] as NumberedLine).text;
    const word = /^\s*(\S+)/.exec(next)?.[1];
    const isWrapped =
      last.length <= 80 && last.length >= 50 && word !== undefined && last.length + 1 + word.length > 72;
    // A line that ends a sentence or a bracket is whole, however long it is.
    if (!isWrapped || /[.:;!?)]\s*$/.test(last) || /^\s*([-*+#>]|\d+[.)])\s/.test(next)) break;
    text = `${text.trimEnd()} ${next.trim()}`;
    last = next;
  }
  return { text, end };
}

/** The index after the table that begins here, or `start` where none does. */
function endOfTable(lines: NumberedLine[], start: number): number {
  const at = (index: number) => lines[index]?.text ?? "";
  const isLoose = at(start).includes("|") && isPipeRule(at(start + 1));
  if (!isPipeLine(at(start)) && !isLoose) return start;
  let end = start + 1;
  while (end < lines.length && (isPipeLine(at(end)) || (isLoose && at(end).includes("|") && at(end).trim() !== "")))
    end += 1;
  return end;
}

function addTable(builder: DocumentBuilder, lines: NumberedLine[]): void {
  const table = builder.table({ line: (lines[0] as NumberedLine).line });
  const isGrid = /^\s*(?:\+[-=+:]+\+|[┌╔┏])/.test(lines[0]?.text ?? "");
  if (isGrid) addGridRows(builder, table, lines);
  else {
    let row = 0;
    // Some dialects must have a header: where the table had none it is written blank, and is no row.
    const hasBlankHeader = /^[\s|]*$/.test(lines[0]?.text ?? "") && isPipeRule(lines[1]?.text ?? "");
    for (const { text, line } of withoutBreaks(builder, hasBlankHeader ? lines.slice(2) : lines)) {
      if (isPipeRule(text)) {
        if (row === 1) table.headerRows = [1];
        continue;
      }
      if (isBorder(text)) continue;
      row += 1;
      addRow(builder, table, row, splitPipes(text), line);
    }
  }
}

/** The lines of a table, those joined that a cell was broken over. */
function withoutBreaks(builder: DocumentBuilder, lines: NumberedLine[]): NumberedLine[] {
  const width = splitPipes(lines[0]?.text ?? "").length;
  const out: NumberedLine[] = [];
  lines.forEach(({ text, line }, index) => {
    const above = out.at(-1);
    const after = (lines[index + 1]?.text ?? "").replace(/^\s*\|/, "");
    if (!above || !isBrokenInCell(splitPipes(above.text), splitPipes(text), after, width)) {
      out.push({ text, line });
      return;
    }
    const joined = `${above.text.trimEnd().replace(/\|$/, "").trimEnd()} ${text.trim().replace(/^\|/, "").trimStart()}`;
    builder.note(lineJoined(line, text, joined));
    above.text = joined;
  });
  return out;
}

/**
 * Lines between two rules are one row: its cells run over several lines, joined by blanks. Some draw no rule between rows:
 * there a new number of a row, or a figure under a figure, begins the next one.
 */
function addGridRows(builder: DocumentBuilder, table: Table, lines: NumberedLine[]): void {
  let row = 0;
  let cells: string[] = [];
  let first = 0;
  for (const { text, line } of lines) {
    if (!isBorder(text)) {
      const parts = splitPipes(text);
      if (cells.length > 0 && isNextRow(cells, parts)) {
        row += 1;
        addRow(builder, table, row, cells, first);
        cells = [];
      }
      if (cells.length === 0) first = line;
      parts.forEach((part, index) => {
        const before = cells[index] ?? "";
        cells[index] = before === "" || part === "" ? before + part : `${before} ${part}`;
      });
      continue;
    }
    if (cells.length > 0) {
      row += 1;
      addRow(builder, table, row, cells, first);
    }
    if (/=/.test(text)) table.headerRows = Array.from({ length: row }, (_, index) => index + 1);
    cells = [];
  }
  if (cells.length > 0) addRow(builder, table, row + 1, cells, first);
}

function isNextRow(above: string[], parts: string[]): boolean {
  const isOrdinal = (text: string | undefined) =>
    /^(?:\d{1,3}(?:[.,]\d{1,3})*|[IVX]{1,5}|[A-Z])[.)]?$/.test(text ?? "");
  const isNumber = (text: string | undefined) => /^-?\d{1,3}(?:[.,]\d{3})*(?:[.,]\d+)?\s*%?$/.test(text ?? "");
  if (isOrdinal(above[0]) && isOrdinal(parts[0])) return true;
  return parts.some((part, index) => index > 0 && isNumber(part) && isNumber(above[index]));
}

function addRow(builder: DocumentBuilder, table: Table, row: number, cells: string[], line: number): void {
  cells.forEach((text, index) => {
    builder.cell(table, { row, column: index + 1, rowSpan: 1, columnSpan: 1, text, place: { line } });
  });
}

function isBorder(text: string): boolean {
  return /^\s*(?:\+[-=+:]+\+|[─-╿]*[─━═][─-╿]*)\s*$/.test(text);
}

/** `| a | b\|c |` → `a`, `b|c`. */
function splitPipes(text: string): string[] {
  const inner = text.trim().replace(/^[|│┃║]|[|│┃║]$/g, "");
  return (inner.match(/(?:\\.|[^|│┃║\\]|\\$)*(?:[|│┃║]|$)/g) ?? [])
    .slice(0, -1)
    .map((part) => unmark(part.replace(/[|│┃║]$/, "").trim()));
}

/** Without the marks of bold and of notes ("95,3[^1]"), and backslashes before punctuation. */
function unmark(text: string): string {
  return text
    .replace(/(?<!\\)\[\^[\w-]{1,20}\]/g, "")
    .replace(/(\*\*|__)(?=\S)(.+?)(?<=\S)\1/g, "$2")
    .replace(/\\([!-/:-@[-`{-~])/g, "$1");
}
