import type { IndicatorRow, ParsedSource, ProjectLineRow, TaskRow } from "../../pipelines/rows.ts";

/** An invented file with nothing in it, or what `overrides` say. `letter` is a hexadecimal digit that tells files apart. */
export function emptySource(letter: string, overrides: Partial<ParsedSource["source"]> = {}): ParsedSource {
  return {
    source: {
      source_id: letter.repeat(12),
      source_sha256: letter.repeat(64),
      source_name: `${letter}.txt`,
      format: "text",
      encoding: "utf-8",
      locality_id: "an-dong",
      locality: "phường An Đông",
      report_number: "10/BC-UBND",
      issued_date: "2026-04-14",
      period: "2026-04-01",
      quarter: null,
      appendices: [],
      ...overrides,
    },
    tables: [],
    cells: [],
    paragraphs: [],
    tasks: [],
    project_lines: [],
    indicators: [],
    facts: [],
    repairs: [],
    lineage: [],
    doubts: [],
    uncorrected: [],
  };
}

/** Adds a table of one column whose cells are the names of rows, and gives their cell refs. */
export function addCells(
  parsed: ParsedSource,
  texts: string[],
  appendix: ParsedSource["cells"][0]["appendix"],
): string[] {
  const tableNumber = parsed.tables.length + 1;
  const { source_id } = parsed.source;
  parsed.tables.push({
    source_id,
    table_number: tableNumber,
    appendix,
    logical_table_number: tableNumber,
    row_count: texts.length,
    column_count: 1,
    source_line: tableNumber * 100,
    page: null,
    sheet: null,
    columns_json: "[]",
  });
  return texts.map((raw_text, index) => {
    const cell_ref = `${source_id}-t${tableNumber}-r${index + 1}-c1`;
    parsed.cells.push({
      source_id,
      cell_ref,
      appendix,
      table_number: tableNumber,
      row_number: index + 1,
      column_number: 1,
      row_span: 1,
      column_span: 1,
      source_line: tableNumber * 100 + index,
      page: null,
      sheet: null,
      raw_text,
      disposition: raw_text === "" ? "blank" : "loaded",
      field: raw_text === "" ? null : "name",
      reason: null,
    });
    return cell_ref;
  });
}

export function taskRow(sourceId: string, sourceRef: string, row: Partial<TaskRow>): TaskRow {
  return {
    source_id: sourceId,
    row_key: "1.1",
    source_ref: sourceRef,
    position: 1,
    unit_ordinal: "1",
    unit: "Văn phòng",
    ordinal: "1.1",
    ordinal_text: "1.1",
    task: "Nhiệm vụ",
    deliverable: null,
    authority: null,
    result: null,
    forecast: null,
    recommendation: null,
    deadline_text: null,
    deadline_start_date: null,
    deadline_end_date: null,
    is_recurring: false,
    coordinating_units: [],
    status: "unknown",
    progress_done: null,
    progress_total: null,
    cited_documents: [],
    ...row,
  };
}

export function projectLine(sourceId: string, sourceRef: string, row: Partial<ProjectLineRow>): ProjectLineRow {
  return {
    source_id: sourceId,
    row_key: "A/1",
    source_ref: sourceRef,
    position: 1,
    group_code: "A",
    is_group_inferred: false,
    level: "project",
    ordinal_text: null,
    project_ordinal: null,
    project_id: null,
    component: null,
    name: null,
    location: null,
    area_text: null,
    announced_project_count: null,
    total_investment_vnd: null,
    year_plan_vnd: null,
    planned_vnd: null,
    planned_until_date: null,
    actual_pct: null,
    actual_vnd: null,
    actual_until_date: null,
    actual_denominator: null,
    actual_basis: null,
    physical_progress_pct: null,
    expected_completion_month: null,
    result: null,
    forecast: null,
    recommendation: null,
    note: null,
    ...row,
  };
}

export function indicatorRow(sourceId: string, sourceRef: string, row: Partial<IndicatorRow>): IndicatorRow {
  return {
    source_id: sourceId,
    row_key: "revenue",
    source_ref: sourceRef,
    position: 1,
    indicator_id: "revenue",
    is_in_catalogue: true,
    ordinal: "1",
    ordinal_text: "1",
    name: "Thu ngân sách",
    unit: "million_vnd",
    unit_text: "triệu đồng",
    measure: "flow",
    direction: "higher",
    cadence: null,
    estimate_prior_year: null,
    estimate_prior_year_half_step: null,
    plan_year: null,
    plan_year_operator: null,
    plan_year_half_step: null,
    plan_month: null,
    plan_month_operator: null,
    plan_month_half_step: null,
    plan_to_date: null,
    plan_to_date_operator: null,
    plan_to_date_half_step: null,
    estimate_month: null,
    estimate_month_operator: null,
    estimate_month_half_step: null,
    estimate_to_date: null,
    estimate_to_date_operator: null,
    estimate_to_date_half_step: null,
    to_date_until: null,
    verdict_reported: null,
    verdict_text: null,
    narrative: null,
    agencies: [],
    ...row,
  };
}

export const receipt = { received_at: "2026-04-15T02:00:00Z", received_order: 1 };
