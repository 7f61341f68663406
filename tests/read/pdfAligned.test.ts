/** PDF tables without ruled lines, with cells over several lines. Invented data; ASCII, for the test's font has no more. */
import { expect, test } from "vitest";
import { at, grid, pdf, read, tables } from "./build.ts";

const page = (...lines: [number, ...string[]][]) =>
  pdf(
    lines
      .map(([y, ...cells]) =>
        cells.map((text, c) => (text ? at([40, 90, 260, 420][c] as number, y, text) : "")).join(""),
      )
      .join(""),
  );

const expected = [
  ["STT", "Nhiem vu", "Ket qua", "So"],
  ["1", "Ra soat quy che lam viec cua phuong", "Da ban hanh 101/QD-UBND", "12"],
  ["2", "So hoa ho so", "Da xong 3/5 bo", "7"],
];

test("rows are parted by wider gaps", async () => {
  const document = await read(
    page(
      [380, "STT", "Nhiem vu", "Ket qua", "So"],
      [355, "1", "Ra soat quy che", "Da ban hanh 101/QD-", "12"],
      [343, "", "lam viec cua phuong", "UBND", ""],
      [318, "2", "So hoa", "Da xong", "7"],
      [306, "", "ho so", "3/5 bo", ""],
    ),
  );
  expect(tables(document).map(grid)).toEqual([expected]);
});

test("a number set in the middle of its row names the whole row", async () => {
  const document = await read(
    page(
      [380, "STT", "Nhiem vu", "Ket qua", "So"],
      [355, "", "Ra soat quy che", "Da ban hanh 101/QD-", ""],
      [349, "1", "", "", "12"],
      [343, "", "lam viec cua phuong", "UBND", ""],
      [318, "", "So hoa", "Da xong", ""],
      [312, "2", "", "", "7"],
      [306, "", "ho so", "3/5 bo", ""],
    ),
  );
  expect(tables(document).map(grid)).toEqual([expected]);
});

test("with even gaps the words tell: a figure under a figure is a row, the rest of a sentence is not", async () => {
  const document = await read(
    page(
      [380, "STT", "Du an", "Von", "Ky nay"],
      [367, "1", "Duong lien thon doan qua", "12000", "300"],
      [354, "", "thon Dong", "", ""],
      [341, "", "Xay lap", "9000", "200"],
      [328, "2", "Tram y te", "8000", "100"],
    ),
  );
  expect(tables(document).map(grid)).toEqual([
    [
      ["STT", "Du an", "Von", "Ky nay"],
      ["1", "Duong lien thon doan qua thon Dong", "12000", "300"],
      ["", "Xay lap", "9000", "200"],
      ["2", "Tram y te", "8000", "100"],
    ],
  ]);
});
