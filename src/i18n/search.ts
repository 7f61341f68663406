/** Texts of the search page. */
export const searchWords = {
  label: {
    vi: "Tìm nhiệm vụ, dự án, chỉ tiêu, điểm cần hỏi, báo cáo, trang, bảng dữ liệu",
    en: "Search tasks, projects, indicators, points to question, reports, pages, tables",
  },
  hint: {
    vi: "Không cần gõ dấu. Mũi tên lên, xuống chọn kết quả; Enter mở; Esc về ô tìm.",
    en: "Diacritics are not needed. Arrows choose a result, Enter opens it, Esc returns to the box.",
  },
  count: { vi: "{count} kết quả", en: "Found: {count}" },
  most: { vi: "{count} kết quả, hiện {shown} kết quả đầu", en: "Found: {count}; the first {shown} are shown" },
  none: { vi: "Không có gì khớp.", en: "Nothing matches." },
  failed: { vi: "Không tải được chỉ mục tìm kiếm.", en: "The search index could not be loaded." },
  task: { vi: "Nhiệm vụ", en: "Task" },
  project: { vi: "Dự án", en: "Project" },
  indicator: { vi: "Chỉ tiêu", en: "Indicator" },
  finding: { vi: "Cần hỏi lại", en: "Question" },
  report: { vi: "Báo cáo", en: "Report" },
  page: { vi: "Trang", en: "Page" },
  table: { vi: "Bảng dữ liệu", en: "Table" },
} as const satisfies Record<string, { vi: string; en: string }>;

export type SearchWord = keyof typeof searchWords;
