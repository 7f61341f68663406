/** Texts of the explorer page, Vietnamese first. They are in the page's script too. */
import type { Lang } from "../lib/format.ts";

const texts = {
  answer: { vi: "Từng chỉ tiêu", en: "Indicator by indicator" },
  scenario: { vi: "Kịch bản", en: "Scenario" },
  second: { vi: "Đặt cạnh một kịch bản thứ hai", en: "Set a second scenario beside it" },
  sideA: { vi: "Kịch bản A", en: "Scenario A" },
  sideB: { vi: "Kịch bản B", en: "Scenario B" },
  growth_pct: { vi: "Nâng mức phấn đấu (%)", en: "Targets more ambitious by (%)" },
  tilt_pct: { vi: "Dồn về cuối năm (%)", en: "Weight moved to the year’s end (%)" },
  slippage_months: { vi: "Chậm (tháng)", en: "Arrives later (months)" },
  pace_pct: { vi: "Các tháng còn lại đạt (% dự kiến)", en: "The months left bring (% of what is foreseen)" },
  numberOf: { vi: "số", en: "number" },
  asOf: { vi: "Tính đến hết tháng", en: "To the end of month" },
  indicators: { vi: "Chỉ tiêu", en: "Indicators" },
  all: { vi: "Chọn tất cả", en: "Choose all" },
  reset: { vi: "Trở lại ban đầu", en: "Start again" },
  export: { vi: "Tải kịch bản A (YAML)", en: "Download scenario A (YAML)" },
  exportNote: {
    vi: "Đặt tệp vào thư mục scenarios/ của nơi làm việc: lần chạy sau sẽ có kịch bản này trên mọi trang.",
    en: "Put the file into the workplace’s scenarios/ folder: the next run has this scenario on every page.",
  },
  leftOut: { vi: "Không ghi được vào tệp", en: "Could not be written to the file" },
  no_year_target: { vi: "không có mục tiêu cả năm", en: "no target for the year" },
  months_unknown: { vi: "có tháng không biết mục tiêu", en: "targets of some months are unknown" },
  beyond_limits: { vi: "có số ngoài giới hạn của chỉ tiêu", en: "a figure lies beyond what the indicator can be" },
  sums_differ: { vi: "các tháng không cộng thành lũy kế", en: "months don’t add up to the sums" },
  plan: { vi: "mục tiêu lũy kế", en: "target to date" },
  planOther: { vi: "mục tiêu của B", en: "target of B" },
  interpolated: { vi: "nội suy, không dùng để đánh giá", en: "interpolated, no verdict" },
  estimate: { vi: "ước thực hiện", en: "estimate" },
  projected: { vi: "dự phóng", en: "projected" },
  target_to_date: { vi: "Mục tiêu lũy kế", en: "Target to date" },
  actual_to_date: { vi: "Ước thực hiện lũy kế", en: "Estimate to date" },
  variance: { vi: "Chênh lệch", en: "Variance" },
  variance_pct: { vi: "Chênh lệch (%)", en: "Variance (%)" },
  year_target: { vi: "Mục tiêu cả năm", en: "Target for the year" },
  required_monthly_run_rate: { vi: "Mỗi tháng còn lại cần", en: "Each month left must bring" },
  best_month: { vi: "Tháng tốt nhất đến nay", en: "Best month so far" },
  monthsKnown: { vi: "{known}/{all} tháng có số riêng", en: "{known} of {all} months known" },
  average_month: { vi: "Bình quân một tháng", en: "Average month" },
  projected_year_end: { vi: "Dự phóng cuối năm", en: "Projected year end" },
  monthTable: { vi: "Số theo tháng", en: "Month by month" },
  month: { vi: "Tháng", en: "Month" },
  target_month: { vi: "Mục tiêu tháng", en: "Target of the month" },
  figure: { vi: "Số liệu", en: "Figure" },
  basis: { vi: "Từ đâu", en: "Basis" },
  basis_reported: { vi: "trong báo cáo", en: "reported" },
  basis_implied: { vi: "suy từ câu hoặc phép trừ", en: "implied" },
  basis_interpolated: { vi: "nội suy", en: "interpolated" },
  basis_planned: { vi: "tệp kịch bản", en: "scenario file" },
  ahead: { vi: "hơn mục tiêu", en: "ahead" },
  behind: { vi: "kém mục tiêu", en: "behind" },
  none: { vi: "Chưa chọn chỉ tiêu nào.", en: "No indicator is chosen." },
  chartOf: { vi: "{name}: lũy kế theo tháng so với kịch bản", en: "{name}: to date by month against the scenario" },
  method_rest_as_planned: { vi: "phần còn lại đúng kịch bản", en: "the rest as the scenario says" },
  method_average_so_far: { vi: "bình quân đến nay lặp lại", en: "the average so far goes on" },
  method_last_level: { vi: "giữ mức hiện tại", en: "the level of today stays" },
  withoutReports: {
    vi: "Kịch bản “{title}” lập cho năm {year}: chưa có báo cáo nào của năm ấy nên chưa so sánh được.",
    en: "The scenario “{title}” is for {year}: no report of that year is held, so nothing can be compared yet.",
  },
  heldAt: {
    vi: "giữ ở {limit}, giới hạn của chỉ tiêu",
    en: "held at {limit}, the indicator’s limit",
  },
  reached: { vi: "Đã đạt mục tiêu cả năm.", en: "The year’s target is reached." },
  within_average: {
    vi: "Trong tầm: không cần hơn bình quân các tháng đã qua.",
    en: "Within reach: no more than the average month so far.",
  },
  within_best: {
    vi: "Khó nhưng đã từng đạt: không hơn tháng tốt nhất.",
    en: "Hard but done before: no more than the best month.",
  },
  above_best: { vi: "Chưa tháng nào trong năm đạt mức cần này.", en: "No month of this year has brought as much." },
  above_known: {
    vi: "Chưa tháng nào đã biết đạt mức cần này ({known} tháng có số).",
    en: "No month that is known has brought as much ({known} known).",
  },
  lost: { vi: "Không còn kịp trong năm.", en: "It can’t be reached within the year any more." },
  unknown: { vi: "Chưa đủ tháng để biết có kịp không.", en: "Too few months to tell whether it can be reached." },
} as const;

export type ExplorerText = keyof typeof texts;

/** A text of the explorer, with `{name}` filled. */
export function explorerText(key: ExplorerText, lang: Lang, values: Record<string, string> = {}): string {
  return texts[key][lang].replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "");
}
