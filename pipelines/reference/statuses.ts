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
});
export type StatusWords = z.infer<typeof statusesSchema>;
