/**
 * Texts of the brief: a report in the form of Decree 30/2020/NĐ-CP, appendix I. What an office fills in by hand (number, day,
 * signature) stays open.
 */
export const briefWords = {
  office: { vi: "ỦY BAN NHÂN DÂN", en: "PEOPLE’S COMMITTEE OF" },
  nation: { vi: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", en: "SOCIALIST REPUBLIC OF VIET NAM" },
  motto: { vi: "Độc lập - Tự do - Hạnh phúc", en: "Independence - Freedom - Happiness" },
  number: { vi: "Số:          /BC-UBND", en: "No.          /BC-UBND" },
  placeDate: { vi: "{place}, ngày       tháng       năm {year}", en: "{place},                              {year}" },
  kind: { vi: "BÁO CÁO TÓM TẮT", en: "BRIEF" },
  subject: {
    vi: "Tình hình thực hiện nhiệm vụ, giải ngân và kịch bản tăng trưởng {month}",
    en: "Tasks, disbursement and the growth scenario in {month}",
  },
  opening: {
    vi: "Theo Báo cáo số {number} ngày {date} của Ủy ban nhân dân {locality}, tình hình {month} như sau:",
    en: "By Report {number} of {date} of the People’s Committee of {locality}, the state in {month} is as follows:",
  },
  openingPlain: {
    vi: "Theo báo cáo {month} của Ủy ban nhân dân {locality}, tình hình như sau:",
    en: "By the report for {month} of the People’s Committee of {locality}, the state is as follows:",
  },
  estimates: {
    vi: "Số của chỉ tiêu là ước thực hiện. Chi tiết và nguồn của từng số ở phụ lục kèm theo.",
    en: "Indicator figures are estimates. The annex has the details.",
  },
  recipientsTitle: { vi: "Nơi nhận:", en: "To:" },
  recipients: {
    vi: "- Thường trực Đảng ủy;|- Thường trực HĐND;|- Chủ tịch, các PCT UBND;|- Lưu: VT.",
    en: "- Standing Party Committee;|- Standing People’s Council;|- Chair and Vice Chairs;|- File.",
  },
  signatory: { vi: "TM. ỦY BAN NHÂN DÂN|CHỦ TỊCH", en: "ON BEHALF OF THE PEOPLE’S COMMITTEE|CHAIR" },
  annex: { vi: "PHỤ LỤC", en: "ANNEX" },
  annexOf: { vi: "Kèm theo báo cáo tóm tắt {month} của {locality}", en: "To the brief of {locality} for {month}" },
  indicators: { vi: "I. Chỉ tiêu so với kịch bản", en: "I. Indicators against the scenario" },
  projects: { vi: "II. Dự án chưa giải ngân đủ mức dự kiến", en: "II. Projects behind their planned payments" },
  tasks: { vi: "III. Nhiệm vụ quá hạn và sắp đến hạn", en: "III. Tasks overdue and due next" },
  findings: { vi: "IV. Điểm cần hỏi lại nơi lập báo cáo", en: "IV. Points to ask the authors about" },
  nothing: { vi: "Không có.", en: "None." },
  left: { vi: "Còn {count} dòng nữa, xem trang số liệu.", en: "{count} more; see the site." },
  no: { vi: "TT", en: "No." },
  comparedWith: { vi: "So với", en: "Against" },
  month: { vi: "kịch bản tháng", en: "month’s scenario" },
  to_date: { vi: "kịch bản lũy kế", en: "scenario to date" },
  estimate: { vi: "Ước thực hiện", en: "Estimate" },
  millions: { vi: "triệu đồng", en: "VND million" },
  kindOfDoubt: { vi: "Mức", en: "Kind" },
  doubt: { vi: "Nội dung", en: "Point" },
  line: { vi: "Dòng trong tệp", en: "Line of the file" },
  download: {
    vi: "Báo cáo tóm tắt theo thể thức văn bản hành chính:",
    en: "The brief, in the form of Vietnamese offices:",
  },
} as const satisfies Record<string, { vi: string; en: string }>;

export type BriefWord = keyof typeof briefWords;
