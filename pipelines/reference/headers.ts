import { z } from "zod";
import { appendixKind } from "../values.ts";

/** What the cells of a column hold: used to tell a shifted row, and to find the columns of a page without its header. */
const columnType = z.enum([
  "ordinal",
  "name",
  "text",
  "number",
  "money",
  "percent",
  "unit",
  "verdict",
  "deadline",
  "status",
  "agency",
  "cadence",
]);
export type ColumnType = z.infer<typeof columnType>;

/**
 * One column of an appendix. Wordings are written as printed, with accents; case, accents, spaces, punctuation and
 * look-alike letters don't count when they are compared. `{month}` `{quarter}` `{first_quarter}` `{months}` `{year}` `{date}` stand for
 * what a period is printed as; ` / ` parts a caption from the heading under it.
 */
const headerField = z.strictObject({
  type: columnType,
  wordings: z.array(z.string().min(1)).min(1),
  /** `carry`: a blank cell, merged or not, takes the text of the cell above it. `none`: blank is blank. */
  blank: z.enum(["carry", "none"]).default("none"),
  /**
   * The period that the heading must name to be this column, seen from the report: its year, or the year before. `budget` is
   * its year, and in January the year before too: payments of investment run to 31 January.
   */
  year: z.enum(["current", "prior", "budget"]).optional(),
  /** `current`: a month in the heading must be the latest that the table reports on. */
  month: z.literal("current").optional(),
  /** The field that a heading is which names a time after the report's month: what is expected by then. */
  later: z.string().optional(),
  /** The field that it is in a report on December: what is expected of the year is what is expected to date. */
  at_year_end: z.string().optional(),
  /** The field that a column of this one is where no other column is it. */
  stands_in_for: z.string().optional(),
  /** No typed row has a column for it: its cells stay as printed, to be asked for in the raw tables. */
  kept_raw: z.boolean().default(false),
  /** Its cells compare the row's figures with this: what they say is kept as facts, as a sentence's figures are. */
  compares: z.enum(["scenario", "year_plan", "same_period"]).optional(),
  /** The month in the heading is a month that the report reports on: the latest one is the report's month. */
  tells_month: z.boolean().default(false),
});
export type HeaderField = z.infer<typeof headerField>;

const appendixHeaders = z.strictObject({
  /** Words that only this appendix has in its title, best first. */
  titles: z.array(z.string().min(1)).min(1),
  /** The table is recognised when, of each list, at least one field is found. */
  required: z.array(z.array(z.string()).min(1)).min(1),
  fields: z.record(z.string().regex(/^[a-z][a-z_]*$/), headerField),
});
export type AppendixHeaders = z.infer<typeof appendixHeaders>;

/** A table that is known by its headings and kept in the raw tables: what its columns are called there. */
const keptTable = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9_]*$/),
  columns: z.record(z.string().regex(/^[a-z][a-z0-9_]*$/), z.string().min(1)),
});
export type KeptTable = z.infer<typeof keptTable>;

/** `data/reference/headers.yaml`: by which wordings an appendix and its columns are known. */
export const headersSchema = z
  .strictObject({
    appendices: z.record(appendixKind, appendixHeaders),
    /** Headings under a caption that name the whole of what it says. */
    whole_headings: z.array(z.string().min(1)).default([]),
    /** Where the money comes from: headings beside one another that begin so are parts of a sum. */
    sources: z.array(z.string().min(1)).default([]),
    /** Tables beside the appendices that a person has named, as `explain` suggests it. */
    kept_tables: z.array(keptTable).default([]),
  })
  .superRefine((headers, context) => {
    for (const [appendix, entry] of Object.entries(headers.appendices)) {
      for (const [name, field] of Object.entries(entry.fields)) {
        for (const rule of ["later", "at_year_end", "stands_in_for"] as const) {
          const other = field[rule];
          if (other === undefined || entry.fields[other]) continue;
          context.addIssue({
            code: "custom",
            path: ["appendices", appendix, "fields", name, rule],
            message: `names the field ${other}, which is not among the fields`,
          });
        }
      }
      for (const [index, fields] of entry.required.entries()) {
        for (const field of fields) {
          if (entry.fields[field]) continue;
          context.addIssue({
            code: "custom",
            path: ["appendices", appendix, "required", index],
            message: `names the field ${field}, which is not among the fields`,
          });
        }
      }
    }
  });
export type Headers = z.infer<typeof headersSchema>;
