import { expect, test } from "vitest";
import { docx, grid, paragraphs, read, relations, tables, wc, wp, wr, wt } from "./build.ts";

const run = (text: string, properties = "") => `<w:r><w:rPr>${properties}</w:rPr><w:t>${text}</w:t></w:r>`;
const only = async (body: string) => tables(await read(await docx(body)))[0]!;

test("horizontal and vertical merges become spans", async () => {
  const table = await only(
    wt(
      wr(wc("STT", '<w:vMerge w:val="restart"/>'), wc("Tiến độ", '<w:gridSpan w:val="2"/>')),
      wr(wc("", "<w:vMerge/>"), wc("Dự kiến"), wc("Thực hiện")),
      wr(wc("1"), wc("5"), wc("6")),
    ),
  );
  expect(grid(table)).toEqual([
    ["STT", "Tiến độ", null],
    [null, "Dự kiến", "Thực hiện"],
    ["1", "5", "6"],
  ]);
  expect(
    table.cells.filter((cell) => cell.rowSpan + cell.columnSpan > 2).map((c) => [c.text, c.rowSpan, c.columnSpan]),
  ).toEqual([
    ["STT", 2, 1],
    ["Tiến độ", 1, 2],
  ]);
});

test("runs split inside a word join, tracked changes read as accepted, hidden text is left out and noted", async () => {
  const body = `<w:p>${run("Hoàn th")}<w:ins>${run("ành")}</w:ins><w:del><w:r><w:delText>xong</w:delText></w:r></w:del>${run("ẩn", "<w:vanish/>")}</w:p>`;
  const document = await read(await docx(body));
  expect(paragraphs(document)).toEqual(["Hoàn thành"]);
  expect(document.notes.map((note) => note.rule).sort()).toEqual(["hidden_text_left_out", "tracked_changes_accepted"]);
});

test("a deleted row goes, and leaves no gap", async () => {
  const deleted = `<w:tr><w:trPr><w:del/></w:trPr>${wc("x")}${wc("y")}</w:tr>`;
  expect(grid(await only(wt(wr(wc("a"), wc("b")), deleted, wr(wc("c"), wc("d")))))).toEqual([
    ["a", "b"],
    ["c", "d"],
  ]);
});

test("paragraphs and breaks in a cell are lines; a nested table is a block of its own, and its cell names it", async () => {
  const cell = `<w:tc>${wp("một")}<w:p><w:r><w:t>hai</w:t><w:br/><w:t>ba</w:t></w:r></w:p>${wt(wr(wc("trong"), wc("nữa")))}${wp("")}</w:tc>`;
  const found = tables(await read(await docx(wt(wr(cell, wc("bên"))))));
  expect(found.map(grid)).toEqual([[["một\nhai\nba", "bên"]], [["trong", "nữa"]]]);
  expect(found[0]?.cells[0]?.nestedTables).toEqual([2]);
});

test("a footnote's mark stays out of the number it stands behind; its text follows", async () => {
  const body = `<w:p>${run("26,405")}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>`;
  const namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
  const document = await read(
    await docx(body, {
      "word/_rels/document.xml.rels": relations({ id: "a", type: "footnotes", target: "footnotes.xml" }),
      "word/footnotes.xml": `<w:footnotes ${namespace}><w:footnote w:id="2">${wp("Số ước")}</w:footnote></w:footnotes>`,
    }),
  );
  expect(paragraphs(document)).toEqual(["26,405", "Số ước"]);
});

test("automatic numbers are read as printed", async () => {
  const namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
  const item = (level: number) =>
    `<w:p><w:pPr><w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="7"/></w:numPr></w:pPr></w:p>`;
  const level = (n: number, format: string, text: string) =>
    `<w:lvl w:ilvl="${n}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`;
  const cells = [0, 1, 1, 0].map((n) => wr(`<w:tc>${item(n)}</w:tc>`, wc("x")));
  const document = await read(
    await docx(wt(...cells), {
      "word/_rels/document.xml.rels": relations({ id: "a", type: "numbering", target: "numbering.xml" }),
      "word/numbering.xml": `<w:numbering ${namespace}><w:abstractNum w:abstractNumId="3">${level(0, "upperRoman", "%1.")}${level(1, "decimal", "%1.%2")}</w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="3"/></w:num></w:numbering>`,
    }),
  );
  expect(grid(tables(document)[0]!).map((row) => row[0])).toEqual(["I.", "I.1", "I.2", "II."]);
});

test("borders that drift by a hair are one column edge", async () => {
  const columns = '<w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="30"/><w:gridCol w:w="2000"/></w:tblGrid>';
  const wide = '<w:gridSpan w:val="2"/>';
  const table = await only(wt(columns, wr(wc("a"), wc("b", wide)), wr(wc("c", wide), wc("d"))));
  expect(grid(table)).toEqual([
    ["a", "b"],
    ["c", "d"],
  ]);
});

test("a report pasted as text, tabs and all, has the tables it has as text", async () => {
  const tabbed = (text: string) =>
    `<w:p><w:r>${text
      .split("|")
      .map((part) => `<w:t>${part}</w:t>`)
      .join("<w:tab/>")}</w:r></w:p>`;
  const document = await read(await docx(wp("PHỤ LỤC") + tabbed("STT|Tên|Số") + tabbed("1|x|2")));
  expect(tables(document).map(grid)).toEqual([
    [
      ["STT", "Tên", "Số"],
      ["1", "x", "2"],
    ],
  ]);
});

test("another prefix for the same names makes no difference", async () => {
  const plain = await docx(wt(wr(wc("a"), wc("b"))));
  const renamed = await docx("", {
    "word/document.xml": `<q:document xmlns:q="http://purl.oclc.org/ooxml/wordprocessingml/main"><q:body>${wt(wr(wc("a"), wc("b"))).replace(/w:/g, "q:")}</q:body></q:document>`,
  });
  expect((await read(renamed)).blocks).toEqual((await read(plain)).blocks);
});

const control = (inner: string, properties = "<w:showingPlcHdr/>") =>
  `<w:sdt><w:sdtPr>${properties}</w:sdtPr><w:sdtContent>${inner}</w:sdtContent></w:sdt>`;

test("a content control that nobody has filled in is blank, wherever it stands, and told of with its place", async () => {
  const hint = run("Click or tap here to enter text.");
  const body = wt(
    wr(wc("a"), `<w:tc><w:p>${control(hint)}</w:p></w:tc>`, control(wc("Choose an item."))),
    control(wr(wc("b"), wc("Nhập số"), wc("Nhập ngày"))),
    wr(wc("c"), `<w:tc>${control(wp(""), "")}<w:p>${control(run("12"), "")}</w:p></w:tc>`, wc("d")),
    wr(wc("e"), `<w:tc><w:p>${control(run("12") + control(hint), "")}</w:p></w:tc>`, wc("f")),
  );
  const document = await read(await docx(control(wp("Nhập tên báo cáo")) + body));
  expect(paragraphs(document)).toEqual([]);
  expect(grid(tables(document)[0]!)).toEqual([
    ["a", "", ""],
    ["", "", ""],
    ["c", "12", "d"],
    ["e", "12", "f"],
  ]);
  expect(document.notes.map(({ rule, place, before, after }) => [rule, place.address, before, after])).toEqual([
    ["placeholder_left_out", "P1", "Nhập tên báo cáo", ""],
    ["placeholder_left_out", "T1R1C2", "Click or tap here to enter text.", ""],
    ["placeholder_left_out", "T1R1C3", "Choose an item.", ""],
    ["placeholder_left_out", "T1R2C1", "b", ""],
    ["placeholder_left_out", "T1R2C2", "Nhập số", ""],
    ["placeholder_left_out", "T1R2C3", "Nhập ngày", ""],
    ["placeholder_left_out", "T1R4C2", "Click or tap here to enter text.", ""],
  ]);
});

const cellDel = '<w:cellDel w:id="1" w:author="a"/>';

test("deleted cells and rows go with all that is in them, inserted ones stand; the ledger counts them", async () => {
  const column = wt(
    wr(wc("STT"), wc("Cũ", cellDel), wc("Mới", "<w:cellIns/>")),
    wr(wc("1"), wc("250", cellDel), wc("300", "<w:cellIns/>")),
    `<w:tr><w:trPr><w:ins/></w:trPr>${wc("2")}${wc("9", cellDel)}${wc("400")}</w:tr>`,
    wr(wc("3", cellDel), wc("4", cellDel), wc("5", cellDel)),
    wr(wc("4"), wc("", cellDel), wc("500")),
  );
  const document = await read(await docx(column));
  expect(tables(document).map(grid)).toEqual([
    [
      ["STT", "Mới"],
      ["1", "300"],
      ["2", "400"],
      ["4", "500"],
    ],
  ]);
  expect(document.notes).toMatchObject([{ rule: "tracked_changes_accepted", before: "10" }]);
});

test("a deleted row takes its nested table, its list number and its mark as header with it", async () => {
  const inner = `<w:tc>${wt(wr(wc("trong"), wc("7")))}${wp("")}</w:tc>`;
  const deleted = `<w:tr><w:trPr><w:tblHeader/><w:del/></w:trPr>${inner}${wc("y")}</w:tr>`;
  const document = await read(await docx(wt(deleted, wr(wc("a"), wc("b")), wr(wc("c"), wc("d")))));
  expect(tables(document).map(grid)).toEqual([
    [
      ["a", "b"],
      ["c", "d"],
    ],
  ]);
  expect(tables(document)[0]?.headerRows ?? []).toEqual([]);
});

test("a paragraph whose end is deleted runs into the next, but not out of its cell and not into a table", async () => {
  const joined = (text: string) =>
    `<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
  const cell = (inner: string) => `<w:tc>${inner}</w:tc>`;
  const document = await read(
    await docx(
      joined("Đơn vị: ") + wp("tỷ đồng") + joined("Bảng 1") + wt(wr(cell(joined("12")), wc("34"))) + joined("hết"),
    ),
  );
  expect(paragraphs(document)).toEqual(["Đơn vị: tỷ đồng", "Bảng 1", "hết"]);
  expect(tables(document).map(grid)).toEqual([[["12", "34"]]]);
});

test("cells joined as Word 97 did, and by a tracked change, are one", async () => {
  const table = await only(
    wt(
      wr(wc("STT", '<w:vMerge w:val="restart"/>'), wc("Vốn", '<w:hMerge w:val="restart"/>'), wc("", "<w:hMerge/>")),
      wr(wc("", '<w:cellMerge w:vMerge="cont"/>'), wc("kế hoạch"), wc("đã trả")),
    ),
  );
  expect(grid(table)).toEqual([
    ["STT", "Vốn", null],
    [null, "kế hoạch", "đã trả"],
  ]);
  expect(table.cells[1]).toMatchObject({ text: "Vốn", columnSpan: 2 });
});

test("of what is written in several ways one is read, the only one whatever it is", async () => {
  const ways = (...inner: string[]) =>
    `<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">${inner.join("")}</mc:AlternateContent>`;
  const choice = (text: string) => `<mc:Choice Requires="wps">${run(text)}</mc:Choice>`;
  const fallback = (text: string) => `<mc:Fallback>${run(text)}</mc:Fallback>`;
  const cell = (inner: string) => `<w:tc><w:p>${inner}</w:p></w:tc>`;
  const cells = [ways(choice("12"), choice("13"), fallback("14")), ways(fallback("15"))].map(cell);
  expect(grid(await only(wt(wr(...cells))))).toEqual([["12", "15"]]);
});

test("fractions, powers and signs of other fonts keep their figures apart and readable", async () => {
  const m = (text: string) => `<m:r><m:t>${text}</m:t></m:r>`;
  const math = (inner: string) =>
    `<w:tc><w:p><m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">${inner}</m:oMath></w:p></w:tc>`;
  const inCell = (inner: string) => `<w:tc><w:p><w:r>${inner}</w:r></w:p></w:tc>`;
  const sign = (code: string, font: string) => `<w:sym w:font="${font}" w:char="${code}"/>`;
  const cells = [
    math(`<m:f><m:num>${m("3")}</m:num><m:den>${m("4")}</m:den></m:f>`),
    math(`<m:sSup><m:e>${m("10")}</m:e><m:sup>${m("2")}</m:sup></m:sSup>${m("5")}`),
    inCell(`<w:t>12</w:t><w:ptab/><w:t>34</w:t>`),
    inCell(`${sign("F031", "Symbol")}${sign("F032", "Arial")}<w:softHyphen/><w:t>5</w:t>${sign("F025", "Symbol")}`),
    inCell(`${sign("F0B3", "Symbol")}<w:t>5</w:t><w:noBreakHyphen/><w:t>6</w:t>`),
  ];
  expect(grid(await only(wt(wr(...cells))))).toEqual([["3/4", "10²5", "12\t34", "125%", "≥5-6"]]);
});
