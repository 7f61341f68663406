/** Texts of the leader's page. */
export const overviewMessages = {
  scoreIndicators: { vi: "Chỉ tiêu đạt và vượt", en: "Indicators met or exceeded" },
  scoreIndicatorsNote: {
    vi: "{exceeded} vượt, {met} đạt, {missed} không đạt",
    en: "{exceeded} exceeded, {met} met, {missed} missed",
  },
  scoreMoney: { vi: "Giải ngân so với dự kiến", en: "Paid of what was planned" },
  scoreMoneyNote: { vi: "{paid} trên {planned}", en: "{paid} of {planned}" },
  scoreMoneyNone: { vi: "chưa đủ số liệu để so", en: "too few figures to compare" },
  scoreTasks: { vi: "Nhiệm vụ hoàn thành", en: "Tasks done" },
  scoreTasksLate: { vi: "{count} nhiệm vụ quá hạn", en: "{count} overdue" },
  scoreTasksNone: { vi: "không có nhiệm vụ quá hạn", en: "none overdue" },
  scoreDoubts: { vi: "Điểm cần hỏi lại", en: "Points to question" },
  scoreDoubtsNote: { vi: "{errors} sai, {warnings} cần hỏi", en: "{errors} errors, {warnings} questions" },
  aheadTitle: { vi: "Vượt kịch bản", en: "Ahead of the scenario" },
  aheadSentence: {
    vi: "Trong {total} chỉ tiêu so sánh được với kịch bản, {count} chỉ tiêu vượt, cao nhất là {name}: {variance}.",
    en: "Of {total} indicators that can be compared with the scenario, {count} ahead, most of all {name}: {variance}.",
  },
  aheadNone: {
    vi: "Không chỉ tiêu nào trong {total} chỉ tiêu so sánh được vượt kịch bản.",
    en: "None of the {total} comparable indicators is ahead.",
  },
  behindTitle: { vi: "Chậm so với kịch bản", en: "Behind the scenario" },
  behindSentence: {
    vi: "Trong {total} chỉ tiêu so sánh được với kịch bản, {count} chỉ tiêu chưa đạt, thấp nhất là {name}: {variance}.",
    en: "Of {total} indicators that can be compared with the scenario, {count} behind, most of all {name}: {variance}.",
  },
  behindNone: {
    vi: "Không chỉ tiêu nào trong {total} chỉ tiêu so sánh được thấp hơn kịch bản; {even} chỉ tiêu vừa đúng mức.",
    en: "None of the {total} comparable indicators is behind; {even} are exactly on target.",
  },
  noComparison: {
    vi: "Chưa có chỉ tiêu nào có đủ kịch bản và số ước thực hiện để so.",
    en: "No indicator has both a scenario and an estimate to compare.",
  },
  farthest: {
    vi: "Xa kế hoạch cả năm nhất, nhưng kịch bản không chia đều theo tháng nên chưa phải là chậm:",
    en: "Farthest from the year’s plan; not behind yet, for the scenario is not an even twelfth a month:",
  },
  ofYearPlan: { vi: "lũy kế so với kế hoạch cả năm", en: "to date, of the year’s plan" },
  scopeMonth: { vi: "so với kịch bản tháng", en: "against the month’s scenario" },
  scopeToDate: { vi: "so với kịch bản lũy kế", en: "against the scenario to date" },
  moneyTitle: { vi: "Tiền đang chờ ở đâu", en: "Where the money waits" },
  moneySentence: {
    vi: "Theo báo cáo, còn {gap} dự kiến giải ngân đến hết ngày {until} chưa được chi; {unpaid} trên {compared} dự án có đủ hai số chưa chi đồng nào.",
    en: "As reported, {gap} planned to be paid by {until} is not paid; {unpaid} of the {compared} projects with both figures have paid nothing.",
  },
  moneySentencePlain: {
    vi: "Theo báo cáo, còn {gap} dự kiến giải ngân trong kỳ chưa được chi; {unpaid} trên {compared} dự án có đủ hai số chưa chi đồng nào.",
    en: "As reported, {gap} planned for the period is not paid; {unpaid} of the {compared} projects with both figures have paid nothing.",
  },
  moneyNone: {
    vi: "Các dự án có đủ số dự kiến và số đã giải ngân đều đã chi đủ mức dự kiến.",
    en: "All comparable projects have paid what was planned.",
  },
  moneyUnknown: {
    vi: "{count} dự án được nêu, nhưng không dự án nào có đủ số dự kiến và số đã giải ngân để so.",
    en: "{count} projects are listed, but none has both a plan and a payment to compare.",
  },
  moneyLeftOut: {
    vi: "{count} dự án khác thiếu số dự kiến hoặc số đã giải ngân nên không tính ở đây.",
    en: "{count} more lack one of the two figures and are left out.",
  },
  lateTitle: { vi: "Quá hạn và sắp đến hạn", en: "Overdue and due next" },
  lateSentence: {
    vi: "{count} nhiệm vụ đã quá hạn vào ngày báo cáo; {open} nhiệm vụ chưa xong còn trong hạn.",
    en: "Overdue on the report’s day: {count}; open and in time: {open}.",
  },
  lateNone: {
    vi: "Không nhiệm vụ nào quá hạn vào ngày báo cáo; {open} nhiệm vụ chưa xong còn trong hạn.",
    en: "No task was overdue on the report’s day; {open} are open and in time.",
  },
  lateUndated: {
    vi: "{count} nhiệm vụ chưa xong không ghi ngày hạn.",
    en: "Not done and without a date: {count}.",
  },
  overdue: { vi: "Quá hạn", en: "Overdue" },
  doubtTitle: { vi: "Số liệu cần hỏi lại", en: "What can’t be trusted yet" },
  doubtSentence: {
    vi: "{count} điểm cần hỏi lại nơi lập báo cáo, trong đó {errors} điểm chắc chắn sai.",
    en: "Points to ask the authors about: {count}; of these, {errors} can’t be right.",
  },
  doubtNone: { vi: "Chưa thấy điểm nào cần hỏi lại.", en: "Nothing found that needs a question." },
  changedTitle: { vi: "Thay đổi so với kỳ trước", en: "What changed since last month" },
  changedSentence: {
    vi: "Báo cáo kỳ này được phát hành lại: {restated} số liệu được sửa lại, {plan} kế hoạch thay đổi, {fresh} dòng mới, {removed} dòng không còn.",
    en: "This month’s report was issued again: figures restated: {restated}, plans changed: {plan}, new rows: {fresh}, rows gone: {removed}.",
  },
  changedFirst: {
    vi: "Đây là kỳ đầu tiên của {locality} trong kho, chưa có kỳ trước để so.",
    en: "This is the first month held of {locality}; there is none before it to compare with.",
  },
  seeChanges: { vi: "Xem các thay đổi", en: "See the changes" },
  more: { vi: "Xem thêm {count}", en: "See {count} more" },
  estimateNote: {
    vi: "Số của chỉ tiêu là ước thực hiện: dự báo đến cuối kỳ, lập trước khi kỳ kết thúc. Tiền giải ngân là số báo cáo nêu.",
    en: "Indicator figures are estimates: forecasts to the end of the period, made before it ends. Payments are as reported.",
  },
} as const satisfies Record<string, { vi: string; en: string }>;
