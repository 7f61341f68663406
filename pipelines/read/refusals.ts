/** The sentences with which a file is refused: each names the file, the place where it helps, and the mend. */
import { RefusedFile } from "../errors.ts";

type Sentence = (details: Record<string, string | number>) => { vi: string; en: string };

const sentences = {
  empty_file: () => ({
    vi: "tệp rỗng; hãy xuất lại báo cáo rồi gửi lại",
    en: "the file is empty; export the report again and send it again",
  }),
  too_large: ({ bytes, limit }) => ({
    vi: `tệp dài ${bytes} byte, quá giới hạn ${limit} byte; hãy bỏ ảnh hoặc tách tệp theo phụ lục`,
    en: `the file has ${bytes} bytes, over the limit of ${limit}; remove pictures or split it by appendix`,
  }),
  too_many_cells: ({ limit, where }) => ({
    vi: `có quá ${limit} ô (${where}); hãy xóa các dòng, cột trống đã định dạng hoặc tách tệp`,
    en: `it has more than ${limit} cells (${where}); delete formatted empty rows and columns, or split the file`,
  }),
  too_wide: ({ limit, where }) => ({
    vi: `bảng rộng hoặc dài quá giới hạn ${limit} (${where}); hãy xóa các cột, dòng thừa`,
    en: `a table is wider or longer than the limit of ${limit} (${where}); delete the surplus columns or rows`,
  }),
  text_too_long: ({ limit, where }) => ({
    vi: `một ô hoặc đoạn văn dài quá ${limit} ký tự (${where}); hãy kiểm tra lại tệp`,
    en: `one cell or paragraph has more than ${limit} characters (${where}); check the file`,
  }),
  binary_file: () => ({
    vi: "không phải báo cáo dạng văn bản, Word, Excel, PDF hay HTML; hãy lưu lại theo một trong các dạng đó",
    en: "it is no text, Word, Excel, OpenDocument, PDF or HTML file; save the report in one of these formats",
  }),
  no_text: () => ({
    vi: "tệp không có chữ nào để đọc; hãy kiểm tra nội dung rồi xuất lại",
    en: "there is no text in the file; check its content and export it again",
  }),
  encoding_unknown: ({ why }) => ({
    vi: `không xác định chắc chắn được bảng mã (${why}); hãy lưu lại bằng Unicode (UTF-8)`,
    en: `its encoding can't be told for sure (${why}); save it again as Unicode (UTF-8)`,
  }),
} satisfies Record<string, Sentence>;

export type RefusalCode = keyof typeof sentences;

/** The refusal of the file `name`; `details` fill the sentence. */
export function refusal(
  code: RefusalCode,
  name: string,
  details: Record<string, string | number> = {},
  cause?: unknown,
): RefusedFile {
  const { vi, en } = (sentences[code] as Sentence)(details);
  return new RefusedFile(code, `${name}: ${vi}.`, `${name}: ${en}.`, { cause });
}
