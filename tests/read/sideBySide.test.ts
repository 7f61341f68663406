/** Tables beside each other on a sheet; a blank column inside one table parts nothing. Invented data. */
import { expect, test } from "vitest";
import { grid, paragraphs, read, tables, xlsx, xrow, xs } from "./build.ts";

const csv = (...rows: string[]) => read(rows.join("\n"));

test("two tables with blank columns between, each under its title", async () => {
  const document = await csv(
    "BÁO CÁO THÁNG 4;;;;;;;;",
    "Bảng một;;;;;Bảng hai;;;",
    "TT;Dự án;Vốn;KH;;TT;Chỉ tiêu;ĐVT;KH",
    "1;Đường;5;4;;1;Thu;trđ;9",
    "2;Trường;7;6;;2;Hộ nghèo;hộ;8",
    ";Cộng;12;10;;;;;",
  );
  expect(paragraphs(document)).toEqual(["BÁO CÁO THÁNG 4", "Bảng một", "Bảng hai"]);
  expect(tables(document).map(grid)).toEqual([
    [
      ["TT", "Dự án", "Vốn", "KH"],
      ["1", "Đường", "5", "4"],
      ["2", "Trường", "7", "6"],
      ["", "Cộng", "12", "10"],
    ],
    [
      ["TT", "Chỉ tiêu", "ĐVT", "KH"],
      ["1", "Thu", "trđ", "9"],
      ["2", "Hộ nghèo", "hộ", "8"],
    ],
  ]);
});

test("a blank column inside a table is a spacer", async () => {
  const document = await csv("TT;Dự án;Vốn;;Ghi chú;Nơi;Ngày", "1;Đường;5;;a;b;c", "2;Trường;7;;d;e;f");
  expect(tables(document)).toHaveLength(1);
});

test("the cells keep their addresses; what goes on under the right table keeps its columns", async () => {
  const row = (number: number, ...cells: [string, string][]) =>
    xrow(number, ...cells.map(([letter, text]) => xs(`${letter}${number}`, text)));
  const document = await read(
    await xlsx(
      `<sheetData>${[
        row(1, ["A", "TT"], ["B", "Dự án"], ["C", "Vốn"], ["E", "TT"], ["F", "Chỉ tiêu"], ["G", "KH"]),
        row(2, ["A", "1"], ["B", "Đường"], ["C", "5"], ["E", "1"], ["F", "Thu"], ["G", "9"]),
        row(4, ["E", "2"], ["F", "Chi"], ["G", "8"]),
      ].join("")}</sheetData>`,
    ),
  );
  expect(tables(document).map((table) => table.cells.map((cell) => [cell.column, cell.place.address]))).toEqual([
    [
      [1, "A1"],
      [2, "B1"],
      [3, "C1"],
      [1, "A2"],
      [2, "B2"],
      [3, "C2"],
    ],
    [
      [1, "E1"],
      [2, "F1"],
      [3, "G1"],
      [1, "E2"],
      [2, "F2"],
      [3, "G2"],
    ],
    [
      [1, "E4"],
      [2, "F4"],
      [3, "G4"],
    ],
  ]);
});
