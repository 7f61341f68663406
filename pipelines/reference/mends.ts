import { z } from "zod";

/** `data/reference/mends.yaml`: what each mend of reading did, in Vietnamese. */
export const mendsSchema = z.strictObject({
  mends: z
    .array(
      z.strictObject({
        rule: z.string().regex(/^[a-z_]+$/),
        /** May hold `{before}`, `{after}` and `{reason}`. */
        vi: z
          .string()
          .min(1)
          .refine((words) => !/\{(?!before\}|after\}|reason\})/.test(words), {
            message: "only {before}, {after} and {reason} can be filled in",
          }),
      }),
    )
    .refine((mends) => new Set(mends.map(({ rule }) => rule)).size === mends.length, {
      message: "a rule stands there twice",
    }),
});
export type Mends = z.infer<typeof mendsSchema>;

/** What a mend did, in Vietnamese; null where the reference has no words for its rule. */
export function mendInVietnamese(
  { mends }: Mends,
  mend: { rule: string; before: string; after: string; reason: string },
): string | null {
  const words = mends.find(({ rule }) => rule === mend.rule)?.vi;
  return (
    words?.replace(/\{(before|after|reason)\}/g, (_, name: "before" | "after" | "reason") => short(mend[name])) ?? null
  );
}

/** A whole paragraph in a sentence helps nobody; before and after stand beside it in full. */
function short(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > 120 ? `${line.slice(0, 118)}…` : line;
}
