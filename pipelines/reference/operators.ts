import { z } from "zod";
import { planOperator } from "../values.ts";

/** A wording with `{n}` where the number stands. */
const template = z.string().regex(/\{n\}/, "must have {n} where the number stands");

/** `data/reference/operators.yaml`: words and signs around a number that say how it is meant. */
export const operatorsSchema = z.strictObject({
  operators: z.array(z.strictObject({ operator: planOperator, wordings: z.array(template).min(1) })).min(1),
  /** A place in an order ("thuộc top 30"): the number is a rank. Words after the number are allowed. */
  ranks: z.array(z.strictObject({ operator: planOperator, wordings: z.array(template).min(1) })),
  /** Words that may stand before a number and change nothing ("đạt 95"). */
  plain: z.array(template),
  /** The number is the author's rough one: it is read, and said to be so. */
  approximate: z.array(template),
});
export type Operators = z.infer<typeof operatorsSchema>;
