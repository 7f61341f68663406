/** Texts of the SQL page. */
export const sqlWords = {
  query: { vi: "Câu lệnh SQL", en: "SQL query" },
  run: { vi: "Chạy", en: "Run" },
  runHint: {
    vi: "Ctrl + Enter cũng chạy. Chọn gợi ý bằng mũi tên, nhận bằng Tab.",
    en: "Ctrl + Enter runs it too. Arrows choose a suggestion, Tab takes it.",
  },
  examples: { vi: "Ví dụ", en: "Examples" },
  loading: {
    vi: "Đang nạp máy tính SQL và các bảng (lần đầu khoảng 8 MB)…",
    en: "Loading the database and the tables (about 8 MB the first time)…",
  },
  working: { vi: "Đang tính…", en: "Working…" },
  rows: { vi: "{count} dòng", en: "{count} rows" },
  shown: {
    vi: "{count} dòng, hiện {shown} dòng đầu; tệp tải về có đủ",
    en: "{count} rows, the first {shown} shown; a download has them all",
  },
  empty: { vi: "Câu lệnh chạy được nhưng không có dòng nào.", en: "The query works, but gives no rows." },
  original: { vi: "Nguyên văn lời báo lỗi", en: "The database's own words" },
  notLoaded: { vi: "Không nạp được máy tính SQL: {reason}", en: "The database could not be loaded: {reason}" },
  tables: { vi: "Các bảng", en: "Tables" },
  insert: { vi: "Chèn {name}", en: "Insert {name}" },
  suggestions: { vi: "Gợi ý", en: "Suggestions" },
  chart: { vi: "Biểu đồ của {value} theo {label}", en: "{value} by {label}" },
  result: { vi: "Kết quả", en: "Result" },
  csv: { vi: "Tải CSV", en: "Download CSV" },
  xlsx: { vi: "Tải XLSX", en: "Download XLSX" },
  noScript: { vi: "Trang này cần JavaScript.", en: "This page needs JavaScript." },
} as const satisfies Record<string, { vi: string; en: string }>;

export type SqlWord = keyof typeof sqlWords;

/** Queries to begin with. */
export const sqlExamples: { vi: string; en: string; sql: string }[] = [
  {
    vi: "Dự án còn thiếu nhiều nhất",
    en: "The projects with the largest gaps",
    sql: "select name, gap_vnd\nfrom disbursement_gaps\nwhere level = 'project' and gap_vnd > 0\norder by gap_vnd desc\nlimit 10",
  },
  {
    vi: "Chỉ tiêu so với kịch bản",
    en: "Indicators against the scenario",
    sql: "select name, scope, target, actual, variance_pct\nfrom indicator_variance\nwhere scenario_id = 'reported' and variance is not null\norder by variance_pct desc",
  },
  {
    vi: "Số nhiệm vụ theo đơn vị và tình trạng",
    en: "Tasks by office and state",
    sql: "select unit, count(*) as task_count, count(*) filter (where is_overdue) as overdue_count\nfrom tasks\ngroup by unit\norder by task_count desc",
  },
  {
    vi: "Điểm cần hỏi theo quy tắc",
    en: "Points to question by rule",
    sql: "select rule, severity, count(*) as finding_count\nfrom findings\ngroup by rule, severity\norder by finding_count desc",
  },
];
