import { z } from "zod";

/** `data/reference/phrases.yaml`: other short wordings of cells. */
export const phrasesSchema = z.strictObject({
  /** A cell with nothing but this has no value: it is missing, not blank and not zero. */
  no_value: z.array(z.string().min(1)).min(1),
  /** How often an indicator is reported, in the order in which the codes are written. */
  cadences: z
    .array(z.strictObject({ cadence: z.string().regex(/^[a-z_]+$/), wordings: z.array(z.string().min(1)).min(1) }))
    .min(1),
});
export type Phrases = z.infer<typeof phrasesSchema>;
