import type { DoubtRow, LineageRow, RepairRow } from "./rows.ts";
import type { AppendixKind, Disposition, Severity } from "./values.ts";

/** What became of one cell. */
export interface CellFate {
  disposition: Disposition;
  field: string | null;
  reason: string | null;
}

/**
 * The book in which every cell of one file gets exactly one fate, and every mend, doubt and origin a line.
 * A cell may be settled once; a second, different fate is a bug and throws.
 */
export class Ledger {
  readonly sourceId: string;
  readonly fates = new Map<string, CellFate>();
  readonly repairs: RepairRow[] = [];
  readonly lineage: LineageRow[] = [];
  readonly doubts: DoubtRow[] = [];

  constructor(sourceId: string) {
    this.sourceId = sourceId;
  }

  settle(cellRef: string, disposition: Disposition, details: { field?: string | null; reason?: string } = {}): void {
    const before = this.fates.get(cellRef);
    if (before && before.disposition !== disposition) {
      throw new Error(`cell ${cellRef} is ${before.disposition} already and can't become ${disposition}`);
    }
    this.fates.set(cellRef, {
      disposition,
      field: details.field ?? before?.field ?? null,
      reason: details.reason ?? before?.reason ?? null,
    });
  }

  /** Notes a mend. `before` equal to `after` is not one, and is a bug. */
  repair(cellRef: string, rule: string, before: string, after: string, reason: string): void {
    if (before === after) throw new Error(`repair ${rule} of ${cellRef} changes nothing`);
    this.repairs.push({ source_id: this.sourceId, cell_ref: cellRef, rule, before, after, reason, reason_vi: null });
  }

  /** Notes from which cell a typed value came. */
  origin(
    table: LineageRow["table_name"],
    rowKey: string,
    column: string,
    cellRef: string,
    role: LineageRow["role"] = "value",
  ): void {
    this.lineage.push({
      source_id: this.sourceId,
      table_name: table,
      row_key: rowKey,
      column_name: column,
      cell_ref: cellRef,
      role,
    });
  }

  /** Notes a thing that reading could not settle, or that a reader should know of. */
  doubt(entry: {
    cellRef: string;
    appendix: AppendixKind | null;
    rule: string;
    severity: Severity;
    subjectKey: string;
    rawValue?: string | null;
    readValue?: string | null;
    arguments?: DoubtRow["arguments"];
  }): void {
    this.doubts.push({
      source_id: this.sourceId,
      cell_ref: entry.cellRef,
      appendix: entry.appendix,
      rule: entry.rule,
      severity: entry.severity,
      subject_key: entry.subjectKey,
      raw_value: entry.rawValue ?? null,
      read_value: entry.readValue ?? null,
      arguments: entry.arguments ?? {},
    });
  }
}
