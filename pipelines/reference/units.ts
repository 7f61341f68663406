import { z } from "zod";

/** `money` has a factor to VND; `count` is whole things; `amount` is measured (km, tons); `index` is points. */
export const unitKind = z.enum(["money", "rate", "count", "amount", "index"]);
export type UnitKind = z.infer<typeof unitKind>;

const unitEntry = z.strictObject({
  code: z.string().regex(/^[a-z][a-z0-9_]*$/),
  kind: unitKind,
  /** Of money: VND in one unit. Of a multiple: how many of the unit `of`, in which its figures are loaded. */
  factor: z.number().positive().optional(),
  of: z.string().optional(),
  /** Rates only: what a whole is in this unit (100 %, 1000 ‰). A share never passes it. */
  whole: z.number().positive().optional(),
  wordings: z.array(z.string().min(1)).min(1),
});
export type UnitEntry = z.infer<typeof unitEntry>;

const range = z
  .strictObject({ low: z.number().positive(), high: z.number().positive() })
  .refine((entry) => entry.low < entry.high, "low must be below high");

/** `data/reference/units.yaml`: how units are printed, what they mean, and what sums are plausible. */
export const unitsSchema = z
  .strictObject({
    units: z.array(unitEntry).min(1),
    /** All sums of money of indicators are given in this unit, so that months printed in different units compare. */
    indicator_money: z.string(),
    /** Marks that say "the same as in the row above". */
    ditto: z.array(z.string().min(1)).default([]),
    /** What a ward's investment projects cost, in VND. */
    plausible_vnd: z.strictObject({
      /** Median of a column of project sums: outside it, the unit of the heading is wrong. */
      column_median: range,
      /** One printed sum: outside it, the cell is in another unit than its column. */
      line: range,
    }),
  })
  .superRefine((file, context) => {
    for (const [index, unit] of file.units.entries()) {
      const hasFactor = unit.kind === "money" || unit.of !== undefined;
      const message = "money and multiples of a unit have a factor, and nothing else has";
      if (hasFactor !== (unit.factor !== undefined))
        context.addIssue({ code: "custom", path: ["units", index], message });
      if (unit.of === undefined || file.units.some(({ code, factor }) => code === unit.of && factor === undefined))
        continue;
      context.addIssue({
        code: "custom",
        path: ["units", index, "of"],
        message: "is no unit of this file without a factor",
      });
    }
    if (!file.units.some((unit) => unit.code === file.indicator_money && unit.kind === "money")) {
      context.addIssue({ code: "custom", path: ["indicator_money"], message: "is not a unit of money of this file" });
    }
  });
export type Units = z.infer<typeof unitsSchema>;
