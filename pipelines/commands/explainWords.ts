/** The sentences of recognise/ on roles and columns, in the planners' language. */

const roles: Record<string, string> = {
  data: "dữ liệu",
  continued: "phần tiếp",
  letterhead: "tiêu đề, chữ ký",
  kept: "bảng được giữ nguyên",
  other_month: "bảng của tháng khác",
  unknown: "chưa nhận ra",
  nested: "bảng trong ô",
  refused: "không nhận",
};

const appendices: Record<string, string> = {
  tasks: "nhiệm vụ",
  projects: "dự án đầu tư công",
  indicators: "chỉ tiêu",
};

/** Quoted wordings and names of fields stay as they are. */
const sentences: [RegExp, (...parts: string[]) => string][] = [
  [/^reads as the wording (".*")$/s, (wording) => `đúng cách gọi ${wording}`],
  [/^reads as the wording (".*") but for spaces$/s, (wording) => `đúng cách gọi ${wording}, chỉ khác dấu cách`],
  [
    /^holds the wording (".*") \(likeness ([\d.]+)\)$/s,
    (wording, score) => `có chứa cách gọi ${wording} (độ giống ${score})`,
  ],
  [
    /^is near the wording (".*") \(likeness ([\d.]+)\)$/s,
    (wording, score) => `gần với cách gọi ${wording} (độ giống ${score})`,
  ],
  [/^its headings are those of (\S+) in kept_tables$/, (id) => `có các cột của bảng ${id} khai ở kept_tables`],
  [/^reads as the heading (".*")$/s, (heading) => `đúng tiêu đề ${heading}`],
  [/^is no heading of (\S+)$/, (id) => `không có trong khai báo của bảng ${id}`],
  [/^a table of a later month has the same columns and rows$/, () => "có bảng tháng sau cùng các cột và các dòng"],
  [/^has no heading$/, () => "không có tiêu đề cột"],
  [
    /^fits (\S+) \((".*")\), which another column fits better$/s,
    (field, wording) => `hợp với ${field} (${wording}), nhưng một cột khác hợp hơn`,
  ],
  [
    /^is left out: it names month (\d+), the report is of month (\d+)$/,
    (named, own) => `bỏ qua: ghi tháng ${named}, báo cáo là của tháng ${own}`,
  ],
  [/^is left out: it names no year$/, () => "bỏ qua: không ghi năm"],
  [
    /^is left out: it names (\d+), the report is of (\d+)$/,
    (named, own) => `bỏ qua: ghi năm ${named}, báo cáo là của năm ${own}`,
  ],
  [
    /^is a part of (\S+), which is printed by its sources only$/,
    (field) => `là một phần của ${field}, chỉ in theo nguồn vốn`,
  ],
  [
    /^is a part of (\S+), and not all columns beside it are known sources of money$/,
    (field) => `là một phần của ${field}; không phải cột nào bên cạnh cũng là nguồn vốn đã biết`,
  ],
  [/^no wording of the catalogue comes near$/, () => "không có cách gọi nào trong danh mục gần giống"],
  [
    /^nearest is (\S+) \((".*"), likeness ([\d.]+)\), too far$/s,
    (field, wording, score) => `gần nhất là ${field} (${wording}, độ giống ${score}), chưa đủ giống`,
  ],
  [
    /^(\d+) of (\d+) headings are those of (\w+)(, and the title names it)?$/,
    (named, all, appendix, titled) =>
      `${named}/${all} tiêu đề cột là của phụ lục ${appendixWord(appendix ?? "")}${titled ? ", và tên bảng cũng ghi vậy" : ""}`,
  ],
  [
    /^no row reads as a header; the first says: (.*)$/s,
    (first) => `không có dòng tiêu đề nào nhận ra; dòng đầu ghi: ${first}`,
  ],
  [
    /^no appendix of the catalogue has such headings$/,
    () => "không có phụ lục nào trong danh mục có các tiêu đề cột như vậy",
  ],
  [/^stands inside a cell$/, () => "nằm trong một ô của bảng khác"],
  [/^holds letterhead or signatures only$/, () => "chỉ có quốc hiệu, tiêu đề hoặc chữ ký"],
  [
    /^has no header, and its cells suit the columns of table (\d+)$/,
    (table) => `không có tiêu đề, các ô hợp với các cột của bảng ${table}`,
  ],
];

/** A sentence in Vietnamese; null where it has none, and the English one is shown. */
export function vietnameseWhy(why: string): string | null {
  for (const [pattern, say] of sentences) {
    const found = pattern.exec(why);
    if (found) return say(...found.slice(1));
  }
  return null;
}

export const roleWord = (role: string): string => roles[role] ?? role;
export const appendixWord = (appendix: string): string => appendices[appendix] ?? appendix;

/** What else a person can do about a refusal, beside what its own sentence says; by the refusal's code. */
const mends: Record<string, { vi: string; en: string }> = {
  no_known_appendix: {
    vi: "Cách sửa: nếu tệp đúng là báo cáo, ghi cách gọi của các cột vào data/reference/headers.yaml, mục appendices → phụ lục → fields → wordings, rồi chạy lại. Nếu không phải báo cáo, bỏ tệp ra khỏi hộp thư.",
    en: "To mend: if the file is a report, add its headings to data/reference/headers.yaml, under appendices → the appendix → fields → wordings, and run again. If it is none, take it out of the inbox.",
  },
  columns_unrecognised: {
    vi: "Cách sửa: ghi cách gọi của các cột có dấu ? ở dưới vào data/reference/headers.yaml, mục appendices → phụ lục → fields → wordings, hoặc sửa tiêu đề cột trong tệp, rồi chạy lại.",
    en: "To mend: add the headings marked ? below to data/reference/headers.yaml, under appendices → the appendix → fields → wordings, or mend the headings in the file, and run again.",
  },
  no_locality: {
    vi: "Cách sửa mà không đụng vào tệp: khai tên phường, xã cho tệp này ở mục identities trong data/overrides, rồi chạy: kichban release.",
    en: "To mend without touching the file: name its locality under identities in data/overrides, then run: kichban release.",
  },
  no_period: {
    vi: "Cách sửa mà không đụng vào tệp: khai tháng báo cáo cho tệp này ở mục identities trong data/overrides, rồi chạy: kichban release.",
    en: "To mend without touching the file: name its month under identities in data/overrides, then run: kichban release.",
  },
};

export const mendOf = (code: string): { vi: string; en: string } | null => mends[code] ?? null;
