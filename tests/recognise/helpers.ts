import { join } from "node:path";
import { Ledger } from "../../pipelines/ledger.ts";
import { projectFolder } from "../../pipelines/paths.ts";
import type { Block, Cell, Document, Table } from "../../pipelines/read/document.ts";
import { type Recognition, recogniseDocument } from "../../pipelines/recognise/index.ts";
import type { RecognisedTable } from "../../pipelines/recognise/types.ts";
import { loadCatalogue } from "../../pipelines/reference/catalogue.ts";
import type { AppendixKind } from "../../pipelines/values.ts";

const reference = join(projectFolder, "data", "reference");
export const catalogue = loadCatalogue({ own: reference, shipped: reference });
export const SOURCE_ID = "0123456789ab";

/** A cell: its text, or with spans; null is a place that a span covers. */
export type CellSpec = string | { text: string; rows?: number; columns?: number } | null;

/** A paragraph (a string) or a table (rows of cells). */
export function documentOf(...blocks: (string | CellSpec[][])[]): Document {
  let line = 0;
  let number = 0;
  const built: Block[] = blocks.map((block) => {
    if (typeof block === "string") {
      line += 1;
      return { kind: "paragraph", text: block, place: { line } };
    }
    number += 1;
    const table: Table = {
      kind: "table",
      number,
      cells: [],
      rowCount: block.length,
      columnCount: 0,
      place: { line: line + 1 },
    };
    block.forEach((specs, rowIndex) => {
      line += 1;
      specs.forEach((spec, columnIndex) => {
        if (spec === null) return;
        const { text, rows = 1, columns = 1 } = typeof spec === "string" ? { text: spec } : spec;
        const cell: Cell = {
          row: rowIndex + 1,
          column: columnIndex + 1,
          rowSpan: rows,
          columnSpan: columns,
          text,
          place: { line },
        };
        table.cells.push(cell);
        table.columnCount = Math.max(table.columnCount, columnIndex + columns);
      });
    });
    return table;
  });
  return { format: "text", blocks: built, notes: [] };
}

/** A table from lines with `|` between cells. */
export function table(...lines: string[]): string[][] {
  return lines.map((line) => line.split("|").map((cell) => cell.trim()));
}

export function recognise(document: Document): Recognition & { ledger: Ledger } {
  const ledger = new Ledger(SOURCE_ID);
  return { ...recogniseDocument(document, SOURCE_ID, ledger, catalogue, "bao-cao.txt"), ledger };
}

/** Field by column of the appendix's table. */
export function fieldsOf(tables: RecognisedTable[], appendix: AppendixKind): (string | null)[] {
  const found = tables.find((each) => each.appendix === appendix);
  if (!found) throw new Error(`no table of ${appendix}`);
  return found.columns.map((column) => column.field);
}

/** The rows of a table as field → text, blank ones left out. */
export function rowsOf(recognised: RecognisedTable | undefined): Record<string, string>[] {
  return (recognised?.rows ?? []).map((row) =>
    Object.fromEntries(
      [...row.cells].filter(([, cell]) => cell.text.trim() !== "").map(([field, cell]) => [field, cell.text]),
    ),
  );
}

export const CITATION = "(Ban hành kèm theo Báo cáo số 45/BC-UBND ngày 14/4/2026 của UBND xã Bình An)";
export const INDICATOR_TITLES = ["PHỤ LỤC 3", "KỊCH BẢN THỰC HIỆN CÁC CHỈ TIÊU KINH TẾ - XÃ HỘI NĂM 2026", CITATION];
export const INDICATOR_HEADER =
  "STT|Chỉ tiêu|Đơn vị tính|Kế hoạch năm 2026|Kế hoạch tháng 4|UTH tháng 4|Lũy kế 4 tháng|Đánh giá|Thuyết minh|Cơ quan theo dõi";
export const INDICATOR_ROWS = [
  "1|Thu ngân sách|triệu đồng|100.000|8.000|8.200|33.000|Vượt|Thu ngân sách 4 tháng ước đạt 33% dự toán|Phòng Kinh tế",
  "2|Tỷ lệ hộ nghèo|%|1,2|1,2|1,1|1,1|Đạt|Tỷ lệ hộ nghèo còn 1,1% số hộ toàn xã|Phòng Văn hóa - Xã hội",
];
