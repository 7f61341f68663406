import { RefusedFile } from "../errors.ts";
import type { ParsedSource } from "../rows.ts";

/**
 * What the models rely on beyond the schema of each row: keys that are there once, references that lead somewhere, and
 * appendices that are named. A file that breaks it is refused by itself, so that it can't stop the others in the models'
 * tests.
 * @throws RefusedFile `inconsistent` with the first thing found.
 */
export function requireConsistent(parsed: ParsedSource): void {
  const problem = findProblem(parsed);
  if (!problem) return;
  const { source_name } = parsed.source;
  throw new RefusedFile(
    "inconsistent",
    `${source_name}: các dòng đọc được không nhất quán (${problem}); đây là lỗi của chương trình, đề nghị báo lại kèm tệp này.`,
    `${source_name}: the rows that were read don't fit together (${problem}); this is a fault of the program, please report it with the file.`,
  );
}

function findProblem(parsed: ParsedSource): string | null {
  const { source_id, appendices } = parsed.source;
  const cells = new Set(parsed.cells.map((cell) => cell.cell_ref));
  if (cells.size < parsed.cells.length)
    return `the cell ${repeated(parsed.cells.map((cell) => cell.cell_ref))} is there twice`;
  const places = new Set([...cells, ...parsed.paragraphs.map((paragraph) => paragraph.paragraph_ref)]);
  if (places.size < cells.size + parsed.paragraphs.length) {
    return `the paragraph ${repeated(parsed.paragraphs.map((paragraph) => paragraph.paragraph_ref))} is there twice`;
  }
  const tables = [
    { name: "tasks", appendix: "tasks", rows: parsed.tasks },
    { name: "project_lines", appendix: "projects", rows: parsed.project_lines },
    { name: "indicators", appendix: "indicators", rows: parsed.indicators },
  ] as const;
  for (const { name, appendix, rows } of tables) {
    if (rows.length > 0 && !appendices.includes(appendix))
      return `${name} has rows, and the appendix ${appendix} is not named`;
    const twice = repeated(rows.map((row) => row.row_key));
    if (twice !== undefined) return `the row ${twice} of ${name} is there twice`;
    const lost = rows.find((row) => !cells.has(row.source_ref));
    if (lost) return `the row ${lost.row_key} of ${name} stands in no cell`;
  }
  const factTwice = repeated(parsed.facts.map((fact) => fact.fact_id));
  if (factTwice !== undefined) return `the fact ${factTwice} is there twice`;
  for (const name of ["facts", "repairs", "lineage", "doubts"] as const) {
    const lost = parsed[name].find((row) => !places.has(row.cell_ref));
    if (lost) return `${name} speak of ${lost.cell_ref}, which is no cell and no paragraph`;
  }
  for (const [name, rows] of Object.entries(parsed)) {
    if (!Array.isArray(rows)) continue;
    if (rows.some((row) => row.source_id !== source_id)) return `${name} has a row of another file`;
  }
  return null;
}

/** The first value that is there more than once. */
function repeated(values: readonly string[]): string | undefined {
  const seen = new Set<string>();
  return values.find((value) => seen.size === seen.add(value).size);
}
