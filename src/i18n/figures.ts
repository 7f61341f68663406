/** Texts of the pages of figures: scenario variance and disbursement. */
export const figureMessages = {
  // Scenario
  legendPlan: { vi: "Kế hoạch", en: "Plan" },
  legendTarget: { vi: "Mức 100 % kịch bản", en: "100% of the scenario" },
  legendEstimate: { vi: "Ước thực hiện", en: "Estimate" },
  legendActual: { vi: "Đã thực hiện", en: "Actual" },
  varianceChartTitle: {
    vi: "Chênh lệch so với kịch bản, % của mức kịch bản (ước thực hiện)",
    en: "Variance against the scenario, % of its target (estimates)",
  },
  rateChartTitle: {
    vi: "Chênh lệch của các tỷ lệ, điểm % (ước thực hiện)",
    en: "Variance of rates, percentage points (estimates)",
  },
  indicator: { vi: "Chỉ tiêu", en: "Indicator" },
  attainment: { vi: "Đạt, % kịch bản", en: "Attained, % of target" },
  target: { vi: "Kịch bản", en: "Scenario" },
  planYear: { vi: "Kế hoạch năm", en: "Year’s plan" },
  estimateMonth: { vi: "Ước tháng", en: "Month’s estimate" },
  estimateToDate: { vi: "Ước lũy kế", en: "Estimate to date" },
  variance: { vi: "Chênh lệch", en: "Variance" },
  remaining: { vi: "So với kế hoạch năm", en: "Against the year’s plan" },
  verdict: { vi: "Đánh giá", en: "Verdict" },
  reportedVerdict: { vi: "báo cáo ghi: {verdict}", en: "the report says: {verdict}" },
  monthCaption: { vi: "Tháng báo cáo so với kịch bản tháng", en: "The month against its scenario" },
  to_dateCaption: {
    vi: "Lũy kế từ đầu năm so với kịch bản lũy kế",
    en: "Since 1 January against the scenario to date",
  },
  yearCaption: { vi: "Lũy kế từ đầu năm so với kế hoạch cả năm", en: "Since 1 January against the whole year’s plan" },
  implied: { vi: "suy từ câu thuyết minh", en: "implied by the sentence" },
  interpolated: { vi: "nội suy", en: "interpolated" },
  notCompared: {
    vi: "{count} chỉ tiêu chưa so được vì thiếu kịch bản hoặc số ước: {names}.",
    en: "{count} indicators can’t be compared, for want of a target or an estimate: {names}.",
  },

  pathTitle: { vi: "Đường đi cả năm", en: "The year’s path" },
  pathNote: {
    vi: "Đường đứt: kịch bản lũy kế. Vòng tròn: ước thực hiện lũy kế. Mọi hình cùng một thước, % kế hoạch năm theo tháng.",
    en: "Dashed: the scenario to date. Circle: the estimate to date. All on one scale, % of the year’s plan by month.",
  },
  pathDescription: {
    vi: "{name}: đến tháng {month} ước đạt {pct} kế hoạch năm",
    en: "{name}: {pct} of the year’s plan by month {month} (estimate)",
  },
  pathFigures: { vi: "{actual} trên {target} {unit}.", en: "{actual} of {target} {unit}." },
  pathNeed: {
    vi: "Cần {need} mỗi tháng còn lại để đủ kế hoạch năm.",
    en: "Each month left needs {need} to meet the year’s plan.",
  },

  // Disbursement
  totalInvestment: { vi: "Tổng mức đầu tư", en: "Total investment" },
  projectCount: { vi: "{count} dự án, cho nhiều năm", en: "{count} projects, over several years" },
  planned: { vi: "Dự kiến giải ngân", en: "Planned payments" },
  comparedCount: { vi: "của {count} dự án có đủ hai số", en: "of {count} projects with both figures" },
  paid: { vi: "Đã giải ngân", en: "Paid" },
  paidOfPlanned: { vi: "{pct} của số dự kiến", en: "{pct} of what was planned" },
  gap: { vi: "Còn thiếu", en: "Gap" },
  gapNote: { vi: "dự kiến trừ đã giải ngân", en: "planned less paid" },
  yearRate: {
    vi: "Phụ lục chỉ tiêu nêu một tỷ lệ khác: {name} đạt {rate} kế hoạch vốn của năm. Hai số có mẫu số khác nhau, không thay nhau được.",
    en: "The indicators’ appendix gives another rate: {name}, {rate} of the year’s capital plan. The two have different denominators and don’t replace each other.",
  },
  paidUnplanned: {
    vi: "{count} dự án khác đã giải ngân {paid} kể từ khi khởi công nhưng không có số dự kiến để so, nên không tính vào các số trên.",
    en: "{count} other projects have paid {paid} since they began, but have no plan to compare with; they are not in the figures above.",
  },
  denominators: {
    vi: "Tỷ lệ của từng dự án tính trên tổng mức đầu tư (nhiều năm); tỷ lệ của cả danh mục tính trên số dự kiến giải ngân đến hết kỳ.",
    en: "A project’s rate is a share of its total investment (several years); the portfolio’s rate is a share of the payments planned to the end of the period.",
  },
  barsOfPlan: {
    vi: "Thanh: đã chi (đặc) trên số dự kiến (khung), cùng một thước cho mọi dự án có đủ hai số.",
    en: "Bars: paid (solid) of planned (outline), on one scale for all projects with both figures.",
  },
  barsOfInvestment: {
    vi: "Thanh: phần đã giải ngân của tổng mức đầu tư; khung là 100 % của từng dự án.",
    en: "Bars: the part of total investment that is paid; the outline is 100% of each project.",
  },
  unnamedGroup: { vi: "Nhóm không có tên trong báo cáo", en: "Group without a heading in the report" },
  inferredGroup: {
    vi: "Báo cáo thiếu dòng tên nhóm; nhóm được nhận ra vì số thứ tự bắt đầu lại.",
    en: "The report lacks this group’s heading; the group shows by its numbering, which starts anew.",
  },
  groupSums: {
    vi: "{count} dự án, tổng mức đầu tư cộng lại {total}.",
    en: "{count} projects, {total} total investment when added up.",
  },
  groupPrinted: {
    vi: "Dòng nhóm ghi {printed}, chênh {difference}.",
    en: "The group’s own line says {printed}, a difference of {difference}.",
  },
  investmentOf: { vi: "tổng mức đầu tư {amount}", en: "total investment {amount}" },
  noFigures: { vi: "không có số dự kiến, số đã giải ngân", en: "neither planned nor paid is given" },
  paidShort: { vi: "đã chi", en: "paid" },
  plannedShort: { vi: "dự kiến", en: "planned" },
  paidShare: { vi: "đã giải ngân {pct} {of}", en: "{pct} of {of} paid" },
  total_investment: { vi: "tổng mức đầu tư", en: "total investment" },
  year_plan: { vi: "kế hoạch vốn năm", en: "the year’s capital plan" },
  physical: { vi: "khối lượng {pct}", en: "{pct} built" },
  expected: { vi: "dự kiến xong {month}", en: "expected {month}" },
  components: { vi: "{count} hạng mục chi phí", en: "{count} cost items" },
  component: { vi: "Hạng mục", en: "Item" },
  notItemised: { vi: "Không nêu chi tiết", en: "Not itemised" },
  projectCaption: {
    vi: "Mọi dòng được in trong phụ lục, triệu đồng",
    en: "Every line printed in the appendix, VND million",
  },
  groupCode: { vi: "Nhóm", en: "Group" },
  level: { vi: "Cấp", en: "Level" },
  level_group: { vi: "Nhóm", en: "Group" },
  level_project: { vi: "Dự án", en: "Project" },
  level_component: { vi: "Hạng mục", en: "Item" },
  projectName: { vi: "Tên", en: "Name" },
} as const satisfies Record<string, { vi: string; en: string }>;
