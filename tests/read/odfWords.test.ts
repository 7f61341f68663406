/** Words of OpenDocument files that are crossed out, hidden or covered, and formulas without a result. Invented data. */
import { expect, test } from "vitest";
import { grid, odfParts, paragraphs, read, tables, zip } from "./build.ts";

const style = (name: string, family: string, properties: string, parent = "") =>
  `<style:style style:name="${name}" style:family="${family}" ${parent && `style:parent-style-name="${parent}"`}><style:text-properties ${properties}/></style:style>`;
const struck = 'style:text-line-through-style="solid" style:text-line-through-type="single"';
const notStruck = 'style:text-line-through-style="none"';
const cell = (text: string, attributes = "") =>
  `<table:table-cell ${attributes}>${text && `<text:p>${text}</text:p>`}</table:table-cell>`;
const row = (...cells: string[]) => `<table:table-row>${cells.join("")}</table:table-row>`;
const span = (name: string, text: string) => `<text:span text:style-name="${name}">${text}</text:span>`;

/** A file with these automatic styles, and those of styles.xml. */
function file(body: string, automatic: string, common = "") {
  const parts = odfParts(body);
  const styles = `<office:automatic-styles>${automatic}</office:automatic-styles><office:body>`;
  const names = /(<office:document-content [^>]*>)/.exec(String(parts["content.xml"]))?.[1] ?? "";
  return zip({
    ...parts,
    "content.xml": String(parts["content.xml"]).replace("<office:body>", styles),
    "styles.xml": `${names}<office:styles>${common}</office:styles></office:document-content>`,
  });
}

const told = (document: Awaited<ReturnType<typeof read>>) =>
  document.notes.map(({ rule, place, before }) => [rule, place.address, before]);

test("a sheet: what the style of a cell, its row, its column or their parent crosses out is left aside, each told of", async () => {
  const column = (name = "") =>
    `<table:table-column ${name && `table:default-cell-style-name="${name}"`} table:number-columns-repeated="2"/>`;
  const value = (text: string, attributes = "") =>
    cell(text, `office:value-type="float" office:value="12" ${attributes}`);
  const named = (name: string) => `table:style-name="${name}"`;
  const rows = [
    row(value("12", named("ce1")), value("12", named("ce2")), value("12"), value("12", named("ce3"))),
    row(value("", named("ce1")), value(`1${span("T1", "2")}`, named("ce1")), cell("a", named("ce3")), value("12")),
  ];
  rows.unshift(row(cell("b"), cell("c"), cell("d", named("ce3")), cell("e", named("ce3"))));
  const body = `<office:spreadsheet><table:table table:name="B">${column()}${column("ce1")}${rows.join("")}</table:table></office:spreadsheet>`;
  const automatic =
    style("ce1", "table-cell", struck) +
    style("ce2", "table-cell", "", "Bỏ") +
    style("ce3", "table-cell", notStruck, "Bỏ");
  const document = await read(
    await file(body, automatic + style("T1", "text", notStruck), style("Bỏ", "table-cell", struck)),
  );
  expect(grid(tables(document)[0]!)).toEqual([
    ["b", "c", "d", "e"],
    ["", "", "", "12"],
    ["", "2", "a", ""],
  ]);
  expect(
    tables(document)[0]!
      .cells.filter(({ stored }) => stored)
      .map(({ text }) => text),
  ).toEqual(["12", "2"]);
  expect(told(document)).toEqual([
    ["struck_text_left_out", "A2", "12"],
    ["struck_text_left_out", "B2", "12"],
    ["struck_text_left_out", "C2", "12"],
    ["struck_text_left_out", "A3", "12"],
    ["struck_text_left_out", "B3", "1"],
    ["struck_text_left_out", "D3", "12"],
  ]);
});

test("a text: paragraphs crossed out, hidden words and sections, text under a merged cell, a shape over a cell", async () => {
  const drawing = 'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"';
  const shape = `<draw:custom-shape ${drawing}><text:p>Số tạm tính</text:p></draw:custom-shape>`;
  const covered = `<table:covered-table-cell><text:p>che</text:p></table:covered-table-cell>`;
  const body = `<office:text><text:p text:style-name="P1">bỏ</text:p><text:p>Báo cáo${span("T1", " ẩn")}</text:p><text:section text:display="none"><text:p>Bản cũ 12</text:p></text:section><table:table>${row(cell("a", 'table:number-columns-spanned="2"'), covered)}${row(cell(`${shape}15`), cell("b"))}</table:table></office:text>`;
  const document = await read(
    await file(body, style("P1", "paragraph", struck) + style("T1", "text", 'text:display="none"')),
  );
  expect(paragraphs(document)).toEqual(["Báo cáo", "Số tạm tính"]);
  expect(grid(tables(document)[0]!)).toEqual([
    ["a", null],
    ["15", "b"],
  ]);
  expect(told(document)).toEqual([
    ["struck_text_left_out", "P1", "bỏ"],
    ["hidden_text_left_out", "P2", "ẩn"],
    ["hidden_text_left_out", "P3", "Bản cũ 12"],
    ["covered_cell_left_out", "T1R1C2", "che"],
  ]);
});

test("a formula without a result is told of with its cell; an empty text is one", async () => {
  const formula = 'table:formula="of:=SUM([.B1:.C1])"';
  const cells = [
    cell("", formula),
    cell("", `${formula} office:value-type="float"`),
    cell("", `${formula} office:value-type="string" office:string-value=""`),
    cell("", `${formula} office:value-type="float" office:value="12"`),
  ];
  const rows = row(cell("a").repeat(4)) + row(...cells);
  const body = `<office:spreadsheet><table:table table:name="B">${rows}</table:table></office:spreadsheet>`;
  const document = await read(await file(body, ""));
  expect(grid(tables(document)[0]!)[1]).toEqual(["", "", "", "12"]);
  expect(told(document)).toEqual([
    ["formula_without_value", "A2", "=SUM([.B1:.C1])"],
    ["formula_without_value", "B2", "=SUM([.B1:.C1])"],
  ]);
});

test("a number whose format shows nothing of it is blank, and told of", async () => {
  const hidden = (value: string) =>
    `<table:table-cell office:value-type="float" office:value="${value}"><text:p/></table:table-cell>`;
  const rows = row(cell("a").repeat(3)) + row(hidden("77"), hidden("0"), cell("b"));
  const document = await read(
    await file(`<office:spreadsheet><table:table table:name="B">${rows}</table:table></office:spreadsheet>`, ""),
  );
  expect(grid(tables(document)[0]!)[1]).toEqual(["", "", "b"]);
  expect(told(document)).toEqual([
    ["hidden_text_left_out", "A2", "77"],
    ["hidden_text_left_out", "B2", "0"],
  ]);
});

test("fields that are hidden or not filled in are left aside, others are read", async () => {
  const control = (text: string, mark: string) =>
    `<loext:content-control xmlns:loext="urn:loext" ${mark}>${text}</loext:content-control>`;
  const lines = [
    `Số <text:hidden-text text:is-hidden="true">cũ 12</text:hidden-text><text:hidden-text text:is-hidden="false">15</text:hidden-text>`,
    `<text:hidden-paragraph text:is-hidden="true"/>Nháp`,
    `<text:placeholder text:placeholder-type="text">&lt;Nhập số&gt;</text:placeholder>`,
    `${control("Chọn ngày", 'loext:showing-place-holder="true"')}${control("12", "")}`,
  ];
  const body = `<office:text>${lines.map((line) => `<text:p>${line}</text:p>`).join("")}</office:text>`;
  const document = await read(await file(body, ""));
  expect(paragraphs(document)).toEqual(["Số 15", "12"]);
  expect(told(document)).toEqual([
    ["hidden_text_left_out", "P1", "cũ 12"],
    ["hidden_text_left_out", "P2", "Nháp"],
    ["placeholder_left_out", "P3", "<Nhập số>"],
    ["placeholder_left_out", "P4", "Chọn ngày"],
  ]);
});

test("tracked changes of a sheet are told of, and what it held before is not read", async () => {
  const before = `<table:change-track-table-cell office:value-type="float" office:value="250"><text:p>250</text:p></table:change-track-table-cell>`;
  const changes = `<table:tracked-changes><table:cell-content-change><table:previous>${before}</table:previous></table:cell-content-change><table:insertion/></table:tracked-changes>`;
  const rows = row(cell("a"), cell("300"));
  const document = await read(
    await file(
      `<office:spreadsheet>${changes}<table:table table:name="B">${rows}</table:table></office:spreadsheet>`,
      "",
    ),
  );
  expect(document.blocks).toHaveLength(1);
  expect(document.notes).toMatchObject([{ rule: "tracked_changes_accepted", before: "2" }]);
});
