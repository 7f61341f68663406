import { z } from "zod";

const phrases = z.array(z.string().min(1));

/**
 * `data/reference/deadlines.yaml`: the words by which days, months, quarters and years are named, and what stands before
 * them. Case, the place of tone marks and the kind of spaces don't count.
 */
export const deadlinesSchema = z.strictObject({
  words: z.strictObject({
    day: phrases.min(1),
    month: phrases.min(1),
    quarter: phrases.min(1),
    year: phrases.min(1),
    /** Words for "and" and "to" between two ends: `đến`, `tới`. */
    to: phrases.min(1),
    and: phrases.min(1),
  }),
  /** Months and quarters written as words. */
  month_numbers: z.record(z.string(), z.number().int().min(1).max(12)),
  quarter_numbers: z.record(z.string(), z.number().int().min(1).max(4)),
  /** What a word before a date makes of it. `before` excludes the day, `until` includes it. */
  relations: z.strictObject({ before: phrases, until: phrases, from: phrases, after: phrases, on: phrases }),
  /** Spans of the year; months are inclusive. `{months}` stands for a number of months. */
  spans: z.array(
    z.strictObject({
      phrases: phrases.min(1),
      first: z.number().int().min(1).max(12),
      last: z.union([z.number().int().min(1).max(12), z.literal("{months}")]),
    }),
  ),
  /** Words that make a period less than whole without saying which days: `đầu`, `giữa`, `cuối`. */
  vague_parts: phrases,
  /** Words that say a day of the moon's calendar: `âm lịch`. */
  lunar: phrases.default([]),
  recurring: phrases.min(1),
  /** A year further than this many months behind the month reported is out of place. */
  far_ahead_months: z.number().int().positive(),
});
export type DeadlineWords = z.infer<typeof deadlinesSchema>;
