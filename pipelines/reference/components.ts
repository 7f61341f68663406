import { z } from "zod";
import { componentKind } from "../values.ts";

/** `data/reference/components.yaml`: the parts of a project's cost, and other wordings of the appendix of projects. */
export const componentsSchema = z.strictObject({
  components: z.array(z.strictObject({ component: componentKind, wordings: z.array(z.string().min(1)).min(1) })).min(1),
  /** Rows that sum up the table. */
  totals: z.array(z.string().min(1)),
  /** First words of rows that sum up the table or a group of it. */
  totals_leading: z.array(z.string().min(1)).default([]),
  /** How a group's heading announces its projects: `{n} dự án`. */
  announced_count: z.array(z.string().regex(/\{n\}/)),
  /** Words (in a header, or before a percentage in a sentence) that say what a percentage is of. */
  denominators: z.strictObject({
    total_investment: z.array(z.string().min(1)),
    year_plan: z.array(z.string().min(1)),
    planned: z.array(z.string().min(1)),
  }),
});
export type Components = z.infer<typeof componentsSchema>;
