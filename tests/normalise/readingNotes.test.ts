/** What reading left out of an office file, at the cell it was in and as a question where a figure may be concerned. Invented data. */
import { describe, expect, it } from "vitest";
import { fillMessage } from "../../pipelines/models/messages.ts";
import { loadModels } from "../../pipelines/models/twin.ts";
import type { ParsedSource } from "../../pipelines/rows.ts";
import { docx, odfParts, wc, wp, wr, wt, xlsx, xlsxParts, xrow, xs, zip } from "../read/build.ts";
import { parseBytes } from "../reports/parse.ts";

const cited = "(Kèm theo Báo cáo số 12/BC-UBND ngày 20/2/2027 của UBND phường Hòa Bình)";
const titles = ["PHỤ LỤC 3", "KỊCH BẢN THỰC HIỆN CÁC CHỈ TIÊU KINH TẾ - XÃ HỘI CHỦ YẾU", cited];
const header = ["STT", "Chỉ tiêu", "Đơn vị tính", "Kế hoạch năm", "Kế hoạch tháng 2/2027", "UTH tháng 2/2027"];

const mends = ({ repairs, source }: ParsedSource, rule: string) =>
  repairs
    .filter((repair) => repair.rule === rule)
    .map(({ cell_ref, before }) => [cell_ref.replace(source.source_id, ""), before]);
const { rules } = loadModels();
const asked = ({ doubts, source }: ParsedSource, rule: string) =>
  doubts
    .filter((doubt) => doubt.rule === rule)
    .map(({ arguments: values, cell_ref, raw_value }) => [
      cell_ref.replace(source.source_id, ""),
      fillMessage(rules.get(rule)!.message.vi, { raw_value, ...values }, "vi"),
    ]);

describe("Word", () => {
  const rows = (...figures: string[]) =>
    titles.map(wp).join("") +
    wt(
      wr(...header.map((text) => wc(text))),
      wr(wc("1"), wc("Tỷ lệ gia đình văn hóa"), wc("%"), wc("95"), ...figures),
      wr(wc("2"), wc("Tỷ lệ hộ nghèo"), wc("%"), wc("2"), wc("2"), wc("1,5")),
    );
  const field = (text: string) =>
    `<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>${wc(text)}</w:sdtContent></w:sdt>`;

  it("a field that nobody has filled in is a blank cell, told of there; one with a figure is asked about", async () => {
    const parsed = await parseBytes("a.docx", await docx(rows(field("Bấm để nhập"), field("94,5"))));
    expect(parsed.indicators[0]).toMatchObject({ plan_year: 95, plan_month: null, estimate_month: null });
    expect(mends(parsed, "placeholder_left_out")).toEqual([
      ["-t1-r2-c5", "Bấm để nhập"],
      ["-t1-r2-c6", "94,5"],
    ]);
    const [question, ...more] = asked(parsed, "placeholder_with_figure");
    expect(more).toEqual([]);
    expect(question).toEqual(["-t1-r2-c6", expect.stringContaining("“94,5”")]);
  });
});

describe("workbooks", () => {
  const letters = "ABCDEFGHIJ";
  const text = (row: number, ...cells: string[]) =>
    xrow(row, ...cells.map((cell, index) => (cell.startsWith("<c ") ? cell : xs(`${letters[index]}${row}`, cell))));
  const head = [...titles.map((title, index) => text(index + 1, title)), text(5, ...header)].join("");
  const formula = (address: string, value = "") =>
    `<c r="${address}"><f t="shared" si="0"/>${value && `<v>${value}</v>`}</c>`;
  const rows = (...figures: string[]) =>
    `<sheetData>${head}${text(6, "1", "Tỷ lệ gia đình văn hóa", "%", "95", ...figures)}${text(7, "2", "Tỷ lệ hộ nghèo", "%", "2", "2", "1,5")}</sheetData>`;

  it("formulas without a result are asked about, once a sheet, with their cells", async () => {
    const parsed = await parseBytes("a.xlsx", await xlsx(rows(formula("E6"), formula("F6"))));
    expect(parsed.indicators[0]).toMatchObject({ plan_month: null, estimate_month: null });
    expect(mends(parsed, "formula_without_value").map(([ref]) => ref)).toEqual(["-t1-r2-c5", "-t1-r2-c6"]);
    expect(asked(parsed, "formula_without_value")).toEqual([
      ["-t1-r2-c5", expect.stringMatching(/2 ô \(Bảng!E6, Bảng!F6\).*tính lại/)],
    ]);
    expect(parsed.doubts.find(({ rule }) => rule === "formula_without_value")?.severity).toBe("error");
  });

  it("results are asked about where the workbook itself says that they must be calculated anew", async () => {
    const parts = xlsxParts(rows(formula("E6", "94"), formula("F6", "0")));
    const stale = String(parts["xl/workbook.xml"]).replace("</workbook>", '<calcPr fullCalcOnLoad="1"/></workbook>');
    const parsed = await parseBytes("a.xlsx", await zip({ ...parts, "xl/workbook.xml": stale }));
    expect(parsed.indicators[0]).toMatchObject({ plan_month: 94, estimate_month: 0 });
    expect(parsed.repairs.filter(({ rule }) => rule.startsWith("formula"))).toEqual([]);
    expect(asked(parsed, "formula_results_stale")).toEqual([
      ["-t1-r2-c5", expect.stringContaining("2 ô công thức (Bảng!E6, Bảng!F6)")],
    ]);
    expect(asked(await parseBytes("a.xlsx", await zip(parts)), "formula_results_stale")).toEqual([]);
  });

  it("an OpenDocument formula without a result is asked about as well", async () => {
    const cell = (value: string) =>
      value.startsWith("<") ? value : `<table:table-cell><text:p>${value}</text:p></table:table-cell>`;
    const row = (cells: string[]) => `<table:table-row>${cells.map(cell).join("")}</table:table-row>`;
    const body = [
      ...titles.map((title) => [title]),
      header,
      ["1", "Tỷ lệ gia đình văn hóa", "%", "95", "94", '<table:table-cell table:formula="of:=[.E5]"/>'],
      ["2", "Tỷ lệ hộ nghèo", "%", "2", "2", "1,5"],
    ];
    const sheet = `<office:spreadsheet><table:table table:name="PL3">${body.map(row).join("")}</table:table></office:spreadsheet>`;
    const mimetype = "application/vnd.oasis.opendocument.spreadsheet";
    const parsed = await parseBytes("a.ods", await zip({ ...odfParts(sheet), mimetype }));
    expect(parsed.indicators[0]).toMatchObject({ plan_month: 94, estimate_month: null });
    expect(asked(parsed, "formula_without_value")).toEqual([["-t1-r2-c6", expect.stringContaining("1 ô (PL3!F5)")]]);
  });
});
