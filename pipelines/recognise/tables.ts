/** Joins segments into the appendices' tables and settles what is not data. */
import type { Ledger } from "../ledger.ts";
import type { Paragraph } from "../read/document.ts";
import type { AppendixKind } from "../values.ts";
import type { NamedColumn } from "./columns.ts";
import type { ContentJudge } from "./contents.ts";
import { filled, type GridRow, isBlank } from "./grid.ts";
import { headerSignature, type Matchers } from "./headerBlock.ts";
import { settleKept, suggestedEntry } from "./keptTables.ts";
import type { LineReader } from "./lines.ts";
import { headingTexts, ownTitles, placeText, type RecognisedSegment } from "./roles.ts";
import { readRows } from "./rows.ts";
import type { RecognisedTable } from "./types.ts";
import type { UnitFinder } from "./units.ts";

interface JoinSetting {
  matchers: Matchers;
  units: UnitFinder;
  lines: LineReader;
  judge: ContentJudge;
  ledger: Ledger;
}

/** The tables of the appendices in reading order: segments with the same columns are one table, over all pages. */
export function joinTables(roles: RecognisedSegment[], setting: JoinSetting): RecognisedTable[] {
  const tables: RecognisedTable[] = [];
  const byMeaning = new Map<string, RecognisedTable>();
  const headersSeen = new Set<string>();
  let unit: { text: string; ref: string } | null = null;
  for (const role of roles) {
    const { segment, appendix, columns } = role;
    if (!appendix || (role.role !== "data" && role.role !== "continued")) continue;
    const titles = ownTitles(segment.titles, setting.lines);
    if (role.role === "data") {
      // A new title ends the reach of a unit line; a repeated header on the next page does not.
      const own = unitLine(titles, setting.units);
      if (own || titles.some((line) => setting.lines.kind(line.text) === "appendix_label")) unit = own;
      settleHeader(role, headersSeen, setting.ledger);
    }
    const meaning = JSON.stringify([appendix, unit?.text ?? null, meaningOf(columns)]);
    let table = byMeaning.get(meaning);
    if (!table) {
      table = { appendix, tableNumbers: [], columns, rows: [], titles: [] };
      if (unit) Object.assign(table, { unitText: unit.text, unitRef: unit.ref });
      byMeaning.set(meaning, table);
      tables.push(table);
    }
    const number = segment.grid.table.number;
    if (!table.tableNumbers.includes(number)) table.tableNumbers.push(number);
    table.titles.push(...titles.map(asParagraph));
    const fields = setting.matchers.get(appendix)?.fields ?? new Map();
    table.rows.push(...readRows(segment.body, { ...setting, grid: segment.grid, appendix, columns, fields }));
  }
  noteColumns(roles, setting);
  return tables;
}

/** Columns in another order mean the same. */
function meaningOf(columns: NamedColumn[]): string[] {
  return columns
    .filter((column) => column.field !== null || column.partOf !== undefined)
    .map((column) =>
      [column.field ?? column.partOf, column.unitText ?? "", column.period?.start ?? "", column.period?.end ?? ""].join(
        "|",
      ),
    )
    .sort();
}

function unitLine(titles: { text: string; ref: string }[], units: UnitFinder): { text: string; ref: string } | null {
  for (const line of [...titles].reverse()) {
    const text = units.inLine(line.text) ?? units.inTitle(line.text);
    if (text !== null) return { text, ref: line.ref };
  }
  return null;
}

function asParagraph({ text, place, level }: { text: string; place: Paragraph["place"]; level?: number }): Paragraph {
  return { kind: "paragraph", text, place, ...(level === undefined ? {} : { level }) };
}

function settleHeader({ segment, columns, appendix }: RecognisedSegment, seen: Set<string>, ledger: Ledger): void {
  const { header, grid } = segment;
  if (!header) return;
  const signature = `${appendix} ${headerSignature(header)}`;
  const fate = seen.has(signature) ? "repeated_header" : "header";
  seen.add(signature);
  for (let row = header.firstRow; row <= header.lastRow; row++) {
    for (const cell of grid.rows[row - 1]?.cells ?? []) {
      if (isBlank(cell)) {
        ledger.settle(cell.ref, "blank");
        continue;
      }
      const field = columns.find((column) => column.headerRefs.at(-1) === cell.ref)?.field ?? null;
      ledger.settle(cell.ref, fate, { field });
    }
  }
  for (const row of header.numberingRows) settleRow(grid.rows[row - 1], ledger, "layout", "numbering_row");
}

/** Settles titles, letterheads, signatures and tables that nobody knows. */
export function settleOutsideRows(roles: RecognisedSegment[], ledger: Ledger): void {
  for (const role of roles) {
    const { segment } = role;
    for (const row of segment.titleRows) settleRow(row, ledger, "layout", "title");
    for (const row of segment.layoutRows) settleRow(row, ledger, "layout", "signature_or_note");
    if (role.role === "letterhead") for (const row of segment.body) settleRow(row, ledger, "layout", "letterhead");
    if (role.keptAs !== undefined) settleKept(segment, role.columns, role.keptAs, ledger);
    if (role.role !== "unknown" && role.role !== "nested" && role.role !== "other_month") continue;
    const header = segment.header;
    const headerRows = header
      ? segment.grid.rows.slice(header.firstRow - 1, header.numberingRows.at(-1) ?? header.lastRow)
      : [];
    const reason = { nested: "nested_table", other_month: "table_of_other_month", unknown: "unknown_table" }[role.role];
    for (const row of [...headerRows, ...segment.body]) settleRow(row, ledger, "ignored", reason);
    if (role.role === "unknown") noteUnknown(role, ledger);
  }
}

function settleRow(row: GridRow | undefined, ledger: Ledger, fate: "layout" | "ignored", reason: string): void {
  for (const cell of row?.cells ?? []) {
    if (isBlank(cell)) ledger.settle(cell.ref, "blank");
    else ledger.settle(cell.ref, fate, { reason });
  }
}

function noteUnknown({ segment }: RecognisedSegment, ledger: Ledger): void {
  const first = [...segment.titleRows, ...segment.body].flatMap(filled)[0] ?? segment.grid.table.cells[0];
  if (!first) return;
  const cell = segment.grid.at(first.row, first.column);
  ledger.doubt({
    cellRef: cell?.ref ?? "",
    appendix: null,
    rule: "unknown_table",
    severity: "warning",
    subjectKey: `table ${segment.grid.table.number}`,
    rawValue: headingTexts(segment).join(" | ").slice(0, 500),
    arguments: {
      table: segment.grid.table.number,
      place: placeText(segment.grid.table.place, true) || null,
      headings: headingTexts(segment).join(" | ").slice(0, 500),
      suggestion: suggestedEntry(segment).slice(0, 2000),
    },
  });
}

/** A heading that no wording fits, or that two columns claim, is said once a table. */
function noteColumns(roles: RecognisedSegment[], { ledger }: JoinSetting): void {
  const said = new Set<string>();
  for (const { role, segment, appendix, columns } of roles) {
    if (role !== "data" || !appendix) continue;
    noteParts(appendix, columns, said, ledger);
    for (const column of columns) {
      const ref = column.headerRefs.at(-1);
      const hasData = segment.body.some((row) =>
        row.cells.some(
          (cell) => cell.column === column.column && ledger.fates.get(cell.ref)?.reason === "unknown_column",
        ),
      );
      const key = `${appendix} ${column.headerText}`;
      if (column.field !== null || !hasData || said.has(key)) continue;
      said.add(key);
      ledger.doubt({
        cellRef: ref ?? segment.grid.rows[0]?.cells[0]?.ref ?? "",
        appendix,
        rule: column.isOtherTime ? "column_of_other_time" : "unknown_column",
        severity: column.isOtherTime ? "info" : "warning",
        subjectKey: `${appendix} ${column.headerText || `column ${column.column}`}`,
        rawValue: column.headerText,
        arguments: { heading: column.headerText, column: column.column, why: column.why },
      });
    }
  }
}

/** A sum that is printed by its sources only is said once a table, whether they add up or not. */
function noteParts(appendix: AppendixKind, columns: NamedColumn[], said: Set<string>, ledger: Ledger): void {
  for (const field of new Set(columns.flatMap((column) => column.partOf ?? []))) {
    const parts = columns.filter((column) => column.partOf === field);
    const isSummed = parts.some((column) => column.field === field);
    const headings = parts.map((column) => column.headerText).join("; ");
    const key = `${appendix} ${field} ${headings}`;
    if (said.has(key)) continue;
    said.add(key);
    ledger.doubt({
      cellRef: parts[0]?.headerRefs.at(-1) ?? "",
      appendix,
      rule: isSummed ? "sources_summed" : "sources_not_summed",
      severity: isSummed ? "info" : "warning",
      subjectKey: `${appendix} ${field}`,
      rawValue: headings.slice(0, 500),
      arguments: { headings: headings.slice(0, 500), column: field },
    });
  }
}
