import { figureMessages } from "./figures.ts";
import { monthMessages } from "./months.ts";
import { overviewMessages } from "./overview.ts";

/** All texts of the interface, Vietnamese first. `{name}` is filled by `say`; both languages have the same placeholders. */
export const messages = {
  ...overviewMessages,
  ...monthMessages,
  ...figureMessages,
  // The shell
  brand: { vi: "Kịch bản", en: "Kịch bản" },
  skip: { vi: "Đến nội dung", en: "Skip to content" },
  navigation: { vi: "Các trang", en: "Pages" },
  moreMenu: { vi: "Thêm", en: "More" },
  themeLabel: { vi: "Đổi nền sáng, tối", en: "Change light or dark theme" },
  themeNames: { vi: "Tự động|Nền sáng|Nền tối", en: "Auto|Light|Dark" },
  noData: { vi: "Chưa có báo cáo", en: "No report yet" },
  pick: { vi: "Đang xem {locality}, {month}. Chọn kỳ khác", en: "Showing {locality}, {month}. Choose another" },
  kicker: {
    vi: "UBND {locality} · Báo cáo số {number} ngày {date} · số liệu {month}",
    en: "People’s Committee of {locality} · Report {number}, {date} · figures for {month}",
  },
  kickerPlain: {
    vi: "UBND {locality} · Báo cáo ngày {date} · số liệu {month}",
    en: "People’s Committee of {locality} · Report of {date} · figures for {month}",
  },
  source: {
    vi: "Nguồn: Báo cáo số {number} ngày {date} của UBND {locality}; số liệu {month}.",
    en: "Source: Report {number} of {date}, People’s Committee of {locality}; figures for {month}.",
  },
  sourcePlain: {
    vi: "Nguồn: Báo cáo ngày {date} của UBND {locality}; số liệu {month}.",
    en: "Source: Report of {date}, People’s Committee of {locality}; figures for {month}.",
  },
  footer: {
    vi: "Mỗi con số dẫn về ô gốc trong báo cáo. Số ước thực hiện là dự báo đến cuối kỳ, được vẽ bằng nét gạch chéo.",
    en: "Every figure leads to its cell in the report. Estimates are forecasts to the end of the period, and are drawn hatched.",
  },
  and: { vi: "và", en: "and" },
  emptyTable: { vi: "Báo cáo này không có số liệu cho phần này.", en: "This report holds no figures for this part." },
  emptyWarehouse: {
    vi: "Chưa có báo cáo nào trong kho. Đặt tệp báo cáo vào thư mục inbox rồi chạy lại.",
    en: "The warehouse holds no report yet. Put a report file into the inbox folder and run again.",
  },

  // Signs
  ahead: { vi: "Vượt", en: "Ahead" },
  behind: { vi: "Chậm", en: "Behind" },
  even: { vi: "Đạt", en: "On target" },
  none: { vi: "Không so sánh", en: "Not compared" },
  exceeded: { vi: "Vượt", en: "Exceeded" },
  met: { vi: "Đạt", en: "Met" },
  missed: { vi: "Không đạt", en: "Missed" },
  markLabel: { vi: "Cần xem lại: {message}", en: "To be questioned: {message}" },
  markExplained: { vi: "Đã giải trình: {message}", en: "Explained: {message}" },
  sectionErrors: { vi: "Chắc chắn sai", en: "Can’t be right" },
  sectionWarnings: { vi: "Cần hỏi lại", en: "To ask about" },
  severity_error: { vi: "Sai", en: "Error" },
  severity_warning: { vi: "Cần hỏi", en: "Question" },
  severity_info: { vi: "Lưu ý", en: "Note" },

  // Tasks
  office: { vi: "Đơn vị", en: "Office" },
  officeCaption: {
    vi: "Nhiệm vụ theo đơn vị và tình trạng, số nhiệm vụ",
    en: "Tasks by office and state, number of tasks",
  },
  share: { vi: "Tỷ lệ", en: "Share" },
  done: { vi: "Hoàn thành", en: "Done" },
  going: { vi: "Đang làm", en: "Under way" },
  open: { vi: "Chưa làm", en: "Not begun" },
  unknown: { vi: "Chưa rõ", en: "Unknown" },
  notDone: { vi: "Chưa xong", en: "Not done" },
  late: { vi: "Quá hạn", en: "Overdue" },
  deadlineChartTitle: {
    vi: "Số nhiệm vụ đến hạn theo tháng ({count} trên {total} nhiệm vụ có ngày hạn)",
    en: "Tasks due by month ({count} of {total} tasks have a date)",
  },
  calendarTitle: { vi: "Lịch hạn", en: "Calendar of deadlines" },
  calendarCaption: {
    vi: "Số nhiệm vụ đến hạn theo đơn vị và tháng, mỗi dấu một nhiệm vụ ({count} trên {total} nhiệm vụ có ngày hạn)",
    en: "Tasks due by office and month, a mark a task ({count} of {total} tasks have a date)",
  },
  calendarList: { vi: "Danh sách theo ngày hạn", en: "The list by day" },
  viewDone: { vi: "Hoàn thành", en: "Done" },
  viewOpen: { vi: "Chưa xong, còn trong hạn", en: "Open and in time" },
  viewPending: { vi: "Chưa xong, chưa quá hạn", en: "Open, not overdue" },
  viewUndated: { vi: "Chưa xong, không ghi ngày hạn", en: "Open, without a date" },
  taskCaption: { vi: "Tất cả nhiệm vụ", en: "All tasks" },
  ordinal: { vi: "Số", en: "No." },
  task: { vi: "Nhiệm vụ", en: "Task" },
  deliverable: { vi: "Sản phẩm", en: "Product" },
  status: { vi: "Tình trạng", en: "Status" },
  deadline: { vi: "Thời hạn", en: "Deadline" },
  result: { vi: "Kết quả đến kỳ báo cáo", en: "Result so far" },
  recommendation: { vi: "Kiến nghị", en: "Proposal" },
  readOn: { vi: "đọc tiếp", en: "read on" },
  status_completed: { vi: "Hoàn thành", en: "Completed" },
  status_exceeded: { vi: "Vượt mức", en: "Exceeded" },
  status_on_track: { vi: "Đúng tiến độ", en: "On track" },
  status_expected_on_time: { vi: "Dự kiến đúng hạn", en: "Expected in time" },
  status_in_progress: { vi: "Đang thực hiện", en: "In progress" },
  status_operating: { vi: "Duy trì", en: "Operating" },
  status_not_started: { vi: "Chưa thực hiện", en: "Not started" },
  status_unknown: { vi: "Chưa rõ", en: "Unknown" },

  // Findings
  findingCounts: {
    vi: "Tất cả {total} điểm: {errors} điểm chắc chắn sai, {warnings} điểm cần hỏi, {notes} lưu ý.",
    en: "{total} in all: {errors} that can’t be right, {warnings} to ask about, {notes} for information.",
  },
  findingsExplained: { vi: "Đã giải trình thêm {count} điểm.", en: "Explained besides these: {count}." },
  explainedTitle: { vi: "Đã giải trình", en: "Explained" },
  explainedNote: {
    vi: "Có người đã trả lời; điểm vẫn được nêu để đọc lại, không còn đếm ở trang tổng quan.",
    en: "A person has answered; they stay here to be read again, and are no longer counted on the overview.",
  },
  explainedBy: { vi: "{name}, ngày {date}: {reason}", en: "{name}, {date}: {reason}" },
  isNew: { vi: "mới", en: "new" },
  isNewHint: {
    vi: "Tệp gửi trước của kỳ này chưa có điểm này",
    en: "The file before, of the same month, did not have it",
  },
  resolvedTitle: {
    vi: "{count} điểm đã hết: tệp gửi sau đã sửa, hoặc có người sửa ô",
    en: "No longer asked: {count}. A later file put them right, or a person corrected a cell",
  },
  resolvedByCorrection: {
    vi: "hết sau khi {name} sửa ô ngày {date}: {reason}",
    en: "gone since {name} corrected the cell on {date}: {reason}",
  },
  resolvedBy: { vi: "hết từ tệp {file}, nhận ngày {date}", en: "gone since the file {file}, received {date}" },
  moreFindings: { vi: "{count} điểm nữa theo quy tắc này", en: "{count} more by this rule" },
  notes: {
    vi: "{count} lưu ý khi đọc, không ảnh hưởng đến số liệu",
    en: "Notes on reading, with no bearing on figures: {count}",
  },
  rawAndRead: { vi: "In trong báo cáo: {raw}; đọc là: {read}", en: "Printed: {raw}; read as: {read}" },
  printedRow: { vi: "Dòng in trong báo cáo", en: "The row as printed" },
  toSource: { vi: "Xem trong báo cáo", en: "See it in the report" },
  toSourceLine: { vi: "Xem trong báo cáo, dòng {line} của tệp", en: "See it in the report, line {line} of the file" },
  appendix_tasks: { vi: "Phụ lục nhiệm vụ trọng tâm", en: "Appendix of key tasks" },
  appendix_projects: { vi: "Phụ lục dự án trọng điểm", en: "Appendix of key projects" },
  appendix_indicators: { vi: "Phụ lục chỉ tiêu kinh tế - xã hội", en: "Appendix of indicators" },
  appendix_other: { vi: "Phần khác của báo cáo", en: "Another part of the report" },

  // Source pages
  printedTable: { vi: "Bảng {number} của tệp", en: "Table {number} of the file" },
  mend: { vi: "Đã chữa khi đọc", en: "Mended in reading" },
  readFromRow: { vi: "Đọc từ dòng này:", en: "Read from this row:" },
  computedFromRow: { vi: "Tính từ dòng này:", en: "Computed from this row:" },
  askedOfRow: { vi: "Cần xem lại ở dòng này:", en: "To be questioned in this row:" },
  asRead: { vi: "đọc thẳng từ báo cáo", en: "read just so from the report" },
  months: { vi: "tháng", en: "months" },
  sumsTitle: { vi: "Các số cộng từ phụ lục này", en: "Sums over this appendix" },
  sumOf: { vi: "cộng {count} dòng", en: "the sum of {count} rows" },
  findingsHere: { vi: "{count} điểm cần xem lại trong phụ lục này", en: "{count} points to question in this appendix" },
  dispositionsSentence: {
    vi: "{total} ô của phụ lục, không ô nào bị bỏ sót:",
    en: "{total} cells of the appendix, each accounted for:",
  },
  d_loaded: { vi: "đã nạp", en: "loaded" },
  d_header: { vi: "tiêu đề", en: "header" },
  d_repeated_header: { vi: "tiêu đề lặp", en: "repeated header" },
  d_layout: { vi: "trình bày", en: "layout" },
  d_blank: { vi: "trống", en: "blank" },
  d_ignored: { vi: "bỏ qua có lý do", en: "ignored with a reason" },
  d_quarantined: { vi: "cách ly", en: "quarantined" },
  reportLine: { vi: "Ngày {date}, tệp {file}, SHA-256 {sha}…", en: "Dated {date}, file {file}, SHA-256 {sha}…" },
  cellCount: { vi: "{count} ô", en: "{count} cells" },
  allReports: { vi: "Các báo cáo gốc", en: "All source reports" },

  // Changes
  reissuedTitle: { vi: "Phát hành lại trong cùng kỳ", en: "Issued again for the same month" },
  noChanges: {
    vi: "Báo cáo của kỳ này chưa được phát hành lại.",
    en: "The report of this month has not been issued again.",
  },
  changeCount: {
    vi: "{count} thay đổi so với bản phát hành trước của cùng kỳ.",
    en: "{count} changes since the issue before, of the same month.",
  },
  changeCaption: { vi: "Các ô thay đổi", en: "Changed cells" },
  change: { vi: "Loại", en: "Change" },
  change_new: { vi: "Mới", en: "New" },
  change_removed: { vi: "Không còn", en: "Removed" },
  change_restated: { vi: "Sửa lại", en: "Restated" },
  change_plan_changed: { vi: "Đổi kế hoạch", en: "Plan changed" },
  dong: { vi: "{number} đồng", en: "VND {number}" },
  table: { vi: "Bảng", en: "Table" },
  row: { vi: "Dòng", en: "Row" },
  column: { vi: "Cột", en: "Column" },
  before: { vi: "Trước", en: "Before" },
  after: { vi: "Sau", en: "After" },

  // Dictionary
  grain: { vi: "Mỗi dòng là", en: "A row is" },
  key: { vi: "Khóa", en: "Key" },
  parents: { vi: "Tính từ", en: "Made from" },
  meaning: { vi: "Ý nghĩa", en: "Meaning" },
  unit: { vi: "Đơn vị", en: "Unit" },
  showSql: { vi: "Câu lệnh SQL tạo ra bảng", en: "The SQL that makes it" },

  // Controls of tables
  search: { vi: "Tìm trong bảng", en: "Search the table" },
  all: { vi: "Tất cả", en: "All" },
  download: { vi: "Tải CSV", en: "Download CSV" },
  downloadXlsx: { vi: "Tải XLSX", en: "Download XLSX" },
  shown: { vi: "{count} trên {total} dòng", en: "{count} of {total} rows" },
  noneFound: { vi: "Không có dòng nào khớp.", en: "No row matches." },
  sortBy: { vi: "Sắp xếp theo", en: "Sort by" },
} as const satisfies Record<string, { vi: string; en: string }>;

export type MessageKey = keyof typeof messages;
