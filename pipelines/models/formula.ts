/** Formulas of a twin: how a column follows from others of its row, and which sums over rows people look at. */
import { z } from "zod";

const words = z.object({ vi: z.string().min(1), en: z.string().min(1) });

/**
 * Keys of a column. `formula` is arithmetic over columns of the same table (`actual - target`): valid SQL, and simple enough for the
 * site to write out with the row's own figures. Of several the first whose columns are all known holds.
 */
export const formulaKeys = {
  /** The column's short name, as it stands beside a figure. */
  name: words.optional(),
  formula: z.union([z.string(), z.array(z.string()).min(1)]).optional(),
  /** `always` is a test of the model; `where_it_fits` is for a column that is read in some rows and computed in others. */
  formula_holds: z.enum(["always", "where_it_fits"]).default("always"),
};

export const sums = z
  .record(
    z.string().regex(/^[a-z]\w*$/),
    z
      .strictObject({
        vi: z.string().min(1),
        en: z.string().min(1),
        unit: z.string(),
        column: z.string().optional(),
        where: z.record(z.string(), z.string()).default({}),
        known: z.array(z.string()).default([]),
        formula: z.string().optional(),
      })
      .refine((sum) => (sum.column === undefined) !== (sum.formula === undefined), {
        message: "a sum has either a column or a formula",
      }),
  )
  .default({});
export type Sums = z.infer<typeof sums>;

export interface Formula {
  name: { vi: string; en: string };
  expressions: string[];
  isAlways: boolean;
}

interface OwnKeys {
  name?: { vi: string; en: string } | undefined;
  formula?: string | string[] | undefined;
  formula_holds?: "always" | "where_it_fits" | undefined;
}

/** A column's formula; without one the name alone, where the twin gives one. */
export function formulaOf(own: OwnKeys | null | undefined, text: { vi: string; en: string }): Formula | null {
  if (!own?.formula && !own?.name) return null;
  return {
    name: own.name ?? text,
    expressions: [own.formula ?? []].flat(),
    isAlways: own.formula_holds !== "where_it_fits",
  };
}

const allowed = /^[a-z0-9_\s.+\-*/()]+$/;

/** What is wrong with the formulas of a table, or null. */
export function formulaFault(
  columns: readonly { name: string; formula: Formula | null }[],
  given: Sums,
): string | null {
  const known = new Set(columns.map((column) => column.name));
  for (const { name, formula } of columns) {
    for (const expression of formula?.expressions ?? []) {
      const fault = expressionFault(expression, known);
      if (fault) return `the formula of ${name}, "${expression}", ${fault}`;
    }
  }
  for (const [name, sum] of Object.entries(given)) {
    for (const column of [sum.column ?? [], Object.keys(sum.where), sum.known].flat()) {
      if (!known.has(column)) return `the sum ${name} names ${column}, which is no column of the table`;
    }
    const fault = sum.formula ? expressionFault(sum.formula, new Set(Object.keys(given))) : null;
    if (fault) return `the formula of the sum ${name}, "${sum.formula}", ${fault}`;
  }
  return null;
}

function expressionFault(expression: string, known: ReadonlySet<string>): string | null {
  if (!allowed.test(expression)) return "may hold only names, numbers, + - * / and brackets";
  const unknown = (expression.match(/[a-z_]\w*/g) ?? []).find((name) => !known.has(name));
  return unknown ? `names ${unknown}, which is not there` : null;
}
