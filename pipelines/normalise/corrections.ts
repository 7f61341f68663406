import type { Ledger } from "../ledger.ts";
import type { Block, Cell, Document } from "../read/document.ts";
import type { Correction } from "../reference/overrides.ts";

/** The rule under which a person's correction is in the ledger. */
export const CORRECTED = "corrected_by_person";

/**
 * The document with people's corrections in it: each is a repair in the ledger. A correction whose cell is gone, or
 * says something else than was expected, is not applied and becomes a doubt of severity error.
 * @param corrections those of all files; the ones of other sources are passed over
 */
export function applyCorrections(document: Document, ledger: Ledger, corrections: readonly Correction[]): Document {
  const byCell = new Map(
    corrections
      .filter((entry) => entry.cell.startsWith(`${ledger.sourceId}-`))
      .map((entry) => [entry.cell, entry] as const),
  );
  if (byCell.size === 0) return document;

  const correct = (cell: Cell, tableNumber: number): Cell => {
    const ref = `${ledger.sourceId}-t${tableNumber}-r${cell.row}-c${cell.column}`;
    const correction = byCell.get(ref);
    if (!correction) return cell;
    byCell.delete(ref);
    if (normalised(cell.text) !== normalised(correction.expect)) {
      reportStale(ledger, correction, cell.text);
      return cell;
    }
    ledger.repair(
      ref,
      CORRECTED,
      cell.text,
      correction.value,
      `${correction.by}, ${correction.date}: ${correction.reason}`,
    );
    const { stored: _replaced, ...rest } = cell;
    return { ...rest, text: correction.value };
  };

  const blocks = document.blocks.map(
    (block): Block =>
      block.kind === "table" ? { ...block, cells: block.cells.map((cell) => correct(cell, block.number)) } : block,
  );
  for (const correction of byCell.values()) reportStale(ledger, correction, null);
  return { ...document, blocks };
}

function reportStale(ledger: Ledger, correction: Correction, found: string | null): void {
  ledger.doubt({
    cellRef: correction.cell,
    appendix: null,
    rule: "correction_stale",
    severity: "error",
    subjectKey: correction.cell,
    rawValue: found,
    readValue: correction.value,
    arguments: { expected: correction.expect, found, by: correction.by, date: correction.date },
  });
}

function normalised(text: string): string {
  return text.normalize("NFC").replace(/\s+/g, " ").trim();
}
