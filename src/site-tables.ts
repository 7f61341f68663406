/**
 * The exported tables that pages may read, with the columns that they count on. An export that lacks one (an older run,
 * an empty warehouse) still gives a site: the table is empty, the column is null. Types are DuckDB's.
 */
export const siteTables: Record<string, Record<string, string>> = {
  "marts.reports": {
    report_id: "varchar",
    locality_id: "varchar",
    locality: "varchar",
    report_number: "varchar",
    issued_date: "date",
    period: "date",
    source_name: "varchar",
    source_sha256: "varchar",
  },
  "marts.tasks": {
    report_id: "varchar",
    source_ref: "varchar",
    position: "integer",
    unit_ordinal: "varchar",
    unit: "varchar",
    ordinal: "varchar",
    ordinal_text: "varchar",
    task: "varchar",
    deliverable: "varchar",
    authority: "varchar",
    result: "varchar",
    forecast: "varchar",
    recommendation: "varchar",
    deadline_text: "varchar",
    deadline_start_date: "date",
    deadline_end_date: "date",
    is_recurring: "boolean",
    coordinating_units: "varchar[]",
    status: "varchar",
    is_overdue: "boolean",
    progress_done: "double",
    progress_total: "double",
  },
  "marts.disbursement_gaps": {
    report_id: "varchar",
    source_ref: "varchar",
    position: "integer",
    group_code: "varchar",
    is_group_inferred: "boolean",
    level: "varchar",
    project_ordinal: "varchar",
    component: "varchar",
    name: "varchar",
    location: "varchar",
    total_investment_vnd: "bigint",
    planned_vnd: "bigint",
    planned_until_date: "date",
    actual_pct: "double",
    actual_vnd: "bigint",
    actual_denominator: "varchar",
    actual_basis: "varchar",
    gap_vnd: "bigint",
    physical_progress_pct: "double",
    expected_completion_month: "varchar",
    result: "varchar",
    forecast: "varchar",
    recommendation: "varchar",
  },
  "marts.indicators": {
    report_id: "varchar",
    source_ref: "varchar",
    position: "integer",
    indicator_id: "varchar",
    ordinal: "varchar",
    ordinal_text: "varchar",
    name: "varchar",
    unit: "varchar",
    measure: "varchar",
    direction: "varchar",
    cadence: "varchar",
    estimate_prior_year: "double",
    plan_year: "double",
    plan_year_operator: "varchar",
    plan_month: "double",
    estimate_month: "double",
    estimate_to_date: "double",
    verdict_reported: "varchar",
    narrative: "varchar",
    agencies: "varchar[]",
  },
  "marts.indicator_variance": {
    report_id: "varchar",
    source_ref: "varchar",
    position: "integer",
    name: "varchar",
    unit: "varchar",
    measure: "varchar",
    direction: "varchar",
    target_operator: "varchar",
    target_ref: "varchar",
    actual_operator: "varchar",
    is_verdict_scope: "boolean",
    indicator_id: "varchar",
    scope: "varchar",
    scenario_id: "varchar",
    target: "double",
    target_basis: "varchar",
    actual: "double",
    variance: "double",
    variance_pct: "double",
    attainment_pct: "double",
    verdict_computed: "varchar",
    verdict_reported: "varchar",
    is_verdict_confirmed: "boolean",
  },
  "marts.scenario_paths": {
    report_id: "varchar",
    source_ref: "varchar",
    scenario_id: "varchar",
    indicator_id: "varchar",
    month: "date",
    target_month: "double",
    target_to_date: "double",
    basis: "varchar",
    actual_month: "double",
    actual_to_date: "double",
    required_monthly_run_rate: "double",
    projected_year_end: "double",
    projection_method: "varchar",
    year_target: "double",
    unit: "varchar",
    measure: "varchar",
    is_latest: "boolean",
  },
  "marts.findings": {
    finding_id: "varchar",
    report_id: "varchar",
    appendix: "varchar",
    source_line: "integer",
    source_ref: "varchar",
    rule: "varchar",
    severity: "varchar",
    title_vi: "varchar",
    title_en: "varchar",
    raw_value: "varchar",
    read_value: "varchar",
    message_vi: "varchar",
    message_en: "varchar",
  },
  "marts.restatements": {
    report_id: "varchar",
    previous_report_id: "varchar",
    source_ref: "varchar",
    table_name: "varchar",
    row_key: "varchar",
    column_name: "varchar",
    value_before: "varchar",
    value_after: "varchar",
    change: "varchar",
  },
  "ledger.cells": {
    cell_ref: "varchar",
    report_id: "varchar",
    appendix: "varchar",
    table_number: "integer",
    row_number: "integer",
    column_number: "integer",
    row_span: "integer",
    column_span: "integer",
    source_line: "integer",
    raw_text: "varchar",
    disposition: "varchar",
    field: "varchar",
    reason: "varchar",
  },
  "ledger.repairs": {
    cell_ref: "varchar",
    report_id: "varchar",
    rule: "varchar",
    before: "varchar",
    after: "varchar",
    reason: "varchar",
  },
  "ledger.lineage": {
    report_id: "varchar",
    table_name: "varchar",
    row_key: "varchar",
    column_name: "varchar",
    cell_ref: "varchar",
    role: "varchar",
  },
};

/** A value of a query's answer: dates are `YYYY-MM-DD`, whole numbers are numbers. */
export type Value = string | number | boolean | null | Value[] | { [key: string]: Value };
export type Row = Record<string, Value>;

/** One column of the data dictionary. */
export interface DictionaryColumn {
  name: string;
  description?: string;
  description_vi?: string;
  unit?: string;
  type?: string;
}

/** One table of the data dictionary, from the model's yaml twin. */
export interface DictionaryTable {
  name: string;
  description?: string;
  description_vi?: string;
  grain?: string;
  grain_vi?: string;
  key?: string[];
  columns: DictionaryColumn[];
  /** The bare SELECT that makes the table. */
  sql?: string;
  /** Tables that the SELECT reads. */
  parents?: string[];
}
