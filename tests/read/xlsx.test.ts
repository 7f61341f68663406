import { expect, test } from "vitest";
import { grid, paragraphs, read, tables, xlsx, xrow, xs } from "./build.ts";

const data = (...rows: string[]) => `<sheetData>${rows.join("")}</sheetData>`;
const first = async (content: string, options = {}) => tables(await read(await xlsx(content, options)))[0]!;

test("shared, inline and formula strings, escapes and rich text", async () => {
  const strings =
    "<si><t>một</t></si><si><r><t>ha</t></r><r><t>i</t></r><rPh><t>x</t></rPh></si><si><t>a_x000A_b</t></si>";
  const cells = [
    '<c r="A1" t="s"><v>0</v></c>',
    '<c r="B1" t="s"><v>1</v></c>',
    '<c r="C1" t="s"><v>2</v></c>',
    '<c r="D1" t="str"><f>A1</f><v>bốn</v></c>',
  ];
  expect(grid(await first(data(xrow(1, ...cells)), { strings }))).toEqual([["một", "hai", "a\nb", "bốn"]]);
});

const formats = ["General", "0.00%", "#,##0", "dd/mm/yyyy", '#,##0" đồng"', "0.0"];
const styles = `<numFmts>${formats.map((code, index) => `<numFmt numFmtId="${200 + index}" formatCode="${code.replace(/"/g, "&quot;")}"/>`).join("")}</numFmts><cellXfs>${formats.map((_, index) => `<xf numFmtId="${200 + index}"/>`).join("")}</cellXfs>`;

test.each([
  [0.2768, 1, "27,68%", "number"],
  [26405, 2, "26.405", "number"],
  [46094, 3, "13/03/2026", "date"],
  [1212180, 4, "1.212.180 đồng", "number"],
  [95.3, 0, "95,3", "number"],
  [-1234.56, 2, "-1.235", "number"],
  [29.55, 5, "29,6", "number"],
])("%d under format %i shows %s", async (value, style, text, kind) => {
  const table = await first(data(xrow(1, `<c r="A1" s="${style}"><v>${value}</v></c>`, xs("B1", "x"))), { styles });
  expect(table.cells[0]).toMatchObject({ text, stored: { kind } });
});

test("dates count from 1904 where the workbook says so", async () => {
  const cells = data(xrow(1, '<c r="A1" s="3"><v>44632</v></c>', xs("B1", "x")));
  const table = await first(cells, { styles, workbookPr: '<workbookPr date1904="1"/>' });
  expect(table.cells[0]?.stored).toMatchObject({ kind: "date", value: "2026-03-13" });
});

test("titles above are paragraphs, blank rows part tables, columns stay aligned between them", async () => {
  const document = await read(
    await xlsx(
      data(
        xrow(1, xs("A1", "PHỤ LỤC 2")),
        xrow(3, xs("B3", "STT"), xs("C3", "Tên")),
        xrow(4, xs("B4", "1"), xs("C4", "x")),
        xrow(6, xs("C6", "y"), xs("D6", "z")),
      ),
    ),
  );
  expect(paragraphs(document)).toEqual(["PHỤ LỤC 2"]);
  expect(tables(document).map(grid)).toEqual([
    [
      ["STT", "Tên"],
      ["1", "x"],
    ],
    [["", "y", "z"]],
  ]);
  expect(tables(document)[0]?.cells[0]?.place).toEqual({ sheet: "Bảng", address: "B3" });
});

test("merges span, hidden rows, columns and sheets are flagged", async () => {
  const content = `<cols><col min="3" max="3" hidden="1"/></cols>${data(xrow(1, xs("A1", "a"), xs("C1", "c")), `<row r="2" hidden="1">${xs("A2", "d")}${xs("B2", "e")}</row>`)}<mergeCells><mergeCell ref="A1:B1"/></mergeCells>`;
  const table = await first(content);
  expect(table.cells.map((cell) => [cell.text, cell.columnSpan, cell.isHidden ?? false])).toEqual([
    ["a", 2, false],
    ["c", 1, true],
    ["d", 1, true],
    ["e", 1, true],
    // C2 isn't in the file: a blank cell of the table all the same.
    ["", 1, true],
  ]);
  expect((await first(data(xrow(1, xs("A1", "a"), xs("B1", "b"))), { state: "veryHidden" })).cells[0]?.isHidden).toBe(
    true,
  );
});

test("a formula without a stored result is noted, not read as nothing", async () => {
  const document = await read(
    await xlsx(data(xrow(1, '<c r="A1"><f>SUM(B1:C1)</f></c>', xs("B1", "x"), xs("C1", "y")))),
  );
  expect(document.notes).toMatchObject([{ rule: "formula_without_value", before: "=SUM(B1:C1)" }]);
});

test("what a cell's style or a run of its text crosses out is left aside, and told of with its cell", async () => {
  const struckFont = (inner: string) => `<fonts><font><sz/></font><font>${inner}</font></fonts>`;
  const runs = "<si><r><t>cũ</t></r><r><rPr><sz/></rPr><t> mới</t></r></si>";
  const strings = `<si><t>bỏ</t></si>${runs}<si><r><rPr><strike/></rPr><t>12</t></r><r><t>15</t></r></si>`;
  const styles = `${struckFont("<strike/>")}<cellXfs><xf fontId="0"/><xf fontId="1"/></cellXfs><dxfs><dxf><font><strike/></font></dxf></dxfs>`;
  const rows = [
    xrow(
      1,
      '<c r="A1" t="s" s="1"><v>0</v></c>',
      '<c r="B1" t="s" s="1"><v>1</v></c>',
      '<c r="C1" t="s"><v>1</v></c>',
      '<c r="D1" t="s"><v>2</v></c>',
    ),
    xrow(
      2,
      '<c r="A2" s="1"><v>250</v></c>',
      '<c r="B2" s="0"><v>300</v></c>',
      '<c r="C2" t="b" s="1"><v>1</v></c>',
      xs("D2", "x"),
    ),
    xrow(3, xs("A3", "a"), xs("B3", "b")),
  ];
  const document = await read(await xlsx(data(...rows), { strings, styles }));
  const table = tables(document)[0]!;
  expect(grid(table)).toEqual([
    ["", " mới", "cũ mới", "15"],
    ["", "300", "", "x"],
    ["a", "b", "", ""],
  ]);
  expect(table.cells.filter(({ stored }) => stored !== undefined).map(({ text }) => text)).toEqual(["300"]);
  expect(document.notes.map(({ rule, place, before }) => [rule, place.address, before])).toEqual([
    ["struck_text_left_out", "A1", "bỏ"],
    ["struck_text_left_out", "B1", "cũ"],
    ["struck_text_left_out", "D1", "12"],
    ["struck_text_left_out", "A2", "250"],
    ["struck_text_left_out", "C2", "TRUE"],
  ]);
  const plain = await first(data(...rows), { strings, styles: styles.replace("<strike/>", '<strike val="0"/>') });
  expect(plain.cells[0]?.text).toBe("bỏ");
});

const formatted = (codes: string[]) =>
  `<numFmts>${codes.map((code, index) => `<numFmt numFmtId="${200 + index}" formatCode="${code.replace(/"/g, "&quot;").replace(/>/g, "&gt;")}"/>`).join("")}</numFmts><cellXfs>${codes.map((_, index) => `<xf numFmtId="${200 + index}"/>`).join("")}</cellXfs>`;

test("words beside a plain number, and those that a format adds to a text", async () => {
  const codes = ['General" tỷ đồng"', '@" tỷ"', '0;-0;0;"Phường "@', "@", '0.0"%"'];
  const text = (address: string, style: number) => `<c r="${address}" t="str" s="${style}"><v>Yên Hòa</v></c>`;
  const cells = [
    '<c r="A1"><v>1234.5</v></c>',
    '<c r="B1" s="1"><v>12</v></c>',
    text("C1", 2),
    text("D1", 3),
    text("E1", 4),
  ];
  const table = await first(data(xrow(1, ...cells)), { styles: formatted(codes) });
  expect(grid(table)).toEqual([["1234,5 tỷ đồng", "12 tỷ", "Phường Yên Hòa", "Yên Hòa", "Yên Hòa"]]);
});

test("what a format hides is not read, and told of; a zero shown as nothing is blank", async () => {
  const codes = ["General", ";;;", "#,##0;-#,##0;"];
  const cells = [
    '<c r="A2" s="1"><v>77</v></c>',
    '<c r="B2" s="1" t="str"><v>ẩn</v></c>',
    '<c r="C2" s="2"><v>0</v></c>',
  ];
  const rows = [xrow(1, xs("A1", "a"), xs("B1", "b"), xs("C1", "c"), xs("D1", "d")), xrow(2, ...cells, xs("D2", "e"))];
  const document = await read(await xlsx(data(...rows), { styles: formatted(codes) }));
  const table = tables(document)[0]!;
  expect(grid(table)[1]).toEqual(["", "", "", "e"]);
  expect(table.cells.filter(({ stored }) => stored)).toEqual([]);
  expect(document.notes).toMatchObject([
    { rule: "hidden_text_left_out", place: { address: "A2" }, before: "77" },
    { rule: "hidden_text_left_out", place: { address: "B2" }, before: "ẩn" },
    { rule: "hidden_text_left_out", place: { address: "C2" }, before: "0" },
  ]);
  const zeros = `<sheetViews><sheetView showZeros="0"/></sheetViews>${data(xrow(1, xs("A1", "a"), xs("B1", "b")), xrow(2, '<c r="A2"><v>0</v></c>', '<c r="B2"><v>5</v></c>'))}`;
  expect(grid(await first(zeros))[1]).toEqual(["", "5"]);
});

test("a row crossed out in the middle of a table stays in it, blank; below its end it is none of its rows", async () => {
  const styles = '<fonts><font/><font><strike/></font></fonts><cellXfs><xf/><xf fontId="1"/></cellXfs>';
  const struck = (row: number) => xrow(row, ...["A", "B"].map((letter) => `<c r="${letter}${row}" s="1"><v>9</v></c>`));
  const plain = (row: number) => xrow(row, xs(`A${row}`, "a"), xs(`B${row}`, "b"));
  const document = await read(await xlsx(data(plain(1), struck(2), plain(3), struck(5), plain(7)), { styles }));
  expect(tables(document).map(grid)).toEqual([
    [
      ["a", "b"],
      ["", ""],
      ["a", "b"],
    ],
    [["a", "b"]],
  ]);
});
