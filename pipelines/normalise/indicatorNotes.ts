/** What a reader should know of an indicator's row: its key, its number, its unit. */
import type { SourceCell } from "../recognise/types.ts";
import type { NormaliseContext } from "./context.ts";
import { type IndicatorNature, suggestedEntry } from "./indicatorCatalogue.ts";
import type { FigureRow } from "./indicatorNumbers.ts";
import type { OrdinalReading } from "./ordinals.ts";

const TABLE = "indicators";

export function noteNature(
  cell: SourceCell,
  name: string,
  key: string,
  nature: IndicatorNature,
  unit: string | null,
  context: NormaliseContext,
): void {
  const doubt = (rule: string, severity: "warning" | "info", details: Record<string, string>) =>
    context.ledger.doubt({
      cellRef: cell.ref,
      appendix: TABLE,
      rule,
      severity,
      subjectKey: key,
      rawValue: name,
      readValue: key,
      arguments: { row: key, name, ...details },
    });
  if (!nature.isInCatalogue) {
    doubt("indicator_not_in_catalogue", "info", { suggestion: suggestedEntry(name, nature, unit) });
  }
  if (key !== nature.id) doubt("indicator_twice", "warning", { first: nature.id });
}

export function noteOrdinal(
  cell: SourceCell | undefined,
  nameCell: SourceCell,
  reading: OrdinalReading,
  key: string,
  context: NormaliseContext,
): void {
  const ref = cell?.ref ?? nameCell.ref;
  const printed = cell?.text.trim() ?? "";
  if (cell) context.ledger.settle(cell.ref, printed === "" ? "blank" : "loaded", { field: "ordinal" });
  if (reading.ordinal === null) return;
  context.ledger.origin(TABLE, key, "ordinal", ref, printed === "" ? "context" : "value");
  if (!reading.isRestored) return;
  context.ledger.repair(
    ref,
    "ordinal_restored",
    printed,
    reading.ordinal,
    "a row without a number follows the one above",
  );
  context.ledger.doubt({
    cellRef: ref,
    appendix: TABLE,
    rule: "ordinal_restored",
    severity: "info",
    subjectKey: key,
    rawValue: printed,
    readValue: reading.ordinal,
    arguments: { row: key, ordinal: reading.ordinal, name: nameCell.text.trim() },
  });
}

export function noteUnit(
  row: FigureRow,
  nameCell: SourceCell,
  loaded: string | null,
  unit: string | null,
  key: string,
  context: NormaliseContext,
): void {
  const ref = row.unitRef ?? nameCell.ref;
  if (row.unit && loaded && row.unit.code !== loaded) {
    context.ledger.repair(
      ref,
      "unit_converted",
      row.unitText ?? row.unit.code,
      loaded,
      `sums of ${key} are kept in one unit`,
    );
  }
  if (unit) context.ledger.origin(TABLE, key, "unit", ref, row.unitRef ? "value" : "context");
  if (row.unit) return;
  context.ledger.doubt({
    cellRef: ref,
    appendix: TABLE,
    rule: row.unitText ? "unit_unknown" : "unit_missing",
    severity: "info",
    subjectKey: key,
    rawValue: row.unitText,
    readValue: unit,
    arguments: { row: key, unit: unit ?? "", text: row.unitText ?? "" },
  });
}
