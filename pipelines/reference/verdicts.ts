import { z } from "zod";
import { verdict } from "../values.ts";

/** `data/reference/verdicts.yaml`: the author's verdict on an indicator, by its first words. */
export const verdictsSchema = z.strictObject({
  verdicts: z.array(z.strictObject({ verdict, wordings: z.array(z.string().min(1)).min(1) })).min(1),
});
export type Verdicts = z.infer<typeof verdictsSchema>;
