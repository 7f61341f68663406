/** What a file holds and its reader leaves out, or asks about: told of where it stands. */
import type { DocumentBuilder } from "./builder.ts";
import type { Place } from "./document.ts";

/** A comment is somebody's word on the report, not the report's: it is told of, and not read into cells. */
export function noteComment(builder: DocumentBuilder, text: string, place: Place): void {
  const reason =
    "Nhận xét, ghi chú gắn vào tài liệu không thuộc nội dung báo cáo; a comment is not part of the report.";
  noteWords(builder, { rule: "comment_left_out", text, reason }, place);
}

/** Words crossed out are words taken back: told of, and not read. */
export function noteStruck(builder: DocumentBuilder, text: string, place: Place): void {
  const reason = "Chữ bị gạch ngang không được đọc; text that is crossed out was not read.";
  noteWords(builder, { rule: "struck_text_left_out", text, reason }, place);
}

/** Hidden text is not on the page. */
export function noteHidden(builder: DocumentBuilder, text: string, place: Place): void {
  const reason = "Chữ ẩn không được đọc; hidden text was not read.";
  noteWords(builder, { rule: "hidden_text_left_out", text, reason }, place);
}

/** The words of a field that nobody has filled in are the template's: the field is blank. */
export function notePlaceholder(builder: DocumentBuilder, text: string, place: Place): void {
  const reason = "Chữ gợi ý của ô nhập chưa điền; the words of a content control that nobody has filled in.";
  noteWords(builder, { rule: "placeholder_left_out", text, reason }, place);
}

/** Text under a merged cell is not on the page. */
export function noteCovered(builder: DocumentBuilder, text: string, place: Place): void {
  const before = text.trim().slice(0, 200);
  if (before === "") return;
  const reason = "Ô nằm dưới vùng gộp nên không hiển thị; the cell lies under a merged one and is not shown.";
  builder.note({ rule: "covered_cell_left_out", place, before, after: "", reason });
}

/** The result of a formula is not in the file: the cell shows one as soon as a program calculates it. */
export function noteFormulaWithoutValue(builder: DocumentBuilder, formula: string, place: Place): void {
  const reason = "Ô có công thức nhưng tệp không lưu kết quả; the formula's result is not stored in the file.";
  const before = formula.slice(0, 200) || "=";
  builder.note({ rule: "formula_without_value", place, before, after: "", reason });
}

/** The file holds a result, and says that it must be calculated anew. Nothing is mended: it is asked about. */
export function noteStaleResult(builder: DocumentBuilder, text: string, place: Place): void {
  const reason = "Tệp yêu cầu tính lại công thức khi mở; the workbook asks to be recalculated when it is opened.";
  builder.note({ rule: "formula_results_stale", place, before: text, after: text, reason });
}

function noteWords(
  builder: DocumentBuilder,
  { rule, text, reason }: { rule: string; text: string; reason: string },
  place: Place,
): void {
  const before = text.replace(/\s+/g, " ").trim().slice(0, 500);
  if (before !== "") builder.note({ rule, place, before, after: "", reason });
}
