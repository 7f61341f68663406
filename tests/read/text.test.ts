import fc from "fast-check";
import { expect, test } from "vitest";
import { grid, paragraphs, read, tables } from "./build.ts";

test("lines with tabs in a row are one table, blank lines and paragraphs part tables", async () => {
  const document = await read("Tiêu đề\nA\tB\n1\t2\n\nC\tD\nGhi chú\nE\tF\n");
  expect(tables(document).map(grid)).toEqual([
    [
      ["A", "B"],
      ["1", "2"],
    ],
    [["C", "D"]],
    [["E", "F"]],
  ]);
  expect(paragraphs(document)).toEqual(["Tiêu đề", "Ghi chú"]);
  expect(document.blocks.map((block) => block.place.line)).toEqual([1, 2, 5, 6, 7]);
});

test.each([
  ["LF", "a\tb\nc\td"],
  ["CRLF", "a\tb\r\nc\td\r\n"],
  ["CR", "a\tb\rc\td\r"],
])("%s ends a line", async (_, text) => {
  expect(grid(tables(await read(text))[0]!)).toEqual([
    ["a", "b"],
    ["c", "d"],
  ]);
});

test("blank fields are cells, short rows stay short, HTML and blanks in a field stay as they are", async () => {
  const [table] = tables(await read("\ta\t\nb\t <p>x</p> "));
  expect(table?.cells.map((cell) => [cell.row, cell.column, cell.text])).toEqual([
    [1, 1, ""],
    [1, 2, "a"],
    [1, 3, ""],
    [2, 1, "b"],
    [2, 2, " <p>x</p> "],
  ]);
});

test("every tab-separated field of any text is a cell, once, with its line", async () => {
  const sign = fc.constantFrom(...Array.from("aăâeêoôơuưyđẤỆộữ09.,;:%-/()<>=+ "));
  const field = fc.string({ unit: sign, maxLength: 11 });
  const rows = fc.array(fc.array(field, { minLength: 2, maxLength: 6 }), { minLength: 1, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(rows, async (fields) => {
      const text = `Mở đầu\n${fields.map((row) => row.join("\t")).join("\n")}\nhết`;
      const document = await read(text);
      const cells = tables(document).flatMap((table) => table.cells);
      const byLine = fields.map((_, index) =>
        cells.filter((cell) => cell.place.line === index + 2).map((cell) => cell.text),
      );
      expect(byLine).toEqual(fields);
    }),
    { numRuns: 60 },
  );
});

test("a cell that is broken over lines is joined, and said to be", async () => {
  const text =
    "STT\tNhiệm vụ\tKết quả\tGhi chú\n1\tRà soát quy hoạch phân khu\nđã được duyệt và\ncông bố công khai\tĐạt\t\n2\tXây dựng kế hoạch\tChưa\t\n";
  const document = await read(text);
  expect(tables(document).map(grid)).toEqual([
    [
      ["STT", "Nhiệm vụ", "Kết quả", "Ghi chú"],
      ["1", "Rà soát quy hoạch phân khu đã được duyệt và công bố công khai", "Đạt", ""],
      ["2", "Xây dựng kế hoạch", "Chưa", ""],
    ],
  ]);
  expect(document.notes.map((note) => [note.rule, note.place.line])).toEqual([
    ["line_joined", 3],
    ["line_joined", 4],
  ]);
});

test("rows that are short, begin with a number or would grow too wide stay rows", async () => {
  const text = "STT\tNhiệm vụ\tKết quả\n1\tRà soát quy hoạch chung\n2\tđã xong\n\ta\nnhà văn hóa\tvà nhà trẻ\tđạt\n";
  expect(tables(await read(text)).map((table) => table.rowCount)).toEqual([5]);
});

test("a table in HTML inside Markdown is a table with its merges and lines, one never closed stays text", async () => {
  const html = `<table>
<tr><th rowspan="2">STT</th><th colspan="2">Kết quả</th></tr>
<tr><th>Tháng 3</th><th>Quý <em>I</em></th></tr>
<tr><td>1</td><td>5</td><td>6<table><tr><td>7</td></tr></table></td></tr>
</table>`;
  const document = await read(`# Phụ lục\n\nĐoạn.\n${html}\n\nSau.\n\n<table>\n<tr><td>9</td></tr>\n`);
  expect(document.format).toBe("markdown");
  const [table, nested, ...others] = tables(document);
  expect(grid(table as never)).toEqual([
    ["STT", "Kết quả", null],
    [null, "Tháng 3", "Quý I"],
    ["1", "5", "6"],
  ]);
  expect(table?.cells.map((cell) => cell.place.line)).toEqual([5, 5, 6, 6, 7, 7, 7]);
  expect(nested?.cells.map((cell) => cell.text)).toEqual(["7"]);
  expect(others).toEqual([]);
  expect(paragraphs(document)).toEqual(["Phụ lục", "Đoạn.", "Sau.", "<table>", "<tr><td>9</td></tr>"]);
});

test("a line broken inside of a cell goes back to its row where both make up the columns, unless it is a heading's first row", async () => {
  const head = ["STT", "Dự án", "Địa điểm", "Vốn"];
  const lines = ["1\tCải tạo đường", "Trần Phú đoạn cuối\tKhu 3\t500", "2\tTrạm y tế\tKhu 1\t700"];
  const expected = [
    head,
    ["1", "Cải tạo đường Trần Phú đoạn cuối", "Khu 3", "500"],
    ["2", "Trạm y tế", "Khu 1", "700"],
  ];
  const tabs = [head.join("\t"), ...lines].join("\n");
  expect(grid(tables(await read(tabs))[0]!)).toEqual(expected);
  const bars = [head.join("\t"), "---\t---\t---\t---", ...lines].join("\n").replaceAll("\t", " | ");
  expect(grid(tables(await read(bars))[0]!)).toEqual(expected);
  const heading = [head.join("\t"), "1\tPhòng Kinh tế", "Cải tạo đường\tKhu 3\t500", "1.2\tTrạm y tế\tKhu 1\t700"];
  expect(grid(tables(await read(heading.join("\n")))[0]!)[1]).toEqual(["1", "Phòng Kinh tế", null, null]);
});

test("a tab between the two sides of a letterhead does not hide a table drawn with bars", async () => {
  const document = await read(
    "UBND XÃ A\nSố: 7/BC-UBND\tXã A, ngày 20/6/2026\n\nSTT|Dự án|Vốn\n1|Đường|500\n2|Trạm|700\n",
  );
  expect(tables(document).map(grid).at(-1)?.slice(-3)).toEqual([
    ["STT", "Dự án", "Vốn"],
    ["1", "Đường", "500"],
    ["2", "Trạm", "700"],
  ]);
});
