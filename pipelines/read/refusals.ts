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
  too_much_text: ({ limit, where }) => ({
    vi: `có quá ${limit} ký tự (${where}); hãy tách tệp theo phụ lục hoặc kiểm tra nguồn gửi`,
    en: `it has more than ${limit} characters (${where}); split it by appendix or check where it comes from`,
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
  damaged: ({ where, why }) => ({
    vi: `tệp bị hỏng ở ${where} (${why}); hãy mở bằng phần mềm gốc, lưu lại rồi gửi lại`,
    en: `the file is damaged at ${where} (${why}); open it in its own program, save it again and send it again`,
  }),
  doctype: ({ where }) => ({
    vi: `phần ${where} có khai báo DOCTYPE, thứ không có trong tệp văn phòng thật; hãy lưu lại bằng Word, Excel hoặc LibreOffice`,
    en: `part ${where} has a DOCTYPE, which no real office file has; save it again with Word, Excel or LibreOffice`,
  }),
  zip_bomb: ({ where, why }) => ({
    vi: `phần ${where} giải nén ra quá lớn (${why}); hãy kiểm tra nguồn gửi và lưu lại tệp`,
    en: `part ${where} inflates to too much (${why}); check where the file comes from and save it again`,
  }),
  too_many_entries: ({ count, limit }) => ({
    vi: `tệp nén có ${count} mục, quá giới hạn ${limit}; hãy lưu lại tệp, bỏ bớt ảnh`,
    en: `its container has ${count} entries, over the limit of ${limit}; save it again with fewer pictures`,
  }),
  unsafe_path: ({ where }) => ({
    vi: `tệp nén có tên mục không an toàn ${where}; không nhận tệp này, hãy xin bản gốc`,
    en: `its container has an unsafe entry name ${where}; ask for the original file`,
  }),
  encrypted: ({ where }) => ({
    vi: `tệp được đặt mật khẩu (${where}); hãy bỏ mật khẩu rồi gửi lại`,
    en: `the file is protected by a password (${where}); remove the password and send it again`,
  }),
  macros: ({ where }) => ({
    vi: `tệp chứa macro (${where}); hãy lưu lại dạng .docx, .xlsx hoặc .odt không có macro`,
    en: `the file contains macros (${where}); save it as .docx, .xlsx or .odt without macros`,
  }),
  external_content: ({ where, target }) => ({
    vi: `tệp nạp nội dung từ nơi khác (${where}: ${target}); hãy chép nội dung vào tệp rồi lưu lại`,
    en: `the file loads content from elsewhere (${where}: ${target}); paste that content in and save it again`,
  }),
  too_deep: ({ limit, where }) => ({
    vi: `cấu trúc lồng nhau quá ${limit} tầng (${where}); hãy lưu lại tệp bằng phần mềm gốc`,
    en: `its structure is nested more than ${limit} levels deep (${where}); save it again in its own program`,
  }),
  too_many_merges: ({ limit, where }) => ({
    vi: `có quá ${limit} vùng gộp ô hoặc vùng gộp quá lớn (${where}); hãy bỏ gộp ô thừa`,
    en: `it has more than ${limit} merged ranges, or one too large (${where}); unmerge surplus cells`,
  }),
  overlapping_merges: ({ where }) => ({
    vi: `các vùng gộp ô chồng lên nhau (${where}); hãy mở, sửa gộp ô rồi lưu lại`,
    en: `its merged ranges overlap (${where}); open it, mend the merges and save it again`,
  }),
  repeated_cell: ({ where }) => ({
    vi: `ô ${where} được ghi hai lần với nội dung khác nhau; hãy mở bằng Excel rồi lưu lại`,
    en: `cell ${where} is stored twice with different content; open the workbook and save it again`,
  }),
  unknown_office_file: ({ where }) => ({
    vi: `là tệp nén nhưng không phải Word, Excel hay OpenDocument (${where}); hãy gửi chính các tệp báo cáo bên trong`,
    en: `it is an archive but no Word, Excel or OpenDocument file (${where}); send the report files themselves`,
  }),
  unsupported_format: ({ format, mend }) => ({
    vi: `dạng ${format} không đọc được; hãy lưu lại dạng ${mend}`,
    en: `the format ${format} can't be read; save it as ${mend}`,
  }),
  scan_without_text: ({ pages }) => ({
    vi: `PDF là bản quét ${pages} trang không có lớp chữ; hãy gửi bản Word, Excel hoặc PDF xuất từ phần mềm soạn thảo`,
    en: `this PDF is a scan of ${pages} pages without a text layer; send the Word or Excel file, or a PDF exported from it`,
  }),
  page_without_text: ({ where }) => ({
    vi: `${where} của PDF là ảnh quét không có chữ, nên báo cáo sẽ thiếu; hãy gửi bản có lớp chữ đầy đủ`,
    en: `${where} of the PDF is a scan without text, so the report would be incomplete; send one with text on all pages`,
  }),
  too_many_pages: ({ count, limit }) => ({
    vi: `PDF có ${count} trang, quá giới hạn ${limit}; hãy tách tệp theo phụ lục`,
    en: `the PDF has ${count} pages, over the limit of ${limit}; split it by appendix`,
  }),
  page_too_dense: ({ where, limit }) => ({
    vi: `trang PDF có quá ${limit} chữ rời hoặc nét vẽ (${where}); hãy xuất lại PDF từ tệp gốc hoặc nộp bản Word, Excel`,
    en: `a page of the PDF has more than ${limit} pieces of text or strokes (${where}); export it again, or send the Word or Excel file`,
  }),
  needs_libreoffice: ({ format, mend }) => ({
    vi: `dạng cũ ${format} cần LibreOffice trên máy này; hãy cài LibreOffice hoặc lưu lại dạng ${mend}`,
    en: `the old format ${format} needs LibreOffice on this machine; install it or save the file as ${mend}`,
  }),
  conversion_failed: ({ format, mend }) => ({
    vi: `LibreOffice không chuyển được tệp ${format}; hãy lưu lại dạng ${mend}`,
    en: `LibreOffice could not convert the ${format} file; save it as ${mend}`,
  }),
  took_too_long: () => ({
    vi: "đọc quá lâu so với nội dung của tệp nên bị dừng; hãy tách tệp nhỏ hơn hoặc kiểm tra nguồn gửi",
    en: "reading took far too long for what the file holds and was stopped; split the file or check where it comes from",
  }),
  reader_failed: ({ why }) => ({
    vi: `bộ đọc gặp lỗi (${why}); hãy lưu lại tệp bằng phần mềm gốc, và báo lỗi này cho người bảo trì`,
    en: `the reader failed (${why}); save the file again in its own program, and report this to the maintainers`,
  }),
  out_of_memory: ({ megabytes }) => ({
    vi: `đọc cần quá ${megabytes} MB bộ nhớ nên bị dừng; hãy tách tệp nhỏ hơn hoặc kiểm tra nguồn gửi`,
    en: `reading needed more than ${megabytes} MB of memory and was stopped; split the file or check where it comes from`,
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
