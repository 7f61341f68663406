import { afterEach, beforeEach, expect, it } from "vitest";
import { runModels } from "../../pipelines/models/run.ts";
import { loadModels } from "../../pipelines/models/twin.ts";
import { countTables } from "../../pipelines/run/runsTable.ts";
import { loadSources } from "../../pipelines/warehouse/load.ts";
import { openWarehouse, type Warehouse } from "../../pipelines/warehouse/open.ts";
import { readRows } from "../../pipelines/warehouse/query.ts";
import { addCells, emptySource, indicatorRow, taskRow } from "../warehouse/parsed.ts";

/** Invented: a report of a ward, and its indicators issued again with another number ten days later. */
function deliveries() {
  const first = emptySource("a", { appendices: ["tasks", "indicators"] });
  const id = first.source.source_id;
  const [task, revenue, poor] = addCells(first, ["Việc một", "Thu ngân sách", "Hộ nghèo"], "tasks");
  first.tasks.push(
    taskRow(id, task!, {
      deadline_end_date: "2026-04-01",
      deadline_text: "1/4/2026",
      status: "in_progress",
      forecast: "Đang làm",
    }),
  );
  first.indicators.push(
    indicatorRow(id, revenue!, {
      plan_month: 10,
      plan_month_operator: "=",
      estimate_month: 12,
      estimate_month_operator: "=",
      verdict_reported: "exceeded",
    }),
    indicatorRow(id, poor!, {
      row_key: "poor",
      indicator_id: "poor",
      ordinal: "2",
      name: "Hộ nghèo",
      position: 2,
      measure: "stock",
      direction: "lower",
    }),
  );
  first.paragraphs.push({
    source_id: id,
    paragraph_ref: `${id}-p1`,
    paragraph_number: 1,
    source_line: 1,
    page: null,
    raw_text: "PHỤ LỤC",
    field: "appendix_title",
  });
  first.doubts.push({
    source_id: id,
    cell_ref: `${id}-p1`,
    appendix: null,
    rule: "unknown_locality",
    severity: "info",
    subject_key: "report",
    raw_value: null,
    read_value: null,
    arguments: { locality: "phường An Đông", locality_id: "an-dong" },
  });
  first.doubts.push({
    source_id: id,
    cell_ref: task!,
    appendix: "tasks",
    rule: "a_rule_without_words",
    severity: "warning",
    subject_key: "1.1",
    raw_value: "x",
    read_value: null,
    arguments: {},
  });

  const again = emptySource("b", {
    appendices: ["indicators"],
    report_number: "12/BC-UBND",
    issued_date: "2026-04-24",
  });
  const [corrected] = addCells(again, ["Thu ngân sách"], "indicators");
  again.indicators.push(
    indicatorRow(again.source.source_id, corrected!, {
      plan_month: 10,
      plan_month_operator: "=",
      estimate_month: 9,
      estimate_month_operator: "=",
      verdict_reported: "exceeded",
    }),
  );
  return [
    { parsed: again, receipt: { received_at: "2026-04-25T02:00:00Z", received_order: 2 } },
    { parsed: first, receipt: { received_at: "2026-04-15T02:00:00Z", received_order: 1 } },
  ];
}

let warehouse: Warehouse;
beforeEach(async () => {
  warehouse = await openWarehouse(":memory:");
});
afterEach(() => warehouse.close());
const rows = async (sql: string) => (await readRows(warehouse.connection, sql)).rows;

it("a report issued again supersedes what it holds, keeps the rest, and names what changed", async () => {
  await loadSources(warehouse.connection, deliveries());
  await runModels(warehouse.connection);
  expect(await rows("select report_id, appendices from marts.reports order by report_id")).toEqual([
    { report_id: "an-dong-2026-04-10", appendices: ["indicators", "tasks"] },
    { report_id: "an-dong-2026-04-12", appendices: ["indicators"] },
  ]);
  expect(await rows("select report_id, row_key, estimate_month from marts.indicators")).toEqual([
    { report_id: "an-dong-2026-04-12", row_key: "revenue", estimate_month: 9 },
  ]);
  expect(await rows("select report_id, is_overdue, overdue_days from marts.tasks")).toEqual([
    { report_id: "an-dong-2026-04-10", is_overdue: true, overdue_days: 13 },
  ]);
  expect(await rows("select count(*) as n from staging.indicators")).toEqual([{ n: 3 }]);
  expect(
    await rows(
      "select row_key, column_name, value_before, value_after, change from marts.restatements where column_name in ('estimate_month', 'name')",
    ),
  ).toEqual([
    { row_key: "poor", column_name: "name", value_before: "Hộ nghèo", value_after: null, change: "removed" },
    { row_key: "revenue", column_name: "estimate_month", value_before: "12.0", value_after: "9.0", change: "restated" },
  ]);
});

it("findings lead to a cell, carry both languages, and a doubt without words still says what it doubts", async () => {
  await loadSources(warehouse.connection, deliveries());
  const report = await runModels(warehouse.connection);
  const found = await rows(
    "select rule, severity, source_ref, message_vi, message_en from marts.findings where rule in ('unknown_locality', 'a_rule_without_words', 'verdict_against_figures', 'task_overdue') order by rule",
  );
  expect(found.map((finding) => [finding.rule, finding.severity, finding.source_ref])).toEqual([
    ["a_rule_without_words", "warning", "aaaaaaaaaaaa-t1-r1-c1"],
    ["task_overdue", "warning", "aaaaaaaaaaaa-t1-r1-c1"],
    ["unknown_locality", "info", "aaaaaaaaaaaa-t1-r1-c1"],
    ["verdict_against_figures", "error", "bbbbbbbbbbbb-t1-r1-c1"],
  ]);
  expect(found[0]!.message_en).toBe("The cell says “x” and was read as “–”; please check (rule a_rule_without_words).");
  expect(found[3]!.message_vi).toContain(
    "báo cáo đánh giá “vượt”, nhưng so với kế hoạch tháng (10) ước thực hiện 9 là “không đạt”",
  );
  expect(report.findings.error).toBeGreaterThan(0);
});

it("the same files in another order, models run twice, give the same tables", async () => {
  const snapshot = async () => {
    const tables = loadModels().models.filter((model) => ["marts", "ledger", "staging"].includes(model.schema));
    const hashes: Record<string, unknown> = {};
    for (const { name } of tables)
      hashes[name] = await rows(
        `select md5(string_agg(to_json(t)::varchar, '' order by to_json(t)::varchar)) as hash from ${name} as t`,
      );
    return hashes;
  };
  await loadSources(warehouse.connection, deliveries());
  await runModels(warehouse.connection);
  const first = await snapshot();
  await runModels(warehouse.connection);
  expect(await snapshot()).toEqual(first);
  await warehouse.close();
  warehouse = await openWarehouse(":memory:");
  for (const delivery of deliveries().reverse()) await loadSources(warehouse.connection, [delivery]);
  await runModels(warehouse.connection);
  expect(await snapshot()).toEqual(first);
});

it("an empty warehouse has every table, without a row", async () => {
  const report = await runModels(warehouse.connection);
  expect(report.findings).toEqual({ error: 0, warning: 0, info: 0 });
  const counts = Object.entries(await countTables(warehouse.connection));
  expect(counts.filter(([name, count]) => count > 0 && report.models.some((model) => model.name === name))).toEqual([]);
});

/** The promised tables and columns; others are welcome. */
const promised: Record<string, string> = {
  "marts.reports":
    "report_id locality_id locality report_number issued_date period source_name source_sha256 ingested_at source_ref",
  "marts.tasks":
    "report_id source_ref unit_ordinal unit ordinal ordinal_text task deliverable authority result forecast recommendation deadline_text deadline_start_date deadline_end_date is_recurring coordinating_units status is_overdue progress_done progress_total cited_documents",
  "marts.disbursement_gaps":
    "report_id source_ref group_code is_group_inferred level project_ordinal component name location total_investment_vnd planned_vnd planned_until_date actual_pct actual_vnd actual_denominator actual_basis gap_vnd physical_progress_pct expected_completion_month",
  "marts.indicators":
    "report_id source_ref indicator_id ordinal ordinal_text name unit measure direction cadence estimate_prior_year plan_year plan_year_operator plan_month estimate_month estimate_to_date verdict_reported narrative agencies",
  "marts.indicator_variance":
    "report_id source_ref indicator_id scope scenario_id target target_basis actual variance variance_pct attainment_pct verdict_computed verdict_reported is_verdict_confirmed",
  "marts.scenario_paths":
    "report_id source_ref scenario_id indicator_id month target_month target_to_date basis actual_month actual_to_date required_monthly_run_rate projected_year_end projection_method",
  "marts.findings":
    "finding_id report_id appendix source_line source_ref rule severity raw_value read_value message_vi message_en",
  "marts.restatements":
    "report_id source_ref previous_report_id table_name row_key column_name value_before value_after change",
  "ledger.cells":
    "cell_ref report_id appendix table_number row_number column_number source_line raw_text disposition field",
  "ledger.repairs": "cell_ref rule before after reason",
};

it.each(Object.entries(promised))("%s has the promised columns", (name, columns) => {
  const model = loadModels().models.find((one) => one.name === name);
  const names = model?.columns.map((column) => column.name) ?? [];
  expect(columns.split(" ").filter((column) => !names.includes(column))).toEqual([]);
});
