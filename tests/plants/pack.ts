/** Several errors in one report, so far apart that each can be told by where it is found. */
import { tablesOf } from "../generator/printed.ts";
import type { GeneratedReport } from "../generator/report.ts";
import { Rng } from "../generator/rng.ts";
import { planters } from "./index.ts";
import type { Label } from "./plant.ts";

export interface Packed {
  report: GeneratedReport;
  printed: GeneratedReport["printed"];
  labels: Label[];
}

/** More errors in one appendix would change what its columns look like, which is how figures are read. */
const mostInAppendix = 2;
/** What compares one appendix with another must find the other one clean. */
const aloneInReport = new Set([
  "rate_against_amounts",
  "project_done_task_open",
  "task_done_project_open",
  "project_count_off",
]);

/**
 * Plants each kind once, in as few reports as it takes. A kind that has no place in the report is left out.
 * @param draw the same clean report again, of the n-th invented locality: copies are never re-issues of each other
 */
export function packPlants(seed: number, kinds: string[], draw: (copy: number) => GeneratedReport): Packed[] {
  const packed: Packed[] = [];
  let waiting = new Rng(`${seed}/order`).shuffle(kinds);
  for (let copy = 0; waiting.length > 0; copy++) {
    const report = draw(copy);
    const one: Packed = { report, printed: report.printed, labels: [] };
    const later: string[] = [];
    for (const kind of waiting) {
      const planted = planters[kind]?.({ ...report, printed: one.printed }, new Rng(`${seed}/${kind}`)) ?? null;
      // In a report that is still clean, no place means that there is none.
      if (!planted && one.labels.length === 0) continue;
      const before = rowCounts(one.printed);
      const movesRows = planted !== null && rowCounts(planted.printed) !== before;
      if (!planted || !standsApart(planted.label, one.labels, movesRows)) {
        later.push(kind);
        continue;
      }
      one.printed = planted.printed;
      one.labels.push(movesRows ? { ...planted.label, fillsAppendix: true } : planted.label);
    }
    if (one.labels.length > 0) packed.push(one);
    waiting = later;
  }
  return packed;
}

function standsApart(label: Label, others: Label[], movesRows: boolean): boolean {
  const isAlone = (one: Label) => aloneInReport.has(one.kind);
  if (others.length > 0 && (isAlone(label) || others.some(isAlone))) return false;
  const beside = others.filter((other) => other.appendix === label.appendix);
  if (beside.length === 0) return true;
  const fills = (one: Label) => one.fillsAppendix === true || one.places.length === 0;
  if (movesRows || fills(label) || beside.some(fills) || beside.length >= mostInAppendix) return false;
  const taken = new Set(beside.flatMap((other) => other.places));
  return !label.places.some((place) => taken.has(place));
}

function rowCounts(printed: GeneratedReport["printed"]): string {
  return tablesOf(printed)
    .map((table) => table.rows.length)
    .join();
}
