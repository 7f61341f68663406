/** Header wordings by field; the first of each is the sample's. `{month}`, `{year}` … are filled in. */
import type { Month } from "./dates.ts";
import { quarterOf, roman } from "./dates.ts";
import type { Habits } from "./habits.ts";

export const wordings: Record<"tasks" | "projects" | "indicators", Record<string, string[]>> = {
  tasks: {
    ordinal: ["STT", "TT", "Số TT", "STT"],
    task: ["Nhiệm vụ trọng tâm", "Nội dung nhiệm vụ", "Nhiệm vụ", "Tên nhiệm vụ"],
    deliverable: ["Kết quả/ Sản phẩm", "Sản phẩm", "Sản phẩm đầu ra", "Kết quả, sản phẩm"],
    deadline: ["Thời hạn", "Thời hạn hoàn thành", "Thời gian hoàn thành", "Thời gian thực hiện"],
    coordinating_units: ["Đơn vị phối hợp", "Cơ quan phối hợp", "Cơ quan, đơn vị phối hợp", "Đơn vị phối hợp"],
    authority: ["Thẩm quyền", "Cấp thẩm quyền", "Cấp trình", "Thẩm quyền ban hành"],
    result: [
      "Kết quả thực hiện đến kỳ báo cáo (tháng {month})",
      "Kết quả thực hiện tháng {month}",
      "Tình hình thực hiện",
      "Kết quả thực hiện",
    ],
    forecast: [
      "Dự báo khả năng hoàn thành mục tiêu quý đã đề ra (tháng {month})",
      "Dự báo khả năng hoàn thành",
      "Đánh giá tiến độ",
      "Dự kiến khả năng hoàn thành",
    ],
    recommendation: ["Kiến nghị, đề xuất (tháng {month})", "Kiến nghị, đề xuất", "Đề xuất, kiến nghị", "Kiến nghị"],
  },
  projects: {
    ordinal: ["STT", "TT", "Số TT", "STT"],
    name: ["Tên dự án", "Danh mục dự án", "Tên công trình, dự án", "Dự án"],
    total_investment: ["Tổng vốn đầu tư", "Tổng mức đầu tư", "TMĐT", "Tổng mức đầu tư được duyệt"],
    year_plan: ["Kế hoạch vốn năm {year}", "KH vốn năm {year}", "Vốn bố trí năm {year}", "Kế hoạch vốn năm {year}"],
    location: ["Địa điểm", "Địa điểm xây dựng", "Địa điểm thực hiện", "Địa điểm"],
    area: ["Diện tích quy hoạch/ thu hồi/ thực hiện", "Diện tích", "Diện tích (ha)", "Quy mô diện tích"],
    planned: [
      "Dự kiến hết quý {quarter}",
      "Kế hoạch giải ngân hết quý {quarter}",
      "Kế hoạch giải ngân đến hết quý {quarter}",
      "Dự kiến giải ngân hết quý {quarter}",
    ],
    actual: [
      "Hết tháng {month}",
      "Lũy kế giải ngân đến hết tháng {month}",
      "Đã giải ngân đến hết tháng {month}",
      "Giải ngân đến hết tháng {month}",
    ],
    disbursement: ["Tiến độ thực hiện giải ngân", "Tiến độ giải ngân", "Giải ngân", "Tình hình giải ngân"],
    result: [
      "Kết quả thực hiện, Khó khăn, vướng mắc (nếu có)",
      "Kết quả thực hiện, khó khăn vướng mắc",
      "Tình hình thực hiện",
      "Khó khăn, vướng mắc",
    ],
    forecast: [
      "Dự báo khả năng hoàn thành mục tiêu quý",
      "Dự báo khả năng hoàn thành",
      "Dự kiến hoàn thành",
      "Dự báo hoàn thành",
    ],
    recommendation: ["Kiến nghị, đề xuất", "Đề xuất, kiến nghị", "Kiến nghị", "Đề xuất"],
    note: ["Ghi chú", "Ghi chú", "Ghi chú", "Ghi chú"],
  },
  indicators: {
    ordinal: ["STT", "TT", "Số TT", "STT"],
    name: ["Chỉ tiêu", "Tên chỉ tiêu", "Chỉ tiêu chủ yếu", "Nội dung chỉ tiêu"],
    unit: ["Đơn vị tính", "ĐVT", "Đơn vị", "ĐVT"],
    cadence: ["Kỳ báo cáo", "Kỳ báo cáo", "Kỳ đánh giá", "Định kỳ báo cáo"],
    estimate_prior_year: [
      "Ước thực hiện năm {prior}",
      "Thực hiện năm {prior}",
      "ƯTH năm {prior}",
      "Kết quả năm {prior}",
    ],
    scenario: [
      "Kết quả thực hiện Kịch bản tăng trưởng năm {year}",
      "Kịch bản tăng trưởng năm {year}",
      "Năm {year}",
      "Kết quả thực hiện năm {year}",
    ],
    plan_year: ["Kế hoạch năm {year}", "KH năm {year}", "KH năm", "Kế hoạch cả năm {year}"],
    plan_month: ["Kế hoạch tháng {month}", "KH tháng {month}", "Kịch bản tháng {month}", "Kế hoạch tháng {month}"],
    plan_to_date: ["Kế hoạch {todate}", "Kịch bản {todate}", "KH {todate}", "Kế hoạch lũy kế {months} tháng"],
    estimate_month: ["UTH tháng {month}", "ƯTH tháng {month}", "Ước thực hiện tháng {month}", "Ước TH tháng {month}"],
    estimate_to_date: ["UTH {todate}", "ƯTH {todate}", "Lũy kế {months} tháng", "Ước thực hiện {todate}"],
    verdict: ["Đánh giá so với kịch bản", "So với kịch bản", "Đánh giá", "Đánh giá kết quả so với kịch bản"],
    narrative: [
      "Tóm tắt kết quả thực hiện của kỳ báo cáo, khó khăn vướng mắc (nếu có)",
      "Tóm tắt kết quả thực hiện",
      "Tóm tắt kết quả, khó khăn, vướng mắc",
      "Thuyết minh kết quả thực hiện",
    ],
    agencies: [
      "Cơ quan theo dõi, đánh giá",
      "Cơ quan theo dõi",
      "Cơ quan chủ trì theo dõi",
      "Đơn vị theo dõi, đánh giá",
    ],
  },
};

/** The header text of a field in the office's own wording. */
export function headerText(
  appendix: "tasks" | "projects" | "indicators",
  field: string,
  month: Month,
  habits: Habits,
): string {
  const choices = wordings[appendix][field];
  if (!choices) throw new Error(`no header wording for ${appendix}.${field}`);
  const wording = choices[(habits.wordings[field] ?? 0) % choices.length] as string;
  const byMonths = habits.toDateByMonths || month.month % 3 !== 0 || month.month > 3;
  return wording
    .replaceAll("{month}", String(month.month))
    .replaceAll("{months}", String(month.month))
    .replaceAll("{year}", String(month.year))
    .replaceAll("{prior}", String(month.year - 1))
    .replaceAll("{quarter}", roman(quarterOf(month.month)))
    .replaceAll("{todate}", byMonths ? `${month.month} tháng` : `Quý ${roman(quarterOf(month.month))}`);
}
