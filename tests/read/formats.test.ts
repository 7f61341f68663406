/** One small report in every format a reader knows gives the same blocks. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import {
  at,
  docx,
  grid,
  line,
  odf,
  paragraphs,
  pdf,
  read,
  shown,
  tables,
  wc,
  wp,
  wr,
  wt,
  xlsx,
  xrow,
  xs,
} from "./build.ts";

const rows = [
  ["STT", "Nhiệm vụ", "Kết quả"],
  ["1", "Lập kế hoạch", "Hoàn thành"],
  ["2", "Chi <b>", ""],
];
const escaped = (text: string) => text.replace(/</g, "&lt;");
const expected = ["PHỤ LỤC 1", rows];
const letters = "ABC";

const odfCell = (text: string) => `<table:table-cell><text:p>${escaped(text)}</text:p></table:table-cell>`;
const odfRows = rows.map((row) => `<table:table-row>${row.map(odfCell).join("")}</table:table-row>`).join("");
const csvOf = (d: string) => ["PHỤ LỤC 1", "", ...rows.map((row) => row.map((f) => `"${f}"`).join(d))].join("\r\n");

test.each<[string, () => Promise<Buffer> | Buffer]>([
  ["text", () => Buffer.from(`PHỤ LỤC 1\n${rows.map((row) => row.join("\t")).join("\n")}`)],
  ["docx", () => docx(wp("PHỤ LỤC 1") + wt(...rows.map((row) => wr(...row.map((text) => wc(escaped(text)))))))],
  [
    "xlsx",
    () =>
      xlsx(
        `<sheetData>${xrow(1, xs("A1", "PHỤ LỤC 1"))}${rows.map((row, r) => xrow(r + 2, ...row.map((text, c) => xs(`${letters[c]}${r + 2}`, escaped(text))))).join("")}</sheetData>`,
      ),
  ],
  ["odt", () => odf(`<office:text><text:p>PHỤ LỤC 1</text:p><table:table>${odfRows}</table:table></office:text>`)],
  [
    "ods",
    () =>
      odf(
        `<office:spreadsheet><table:table table:name="a"><table:table-row>${odfCell("PHỤ LỤC 1")}</table:table-row>${odfRows}<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table></office:spreadsheet>`,
      ),
  ],
  [
    "html",
    () =>
      Buffer.from(
        `<html><meta charset="utf-8"><p>PHỤ LỤC 1</p><table>${rows.map((row) => `<tr>${row.map((text) => `<td>${escaped(text)}`).join("")}`).join("")}</table>`,
      ),
  ],
  [
    "markdown",
    () =>
      Buffer.from(
        `# PHỤ LỤC 1\n\n| ${rows[0]?.join(" | ")} |\n|---|:-:|--:|\n${rows
          .slice(1)
          .map((row) => `| ${row.join(" | ")} |`)
          .join("\n")}\n`,
      ),
  ],
  ["csv", () => Buffer.from(csvOf(","))],
  ["csv", () => Buffer.from(`\ufeff${csvOf(";")}`)],
])("%s", async (format, build) => {
  const document = await read(await build());
  expect(document.format).toBe(format);
  expect(shown(document)).toEqual(expected);
});

test("the name decides nothing", async () => {
  const { readDocument } = await import("../../pipelines/read/index.ts");
  const bytes = await docx(wp("Báo cáo"));
  expect((await readDocument({ name: "báo cáo.xlsx", bytes })).format).toBe("docx");
});

test("HTML: spans, lines in a cell, hidden text, a nested table", async () => {
  const document = await read(
    '<table><tr><td rowspan="2">a<br>b<td colspan="2">c<tr><td>d<td><p>e</p><p>f</p><span style="display:none">x</span><table><tr><td>g<td>h</table></table>',
  );
  expect(tables(document).map(grid)).toEqual([
    [
      ["a\nb", "c", null],
      [null, "d", "e\nf"],
    ],
    [["g", "h"]],
  ]);
});

test("ODT: covered cells, blanks, line breaks, deleted text", async () => {
  const deleted =
    "<text:tracked-changes><text:changed-region><text:deletion><text:p>bỏ</text:p></text:deletion></text:changed-region></text:tracked-changes>";
  const body = `<office:text>${deleted}<table:table><table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>a<text:s text:c="2"/>b<text:line-break/>c</text:p></table:table-cell><table:covered-table-cell/></table:table-row><table:table-row>${odfCell("d")}${odfCell("e")}</table:table-row></table:table></office:text>`;
  expect(tables(await read(await odf(body))).map(grid)).toEqual([
    [
      ["a  b\nc", null],
      ["d", "e"],
    ],
  ]);
});

const frame =
  [40, 100, 300].map((x) => line(x, 200, x, 300)).join("") + [200, 250, 300].map((y) => line(40, y, 300, y)).join("");

test("PDF: ruled lines make the cells; lines of a cell join; a word of two cells is cut at the rule", async () => {
  const text =
    at(50, 350, "PHU LUC 1") +
    at(50, 280, "STT") +
    at(110, 280, "Nhiem vu") +
    at(50, 230, "1") +
    at(110, 235, "Lap ke") +
    at(110, 222, "hoach nam");
  const document = await read(pdf(frame + text));
  expect(paragraphs(document)).toEqual(["PHU LUC 1"]);
  expect(tables(document).map(grid)).toEqual([
    [
      ["STT", "Nhiem vu"],
      ["1", "Lap ke hoach nam"],
    ],
  ]);
});

test("PDF: without ruled lines, words in columns are a table", async () => {
  const body = [
    ["STT", "Ten", "So"],
    ["1", "Duong A", "500"],
    ["2", "Truong B", "700"],
  ];
  const document = await read(
    pdf(body.map((row, r) => row.map((text, c) => at(50 + c * 150, 300 - r * 20, text)).join("")).join("")),
  );
  expect(tables(document).map(grid)).toEqual([body]);
});

test("PDF: a row broken by the end of the page is joined, and noted", async () => {
  const grid2 = (top: number, bottom: number) =>
    [40, 100, 300].map((x) => line(x, bottom, x, top)).join("") +
    [bottom, top].map((y) => line(40, y, 300, y)).join("");
  const document = await read(
    pdf(grid2(60, 20) + at(50, 40, "7") + at(110, 40, "Sua chua"), grid2(390, 360) + at(110, 375, "duong")),
  );
  expect(tables(document).flatMap(grid)).toEqual([["7", "Sua chua duong"]]);
  expect(document.notes.map((note) => note.rule)).toEqual(["row_joined_over_pages"]);
});

test("the sample report: every field of every line is a cell", async () => {
  const bytes = readFileSync(new URL("../../data/inbox/bao-cao-103.txt", import.meta.url));
  const document = await read(bytes);
  const fields = bytes
    .toString("utf8")
    .split("\n")
    .filter((text) => text.includes("\t"))
    .flatMap((text) => text.split("\t"));
  expect(tables(document).flatMap((table) => table.cells.map((cell) => cell.text))).toEqual(fields);
});

test("a piece of a page is a page: its paragraphs are read without their marks", async () => {
  const document = await read("<p>Đơn vị tính: triệu đồng</p>\n<table><tr><td>STT</td><td>Tên</td></tr></table>\n");
  expect(paragraphs(document)).toEqual(["Đơn vị tính: triệu đồng"]);
  expect(tables(document).map(grid)).toEqual([[["STT", "Tên"]]]);
});

test("ODF: merged cells that leave no place for what they cover don't move the cells behind them", async () => {
  const cell = (text: string, spans = "") => `<table:table-cell ${spans}><text:p>${text}</text:p></table:table-cell>`;
  const row = (...cells: string[]) => `<table:table-row>${cells.join("")}</table:table-row>`;
  const tall = 'table:number-rows-spanned="2"';
  const rows =
    row(cell("Tên", tall), cell("Giải ngân", 'table:number-columns-spanned="2"'), cell("Kết quả", tall)) +
    row(cell("Đường A"), cell("500"), cell("200"), cell("Xong"));
  const columns = '<table:table-column table:number-columns-repeated="4"/>';
  const document = await read(
    await odf(`<office:text><table:table table:name="T">${columns}${rows}</table:table></office:text>`),
  );
  const [table] = tables(document);
  expect(table && grid(table)).toEqual([
    ["Tên", "Giải ngân", null, "Kết quả"],
    ["Đường A", "500", "200", "Xong"],
  ]);
  expect(table?.cells.map(({ rowSpan }) => rowSpan)).toEqual([1, 1, 1, 1, 1, 1, 1]);
  expect(document.notes.map(({ rule }) => rule)).toEqual(["span_mended", "span_mended", "span_mended"]);
});
