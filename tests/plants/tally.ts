import { isAt } from "./attribute.ts";
import type { PlantResult, PlantRun } from "./run.ts";

/** What a finding of another family says of a planted report is not wrong; only an `error` must be about the plant. */
export interface KindTally {
  kind: string;
  provable: boolean;
  planted: number;
  found: number;
  /** Fresh errors, and how many of them stand where the plant is or follows. */
  errors: number;
  errorsAtPlant: number;
  misses: PlantResult[];
}

/** A plant is found when a rule of the right family speaks where it stands. */
export function isFound(result: PlantResult): boolean {
  return result.fresh.some((found) => result.label.families.includes(found.family) && isAt(result.label, found));
}

export function tallyByKind({ results }: PlantRun): KindTally[] {
  const kinds = [...new Set(results.map(({ label }) => label.kind))].sort();
  return kinds.map((kind) => {
    const own = results.filter(({ label }) => label.kind === kind);
    const errors = own.flatMap((result) =>
      result.fresh.filter(({ severity }) => severity === "error").map((found) => isAt(result.label, found)),
    );
    return {
      kind,
      provable: own.every(({ label }) => label.provable),
      planted: own.length,
      found: own.filter(isFound).length,
      errors: errors.length,
      errorsAtPlant: errors.filter(Boolean).length,
      misses: own.filter((result) => !isFound(result)),
    };
  });
}

/** A table for people: recall and precision by kind, and the misses by name. */
export function printTally(run: PlantRun): string {
  const tallies = tallyByKind(run);
  const share = (part: number, whole: number) => (whole === 0 ? "–" : `${((100 * part) / whole).toFixed(1)} %`);
  const lines = ["kind                        provable  planted  found    recall   errors  precision"];
  for (const { kind, provable, planted, found, errors, errorsAtPlant } of tallies) {
    lines.push(
      [
        kind.padEnd(28),
        (provable ? "yes" : "no").padEnd(10),
        String(planted).padEnd(9),
        String(found).padEnd(9),
        share(found, planted).padEnd(9),
        String(errors).padEnd(8),
        share(errorsAtPlant, errors),
      ].join(""),
    );
  }
  const sum = (pick: (tally: KindTally) => number, of = tallies) => of.reduce((total, one) => total + pick(one), 0);
  const provable = tallies.filter((tally) => tally.provable);
  lines.push(
    "",
    `provable: ${share(
      sum((t) => t.found, provable),
      sum((t) => t.planted, provable),
    )} of ${sum((t) => t.planted, provable)} found`,
    `all: ${share(
      sum((t) => t.found),
      sum((t) => t.planted),
    )} of ${sum((t) => t.planted)} found`,
    `errors that stand at their plant: ${share(
      sum((t) => t.errorsAtPlant),
      sum((t) => t.errors),
    )} of ${sum((t) => t.errors)}`,
    `errors on ${run.cleanReports} clean reports: ${run.cleanErrors.length}`,
    `(${run.results.length} plants in ${run.plantedReports} reports)`,
  );
  const misses = tallies.flatMap((tally) => tally.misses);
  if (misses.length > 0) lines.push("", `missed: ${misses.length}`);
  for (const { seed, label } of misses.slice(0, 200)) {
    const cut = (text: string) => (text.length > 90 ? `${text.slice(0, 90)}…` : text);
    lines.push(
      `  ${label.kind} (seed ${seed}) ${label.appendix} ${label.rowKey} ${label.field}: ${cut(label.before)} -> ${cut(label.after)}`,
    );
  }
  return lines.join("\n");
}
