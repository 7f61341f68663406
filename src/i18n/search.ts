/** Texts of the search page. */
export const searchWords = {
  label: {
    vi: "Tìm nhiệm vụ, dự án, chỉ tiêu, điểm cần hỏi",
    en: "Search tasks, projects, indicators, points to question",
  },
  hint: { vi: "Không cần gõ dấu.", en: "Diacritics are not needed." },
  count: { vi: "{count} kết quả", en: "Found: {count}" },
  most: { vi: "{count} kết quả, hiện {shown} kết quả đầu", en: "Found: {count}; the first {shown} are shown" },
  none: { vi: "Không có gì khớp.", en: "Nothing matches." },
  failed: { vi: "Không tải được chỉ mục tìm kiếm.", en: "The search index could not be loaded." },
  task: { vi: "Nhiệm vụ", en: "Task" },
  project: { vi: "Dự án", en: "Project" },
  indicator: { vi: "Chỉ tiêu", en: "Indicator" },
  finding: { vi: "Cần hỏi lại", en: "Question" },
} as const satisfies Record<string, { vi: string; en: string }>;

export type SearchWord = keyof typeof searchWords;
