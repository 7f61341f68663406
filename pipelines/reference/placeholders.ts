import { z } from "zod";

/** `data/reference/placeholders.yaml`: how months, quarters, years and spans of time are printed. */
export const placeholdersSchema = z.strictObject({
  /** Number words and Roman figures, with their accents, for each figure. */
  figures: z.strictObject({
    month: z.record(z.string(), z.int().min(1).max(12)),
    months: z.record(z.string(), z.int().min(1).max(12)),
    quarter: z.record(z.string(), z.int().min(1).max(4)),
  }),
  /** Wordings of a span of time. Of two that fit at one place the longer counts. */
  periods: z
    .array(
      z.strictObject({
        /** `day`: one date. `to_date`: from 1 January to the end of the month, quarter or day named. `ignored`: no period of the report. */
        kind: z.enum(["month", "quarter", "year", "to_date", "day", "ignored"]),
        wordings: z.array(z.string().min(1)).min(1),
      }),
    )
    .min(1),
  /** Words in a heading that introduce its unit: `ĐVT`, `đơn vị tính`. */
  unit_labels: z.array(z.string().min(1)).min(1),
  /** Brackets in a heading that say nothing about the column: `nếu có`. */
  idle_brackets: z.array(z.string().min(1)),
});
export type Placeholders = z.infer<typeof placeholdersSchema>;
