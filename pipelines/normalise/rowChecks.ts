/** What only a look over whole tables shows: figures that share a merged cell, tasks that are printed twice. */
import type { Ledger } from "../ledger.ts";
import type { RecognisedTable } from "../recognise/types.ts";
import type { TaskRow } from "../rows.ts";
import { foldWords } from "./slug.ts";

/** Columns of figures, by the beginnings of their fields. */
const isFigure = (field: string | null) =>
  /^(?:plan|planned|estimate|actual|total_investment|year_plan|physical_progress)/.test(field ?? "");

/** A cell over several columns of figures gives its figure to the first; whose it is, is not known. */
export function noteMergedFigures(table: RecognisedTable, ledger: Ledger): void {
  for (const row of table.rows) {
    for (const [field, cell] of row.cells) {
      if (cell.columnSpan < 2 || !isFigure(field) || cell.text.trim() === "") continue;
      const covered = table.columns.filter(
        (column) =>
          isFigure(column.field) && column.column > cell.column && column.column < cell.column + cell.columnSpan,
      );
      if (covered.length === 0) continue;
      const name = row.cells.get("name")?.text.trim() ?? "";
      ledger.doubt({
        cellRef: cell.ref,
        appendix: table.appendix,
        rule: "figures_merged",
        severity: "warning",
        subjectKey: `${foldWords(name)} ${field}`,
        rawValue: cell.text,
        readValue: field,
        arguments: { columns: [field, ...covered.map((column) => column.field)].join(", "), name },
      });
    }
  }
}

/** The same task of the same office, with the same result, twice: a row that was pasted again. */
export function noteTasksTwice(tasks: readonly TaskRow[], ledger: Ledger): void {
  const first = new Map<string, TaskRow>();
  for (const row of tasks) {
    const content = JSON.stringify([row.unit, foldWords(row.task), row.deadline_text, row.result, row.forecast]);
    const other = first.get(content);
    if (!other) first.set(content, row);
    else {
      ledger.doubt({
        cellRef: row.source_ref,
        appendix: "tasks",
        rule: "task_twice",
        severity: "warning",
        subjectKey: row.row_key,
        rawValue: row.task,
        readValue: other.row_key,
        arguments: { name: row.task, other: other.ordinal ?? other.row_key },
      });
    }
  }
}
