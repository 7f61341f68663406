/** What the reader of the file mended or noticed: into the ledger, and into questions where a figure may be concerned. */
import type { Ledger } from "../ledger.ts";
import { describePlace } from "../read/builder.ts";
import type { Document, ReadNote } from "../read/document.ts";
import { cellRefOf } from "../recognise/grid.ts";
import type { Recognition } from "../recognise/index.ts";
import type { Severity } from "../values.ts";

/** A mend stands at its own cell or line; one of the file as a whole, or of a place that is not read, at the file's first. */
export function noteReading(document: Document, recognition: Recognition, ledger: Ledger): void {
  if (document.notes.length === 0) return;
  const { refs, first } = refsByPlace(document, recognition, ledger.sourceId);
  if (first === null) return;
  for (const note of document.notes) {
    const place = describePlace(note.place);
    const ref = refs.get(place) ?? first;
    if (note.before !== note.after) ledger.repair(ref, note.rule, note.before, note.after, note.reason);
    noteDoubt(note, place, ref, ledger);
  }
  for (const [rule, severity] of [
    ["formula_without_value", "error"],
    ["formula_results_stale", "warning"],
  ] as const) {
    noteFormulas(document.notes, { rule, severity }, (place) => refs.get(place) ?? first, ledger);
  }
}

/** Cells named in one question; of more it gives the number. */
const namedCells = 12;

/** One question a sheet: one act of its author answers for all its formulas. */
function noteFormulas(
  notes: ReadNote[],
  { rule, severity }: { rule: string; severity: Severity },
  refOf: (place: string) => string,
  ledger: Ledger,
): void {
  const bySheet = new Map<string, ReadNote[]>();
  for (const note of notes) {
    if (note.rule !== rule) continue;
    const sheet = note.place.sheet ?? "";
    const own = bySheet.get(sheet);
    if (own) own.push(note);
    else bySheet.set(sheet, [note]);
  }
  for (const [sheet, own] of bySheet) {
    const places = own.map((note) => describePlace(note.place));
    const more = places.length > namedCells ? ", …" : "";
    ledger.doubt({
      cellRef: refOf(places[0] as string),
      appendix: null,
      rule,
      severity,
      subjectKey: `${rule} ${sheet}`,
      rawValue: own[0]?.before ?? null,
      arguments: { count: places.length, cells: places.slice(0, namedCells).join(", ") + more },
    });
  }
}

function noteDoubt(note: ReadNote, place: string, cellRef: string, ledger: Ledger): void {
  const about = {
    cellRef,
    appendix: null,
    subjectKey: `${place} ${note.before.slice(0, 60)}`,
    rawValue: note.before,
    arguments: { text: note.before, place },
  };
  if (note.rule === "comment_left_out") ledger.doubt({ ...about, rule: "comment_left_out", severity: "info" });
  if (note.rule === "embedded_left_out") ledger.doubt({ ...about, rule: "embedded_left_out", severity: "warning" });
  // Programs that fill templates may leave the mark of a placeholder on what they filled in.
  if (note.rule === "placeholder_left_out" && /\d/.test(note.before)) {
    ledger.doubt({ ...about, rule: "placeholder_with_figure", severity: "warning" });
  }
}

/** References by the place as it is described; of several cells on one line the first. */
function refsByPlace(document: Document, { paragraphs }: Recognition, sourceId: string) {
  const refs = new Map<string, string>();
  for (const block of document.blocks) {
    if (block.kind !== "table") continue;
    for (const { row, column, place } of block.cells) {
      const key = describePlace(place);
      if (!refs.has(key)) refs.set(key, cellRefOf(sourceId, block.number, row, column));
    }
  }
  const firstCell = refs.values().next().value ?? null;
  for (const { ref, place } of paragraphs) {
    const key = describePlace(place);
    if (!refs.has(key)) refs.set(key, ref);
  }
  return { refs, first: paragraphs[0]?.ref ?? firstCell };
}
