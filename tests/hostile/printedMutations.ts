/** Changes of what stands on paper, as careless hands, other programs and bad copies make them. */
import { clonePrinted, type PrintedReport } from "../generator/printed.ts";
import type { Rng } from "../generator/rng.ts";
import { habitMutations } from "./printed/habits.ts";
import { letterMutations } from "./printed/letters.ts";
import type { PrintedMutation } from "./printed/mutation.ts";
import { rowMutations } from "./printed/rows.ts";

export const printedMutations: PrintedMutation[] = [...letterMutations, ...rowMutations, ...habitMutations];

/** The report after the change, and the excuse. */
export function mutate(report: PrintedReport, rng: Rng, { change }: PrintedMutation) {
  const changed = clonePrinted(report);
  const excuse = change(changed, rng);
  return { changed, excuse: excuse ?? (() => false) };
}
