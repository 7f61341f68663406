import type { Row } from "../../src/site-tables.ts";
import { addAnswered } from "./invented-findings.ts";
import { addIndicators, addProjects } from "./invented-rows.ts";
import { hostile, type Month } from "./invented-types.ts";

/** All that a run exports of one month. */
export function addMonth(tables: Record<string, Row[]>, month: Month): void {
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
