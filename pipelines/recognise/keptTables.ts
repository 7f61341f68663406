/** Tables that the catalogue knows by their headings but that no typed table takes: kept in the raw tables, with named columns. */
import type { Ledger } from "../ledger.ts";
import type { KeptTable } from "../reference/headers.ts";
import type { NamedColumn } from "./columns.ts";
import { fold, foldTight } from "./fold.ts";
import { filled, type GridRow, isBlank } from "./grid.ts";
import type { Segment } from "./segments.ts";

/** Share of an entry's headings that a table must have. */
const ENOUGH = 0.7;

/** A table's row of headings: its header's last row, else the first row that says several things. */
function headingRow(segment: Segment): GridRow | undefined {
  const rows = segment.header
    ? segment.grid.rows.slice(segment.header.firstRow - 1, segment.header.lastRow)
    : segment.body;
  return rows.find((row) => filled(row).length > 1);
}

/** The entry whose headings the table has, and its columns; null where none fits. */
export function keptTable(
  segment: Segment,
  entries: readonly KeptTable[],
): { entry: KeptTable; columns: NamedColumn[] } | null {
  const row = headingRow(segment);
  if (!row) return null;
  for (const entry of entries) {
    // Two columns may have one heading: their names follow the order of the entry.
    const keys = new Map<string, string[]>();
    for (const [key, heading] of Object.entries(entry.columns)) {
      keys.set(foldTight(heading), [...(keys.get(foldTight(heading)) ?? []), key]);
    }
    const columns = filled(row).map((cell): NamedColumn => {
      const field = keys.get(foldTight(cell.text))?.shift() ?? null;
      return {
        column: cell.column,
        field,
        headerText: cell.text.trim(),
        headerRefs: [cell.ref],
        score: field === null ? 0 : 1,
        why: field === null ? `is no heading of ${entry.id}` : `reads as the heading "${entry.columns[field]}"`,
      };
    });
    const known = new Set(columns.flatMap(({ field }) => field ?? []));
    if (known.size >= 2 && known.size >= Object.keys(entry.columns).length * ENOUGH) return { entry, columns };
  }
  return null;
}

/** Headings are headings; what stands under them keeps its words, under the column's name. */
export function settleKept(segment: Segment, columns: NamedColumn[], id: string, ledger: Ledger): void {
  const heading = headingRow(segment);
  const rows = segment.header
    ? segment.grid.rows.slice(
        segment.header.firstRow - 1,
        segment.header.numberingRows.at(-1) ?? segment.header.lastRow,
      )
    : [];
  for (const row of [...rows, ...segment.body]) {
    for (const cell of row.cells) {
      const field = columns.find(({ column }) => column === cell.column)?.field ?? null;
      if (isBlank(cell)) ledger.settle(cell.ref, "blank", { field });
      else if (row === heading || rows.includes(row)) ledger.settle(cell.ref, "header", { field });
      else ledger.settle(cell.ref, "ignored", { field, reason: `kept_raw: ${id}` });
    }
  }
}

/** An entry for `kept_tables` of headers.yaml, which as it stands makes the catalogue know this table. */
export function suggestedEntry(segment: Segment): string {
  const cells = filled(headingRow(segment) ?? { number: 0, cells: [] });
  const taken = new Set<string>();
  const lines = cells.map((cell) => {
    const wanted = slug(cell.text).slice(0, 40) || "column";
    let key = wanted;
    for (let copy = 2; taken.has(key); copy += 1) key = `${wanted}_${copy}`;
    taken.add(key);
    return `      ${key}: ${JSON.stringify(cell.text.trim().replace(/\s+/g, " "))}`;
  });
  const title = segment.titles.at(-1)?.text.trim() ?? "";
  const id = slug(title).slice(0, 40) || [...taken].join("_").slice(0, 40) || "table";
  return ["kept_tables:", `  - id: ${id}`, "    columns:", ...lines].join("\n");
}

function slug(text: string): string {
  const key = fold(text).replaceAll("%", "pct").trim().replace(/ +/g, "_").replace(/_+$/, "");
  return /^[a-z]/.test(key) ? key : key === "" ? "" : `c_${key}`;
}
