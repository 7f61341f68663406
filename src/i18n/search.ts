/** Texts of the search page. */
export const searchWords = {
  label: {
    vi: "Tìm nhiệm vụ, dự án, hạng mục, chỉ tiêu, thay đổi, điểm cần hỏi, báo cáo, trang, bảng dữ liệu",
    en: "Search tasks, projects, cost items, indicators, changes, points to question, reports, pages, tables",
  },
  hint: {
    vi: "Không cần gõ dấu. Mũi tên lên, xuống chọn kết quả; Enter mở; Esc về ô tìm.",
    en: "Diacritics are not needed. Arrows choose a result, Enter opens it, Esc returns to the box.",
  },
  count: { vi: "{count} kết quả", en: "Found: {count}" },
  most: { vi: "{count} kết quả, hiện {shown} kết quả đầu", en: "Found: {count}; the first {shown} are shown" },
  none: { vi: "Không có gì khớp.", en: "Nothing matches." },
  partly: {
    vi: "{shown} kết quả đầu; mới tìm {done}/{all} phần. Gõ thêm chữ hoặc chọn địa phương để thu hẹp.",
    en: "The first {shown}; {done} of {all} parts were searched. Type more, or choose a place.",
  },
  searching: { vi: "{count} kết quả, đang tìm: {done}/{all} phần…", en: "Found: {count}; searching {done} of {all}…" },
  place: { vi: "Tìm trong", en: "Search in" },
  everywhere: { vi: "Mọi địa phương", en: "All places" },
  failed: { vi: "Không tải được chỉ mục tìm kiếm.", en: "The search index could not be loaded." },
  task: { vi: "Nhiệm vụ", en: "Task" },
  project: { vi: "Dự án", en: "Project" },
  indicator: { vi: "Chỉ tiêu", en: "Indicator" },
  finding: { vi: "Cần hỏi lại", en: "Question" },
  component: { vi: "Hạng mục", en: "Cost item" },
  change: { vi: "Thay đổi so với tháng trước", en: "Change since the month before" },
  cell: { vi: "Ô in trong báo cáo", en: "Printed cell" },
  withCells: { vi: "Tìm cả trong từng ô in của các báo cáo", en: "Search every printed cell too" },
  report: { vi: "Báo cáo", en: "Report" },
  page: { vi: "Trang", en: "Page" },
  table: { vi: "Bảng dữ liệu", en: "Table" },
} as const satisfies Record<string, { vi: string; en: string }>;

export type SearchWord = keyof typeof searchWords;
