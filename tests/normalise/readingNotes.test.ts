/** What reading left out of an office file, at the cell it was in and as a question where a figure may be concerned. Invented data. */
import { describe, expect, it } from "vitest";
import { fillMessage } from "../../pipelines/models/messages.ts";
import { loadModels } from "../../pipelines/models/twin.ts";
import { readDocument } from "../../pipelines/read/index.ts";
import type { ParsedSource } from "../../pipelines/rows.ts";
import { docx, odfParts, relations, wc, wp, wr, wt, xlsx, xlsxParts, xrow, xs, zip } from "../read/build.ts";
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

  it("a workbook inside the file is asked about", async () => {
    const sheet =
      '<w:p><w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" ProgID="Excel.Sheet.12"/></w:object></w:r></w:p>';
    const parsed = await parseBytes("a.docx", await docx(rows(wc("94"), wc("94,5")) + sheet));
    expect(asked(parsed, "embedded_left_out")).toEqual([
      [expect.any(String), expect.stringMatching(/Excel\.Sheet\.12.*P4/)],
    ]);
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

describe("a unit in a box", () => {
  const plain = header.filter((heading) => heading !== "Đơn vị tính");
  const body = [
    plain,
    ["1", "Thu ngân sách nhà nước trên địa bàn", "95", "12", "13"],
    ["2", "Chi ngân sách", "5", "2", "3"],
  ];
  const unit = "Đơn vị tính: tỷ đồng";
  const plans = ({ indicators }: ParsedSource) => indicators.map(({ plan_year, unit: code }) => [plan_year, code]);
  const inMillions = [
    [95_000, "million_vnd"],
    [5_000, "million_vnd"],
  ];

  /** Text boxes of a sheet, each with the row that it begins in, from 0. */
  const boxes = (...texts: [number, string][]) => {
    const anchors = texts.map(
      ([row, text]) =>
        `<xdr:twoCellAnchor><xdr:from><xdr:row>${row}</xdr:row></xdr:from><xdr:sp><a:p><a:r><a:t>${text}</a:t></a:r></a:p></xdr:sp></xdr:twoCellAnchor>`,
    );
    const names = 'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="urn:a"';
    return {
      more: {
        "xl/worksheets/_rels/sheet1.xml.rels": relations({ id: "b", type: "drawing", target: "../drawings/d.xml" }),
        "xl/drawings/d.xml": `<xdr:wsDr ${names}>${anchors.join("")}</xdr:wsDr>`,
      },
    };
  };

  it.each(["above the table", "fastened to its first cell"])("Word: %s, is the table's", async (place) => {
    const box = `<w:r><w:pict><v:textbox xmlns:v="urn:v"><w:txbxContent>${wp(unit)}</w:txbxContent></v:textbox></w:pict></w:r>`;
    const isAbove = place === "above the table";
    const [first = "", ...rest] = body.map((row) => wr(...row.map((text) => wc(text))));
    const head = isAbove ? first : first.replace("<w:p>", `<w:p>${box}`);
    const before = titles.map(wp).join("") + (isAbove ? `<w:p>${box}</w:p>` : "");
    expect(plans(await parseBytes("a.docx", await docx(before + wt(head, ...rest))))).toEqual(inMillions);
  });

  it("Excel: in a drawing above the table, is that table's", async () => {
    const row = (number: number, cells: string[]) =>
      xrow(number, ...cells.map((text, index) => xs(`${"ABCDE"[index]}${number}`, text)));
    const rows = [
      ...titles.map((title, index) => row(index + 1, [title])),
      ...body.map((cells, i) => row(i + 5, cells)),
    ];
    const parsed = await parseBytes("a.xlsx", await xlsx(`<sheetData>${rows.join("")}</sheetData>`, boxes([3, unit])));
    expect(plans(parsed)).toEqual(inMillions);
  });

  it("Excel: one over the second table is not the first's, and a page's header is not the next sheet's", async () => {
    const rows = [1, 2, 6, 7].map((number) => xrow(number, xs(`A${number}`, "a"), xs(`B${number}`, "b")));
    const content = `<sheetData>${rows.join("")}</sheetData><headerFooter><oddHeader>&amp;CPhụ lục 2</oddHeader><oddFooter>&amp;CNgười lập biểu</oddFooter></headerFooter>`;
    const bytes = await xlsx(content, boxes([4, unit], [9, "Số tạm tính"]));
    const document = await readDocument({ name: "a.xlsx", bytes });
    expect(document.blocks.map((block) => (block.kind === "table" ? block.number : block.text))).toEqual([
      "Phụ lục 2",
      1,
      unit,
      2,
      "Số tạm tính",
      "Người lập biểu",
    ]);
  });
});
