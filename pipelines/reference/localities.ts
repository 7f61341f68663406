import { z } from "zod";

/** `data/reference/localities.yaml`: kinds of localities, and those known by name. */
export const localitiesSchema = z.strictObject({
  kinds: z
    .array(
      z.strictObject({
        /** As it stands in a name: `phường`. */
        kind: z.string().min(1),
        abbreviations: z.array(z.string().min(1)),
      }),
    )
    .min(1),
  /** What follows a kind's word in other phrases: "xã **hội**". Alone, or with these words behind. */
  not_names: z.array(z.string().min(1)),
  /** Phrases behind which the first word of `not_names` never begins a name: "**kinh tế** - xã hội so với". */
  not_names_after: z.array(z.string().min(1)).default([]),
  /** Words that end a name written in capitals: "PHƯỜNG PHÙ LIỄN **NĂM** 2026". */
  name_ends: z.array(z.string().min(1)),
  localities: z.array(
    z.strictObject({
      locality_id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
      /** With its kind: `phường Hòa Bình`. */
      name: z.string().min(1),
      province: z.string().min(1).optional(),
      /** Other spellings of the name, without the kind: slips of OCR that are known. */
      also: z.array(z.string().min(1)).default([]),
    }),
  ),
});
export type Localities = z.infer<typeof localitiesSchema>;
