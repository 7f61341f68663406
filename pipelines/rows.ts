/**
 * The rows that parsing gives for one source file, and so the columns of the `raw` tables of the warehouse: snake_case
 * keys are column names. Every row passes its schema before it is loaded. Missing is null, never 0 and never "".
 */
import { z } from "zod";
import {
  appendixKind,
  cellRef,
  componentKind,
  count,
  disposition,
  halfStep,
  isoDate,
  measure,
  pct,
  planOperator,
  quantity,
  severity,
  sourceId,
  taskStatus,
  text,
  verdict,
  vnd,
} from "./values.ts";

/** One file. Which report it belongs to is decided by the models, from these columns. */
export const sourceRow = z.object({
  source_id: sourceId,
  source_sha256: z.string().regex(/^[0-9a-f]{64}$/),
  source_name: text,
  format: text,
  encoding: text.nullable(),
  locality_id: text,
  locality: text,
  /** As printed, spaces mended: `12/BC-UBND`. */
  report_number: text.nullable(),
  issued_date: isoDate.nullable(),
  /** First day of the month reported. */
  period: isoDate,
  /** The quarter that the report names, 1 to 4. */
  quarter: z.number().int().min(1).max(4).nullable(),
  appendices: z.array(appendixKind),
});

/** One cell of a table of the file, headers included. */
const cellRow = z.object({
  source_id: sourceId,
  cell_ref: cellRef,
  appendix: appendixKind.nullable(),
  table_number: count,
  row_number: count,
  column_number: count,
  row_span: count,
  column_span: count,
  source_line: count.nullable(),
  page: count.nullable(),
  sheet: text.nullable(),
  raw_text: text,
  disposition,
  /** The field that the cell was read as: a column of the typed row, or of the header catalogue. */
  field: text.nullable(),
  /** Why, for layout, ignored and quarantined cells. */
  reason: text.nullable(),
});
export type CellRow = z.infer<typeof cellRow>;

/** One paragraph outside tables: titles, units above tables, notes. */
const paragraphRow = z.object({
  source_id: sourceId,
  paragraph_ref: cellRef,
  paragraph_number: count,
  source_line: count.nullable(),
  page: count.nullable(),
  raw_text: text,
  /** What it was read as: `appendix_title`, `report_citation`, `unit_line`, `other` … */
  field: text.nullable(),
});

/** One table of the file and how it was understood. */
const tableRow = z.object({
  source_id: sourceId,
  table_number: count,
  appendix: appendixKind.nullable(),
  /** The first table of the file that this one continues, or its own number. */
  logical_table_number: count,
  row_count: count,
  column_count: count,
  source_line: count.nullable(),
  page: count.nullable(),
  sheet: text.nullable(),
  /** JSON: for each column its header text, field, score and why. */
  columns_json: text,
});
export type TableRow = z.infer<typeof tableRow>;

/** A mend: the ledger shows before, after and the rule. */
const repairRow = z.object({
  source_id: sourceId,
  cell_ref: cellRef,
  rule: text,
  before: text,
  after: text,
  /** Why, in English; `reason_vi` in Vietnamese, out of mends.yaml. */
  reason: text,
  reason_vi: text.nullable(),
});
export type RepairRow = z.infer<typeof repairRow>;

/** Which cells a typed value was read from. */
const lineageRow = z.object({
  source_id: sourceId,
  /** `tasks`, `project_lines` or `indicators`. */
  table_name: z.enum(["tasks", "project_lines", "indicators"]),
  row_key: text,
  column_name: text,
  cell_ref: cellRef,
  /** `value`: it holds the value; `unit`, `period`: it says how to read it; `carried`: a merged cell above. */
  role: z.enum(["value", "unit", "period", "carried", "context"]),
});
export type LineageRow = z.infer<typeof lineageRow>;

/** Something that reading could not settle. The model `checks/reading_doubts` makes a finding of it. */
const doubtRow = z.object({
  source_id: sourceId,
  cell_ref: cellRef,
  appendix: appendixKind.nullable(),
  rule: text,
  severity,
  /** What tells two doubts of one rule apart for good, such as a row key and a column. */
  subject_key: text,
  raw_value: text.nullable(),
  read_value: text.nullable(),
  /** Values for the message's placeholders. */
  arguments: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
});
export type DoubtRow = z.infer<typeof doubtRow>;

const citedDocument = z.object({
  /** Folded to the catalogue's name: `Quyết định`, `Kế hoạch`, `Công văn` … */
  type: text.nullable(),
  /** `592/QĐ-UBND`, or `178` where only that is printed. */
  number: text,
  date: isoDate.nullable(),
});
export type CitedDocument = z.infer<typeof citedDocument>;

/** Columns that every typed row of a table has. */
const placed = {
  source_id: sourceId,
  /** Unique within the source and table. */
  row_key: text,
  /** The cell that stands for the row: its name. */
  source_ref: cellRef,
  /** Order in the report, from 1. */
  position: count,
};

export const taskRow = z.object({
  ...placed,
  unit_ordinal: text.nullable(),
  unit: text.nullable(),
  ordinal: text.nullable(),
  ordinal_text: text.nullable(),
  task: text,
  deliverable: text.nullable(),
  authority: text.nullable(),
  result: text.nullable(),
  forecast: text.nullable(),
  recommendation: text.nullable(),
  deadline_text: text.nullable(),
  deadline_start_date: isoDate.nullable(),
  deadline_end_date: isoDate.nullable(),
  is_recurring: z.boolean(),
  coordinating_units: z.array(text),
  status: taskStatus,
  progress_done: z.number().nullable(),
  progress_total: z.number().nullable(),
  cited_documents: z.array(citedDocument),
});
export type TaskRow = z.infer<typeof taskRow>;

const projectLevel = z.enum(["group", "project", "component"]);

export const projectLineRow = z.object({
  ...placed,
  group_code: text.nullable(),
  is_group_inferred: z.boolean(),
  level: projectLevel,
  ordinal_text: text.nullable(),
  project_ordinal: text.nullable(),
  /** Stable from month to month: a slug of the project's name. Null for groups. */
  project_id: text.nullable(),
  component: componentKind.nullable(),
  name: text.nullable(),
  location: text.nullable(),
  area_text: text.nullable(),
  /** Number of projects that a group's heading announces. */
  announced_project_count: count.nullable(),
  total_investment_vnd: vnd.nullable(),
  year_plan_vnd: vnd.nullable(),
  planned_vnd: vnd.nullable(),
  planned_until_date: isoDate.nullable(),
  actual_pct: pct.nullable(),
  actual_vnd: vnd.nullable(),
  actual_until_date: isoDate.nullable(),
  actual_denominator: z.enum(["total_investment", "year_plan", "planned"]).nullable(),
  actual_basis: z.enum(["reported", "narrative"]).nullable(),
  physical_progress_pct: pct.nullable(),
  /** YYYY-MM. */
  expected_completion_month: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
    .nullable(),
  result: text.nullable(),
  forecast: text.nullable(),
  recommendation: text.nullable(),
  note: text.nullable(),
});
export type ProjectLineRow = z.infer<typeof projectLineRow>;

export const indicatorRow = z.object({
  ...placed,
  indicator_id: text,
  is_in_catalogue: z.boolean(),
  ordinal: text.nullable(),
  ordinal_text: text.nullable(),
  name: text,
  unit: text.nullable(),
  unit_text: text.nullable(),
  measure,
  direction: z.enum(["higher", "lower"]),
  /** Codes joined by a comma: `month,quarter,year`. */
  cadence: text.nullable(),
  estimate_prior_year: quantity,
  estimate_prior_year_half_step: halfStep,
  plan_year: quantity,
  plan_year_operator: planOperator.nullable(),
  plan_year_half_step: halfStep,
  plan_month: quantity,
  plan_month_operator: planOperator.nullable(),
  plan_month_half_step: halfStep,
  /** Only where a column gives it; what a sentence implies is computed by the models. */
  plan_to_date: quantity,
  plan_to_date_operator: planOperator.nullable(),
  plan_to_date_half_step: halfStep,
  estimate_month: quantity,
  estimate_month_operator: planOperator.nullable(),
  estimate_month_half_step: halfStep,
  estimate_to_date: quantity,
  estimate_to_date_operator: planOperator.nullable(),
  estimate_to_date_half_step: halfStep,
  /** Last day that estimate_to_date covers, from the header ("UTH Quý I", "Lũy kế 4 tháng"). */
  to_date_until: isoDate.nullable(),
  verdict_reported: verdict.nullable(),
  verdict_text: text.nullable(),
  narrative: text.nullable(),
  agencies: z.array(text),
});
export type IndicatorRow = z.infer<typeof indicatorRow>;

/** One number, ratio, count, sum of money, date, cited decision or percentage found in a text cell. */
export const factRow = z.object({
  source_id: sourceId,
  /** `<cell_ref>-f<n>`, n in reading order. */
  fact_id: text,
  cell_ref: cellRef,
  appendix: appendixKind.nullable(),
  table_name: z.enum(["tasks", "project_lines", "indicators"]).nullable(),
  row_key: text.nullable(),
  field: text.nullable(),
  kind: z.enum(["number", "percent", "fraction", "count", "money", "date", "month", "quarter", "document"]),
  /** Number, percentage, numerator, or VND; null for dates and documents. */
  value: z.number().nullable(),
  /** What the printed digits allow: 29,6 is 29.55 to 29.65. */
  value_low: z.number().nullable(),
  value_high: z.number().nullable(),
  /** Denominator of a fraction. */
  value_of: z.number().nullable(),
  unit: text.nullable(),
  date_start: isoDate.nullable(),
  date_end: isoDate.nullable(),
  document_type: text.nullable(),
  document_number: text.nullable(),
  /**
   * What the sentence says it is: `estimate`, `attainment_of_year_plan`, `excess_over_scenario`, `shortfall_of_scenario`,
   * `growth_on_same_period`, `ratio_to_same_period`, `disbursed`, `physical_progress`, `expected_completion`,
   * `announced_count`, or null.
   */
  role: text.nullable(),
  /** `month`, `to_date` or `year` where the sentence says so. */
  scope: z.enum(["month", "to_date", "year"]).nullable(),
  /** The words it is said of. */
  subject: text.nullable(),
  /** As printed, and where in the cell's text (0-based, end exclusive). */
  text: text,
  start: count,
  end: count,
});
export type FactRow = z.infer<typeof factRow>;

/** What the file would give without people's corrections; only of files that have some. What they settled is told by it. */
const uncorrectedRow = z.object({
  source_id: sourceId,
  /** A `ParsedSource` as JSON. */
  rows_json: text,
});

/** All that one file gives: loaded in one transaction, replaced as a whole. */
export const parsedSource = z.object({
  source: sourceRow,
  tables: z.array(tableRow),
  cells: z.array(cellRow),
  paragraphs: z.array(paragraphRow),
  tasks: z.array(taskRow),
  project_lines: z.array(projectLineRow),
  indicators: z.array(indicatorRow),
  facts: z.array(factRow),
  repairs: z.array(repairRow),
  lineage: z.array(lineageRow),
  doubts: z.array(doubtRow),
  uncorrected: z.array(uncorrectedRow),
});
export type ParsedSource = z.infer<typeof parsedSource>;

const checked = new WeakSet<ParsedSource>();

/**
 * Checks every row, once: what this has given is taken as it is the next time.
 * @throws ZodError with the path of the first value that does not fit.
 */
export function checkedSource(rows: ParsedSource): ParsedSource {
  if (checked.has(rows)) return rows;
  const parsed = parsedSource.parse(rows);
  checked.add(parsed);
  return parsed;
}
