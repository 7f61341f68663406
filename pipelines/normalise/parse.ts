/** One file's document to all its typed rows: recognise, normalise, settle the rest, check. */
import { RefusedFile } from "../errors.ts";
import { Ledger } from "../ledger.ts";
import type { Document, Place } from "../read/document.ts";
import { cellRefOf } from "../recognise/grid.ts";
import { type Recognition, recogniseDocument } from "../recognise/index.ts";
import type { RecognisedTable } from "../recognise/types.ts";
import type { Catalogue } from "../reference/catalogue.ts";
import { mendInVietnamese } from "../reference/mends.ts";
import type { Overrides } from "../reference/overrides.ts";
import {
  type CellRow,
  checkedSource,
  type FactRow,
  type IndicatorRow,
  type ParsedSource,
  type ProjectLineRow,
  type TableRow,
  type TaskRow,
} from "../rows.ts";
import type { AppendixKind } from "../values.ts";
import { comparisonFacts } from "./comparisons.ts";
import { type KeyedTable, normaliseContext } from "./context.ts";
import { applyCorrections, CORRECTED } from "./corrections.ts";
import { extractFacts, factsOfParagraph, type RowKeyOf } from "./facts.ts";
import { normaliseIndicators } from "./indicators.ts";
import { normaliseProjects } from "./projects.ts";
import { noteReading } from "./readingNotes.ts";
import { noteMergedFigures, noteTasksTwice } from "./rowChecks.ts";
import { normaliseTasks } from "./tasks.ts";

/**
 * Parses one source.
 * @param source its name, for messages, and the SHA-256 of its bytes (64 hexadecimal digits)
 * @param people corrections of cells and words on what a file is, of any source; the ledger shows those that apply
 * @throws RefusedFile when the file can't be understood as a report; an Error when a cell was left without a fate (a bug).
 */
export function parseSource(
  document: Document,
  source: { name: string; sha256: string },
  catalogue: Catalogue,
  people: Pick<Overrides, "corrections" | "identities"> = { corrections: [], identities: [] },
): ParsedSource {
  const parsed = parseOnce(document, source, catalogue, people);
  if (!parsed.repairs.some((repair) => repair.rule === CORRECTED)) return parsed;
  try {
    const plain = parseOnce(document, source, catalogue, { ...people, corrections: [] });
    const { source_id } = parsed.source;
    return { ...parsed, uncorrected: [{ source_id, rows_json: JSON.stringify(plain) }] };
  } catch (error) {
    // A correction may be what lets the file be understood at all: then there is nothing to compare with.
    if (error instanceof RefusedFile) return parsed;
    throw error;
  }
}

function parseOnce(
  document: Document,
  source: { name: string; sha256: string },
  catalogue: Catalogue,
  people: Pick<Overrides, "corrections" | "identities">,
): ParsedSource {
  const sourceId = source.sha256.slice(0, 12);
  const ledger = new Ledger(sourceId);
  const corrected = applyCorrections(document, ledger, people.corrections);
  const given = people.identities.find((entry) => entry.source === sourceId);
  const recognition = recogniseDocument(corrected, sourceId, ledger, catalogue, source.name, given);
  const { identity, tables } = recognition;
  noteReading(document, recognition, ledger);

  const context = normaliseContext(ledger, identity, catalogue);
  const tasks: TaskRow[] = [];
  const projectLines: ProjectLineRow[] = [];
  const indicators: IndicatorRow[] = [];
  for (const table of tables) {
    if (table.appendix === "tasks") tasks.push(...normaliseTasks(table, context));
    else if (table.appendix === "projects") projectLines.push(...normaliseProjects(table, context));
    else indicators.push(...normaliseIndicators(table, context));
  }
  for (const table of tables) noteMergedFigures(table, ledger);
  noteTasksTwice(tasks, ledger);
  const rowKeyOf = rowKeys({ tasks, project_lines: projectLines, indicators });
  const indicatorRows = new Map(indicators.map((row) => [row.source_ref, row]));
  const facts: FactRow[] = [
    ...tables.flatMap((table) => extractFacts(table, rowKeyOf, context)),
    ...tables
      .filter((table) => table.appendix === "indicators")
      .flatMap((table) => comparisonFacts(table, indicatorRows, context)),
    ...recognition.paragraphs.flatMap(({ ref, text, field }) =>
      factsOfParagraph({ ref, text, field, appendix: null }, context),
    ),
  ];
  settleRest(tables, ledger);

  const appendices = [...new Set(tables.map((table) => table.appendix))];
  return checkedSource({
    source: {
      source_id: sourceId,
      source_sha256: source.sha256,
      source_name: source.name,
      format: document.format,
      encoding: document.encoding ?? null,
      locality_id: identity.localityId,
      locality: identity.locality,
      report_number: identity.reportNumber,
      issued_date: identity.issuedDate,
      period: identity.period,
      quarter: identity.quarter,
      appendices,
    },
    tables: tableRows(document, recognition, sourceId),
    cells: cellRows(document, recognition, ledger),
    paragraphs: recognition.paragraphs.map((line, index) => ({
      source_id: sourceId,
      paragraph_ref: line.ref,
      paragraph_number: index + 1,
      source_line: line.place.line ?? null,
      page: line.place.page ?? null,
      raw_text: line.text,
      field: line.field,
    })),
    tasks,
    project_lines: projectLines,
    indicators,
    facts,
    repairs: ledger.repairs.map((mend) => ({ ...mend, reason_vi: mendInVietnamese(catalogue.mends, mend) })),
    lineage: ledger.lineage,
    doubts: ledger.doubts,
    uncorrected: [],
  });
}

/** Finds the typed row that a row of a table became, by the cell that stands for it. */
function rowKeys(rows: Record<KeyedTable, { row_key: string; source_ref: string }[]>): RowKeyOf {
  const keys = new Map<string, { tableName: KeyedTable; rowKey: string }>();
  for (const tableName of Object.keys(rows) as KeyedTable[]) {
    for (const row of rows[tableName]) keys.set(row.source_ref, { tableName, rowKey: row.row_key });
  }
  return (row) => {
    const cell = row.all.find(({ ref }) => keys.has(ref));
    return (cell && keys.get(cell.ref)) ?? null;
  };
}

/** Cells of recognised rows that no normaliser had to say anything of: kept as they are. */
function settleRest(tables: RecognisedTable[], ledger: Ledger): void {
  for (const table of tables) {
    for (const row of table.rows) {
      for (const [field, cell] of row.cells) {
        if (ledger.fates.has(cell.ref)) continue;
        ledger.settle(cell.ref, cell.text.trim() === "" ? "blank" : "loaded", { field });
      }
    }
  }
}

function cellRows(document: Document, recognition: Recognition, ledger: Ledger): CellRow[] {
  const appendixOfRow = appendicesByRow(recognition);
  const rows: CellRow[] = [];
  for (const block of document.blocks) {
    if (block.kind !== "table") continue;
    for (const cell of block.cells) {
      const ref = cellRefOf(ledger.sourceId, block.number, cell.row, cell.column);
      const fate = ledger.fates.get(ref);
      if (!fate) throw new Error(`cell ${ref} ("${cell.text.slice(0, 40)}") was left without a fate`);
      rows.push({
        source_id: ledger.sourceId,
        cell_ref: ref,
        appendix: appendixOfRow.get(`${block.number} ${cell.row}`) ?? null,
        table_number: block.number,
        row_number: cell.row,
        column_number: cell.column,
        row_span: cell.rowSpan,
        column_span: cell.columnSpan,
        ...placeColumns(cell.place),
        raw_text: cell.text,
        disposition: fate.disposition,
        field: fate.field,
        reason: fate.reason,
      });
    }
  }
  return rows;
}

function placeColumns(place: Place) {
  return { source_line: place.line ?? null, page: place.page ?? null, sheet: place.sheet ?? null };
}

function appendicesByRow({ segments }: Recognition): Map<string, AppendixKind> {
  const found = new Map<string, AppendixKind>();
  for (const { segment, appendix } of segments) {
    if (!appendix) continue;
    const { header, grid } = segment;
    const headerRows = header
      ? grid.rows.slice(header.firstRow - 1, header.numberingRows.at(-1) ?? header.lastRow)
      : [];
    for (const row of [...segment.titleRows, ...headerRows, ...segment.body, ...segment.layoutRows]) {
      found.set(`${grid.table.number} ${row.number}`, appendix);
    }
  }
  return found;
}

function tableRows(document: Document, { segments, tables }: Recognition, sourceId: string): TableRow[] {
  const rows: TableRow[] = [];
  for (const block of document.blocks) {
    if (block.kind !== "table") continue;
    const own = segments.filter(({ segment }) => segment.grid.table.number === block.number);
    const main = own.find(({ appendix }) => appendix !== null) ?? own[0];
    const logical = tables.find(
      (table) => table.appendix === main?.appendix && table.tableNumbers.includes(block.number),
    );
    rows.push({
      source_id: sourceId,
      table_number: block.number,
      appendix: main?.appendix ?? null,
      logical_table_number: logical?.tableNumbers[0] ?? block.number,
      row_count: block.rowCount,
      column_count: block.columnCount,
      ...placeColumns(block.place),
      columns_json: JSON.stringify(
        (main?.columns ?? []).map(({ column, headerText, field, score, why, unitText, period }) => ({
          column,
          header: headerText,
          field,
          score: Math.round(score * 100) / 100,
          why,
          unit: unitText ?? null,
          period: period ? `${period.start}/${period.end}` : null,
        })),
      ),
    });
  }
  return rows;
}
