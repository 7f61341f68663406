/** Texts of the pages on the outlook and the money, and of the early warnings; Vietnamese first. */
import type { Lang } from "../lib/format.ts";

const texts = {
  warningsTitle: { vi: "Cảnh báo sớm", en: "Early warnings" },
  warningsNone: {
    vi: "Không có chỉ tiêu hay dự án nào có dấu hiệu lỡ mục tiêu năm.",
    en: "No indicator or project shows signs of missing the year.",
  },
  warningsCount: {
    vi: "{indicators} chỉ tiêu và {projects} dự án có nguy cơ lỡ mục tiêu năm; nặng nhất trước.",
    en: "{indicators} indicators and {projects} projects are at risk of missing the year; the gravest first.",
  },
  warningsMore: { vi: "Xem cả danh sách ({count})", en: "See the whole list ({count})" },
  behind_scenario: {
    vi: "kém kịch bản lũy kế: {actual} so với {target} ({variance})",
    en: "behind the scenario to date: {actual} against {target} ({variance})",
  },
  pace_never_reached: {
    vi: "mỗi tháng còn lại cần {required}, tháng tốt nhất đến nay mới {best}",
    en: "each month left needs {required}; the best month so far brought {best}",
  },
  no_projection_reaches: {
    vi: "cả {methods} cách dự phóng đều dưới mục tiêu {target}: từ {low} đến {high}",
    en: "all {methods} projections end below the target of {target}: from {low} to {high}",
  },
  level_not_moving: {
    vi: "đang ở {actual}, không tiến gần mục tiêu {target} từ tháng {since} ({first})",
    en: "stands at {actual}, no nearer to its target of {target} since {since} ({first})",
  },
  nothing_paid: {
    vi: "chưa giải ngân đồng nào trong {planned} dự kiến{until}",
    en: "nothing is paid of {planned} planned{until}",
  },
  paid_below_plan: {
    vi: "đã giải ngân {actual} trên {planned} dự kiến{until}, còn thiếu {gap}",
    en: "{actual} is paid of {planned} planned{until}; {gap} is missing",
  },
  completion_due: {
    vi: "dự kiến hoàn thành {month} mà khối lượng mới {physical}",
    en: "due for completion in {month} with {physical} of the work done",
  },
  until: { vi: " đến {date}", en: " by {date}" },
  ruleColumn: { vi: "Lý do", en: "Reason" },
  ruleName: { vi: "Quy tắc", en: "Rule" },
  subject: { vi: "Chỉ tiêu, dự án", en: "Indicator, project" },
  risk: { vi: "Mức", en: "Risk" },
  riskHint: { vi: "0 đến 100: còn cách chỗ phải đến bao xa", en: "0 to 100: how far from where it should be" },
  indicator: { vi: "Chỉ tiêu", en: "Indicator" },
  asOf: { vi: "Tính đến", en: "As of" },
  yearTarget: { vi: "Kế hoạch năm", en: "Year’s plan" },
  toDate: { vi: "Ước lũy kế", en: "Estimate to date" },
  required: { vi: "Mỗi tháng còn lại cần", en: "Each month left needs" },
  average: { vi: "Bình quân tháng", en: "Average month" },
  best: { vi: "Tháng tốt nhất", en: "Best month" },
  feasibility: { vi: "Có kịp không", en: "Feasible?" },
  runRateCaption: {
    vi: "Nhịp cần có để tới kế hoạch năm, bên cạnh nhịp đã đạt",
    en: "The pace that the year’s plan calls for, beside the pace so far",
  },
  method: { vi: "Cách dự phóng và giả định", en: "Method and assumption" },
  projected: { vi: "Dự phóng cuối năm", en: "Projected year end" },
  range: { vi: "Khoảng của các cách", en: "Range of the methods" },
  backtest: { vi: "Sai số đã kiểm chứng", en: "Backtested error" },
  tooLittle: { vi: "quá ít lịch sử để kiểm chứng", en: "too little history to test" },
  oneMethod: { vi: "chỉ một cách, chưa có khoảng", en: "one method only, no range" },
  backtestOf: { vi: "{error}, {count} năm", en: "{error}, {count} years" },
  projectionCaption: { vi: "Dự phóng cuối năm theo từng cách", en: "Year end by each method" },
  rest_as_planned: { vi: "Phần còn lại đúng kịch bản", en: "The rest as planned" },
  same_attainment: { vi: "Giữ tỷ lệ đạt", en: "Same attainment" },
  average_so_far: { vi: "Bình quân đến nay", en: "Average so far" },
  last_month_repeated: { vi: "Lặp lại tháng vừa qua", en: "Last month again" },
  last_year_profile: { vi: "Theo nhịp năm trước", en: "Last year’s profile" },
  last_level: { vi: "Giữ mức hiện tại", en: "Level of today" },
  accuracyCaption: { vi: "Ước thực hiện khi ấy và số biết về sau", en: "Estimates then, and the same as known later" },
  period: { vi: "Kỳ", en: "Period" },
  estimatedThen: { vi: "Ước khi ấy", en: "Estimated then" },
  later: { vi: "Biết về sau", en: "Known later" },
  revision: { vi: "Chênh", en: "Revision" },
  knownFrom: { vi: "Biết từ", en: "Known from" },
  next_month: { vi: "báo cáo tháng sau", en: "next month’s report" },
  next_year: { vi: "báo cáo năm sau", en: "next year’s report" },
  revisionCaption: {
    vi: "Chênh lệch so với kế hoạch ban đầu, tách thành phần do kế hoạch đổi và phần do thực hiện",
    en: "Variance against the original plan: what the plan moved, what performance brought",
  },
  original: { vi: "Kế hoạch đầu năm", en: "Original plan" },
  revised: { vi: "Kế hoạch mới", en: "Latest plan" },
  variance: { vi: "Chênh so với ban đầu", en: "Against the original" },
  planMoved: { vi: "Do kế hoạch đổi", en: "Plan moved" },
  performance: { vi: "Do thực hiện", en: "Performance" },
  unsplit: { vi: "kế hoạch cũ chỉ chia đều, không tách", en: "an even share only, not split" },
  scenario: { vi: "Kịch bản", en: "Scenario" },
  curvePlanned: { vi: "Dự kiến", en: "Planned" },
  curvePaid: { vi: "Đã giải ngân", en: "Paid" },
  curvePhysical: { vi: "Khối lượng", en: "Physical" },
  curveBounds: { vi: "khoảng có thể khi thiếu báo cáo", en: "where it can lie without a report" },
  portfolio: { vi: "Cả danh mục", en: "The whole portfolio" },
  group: { vi: "Nhóm {code}", en: "Group {code}" },
  curveLabel: {
    vi: "{name}: dự kiến, đã giải ngân và khối lượng theo tháng. {facts}",
    en: "{name}: planned, paid and physical progress by month. {facts}",
  },
  curveFacts: {
    vi: "Đã giải ngân {paid} đến {month} ({known}/{all} dự án có số)",
    en: "Paid {paid} to {month} ({known} of {all} projects known)",
  },
  curveNone: { vi: "Chưa có số đã giải ngân.", en: "No payment is known." },
  projectsOf: { vi: "Từng dự án ({count})", en: "Project by project ({count})" },
  curveCaption: { vi: "Số của đường chữ S cả danh mục", en: "The portfolio’s S-curves in figures" },
  month: { vi: "Tháng", en: "Month" },
  low: { vi: "Ít nhất", en: "At least" },
  high: { vi: "Nhiều nhất", en: "At most" },
  knownProjects: { vi: "Dự án có số", en: "Projects known" },
  series: { vi: "Đường", en: "Series" },
  needCaption: { vi: "Cần giải ngân mỗi tháng đến 31/1 năm sau", en: "Money needed each month to 31 January" },
  needSentence: {
    vi: "{count} dự án tính được cần giải ngân {total} mỗi tháng trong {months} tháng còn lại của niên độ; {unknown} dự án chưa đủ số.",
    en: "The {count} projects that can be computed need {total} a month in the {months} months left of the budget year; {unknown} lack figures.",
  },
  project: { vi: "Dự án", en: "Project" },
  denominator: { vi: "Mẫu số", en: "Denominator" },
  year_plan: { vi: "kế hoạch vốn năm", en: "the year’s capital plan" },
  total_investment: { vi: "tổng mức đầu tư (nhiều năm)", en: "total investment (several years)" },
  remaining: { vi: "Còn phải giải ngân", en: "Left to pay" },
  perMonth: { vi: "Mỗi tháng", en: "Each month" },
  ofYearPlan: { vi: "Đã giải ngân / kế hoạch năm", en: "Paid of the year’s plan" },
  ofInvestment: { vi: "Đã giải ngân / tổng mức đầu tư", en: "Paid of total investment" },
  gapSentence: {
    vi: "{few} trên {all} dự án làm nên {share} của khoảng cách {gap}.",
    en: "{few} of {all} projects make up {share} of the gap of {gap}.",
  },
  gapCaption: { vi: "Dự án nào làm nên khoảng cách giải ngân", en: "Which projects make up the disbursement gap" },
  gap: { vi: "Khoảng cách", en: "Gap" },
  share: { vi: "Phần", en: "Share" },
  cumulative: { vi: "Cộng dồn", en: "Cumulated" },
  contributionCaption: {
    vi: "Dự án nào kéo tỷ lệ giải ngân: {gap} giữa mục tiêu {target} và {rate} báo cáo",
    en: "Which projects move the rate of disbursement: {gap} between the target of {target} and {rate} reported",
  },
  contribution: { vi: "Phần trong khoảng cách", en: "Part of the gap" },
  remainder: {
    vi: "Phần các dự án trong bảng không giải thích được (các dự án trong bảng cho tỷ lệ {rate})",
    en: "What the printed projects don’t explain (they give a rate of {rate})",
  },
  targetCaption: { vi: "Mục tiêu giải ngân theo ngày của các kịch bản", en: "Scenarios’ disbursement targets by date" },
  by: { vi: "Đến ngày", en: "By" },
  target: { vi: "Mục tiêu", en: "Target" },
  paid: { vi: "Đã giải ngân", en: "Paid" },
  linkCaption: {
    vi: "Nhiệm vụ đang mở thuộc dự án nào (gợi ý theo từ chung trong tên)",
    en: "Open tasks and the projects they belong to (a suggestion, by words that the names share)",
  },
  task: { vi: "Nhiệm vụ", en: "Task" },
  score: { vi: "Độ khớp", en: "Match" },
  overdue: { vi: "Quá hạn", en: "Overdue" },
  yes: { vi: "có", en: "yes" },
  noRows: { vi: "Chưa có số cho phần này.", en: "No figures for this part yet." },
} as const;

export type OutlookText = keyof typeof texts;

/** A text of these pages, with `{name}` filled. */
export function outlookText(key: OutlookText, lang: Lang, values: Record<string, string> = {}): string {
  return texts[key][lang].replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "");
}

/** Whether a word that a table gave (a rule, a method) has a text. */
export function isOutlookText(key: string): key is OutlookText {
  return Object.hasOwn(texts, key);
}
