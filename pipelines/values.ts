/** What a column of the warehouse may hold: days, names, references, amounts, and the closed lists of codes. Missing is null. */
import { z } from "zod";

/** YYYY-MM-DD, a day that exists. */
export const isoDate = z.iso.date();
/** Text as printed or a name; never "" for missing. */
export const text = z.string();
export const count = z.number().int().nonnegative();
/** First 12 hexadecimal digits of the file's SHA-256. */
export const sourceId = z.string().regex(/^[0-9a-f]{12}$/);
/** `<source_id>-t<table>-r<row>-c<column>`; for a paragraph `<source_id>-p<number>`. */
export const cellRef = z.string().regex(/^[0-9a-f]{12}-(t\d+-r\d+-c\d+|p\d+)$/);

export const appendixKind = z.enum(["tasks", "projects", "indicators"]);
export type AppendixKind = z.infer<typeof appendixKind>;

export const disposition = z.enum(["loaded", "header", "repeated_header", "layout", "blank", "ignored", "quarantined"]);
export type Disposition = z.infer<typeof disposition>;

export const severity = z.enum(["error", "warning", "info"]);
export type Severity = z.infer<typeof severity>;

export const taskStatus = z.enum([
  "completed",
  "exceeded",
  "on_track",
  "in_progress",
  "expected_on_time",
  "operating",
  "not_started",
  "unknown",
]);
export type TaskStatus = z.infer<typeof taskStatus>;

export const componentKind = z.enum([
  "construction_equipment",
  "construction",
  "equipment",
  "consulting",
  "site_clearance",
  "management",
  "other",
  "contingency",
]);
export const vnd = z.number().int().refine(Number.isSafeInteger, "beyond whole numbers that are exact");
export const pct = z.number();

export const planOperator = z.enum(["=", ">", ">=", "<", "<="]);
export const measure = z.enum(["flow", "stock", "rate", "rank"]);
export const verdict = z.enum(["exceeded", "met", "missed"]);
export const quantity = z.number().nullable();
/** Half of the last printed digit's step: 29,6 has 0.05. */
export const halfStep = z.number().nonnegative().nullable();
