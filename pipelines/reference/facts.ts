import { z } from "zod";

const phrases = z.array(z.string().min(1));
const factKind = z.enum(["number", "percent", "fraction", "count", "money", "date", "month", "quarter", "document"]);

/** `data/reference/facts.yaml`: by which words a sentence says what its numbers are. */
export const factsSchema = z.strictObject({
  /** Units of money with their worth in VND. */
  money: z.array(z.strictObject({ wordings: phrases.min(1), vnd: z.number().positive() })).min(1),
  percent: phrases.min(1),
  /** Things that are counted, where the noun is longer than a word: `thanh niên`, `giấy chứng nhận`. */
  counted: phrases,
  /** Words that end the noun behind a number. */
  noun_ends: phrases,
  /** A number behind one of these is a name (`tầng 3`, `ngõ 26`) and no quantity. */
  labels: phrases,
  /** Wordings that end like a label and are none: `tổng số`. */
  no_labels: phrases,
  /** Whole wordings with figures that are no quantity: `24/7`. */
  sayings: phrases,
  /** Words before a number that make it a bound: its other side is open. */
  at_least: phrases,
  at_most: phrases,
  /** Wordings that end like a bound and are none: `thấp hơn`. */
  no_bounds: phrases,
  /** Words before a number that make it rough: no bounds follow from its digits. */
  about: phrases,
  /** Words that stand before a subject and are no part of it: `trong đó`. */
  openers: phrases,
  /** Words that stand behind a subject and are no part of it: `trong`. */
  trailing_words: phrases,
  /** Words that may stand between a fraction and its percentage: the percentage has the role `share_of_fraction` then. */
  share_words: phrases,
  /**
   * What a number is said to be; the first entry that fits decides. `before` stands between the last comma (or number) and
   * the number, `after` up to the next comma or number, `context` anywhere in the sentence on either side.
   */
  roles: z.array(
    z.strictObject({
      role: z.string().regex(/^[a-z][a-z_]*$/),
      kinds: z.array(factKind).min(1),
      before: phrases.default([]),
      after: phrases.default([]),
      context: phrases.default([]),
    }),
  ),
  /** Which span of time a sentence speaks of. */
  scopes: z.strictObject({ month: phrases, to_date: phrases, year: phrases }),
  /** A year, month or quarter behind one of these names a plan, and not the span that the sentence speaks of. */
  plan_words: phrases,
});
export type FactWords = z.infer<typeof factsSchema>;
