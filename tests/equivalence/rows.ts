/** What a report says, without where it stands: the same in every format. */
import type { ParsedSource } from "../../pipelines/rows.ts";

type Row = Record<string, unknown>;

/** Keys that name the file or a place in it. */
const places = new Set([
  "source_id",
  "source_sha256",
  "source_name",
  "source_ref",
  "format",
  "encoding",
  "cell_ref",
  "fact_id",
]);

const withoutPlace = (row: Row): Row => Object.fromEntries(Object.entries(row).filter(([key]) => !places.has(key)));

/** Spaces and line breaks are the format's own: a cell's paragraphs are lines in one and spaces in another. */
function plainSpaces(value: unknown): unknown {
  if (typeof value === "string") return value.replace(/\s+/g, " ").trim();
  if (Array.isArray(value)) return value.map(plainSpaces);
  if (value !== null && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plainSpaces(one)]));
  }
  return value;
}

export function rowsOf(parsed: ParsedSource) {
  const clean = (rows: Row[]) => rows.map((row) => plainSpaces(withoutPlace(row)) as Row);
  return {
    source: clean([parsed.source])[0],
    tasks: clean(parsed.tasks),
    project_lines: clean(parsed.project_lines),
    indicators: clean(parsed.indicators),
    // Offsets follow the spaces; what was found doesn't.
    facts: clean(parsed.facts).map(({ start: _start, end: _end, ...fact }) => fact),
    doubts: clean(parsed.doubts)
      .map(({ rule, severity, subject_key }) => `${rule} ${severity} ${subject_key}`)
      .sort(),
  };
}
