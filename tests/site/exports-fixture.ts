import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { loadModels } from "../../pipelines/models/twin.ts";
import { type Row, siteTables } from "../../src/site-tables.ts";
import { addRollup } from "./wards-fixture.ts";

/**
 * Exports as a run writes them, of invented wards: two months of "phường Mẫu Đơn", one of "xã Thử Nghiệm", with texts that try to be
 * HTML and script. Every name and figure is made up.
 */
export async function writeExportsFixture(folder: string, options: { isEmpty?: boolean } = {}): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const tables = options.isEmpty ? {} : inventedTables();
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  for (const [table, columns] of Object.entries(siteTables)) {
    const schema = Object.entries(columns).map(([name, type]) => `"${name}" ${type}`);
    await connection.run(`create table rows (${schema.join(", ")})`);
    const rows = tables[table] ?? [];
    if (rows.length > 0) {
      const json = join(folder, "rows.json");
      writeFileSync(json, JSON.stringify(rows));
      const types = Object.entries(columns).map(([name, type]) => `"${name}": '${type}'`);
      await connection.run(`insert into rows select * from read_json('${json}', columns = {${types.join(", ")}})`);
      rmSync(json);
    }
    const stem = table.startsWith("marts.") ? table.slice("marts.".length) : table;
    await connection.run(`copy rows to '${join(folder, `${stem}.parquet`)}' (format parquet)`);
    await connection.run("drop table rows");
  }
  connection.closeSync();
  instance.closeSync();
  const dictionary = options.isEmpty
    ? []
    : [
        {
          name: "marts.tasks",
          description: "Tasks of each office",
          description_vi: "Nhiệm vụ của từng đơn vị",
          grain: "a task",
          grain_vi: "một nhiệm vụ",
          key: ["report_id", "row_key"],
          columns: [{ name: "task", description: "The task", description_vi: "Nhiệm vụ" }],
          sql: "select * from staging.tasks where 1 < 2",
          parents: ["staging.tasks"],
        },
        ...twinsOf("indicators", "indicator_variance", "disbursement_gaps", "run_rates"),
        {
          name: "staging.indicators",
          description: "Indicators as reported",
          description_vi: "Chỉ tiêu như báo cáo",
          columns: [{ name: "plan_year", description: "Plan of the year", description_vi: "Kế hoạch năm" }],
        },
      ];
  writeFileSync(join(folder, "dictionary.json"), JSON.stringify(dictionary));
}

/** The real twins of some marts: their formulas and sums are what pages write out. */
function twinsOf(...names: string[]) {
  return loadModels()
    .models.filter((model) => names.some((name) => model.name === `marts.${name}`))
    .map((model) => ({
      name: model.name,
      columns: model.columns.map((column) => ({
        name: column.name,
        description: column.text.en,
        description_vi: column.text.vi,
        ...(column.unit ? { unit: column.unit } : {}),
        ...(column.formula ? { formula: column.formula } : {}),
      })),
      sums: model.sums,
    }));
}

export const hostile = '<img src=x onerror="alert(1)"> ${alert(2)} </script><script>alert(3)</script> & "quoted"';

function inventedTables(): Record<string, Row[]> {
  const tables: Record<string, Row[]> = Object.fromEntries(Object.keys(siteTables).map((name) => [name, []]));
  const months = [
    {
      source: "aaaaaaaaaaaa",
      report: "mau-don-2026-02-7",
      locality: "mau-don",
      name: "phường Mẫu Đơn",
      period: "2026-02-01",
      issued: "2026-02-12",
      factor: 1,
    },
    {
      source: "bbbbbbbbbbbb",
      report: "mau-don-2026-03-9",
      locality: "mau-don",
      name: "phường Mẫu Đơn",
      period: "2026-03-01",
      issued: "2026-03-12",
      factor: 1.5,
    },
    {
      source: "cccccccccccc",
      report: "thu-nghiem-2026-02-3",
      locality: "thu-nghiem",
      name: "xã Thử Nghiệm",
      period: "2026-02-01",
      issued: "2026-02-14",
      factor: 0.8,
    },
  ];
  for (const month of months) addMonth(tables, month);
  addRollup(tables);
  return tables;
}

interface Month {
  source: string;
  report: string;
  locality: string;
  name: string;
  period: string;
  issued: string;
  factor: number;
}

function addMonth(tables: Record<string, Row[]>, month: Month): void {
  const add = (table: string, row: Row) => tables[table]?.push({ report_id: month.report, ...row });
  add("marts.reports", {
    locality_id: month.locality,
    locality: month.name,
    report_number: `${month.report.split("-").at(-1)}/BC-UBND`,
    issued_date: month.issued,
    period: month.period,
    source_name: "bịa <b>đặt</b>.txt",
    source_sha256: month.source.repeat(6).slice(0, 64),
  });
  const cell = (
    table: number,
    row: number,
    column: number,
    text: string,
    appendix: string,
    field: string,
    isHeader = false,
  ) => {
    const ref = `${month.source}-t${table}-r${row}-c${column}`;
    add("ledger.cells", {
      cell_ref: ref,
      appendix,
      table_number: table,
      row_number: row,
      column_number: column,
      row_span: 1,
      column_span: 1,
      source_line: table * 100 + row,
      raw_text: text,
      disposition: isHeader ? "header" : text ? "loaded" : "blank",
      field,
    });
    return ref;
  };
  const line = (
    table: number,
    row: number,
    appendix: string,
    name: string,
    key: string,
    texts: Record<string, string>,
  ) => {
    let ref = "";
    Object.entries(texts).forEach(([field, text], index) => {
      const at = cell(table, row, index + 1, text, appendix, field);
      if (field === name) ref = at;
      const table_name = appendix === "projects" ? "project_lines" : appendix;
      add("ledger.lineage", { table_name, row_key: key, column_name: field, cell_ref: at, role: "value" });
    });
    return ref;
  };
  ["STT", "Nhiệm vụ", "Thời hạn", "Kết quả"].forEach((text, index) => {
    cell(1, 1, index + 1, text, "tasks", "", true);
  });
  const statuses = ["completed", "in_progress", "expected_on_time", "not_started", "exceeded", "operating"];
  for (let index = 1; index <= 14; index++) {
    const texts = {
      ordinal: `1.${index}`,
      task: index === 1 ? `Trạm khí tượng Phù Liễn ${hostile}` : `Việc bịa số ${index}`,
      deadline_text: `Ngày ${index}/3/2026`,
      result: "Kết quả bịa. ".repeat(index),
    };
    const ref = line(1, index + 1, "tasks", "task", texts.ordinal, texts);
    add("marts.tasks", {
      source_ref: ref,
      position: index,
      unit_ordinal: "1",
      unit: index % 3 === 0 ? "Phòng Đo lường" : "Phòng Thử nghiệm",
      ordinal: texts.ordinal,
      ordinal_text: texts.ordinal,
      task: texts.task,
      deliverable: "Văn bản",
      result: texts.result,
      deadline_text: texts.deadline_text,
      deadline_end_date: `2026-03-${String(index * 2).padStart(2, "0")}`,
      is_recurring: false,
      coordinating_units: [],
      status: statuses[index % statuses.length] as string,
      is_overdue: index === 3,
      progress_done: index === 2 ? 10 : null,
      progress_total: index === 2 ? 14 : null,
    });
  }
  addProjects(add, line);
  addIndicators(add, line, month);
  ["error", "warning", "info"].forEach((severity, index) => {
    add("marts.findings", {
      finding_id: `${month.locality}${month.period.slice(5, 7)}${severity}`,
      appendix: "projects",
      source_line: 203,
      source_ref: `${month.source}-t2-r${index + 2}-c3`,
      rule: `invented_rule_${index}`,
      family: "reading",
      severity,
      title_vi: "Quy tắc bịa",
      title_en: "Invented rule",
      raw_value: `<i>${index}</i>`,
      read_value: "5",
      message_vi: `Tổng 1 + ${index} không bằng 5 ${index === 0 ? hostile : ""}`,
      message_en: `The sum 1 + ${index} isn't 5`,
    });
  });
  add("ledger.repairs", {
    cell_ref: `${month.source}-t2-r2-c3`,
    rule: "invented_mend",
    before: "<b>9,000</b>",
    after: "9000",
    reason: "dấu phẩy ngăn nghìn",
  });
  add("ledger.repairs", {
    cell_ref: `${month.source}-t2-r3-c9`,
    rule: "invented_far_mend",
    before: "<b>9,000</b>",
    after: "9000",
    reason: "dấu phẩy ngăn nghìn",
  });
  if (month.report === "mau-don-2026-03-9") {
    addAnswered(add, month);
    add("marts.restatements", {
      source_ref: `${month.source}-t3-r2-c2`,
      previous_report_id: "mau-don-2026-02-7",
      table_name: "indicators",
      row_key: "chi-tieu-1",
      column_name: "plan_year",
      value_before: "1000",
      value_after: "1100",
      change: "plan_changed",
    });
  }
}

/** What a person has explained, what only the latest file has, and what that file put right. */
function addAnswered(add: (table: string, row: Row) => void, month: Month): void {
  const finding = {
    locality_id: month.locality,
    period: month.period,
    appendix: "projects",
    source_line: 204,
    source_ref: `${month.source}-t2-r3-c3`,
    severity: "warning",
    title_vi: "Quy tắc bịa",
    title_en: "Invented rule",
    is_new: false,
  };
  add("marts.findings", {
    ...finding,
    finding_id: "mau-don03answered",
    rule: "invented_rule_8",
    message_vi: "Câu hỏi đã có lời đáp",
    message_en: "A question that was answered",
    status: "explained",
    explained_by: "Người Bịa",
    explained_date: "2026-03-19",
    explanation: `Dự án đổi tên ${hostile}`,
  });
  add("marts.findings", {
    ...finding,
    finding_id: "mau-don03fresh",
    rule: "invented_rule_9",
    message_vi: "Chỗ mới sai trong tệp sau",
    message_en: "Wrong in the later file only",
    status: "open",
    is_new: true,
  });
  const { source_line: _line, is_new: _new, appendix: _appendix, source_ref: _ref, ...resolved } = finding;
  add("marts.findings_resolved", {
    ...resolved,
    finding_id: "mau-don03resolved",
    rule: "invented_rule_7",
    message_vi: `Chỗ sai đã sửa ${hostile}`,
    message_en: "Was wrong, is put right",
    resolved_by_report_id: month.report,
    resolved_by_source_name: "bịa-lần-2.txt",
    resolved_by_issued_date: "2026-03-20",
    resolved_by: "later_file",
  });
  add("marts.findings_resolved", {
    ...resolved,
    finding_id: "mau-don03corrected",
    rule: "invented_rule_7",
    message_vi: "Chỗ sai do đọc nhầm",
    message_en: "Was misread",
    resolved_by: "correction",
    corrected_by: "Người Bịa",
    corrected_date: "2026-03-21",
    correction_reason: `Bản giấy ghi khác ${hostile}`,
  });
}

type Add = (table: string, row: Row) => void;
type Line = (
  table: number,
  row: number,
  appendix: string,
  name: string,
  key: string,
  texts: Record<string, string>,
) => string;

function addProjects(add: Add, line: Line): void {
  const row = (
    index: number,
    level: string,
    group: string,
    name: string,
    total: number,
    planned: number | null,
    actual: number | null,
  ) => {
    const ref = line(2, index + 1, "projects", "name", `${group}/${index}`, {
      project_ordinal: String(index),
      name,
      total_investment_vnd: String(total),
      planned_vnd: planned === null ? "" : String(planned),
      actual_pct: actual === null ? "" : "0%",
      // Wide as printed appendices are, with a mark and a mend at the far end: the page must not grow with it.
      result: "Kết quả bịa đặt. ".repeat(12),
      forecast: "Dự báo bịa đặt. ".repeat(12),
      recommendation: "Kiến nghị bịa đặt. ".repeat(12),
      note: "Ghi chú bịa đặt. ".repeat(12),
    });
    add("marts.disbursement_gaps", {
      source_ref: ref,
      position: index,
      group_code: group,
      is_group_inferred: group === "B",
      level,
      project_ordinal: level === "group" ? null : String(level === "component" ? index - 1 : index),
      component: level === "component" ? "consulting" : null,
      name,
      total_investment_vnd: total,
      planned_vnd: planned,
      planned_until_date: "2026-03-31",
      actual_pct: actual === null ? null : actual === 0 ? 0 : 12.5,
      actual_vnd: actual,
      actual_denominator: "total_investment",
      actual_basis: "reported",
      gap_vnd: planned === null || actual === null ? null : planned - actual,
      physical_progress_pct: level === "project" ? 40 : null,
      expected_completion_month: level === "project" ? "2026-04" : null,
    });
  };
  row(1, "group", "A", "NHÓM DỰ ÁN BỊA", 99_000_000_000, 9_000_000_000, 0);
  row(
    2,
    "project",
    "A",
    "Xây cầu tưởng tượng dài và có tên rất dài để thử xuống dòng trên điện thoại",
    60_000_000_000,
    6_000_000_000,
    0,
  );
  row(3, "component", "A", "Tư vấn", 4_000_000_000, 400_000_000, 0);
  row(4, "project", "A", "Xây nhà tưởng tượng", 39_000_000_000, 3_000_000_000, 1_000_000_000);
  row(5, "project", "B", `Dự án không nhóm ${hostile}`, 500_000_000, null, null);
}

function addIndicators(add: Add, line: Line, month: Month): void {
  const make = (
    index: number,
    name: string,
    unit: string,
    measure: string,
    plan: number | null,
    estimate: number | null,
    verdict: string | null,
  ) => {
    const texts = {
      ordinal: String(index),
      name,
      plan_month: String(plan ?? "-"),
      estimate_month: String(estimate ?? "-"),
      plan_year: String((plan ?? 0) * 12),
      estimate_to_date: String(estimate ?? "-"),
      narrative: "Câu thuyết minh bịa",
    };
    const ref = line(3, index + 1, "indicators", "name", `chi-tieu-${index}`, texts);
    const row: Row = {
      source_ref: ref,
      position: index,
      indicator_id: `chi-tieu-${index}`,
      name,
      unit,
      measure,
      direction: "higher",
    };
    add("marts.indicators", {
      ...row,
      ordinal: String(index),
      plan_month: plan,
      estimate_month: estimate,
      plan_year: (plan ?? 0) * 12,
      estimate_to_date: estimate,
      verdict_reported: verdict,
    });
    for (const scope of ["month", "to_date", "year"]) {
      const target = plan === null ? null : scope === "year" ? plan * 12 : plan;
      const variance = target === null || estimate === null ? null : estimate - target;
      add("marts.indicator_variance", {
        ...row,
        scope,
        scenario_id: "reported",
        target,
        target_basis: scope === "to_date" ? "implied" : "reported",
        target_operator: index === 3 ? ">" : "=",
        target_ref: null,
        actual: estimate,
        variance,
        variance_pct: variance === null || measure === "rate" ? null : (100 * variance) / (target as number),
        attainment_pct: target === null || estimate === null ? null : (100 * estimate) / target,
        verdict_computed:
          variance === null || scope === "year" ? null : variance > 0 ? "exceeded" : variance < 0 ? "missed" : "met",
        verdict_reported: verdict,
        is_verdict_confirmed: scope === "to_date" ? verdict === "exceeded" : null,
        is_verdict_scope: scope === "to_date",
      });
    }
  };
  make(1, "Thu ngân sách tưởng tượng", "million_vnd", "flow", 1000, 1200 * month.factor, "exceeded");
  make(2, "Giá trị sản phẩm bịa đặt", "million_vnd", "flow", 12_345.5, 11_000, "exceeded");
  make(3, "Tỷ lệ không có thật", "percent", "rate", 95, 97.68, "met");
  make(4, `Chỉ tiêu ${hostile}`, "household", "stock", 10, 10, "met");
  make(5, "Chỉ tiêu chưa có số", "percent", "rate", null, null, null);
}
