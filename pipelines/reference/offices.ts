import { z } from "zod";

/** `data/reference/offices.yaml`: names of offices that have commas in them, so that lists are cut in the right places. */
export const officesSchema = z.strictObject({
  /** Names, and openings of collective names, that a comma does not part. */
  undivided: z.array(z.string().min(1)).min(1),
});
export type Offices = z.infer<typeof officesSchema>;
