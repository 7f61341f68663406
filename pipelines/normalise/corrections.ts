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
      doubt(ledger, correction, { rule: "correction_stale", cellRef: ref, found: cell.text });
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
  const cellRef = anyPlace(document, ledger.sourceId);
  for (const correction of byCell.values()) {
    doubt(ledger, correction, { rule: "correction_without_cell", cellRef, found: null });
  }
  return { ...document, blocks };
}

function doubt(
  ledger: Ledger,
  correction: Correction,
  { rule, cellRef, found }: { rule: string; cellRef: string; found: string | null },
): void {
  const { cell, expect: expected, value, by, date } = correction;
  ledger.doubt({
    cellRef,
    appendix: null,
    rule,
    severity: "error",
    subjectKey: cell,
    rawValue: found,
    readValue: value,
    arguments: { cell, expected, found, by, date },
  });
}

/** A place that the file has, for what belongs to none. */
function anyPlace({ blocks }: Document, sourceId: string): string {
  if (blocks.some((block) => block.kind === "paragraph")) return `${sourceId}-p1`;
  const table = blocks.find((block) => block.kind === "table");
  const [cell] = table?.cells ?? [];
  return `${sourceId}-t${table?.number ?? 1}-r${cell?.row ?? 1}-c${cell?.column ?? 1}`;
}

function normalised(text: string): string {
  return text.normalize("NFC").replace(/\s+/g, " ").trim();
}
