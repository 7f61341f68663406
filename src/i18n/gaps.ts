/** Texts of the disbursement gap on a day, Vietnamese first. They are in the page's script too. */
import type { Lang } from "../lib/format.ts";

const texts = {
  day: { vi: "Ngày", en: "Day" },
  withComponents: { vi: "kèm hạng mục chi phí", en: "with cost items" },
  reportOf: { vi: "{day}: báo cáo", en: "{day}: report" },
  planOf: { vi: "{day}: hạn dự kiến", en: "{day}: plan falls due" },
  yearEnd: { vi: "{day}: hết niên độ", en: "{day}: budget year closes" },
  moments: { vi: "Những ngày đáng xem", en: "Days worth a look" },
  choose: { vi: "chọn", en: "choose" },
  caption: { vi: "Khoảng cách giải ngân ngày {day}", en: "Disbursement gap on {day}" },
  thing: { vi: "Nhóm, dự án, hạng mục", en: "Group, project, cost item" },
  told: { vi: "Theo báo cáo mới nhất khi ấy", en: "By the newest report of the time" },
  onDay: { vi: "Đúng ngày ấy", en: "On that very day" },
  range: { vi: "Ít nhất – nhiều nhất", en: "At least – at most" },
  toldSentence: {
    vi: "Theo báo cáo mới nhất phát hành đến ngày {day} ({issued}): {known}/{all} dự án có đủ hai số, dự kiến {planned}, đã giải ngân {paid}, còn thiếu {gap}.",
    en: "By the newest report issued by {day} ({issued}): {known} of {all} projects have both figures; {planned} planned, {paid} paid, a gap of {gap}.",
  },
  toldNone: {
    vi: "Đến ngày {day} chưa có báo cáo nào cho đủ hai số của một dự án.",
    en: "By {day} no report had given both figures of any project.",
  },
  daySentence: {
    vi: "Đúng ngày {day}, theo mọi báo cáo nay có: còn thiếu khoảng {gap} ({known}/{all} dự án có số trước và sau ngày ấy); tính cả dự án chỉ biết khoảng, khoảng cách từ {low} đến {high} ({bounded}/{all} dự án).",
    en: "On {day} itself, by all reports now held: a gap of about {gap} ({known} of {all} projects have figures before and after); with those of which only bounds are known, between {low} and {high} ({bounded} of {all}).",
  },
  dayBounds: {
    vi: "Đúng ngày {day}, theo mọi báo cáo nay có, chỉ biết khoảng cách từ {low} đến {high} ({bounded}/{all} dự án).",
    en: "On {day} itself, by all reports now held, no more is known than a gap between {low} and {high} ({bounded} of {all} projects).",
  },
  dayUnknown: {
    vi: "Đúng ngày {day} thì không biết: chưa dự án nào có cả dự kiến và số đã giải ngân.",
    en: "On {day} itself nothing is known: no project has both a plan and payments.",
  },
  ofProjects: { vi: "{known}/{all} dự án", en: "{known} of {all} projects" },
  toldParts: { vi: "dự kiến {planned}{until} − đã chi {paid}{to}", en: "planned {planned}{until} − paid {paid}{to}" },
  onlyPaid: { vi: "không có số dự kiến; đã chi {paid}{to}", en: "no plan; paid {paid}{to}" },
  onlyPlanned: { vi: "dự kiến {planned}{until}; không có số đã chi", en: "planned {planned}{until}; no payments told" },
  to: { vi: " đến {day}", en: " to {day}" },
  reported: { vi: "trong báo cáo", en: "reported" },
  interpolated: { vi: "nội suy", en: "interpolated" },
  bounded: { vi: "chỉ biết khoảng", en: "bounds only" },
  unknown: { vi: "không biết", en: "unknown" },
  noCeiling: { vi: "không có cận trên", en: "no upper bound" },
  rest: { vi: "phần không chia theo hạng mục", en: "not itemised" },
  noGroup: { vi: "Ngoài nhóm", en: "In no group" },
  group: { vi: "Nhóm {code}", en: "Group {code}" },
  note: {
    vi: "Khoảng cách = dự kiến − đã giải ngân. Giữa hai số của báo cáo lấy theo đường thẳng; trước số đầu tiên không dưới 0, sau số cuối cùng không quá tổng mức đầu tư. Số âm: đã chi nhiều hơn dự kiến. Dự án thiếu dự kiến hoặc thiếu số đã giải ngân thì không có khoảng cách.",
    en: "Gap = planned − paid. Between two figures of reports the straight line counts; before the first it is no less than 0, after the last no more than the total investment. Below zero: more is paid than was planned. A project without a plan, or without payments, has no gap.",
  },
  empty: { vi: "Chưa có dự án nào để tính khoảng cách.", en: "There is no project to work out a gap of." },
} as const;

export type GapText = keyof typeof texts;

/** A text of the gaps, with `{name}` filled. */
export function gapText(key: GapText, lang: Lang, values: Record<string, string> = {}): string {
  return texts[key][lang].replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "");
}
