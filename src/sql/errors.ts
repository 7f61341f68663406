/** What the database says when a query fails, in plain words. What has no words here is shown as the database says it. */
import type { Lang } from "../lib/format.ts";

interface Pattern {
  match: RegExp;
  vi: string;
  en: string;
}

/** `$1`, `$2` are what the pattern found. */
const patterns: Pattern[] = [
  {
    match: /syntax error at end of input/i,
    vi: "Câu lệnh chưa xong: còn thiếu phần cuối.",
    en: "The query isn't finished: its end is missing.",
  },
  {
    match: /unterminated quoted (?:string|identifier)/i,
    vi: "Có một dấu nháy mở ra mà chưa đóng.",
    en: "A quote is opened and not closed.",
  },
  {
    match: /syntax error at or near "([^"]*)"/i,
    vi: "Sai cú pháp ở gần “$1”. Hãy xem lại dấu phẩy, dấu ngoặc và thứ tự select, from, where, group by, order by.",
    en: "Wrong syntax near “$1”. Check commas, brackets and the order select, from, where, group by, order by.",
  },
  {
    match: /Table with name "?([\w.]+)"? does not exist!?[\s\S]*?Did you mean "([^"]+)"/i,
    vi: "Không có bảng “$1”. Ý bạn là “$2”?",
    en: "There is no table “$1”. Did you mean “$2”?",
  },
  {
    match: /Table with name "?([\w.]+)"? does not exist/i,
    vi: "Không có bảng “$1”. Danh sách bảng ở bên dưới.",
    en: "There is no table “$1”. The list of tables is below.",
  },
  {
    match: /Referenced column "([^"]+)" not found[\s\S]*?Candidate bindings: ([^\n]+)/i,
    vi: "Không có cột “$1”. Gần giống nhất: $2.",
    en: "There is no column “$1”. The nearest: $2.",
  },
  {
    match: /Referenced (?:column|table) "([^"]+)" not found/i,
    vi: "Không có “$1” trong các bảng sau from.",
    en: "There is no “$1” in the tables after from.",
  },
  {
    match: /Table "([^"]+)" does not have a column named "([^"]+)"/i,
    vi: "Bảng “$1” không có cột “$2”.",
    en: "The table “$1” has no column “$2”.",
  },
  {
    match: /Ambiguous reference to column name "([^"]+)"/i,
    vi: "Nhiều bảng cùng có cột “$1”: hãy viết tên bảng và dấu chấm trước tên cột.",
    en: "Several tables have a column “$1”: write the table's name and a dot before it.",
  },
  {
    match: /column "([^"]+)" must appear in the GROUP BY clause/i,
    vi: "Cột “$1” phải có trong group by, hoặc nằm trong một hàm như sum, max.",
    en: "The column “$1” must be in group by, or inside a function such as sum or max.",
  },
  {
    match: /Function with name "?(\w+)"? does not exist/i,
    vi: "Không có hàm “$1”.",
    en: "There is no function “$1”.",
  },
  {
    match: /No function matches the given name and argument types '([^']+)'/i,
    vi: "Hàm “$1” không nhận những kiểu giá trị này.",
    en: "The function “$1” doesn't take values of these types.",
  },
  {
    match: /Could not convert string '([^']*)' to (\w+)/i,
    vi: "Chữ “$1” không đổi được thành kiểu $2.",
    en: "The text “$1” can't be turned into $2.",
  },
  {
    match: /Out of Memory|memory access out of bounds/i,
    vi: "Câu lệnh cần nhiều bộ nhớ hơn trình duyệt cho phép. Hãy lọc bớt dòng trước khi ghép bảng.",
    en: "The query needs more memory than the browser gives. Filter rows before joining tables.",
  },
  {
    match:
      /file system operations are disabled|disabled (?:through|by) (?:the )?configuration|^Permission Error|Extension Autoloading|extension "[^"]+" (?:is not|could not)/i,
    vi: "Trang này không mở tệp và không ra mạng: chỉ dùng được các bảng có trong danh sách.",
    en: "This page opens no files and no network: only the listed tables can be used.",
  },
];

/** One sentence in the reader's language. */
export function explainSqlError(message: string, lang: Lang): string {
  for (const pattern of patterns) {
    const found = pattern.match.exec(message);
    if (found) return pattern[lang].replace(/\$(\d)/g, (_, group: string) => found[Number(group)] ?? "");
  }
  const first = message.split("\n")[0] ?? "";
  return lang === "vi" ? `Câu lệnh không chạy được: ${first}` : `The query failed: ${first}`;
}
