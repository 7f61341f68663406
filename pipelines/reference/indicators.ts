import { z } from "zod";
import { measure } from "../values.ts";

const direction = z.enum(["higher", "lower"]);
const words = z.array(z.string().min(1));

/**
 * How projects move an indicator. `paid_share`: a rate, what is paid of the first of `of` that a project has. `paid_amount`: a
 * sum of money, what is paid.
 */
export const movedBy = z.discriminatedUnion("projects", [
  z.strictObject({
    projects: z.literal("paid_share"),
    of: z.array(z.enum(["year_plan", "total_investment", "planned"])).min(1),
  }),
  z.strictObject({ projects: z.literal("paid_amount") }),
]);
export type MovedBy = z.infer<typeof movedBy>;

export const indicatorEntry = z.strictObject({
  /** Stable from month to month and ward to ward. */
  id: z.string().regex(/^[a-z][a-z0-9_]*$/),
  name_vi: z.string().min(1),
  name_en: z.string().min(1),
  /** Other wordings of the name. Years, brackets, case and accents don't count. */
  synonyms: words.default([]),
  /** A code of units.yaml. A printed unit of another kind means another indicator. */
  unit: z.string(),
  measure,
  direction,
  /** Of a rate: it is a part of a whole and can't pass it (100 %). Left out, `derive.share_words` decide by the name. */
  is_share: z.boolean().optional(),
  /** Left out, `derive.moved_by` decides by the name; `none` where no project moves it whatever its name. */
  moved_by: z.union([movedBy, z.literal("none")]).optional(),
  topic: z.string().regex(/^[a-z_]+$/),
});
export type IndicatorEntry = z.infer<typeof indicatorEntry>;

/** `data/reference/indicators.yaml`: the usual indicators, and how one that is not here is understood. */
export const indicatorsSchema = z
  .strictObject({
    indicators: z.array(indicatorEntry).min(1),
    /** For an indicator that is not in the catalogue: by words of its name, else by its unit. */
    derive: z.strictObject({
      /** Less is better where the name has one of these … */
      lower_words: words,
      /** … unless it has one of these. */
      higher_words: words,
      stock_words: words,
      flow_words: words,
      rate_words: words,
      /** Words before a name that are no part of it: "Trong đó: Thu tiền sử dụng đất". */
      leading_words: words.default([]),
      /** Short forms, and what they are short for: names are compared in full. */
      abbreviations: z.record(z.string().min(2), z.string().min(1)).default({}),
      /** A rate with one of these words is a part of a whole … */
      share_words: words.default([]),
      /** … unless it has one of these: growth and comparisons may pass 100 %. */
      not_share_words: words.default([]),
      /** Sums and amounts that add up over months are no less than none, unless the name has one of these. */
      signed_words: words.default([]),
      /** Which indicators projects move, by all words of one rule: the first that fits the measure and the unit. */
      moved_by: z
        .array(
          z.strictObject({
            /** One of these … */
            words,
            /** … and none of these. */
            not_words: words.default([]),
            measure,
            unit_kind: z.enum(["rate", "money"]),
            moved_by: movedBy,
          }),
        )
        .default([]),
    }),
  })
  .superRefine((file, context) => {
    const seen = new Set<string>();
    for (const [index, entry] of file.indicators.entries()) {
      if (seen.has(entry.id)) {
        context.addIssue({ code: "custom", path: ["indicators", index, "id"], message: `${entry.id} is there twice` });
      }
      seen.add(entry.id);
    }
  });
export type Indicators = z.infer<typeof indicatorsSchema>;
