import { z } from "zod";

/** `data/reference/documents.yaml`: the kinds of documents that are cited, and how their numbers are written. */
export const documentsSchema = z.strictObject({
  types: z
    .array(
      z.strictObject({
        /** The name that rows carry: `Quyết định`. */
        type: z.string().min(1),
        /** Other wordings, abbreviations included: `NQ`. */
        wordings: z.array(z.string().min(1)).default([]),
        /** The code in a number: `QĐ` of `592/QĐ-UBND`. */
        codes: z.array(z.string().min(1)).default([]),
        /** A number may follow the name without "số" and without a code: `NQ 57`, `Đề án 06`. */
        bare_number: z.boolean().default(false),
      }),
    )
    .min(1),
  /** The kind of a number that has issuers but no code of a kind: `571/UBND-VP`. */
  type_without_code: z.string().min(1),
  /** Words before a number: `số`. */
  number_words: z.array(z.string().min(1)).min(1),
  /** Words that may stand behind a bare number and don't make a count of it: `NQ 57 năm 2026`, never `12 hộ`. */
  followers: z.array(z.string().min(1)),
  /** Words by which the rest of a list is left out, beside `…`: `v.v`. */
  left_out: z.array(z.string().min(1)),
});
export type DocumentWords = z.infer<typeof documentsSchema>;
