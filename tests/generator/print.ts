/** From truth to paper: titles, tables with the office's columns and wordings, page breaks. */
import type { AppendixKind } from "../../pipelines/values.ts";
import { type Month, printedDate, quarterOf, roman } from "./dates.ts";
import type { Habits } from "./habits.ts";
import { headerText } from "./headers.ts";
import { indicatorBody } from "./print-indicators.ts";
import { projectBody } from "./print-projects.ts";
import type { PrintedBlock, PrintedCell, PrintedReport, PrintedTable } from "./printed.ts";
import type { ReportTruth, TaskTruth } from "./truth.ts";

const titles: Record<AppendixKind, string> = {
  tasks: "NHIỆM VỤ TRỌNG TÂM CỦA CÁC PHÒNG, ĐƠN VỊ TRONG QUÝ {quarter} NĂM {year}",
  projects: "DỰ KIẾN TIẾN ĐỘ THỰC HIỆN MỘT SỐ DỰ ÁN TRỌNG ĐIỂM NĂM {year}",
  indicators: "KỊCH BẢN THỰC HIỆN CÁC CHỈ TIÊU KINH TẾ - XÃ HỘI CHỦ YẾU NĂM {year}",
};

export function printReport(truth: ReportTruth, at: Month, habits: Habits): PrintedReport {
  const blocks: PrintedBlock[] = [];
  for (const [index, appendix] of (["tasks", "projects", "indicators"] as const).entries()) {
    if (!habits.appendices.includes(appendix)) continue;
    const cited = `Báo cáo số ${truth.report_number} ngày ${printedDate(truth.issued_date, habits.dateStyle)}`;
    blocks.push(
      { kind: "paragraph", style: "title", text: `PHỤ LỤC ${index + 1}` },
      {
        kind: "paragraph",
        style: "title",
        text: titles[appendix].replace("{quarter}", roman(quarterOf(at.month))).replace("{year}", String(at.year)),
      },
      { kind: "paragraph", style: "normal", text: `(Ban hành kèm theo ${cited} của UBND ${truth.locality})` },
    );
    if (appendix === "projects" && habits.moneyUnitPlace === "line") {
      blocks.push({ kind: "paragraph", style: "normal", text: `Đơn vị tính: ${habits.moneyUnit}` });
    }
    const fields = habits.columns[appendix];
    const header = headerRows(appendix, fields, at, habits);
    const body = { tasks: taskBody, projects: projectBody, indicators: indicatorBody }[appendix](truth, fields, habits);
    blocks.push(...paginate(appendix, header, body, habits.pageRows));
  }
  return { blocks };
}

function taskBody(truth: ReportTruth, fields: string[], habits: Habits): PrintedCell[][] {
  const rows: PrintedCell[][] = [];
  let unit: string | null = null;
  for (const task of truth.tasks) {
    if (task.unit !== unit) {
      unit = task.unit;
      rows.push(
        fields.map((field) => ({
          field,
          text: field === "ordinal" ? (task.unit_ordinal as string) : field === "task" ? (unit as string) : "",
        })),
      );
    }
    rows.push(fields.map((field) => ({ field, rowKey: task.row_key, text: taskText(task, field, habits) })));
  }
  return rows;
}

function taskText(task: TaskTruth, field: string, _habits: Habits): string {
  if (field === "ordinal") return task.ordinal_text ?? "";
  if (field === "deadline") return task.deadline_text ?? "";
  if (field === "coordinating_units") return task.coordinating_units.join("; ");
  return (task[field as keyof TaskTruth] as string | null) ?? "";
}

/** Which columns share a heading in a two-row header. */
const captions: Record<AppendixKind, Record<string, string>> = {
  tasks: {},
  projects: { planned: "disbursement", actual: "disbursement" },
  indicators: Object.fromEntries(
    ["plan_year", "plan_month", "plan_to_date", "estimate_month", "estimate_to_date", "verdict"].map((f) => [
      f,
      "scenario",
    ]),
  ),
};

function headerRows(appendix: AppendixKind, fields: string[], at: Month, habits: Habits): PrintedCell[][] {
  const text = (field: string) => headerText(appendix, field, at, habits) + unitIn(appendix, field, habits);
  const caption = captions[appendix];
  if (habits.headerRows === 1 || !fields.some((field) => caption[field])) {
    return [fields.map((field) => ({ field, text: text(field) }))];
  }
  const top = fields.map((field, index): PrintedCell => {
    const shared = caption[field];
    if (!shared) return { field, text: text(field) };
    const isFirst = caption[fields[index - 1] ?? ""] !== shared;
    return isFirst ? { text: headerText(appendix, shared, at, habits) } : { text: "", merge: "left" };
  });
  const bottom = fields.map(
    (field): PrintedCell => (caption[field] ? { field, text: text(field) } : { text: "", merge: "up" }),
  );
  return [top, bottom];
}

/** The unit in the heading of a money column, where the office puts it there. */
function unitIn(appendix: AppendixKind, field: string, habits: Habits): string {
  if (appendix !== "projects" || habits.moneyUnitPlace !== "heading") return "";
  const isMoney = ["total_investment", "year_plan", "planned"].includes(field);
  if (!isMoney && !(field === "actual" && habits.actual === "money")) return "";
  const short = { đồng: "đồng", "triệu đồng": "Trđ", "tỷ đồng": "tỷ đ" }[habits.moneyUnit];
  return ` (${habits.isUnitShort ? short : habits.moneyUnit})`;
}

/** Cuts the body into pages, each under the header again. A merged cell is opened again on each page, blank. */
function paginate(
  appendix: AppendixKind,
  header: PrintedCell[][],
  body: PrintedCell[][],
  pageRows: number | null,
): PrintedTable[] {
  const size = pageRows ?? Math.max(1, body.length);
  const tables: PrintedTable[] = [];
  for (let start = 0; start < body.length; start += size) {
    const rows = body.slice(start, start + size).map((row) => row.map((cell) => ({ ...cell })));
    for (const cell of rows[0] ?? []) if (cell.merge === "up") delete cell.merge;
    tables.push({
      kind: "table",
      appendix,
      headerRows: header.length,
      rows: [...header.map((row) => row.map((cell) => ({ ...cell }))), ...rows],
      continues: start > 0,
    });
  }
  return tables;
}
