/** What stands on and beside a figure in office files: marks of notes, crossed-out words, values without text. Invented data. */
import { expect, test } from "vitest";
import { readNumberCandidates } from "../../pipelines/normalise/numbers.ts";
import type { Document } from "../../pipelines/read/document.ts";
import { at, docx, grid, line, odfParts, pdf, read, tables, wc, wr, wt, xlsx, xrow, xs, zip } from "./build.ts";

const run = (text: string, properties = "") =>
  `<w:r>${properties && `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`;
const raised = '<w:vertAlign w:val="superscript"/>';
const wcell = (inner: string) => `<w:tc><w:p>${inner}</w:p></w:tc>`;
const xrun = (text: string, properties = "") => `<r><rPr>${properties}</rPr><t xml:space="preserve">${text}</t></r>`;
const xraised = '<vertAlign val="superscript"/>';

const first = (document: Document) => grid(tables(document)[0] as never)[0];

test.each<[string, () => Promise<Buffer> | Buffer]>([
  [
    "docx",
    () =>
      docx(
        wt(
          wr(
            wcell(run("26.405") + run("1", raised)),
            wcell(run("95,3%") + run("(2)", raised)),
            wcell(run("10 m") + run("2", raised)),
            wcell(run("cũ 12", "<w:strike/>") + run("15")),
          ),
          wr(wc("a"), wc("b"), wc("c"), wc("d")),
        ),
      ),
  ],
  [
    "xlsx",
    () =>
      xlsx(
        `<sheetData>${xrow(1, '<c r="A1" t="s"><v>0</v></c>', '<c r="B1" t="s"><v>1</v></c>', `<c r="C1" t="inlineStr"><is>${xrun("10 m")}${xrun("2", xraised)}</is></c>`, `<c r="D1" t="inlineStr"><is>${xrun("cũ 12", "<strike/>")}${xrun("15")}</is></c>`)}${xrow(2, xs("A2", "a"), xs("B2", "b"))}</sheetData>`,
        {
          strings: `<si>${xrun("26.405")}${xrun("1", xraised)}</si><si>${xrun("95,3%")}${xrun("(2)", xraised)}</si>`,
        },
      ),
  ],
  [
    "html",
    () =>
      Buffer.from(
        "<html><body><table><tr><td>26.405<sup>1</sup><td>95,3%<sup>(2)</sup><td>10 m<sup>2</sup><td><s>cũ 12</s>15<tr><td>a<td>b<td>c<td>d</table></body></html>",
      ),
  ],
  [
    "odt",
    () => {
      const style = (name: string, properties: string) =>
        `<style:style style:name="${name}" style:family="text"><style:text-properties ${properties}/></style:style>`;
      const span = (name: string, text: string) => `<text:span text:style-name="${name}">${text}</text:span>`;
      const cell = (inner: string) => `<table:table-cell><text:p>${inner}</text:p></table:table-cell>`;
      const cells = [
        cell(`26.405${span("T1", "1")}`),
        cell(`95,3%${span("T1", "(2)")}`),
        cell(`10 m${span("T1", "2")}`),
        cell(`${span("T2", "cũ 12")}${span("T3", "15")}`),
      ];
      const styles =
        style("T1", 'style:text-position="super 58%"') +
        style("T2", 'style:text-line-through-style="solid"') +
        style("T3", 'style:text-line-through-style="none"');
      const rows = `<table:table-row>${cells.join("")}</table:table-row><table:table-row>${cell("a").repeat(4)}</table:table-row>`;
      const parts = odfParts(`<office:text><table:table>${rows}</table:table></office:text>`);
      const content = String(parts["content.xml"]).replace(
        "<office:body>",
        `<office:automatic-styles>${styles}</office:automatic-styles><office:body>`,
      );
      return zip({ ...parts, "content.xml": content });
    },
  ],
])("%s: a note's mark is no digit of the figure, what is crossed out is left aside and told of", async (_, build) => {
  const document = await read(await build());
  expect(first(document)).toEqual(["26.405¹", "95,3%⁽²⁾", "10 m2", "15"]);
  expect(document.notes).toMatchObject([{ rule: "struck_text_left_out", before: "cũ 12", after: "" }]);
});

test("PDF: a small raised sign behind a figure is its mark, and no figure above it", async () => {
  const small = (px: number, y: number, text: string) => `BT /F1 6 Tf ${px} ${y} Td (${text}) Tj ET\n`;
  const ruled =
    [40, 100, 300].map((x) => line(x, 200, x, 300)).join("") + [200, 250, 300].map((y) => line(40, y, 300, y)).join("");
  const cells = at(50, 280, "STT") + at(110, 280, "So") + at(50, 230, "1") + at(110, 230, "405");
  const document = await read(pdf(ruled + cells + small(126.7, 234, "1")));
  expect(grid(tables(document)[0] as never)[1]).toEqual(["1", "405¹"]);
});

test.each([
  ["26.405¹", 26_405],
  ["26.405 ⁽¹⁾", 26_405],
  ["1.212.180¹,²", 1_212_180],
  ["-12,5²", -12.5],
])("%s is a figure with a mark", (text, value) => {
  expect(readNumberCandidates(text)[0]?.value).toBe(value);
});

test.each(["10²", "12 1", "¹"])("%s is no sure figure", (text) => {
  expect(readNumberCandidates(text)).toEqual([]);
});

test("ODF: a value without text is shown; one whose text is blank is blank", async () => {
  const cell = (attributes: string, text = "") => `<table:table-cell ${attributes}>${text}</table:table-cell>`;
  const cells = [
    cell('office:value-type="float" office:value="1234.5"'),
    cell('office:value-type="percentage" office:value="0.2768"'),
    cell('office:value-type="date" office:date-value="2026-03-13"'),
    cell('office:value-type="string" office:string-value="Đường A"'),
    cell('office:value-type="float" office:value="0"', "<text:p/>"),
  ];
  const row = (inner: string) => `<table:table-row>${inner}</table:table-row>`;
  const body = `<office:spreadsheet><table:table table:name="T">${row(cells.join(""))}${row(cell("", "<text:p>x</text:p>").repeat(5))}</table:table></office:spreadsheet>`;
  const mimetype = "application/vnd.oasis.opendocument.spreadsheet";
  const document = await read(await zip({ ...odfParts(body), mimetype }));
  expect(first(document)).toEqual(["1234,5", "27,68%", "13/03/2026", "Đường A", ""]);
  expect(
    tables(document)[0]
      ?.cells.slice(0, 5)
      .map(({ stored }) => stored?.kind),
  ).toEqual(["number", "number", "date", undefined, undefined]);
});

test("Excel: an empty text is a formula's result; rows and columns without height or width are hidden", async () => {
  const table = `<cols><col min="2" max="2" width="0" customWidth="1"/></cols><sheetData>${xrow(1, xs("A1", "a"), xs("B1", "b"), '<c r="C1" t="str"><f>IF(A1=1,1,"")</f><v></v></c>')}<row r="2" ht="0">${xs("A2", "c")}${xs("B2", "d")}${xs("C2", "e")}</row></sheetData>`;
  const document = await read(await xlsx(table));
  expect(document.notes).toEqual([]);
  expect(tables(document)[0]?.cells.map(({ text, isHidden }) => [text, isHidden ?? false])).toEqual([
    ["a", false],
    ["b", true],
    ["", false],
    ["c", true],
    ["d", true],
    ["e", true],
  ]);
});

test("tabs, quotes and line ends inside quotes stay inside their fields", async () => {
  const rows = [
    ["STT", "Tên\ndự án", 'Ghi "chú"'],
    ["1", "a\tb", "x"],
    ["2", "", "y"],
  ];
  const text = rows.map((row) => row.map((field) => `"${field.replace(/"/g, '""')}"`).join("\t")).join("\r\n");
  expect(tables(await read(`\ufeff${text}`)).map(grid)).toEqual([rows]);
  // A name in quotes is what the report says.
  const names = '1\t"Nông thôn mới"\tx\n2\t"Chính quyền số"\ty\n';
  expect(first(await read(names))).toEqual(["1", '"Nông thôn mới"', "x"]);
});

test("HTML: what a cell, a row or a class of the page's own styles crosses out or hides is left aside", async () => {
  const page = `<html><head><style><!-- td.xl65 {color:red; text-decoration:line-through;}
.font5, .x .font6 {text-decoration:underline line-through} .an{mso-hide:all} --></style></head><body><table>
<tr><td>a<td style="text-decoration: line-through">12<td class="xl65 b">13<td><font class=font5>14</font>15<td><span class=font6>16</span><span class=an>17</span>18</tr>
<tr style="text-decoration:line-through"><td>b<td>c<td>d<td>e<td>f</tr></table></body></html>`;
  const document = await read(page);
  expect(grid(tables(document)[0] as never)).toEqual([
    ["a", "", "", "15", "18"],
    ["", "", "", "", ""],
  ]);
  const told = (wanted: string) => document.notes.flatMap(({ rule, before }) => (rule === wanted ? before : []));
  expect(told("struck_text_left_out")).toEqual(["12", "13", "14", "16", "b", "c", "d", "e", "f"]);
  expect(told("hidden_text_left_out")).toEqual(["17"]);
});

test("Markdown: the mark of a footnote is no part of a name or a figure", async () => {
  const document = await read(
    "| Chỉ tiêu | Số |\n|---|---|\n| Thu ngân sách[^1] | 95,3[^ghi-chu] |\n| Mảng \\[^2] | 5 |\n",
  );
  expect(grid(tables(document)[0]!).slice(1)).toEqual([
    ["Thu ngân sách", "95,3"],
    ["Mảng [^2]", "5"],
  ]);
});
