import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { UserError } from "../errors.ts";
import { cellRef, isoDate, sourceId } from "../values.ts";
import { readPlacedYaml } from "./yaml.ts";

const person = {
  reason: z.string().min(1),
  by: z.string().min(1),
  date: isoDate,
};

/** A cell that a person read again: it applies only while the file still says what was expected. */
const correction = z
  .object({ cell: cellRef, expect: z.string(), value: z.string(), ...person })
  .strict()
  .refine((entry) => entry.expect !== entry.value, { message: "value is the same as expect: nothing to mend" });

/** What a file does not say of itself, or says in letters that could not be told apart. */
const identity = z
  .object({
    source: sourceId,
    locality: z.string().optional(),
    report_number: z.string().optional(),
    issued_date: isoDate.optional(),
    period: z
      .string()
      .regex(/^\d{4}-(0[1-9]|1[0-2])$/, "a month is written YYYY-MM")
      .optional(),
    encoding: z.enum(["utf-8", "utf-16le", "utf-16be", "windows-1258", "tcvn3", "vni"]).optional(),
    ...person,
  })
  .strict();

/** An answer to a finding: it is shown beside it, with the name and the day, and the finding counts as explained. */
const explanation = z.object({ finding: z.string().min(1), ...person }).strict();

const overridesSchema = z
  .object({
    corrections: z.array(correction).default([]),
    identities: z.array(identity).default([]),
    explanations: z.array(explanation).default([]),
  })
  .strict();

export type Correction = z.infer<typeof correction>;
export type IdentityOverride = z.infer<typeof identity>;
export type Explanation = z.infer<typeof explanation>;

export interface Overrides {
  corrections: Correction[];
  identities: IdentityOverride[];
  explanations: Explanation[];
  /** Files that could not be used, one sentence each; the others apply. */
  refused: UserError[];
}

/** Reads every `.yaml` of `data/overrides/`, in the order of the file names. A missing folder has none. */
export function readOverrides(folder: string): Overrides {
  const overrides: Overrides = { corrections: [], identities: [], explanations: [], refused: [] };
  if (!existsSync(folder)) return overrides;
  const cellsSeen = new Map<string, string>();
  const names = readdirSync(folder).filter((name) => /\.ya?ml$/i.test(name));
  for (const name of names.sort()) {
    const file = join(folder, name);
    try {
      const { value, errorAt } = readPlacedYaml(file, overridesSchema);
      value.corrections.forEach((entry, index) => {
        const other = cellsSeen.get(entry.cell);
        if (other) {
          throw errorAt(["corrections", index, "cell"], `${other} corrects this cell already; keep one of the two`);
        }
      });
      for (const entry of value.corrections) cellsSeen.set(entry.cell, name);
      overrides.corrections.push(...value.corrections);
      overrides.identities.push(...value.identities);
      overrides.explanations.push(...value.explanations);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      overrides.refused.push(error);
    }
  }
  return overrides;
}
