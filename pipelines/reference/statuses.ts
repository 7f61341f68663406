import { z } from "zod";
import { taskStatus } from "../values.ts";

/** `data/reference/statuses.yaml`: what a forecast says of a task. The longest wording found in the text decides. */
export const statusesSchema = z.strictObject({
  statuses: z.array(z.strictObject({ status: taskStatus, wordings: z.array(z.string().min(1)).min(1) })).min(1),
  /** Words that turn a wording round when they stand before it: `chưa hoàn thành`. */
  negations: z.array(z.string().min(1)).min(1),
  /** What a negated wording means. */
  negated: taskStatus,
  /** What "completed" beside a part (`hoàn thành 70%`, `hoàn thành 3/5`) means. */
  completed_in_part: taskStatus,
  /** Of a result in a table without a forecast: `done` and `issued` stand at its begin, `open` anywhere in it. */
  results: z
    .strictObject({
      done: z.array(z.string().min(1)).default([]),
      issued: z.array(z.string().min(1)).default([]),
      /** What a task without a named product begins with that is done when a document is issued. */
      issuing_tasks: z.array(z.string().min(1)).default([]),
      open: z.array(z.string().min(1)).default([]),
    })
    .default({ done: [], issued: [], issuing_tasks: [], open: [] }),
});
export type StatusWords = z.infer<typeof statusesSchema>;
