/** PDF tables without ruled lines, with cells over several lines. Invented data; ASCII, for the test's font has no more. */
import { expect, test } from "vitest";
import { at, grid, paragraphs, pdf, read, tables } from "./build.ts";

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

test("figures that a narrow column broke are joined, whichever side of the break the sign between groups is on", async () => {
  const document = await read(
    page(
      [380, "STT", "Du an", "Tong muc", "Ky nay"],
      [355, "1", "Duong lien", "18.000.00", "7.000.000"],
      [343, "", "thon", "0.000", ".000"],
      [318, "", "Xay lap", "14.500.00", "500.000.0"],
      [306, "", "", "0.000", "00"],
      [281, "2", "Tram y te", "6.500.000", "0"],
      [269, "", "", ".000", ""],
    ),
  );
  expect(tables(document).map((table) => grid(table).slice(1))).toEqual([
    [
      ["1", "Duong lien thon", "18.000.000.000", "7.000.000.000"],
      ["", "Xay lap", "14.500.000.000", "500.000.000"],
      ["2", "Tram y te", "6.500.000.000", "0"],
    ],
  ]);
});

const cellsAt = (y: number, cells: [number, string][]) => cells.map(([x, text]) => at(x, y, text)).join("");

test("a page goes on with the columns of the page before: no head, cells in the middle, a row cut by the end of the page", async () => {
  const first =
    cellsAt(380, [
      [40, "STT"],
      [90, "Nhiem vu"],
      [260, "Ket qua"],
      [420, "So"],
    ]) +
    cellsAt(352, [
      [90, "Ra soat quy che"],
      [260, "Da ban hanh"],
    ]) +
    cellsAt(346, [
      [40, "1"],
      [420, "12"],
    ]) +
    cellsAt(340, [
      [90, "lam viec"],
      [260, "101/QD-UBND"],
    ]) +
    cellsAt(318, [
      [40, "2"],
      [90, "So hoa ho so"],
      [260, "Da xong 3/5 bo"],
      [420, "7"],
    ]);
  const second =
    cellsAt(380, [[90, "tai bo phan mot cua"]]) +
    cellsAt(346, [[90, "Kiem tra"]]) +
    cellsAt(340, [
      [40, "3"],
      [260, "Dang lam"],
    ]) +
    cellsAt(334, [[90, "noi vu"]]);
  const found = tables(await read(pdf(first, second))).map(grid);
  expect(found).toEqual([
    [
      ["STT", "Nhiem vu", "Ket qua", "So"],
      ["1", "Ra soat quy che lam viec", "Da ban hanh 101/QD-UBND", "12"],
      ["2", "So hoa ho so tai bo phan mot cua", "Da xong 3/5 bo", "7"],
    ],
    [["3", "Kiem tra noi vu", "Dang lam", ""]],
  ]);
});

test("a head alone at the end of a page belongs to the rows on the next one", async () => {
  const head = cellsAt(40, [
    [40, "STT"],
    [90, "Nhiem vu"],
    [260, "Ket qua"],
    [420, "So"],
  ]);
  const row = (y: number, number: string) =>
    cellsAt(y, [
      [40, number],
      [90, "Ra soat"],
      [260, "Da xong"],
      [420, "5"],
    ]);
  const found = tables(await read(pdf(at(40, 380, "Phu luc") + head, row(380, "1") + row(360, "2") + row(340, "3"))));
  expect(found.map((table) => grid(table)[0]?.[0])).toEqual(["STT", "1"]);
});

test("full cells half a letter apart are two cells, whatever the writer of the file thinks of the gap", async () => {
  const row = (y: number, number: string) =>
    cellsAt(y, [
      [40, number],
      [90, "Tham muu ban hanh"],
      [187, "Truoc ngay 10/3"],
      [420, "5"],
    ]);
  const head = cellsAt(380, [
    [40, "STT"],
    [90, "Nhiem vu"],
    [187, "Thoi han"],
    [420, "So"],
  ]);
  const found = tables(await read(pdf(head + row(360, "1") + row(340, "2"))));
  expect(grid(found[0] as never)[1]).toEqual(["1", "Tham muu ban hanh", "Truoc ngay 10/3", "5"]);
});

test("a caption over two columns is a row of its own over theirs; the other heads reach down", async () => {
  const row = (y: number, number: string) =>
    cellsAt(y, [
      [40, number],
      [90, "Thu ngan sach"],
      [250, "100"],
      [310, "90"],
      [470, "80"],
    ]);
  const found = tables(
    await read(
      pdf(
        cellsAt(386, [[265, "Uoc thuc hien"]]) +
          cellsAt(380, [
            [40, "STT"],
            [90, "Chi tieu"],
            [470, "Ke hoach"],
          ]) +
          cellsAt(374, [
            [250, "Thang 3"],
            [310, "Luy ke"],
          ]) +
          row(350, "1") +
          row(330, "2") +
          row(310, "3"),
      ),
    ),
  );
  expect(found).toHaveLength(1);
  expect(grid(found[0] as never).slice(-3)).toEqual([
    ["1", "Thu ngan sach", "100", "90", "80"],
    ["2", "Thu ngan sach", "100", "90", "80"],
    ["3", "Thu ngan sach", "100", "90", "80"],
  ]);
  const caption = found[0]?.cells.find((cell) => cell.text === "Uoc thuc hien");
  expect(caption).toMatchObject({ row: 1, column: 3, columnSpan: 2 });
});

test("the head of a letter is read side after side, not across", async () => {
  const head =
    cellsAt(380, [
      [60, "UY BAN NHAN DAN"],
      [300, "CONG HOA XA HOI CHU NGHIA VIET NAM"],
    ]) +
    cellsAt(366, [
      [70, "XA TAN HOA LAC"],
      [340, "Doc lap - Tu do - Hanh phuc"],
    ]) +
    cellsAt(352, [[80, "So: 12/BC-UBND"]]) +
    at(60, 320, "Thuc hien chi dao cua cap tren, Uy ban nhan dan xa bao cao ket qua thang nay nhu sau day");
  expect(paragraphs(await read(pdf(head))).slice(0, 4)).toEqual([
    "UY BAN NHAN DAN",
    "XA TAN HOA LAC",
    "So: 12/BC-UBND",
    "CONG HOA XA HOI CHU NGHIA VIET NAM",
  ]);
});

test("a writer that draws letter by letter gives the same cells, and a title is no row of the table above it", async () => {
  // Letters that all are 5.56 points wide in Helvetica at 10 points, and its blank of 2.78.
  const spelled = (from: number, y: number, text: string) => {
    let x = from;
    let out = "";
    for (const letter of text) {
      if (letter !== " ") out += at(x, y, letter);
      x += letter === " " ? 2.78 : 5.56;
    }
    return out;
  };
  const row = (y: number, ...cells: string[]) =>
    cells.map((text, c) => spelled([40, 90, 260, 420][c] as number, y, text)).join("");
  const document = await read(
    pdf(
      row(380, "no", "nen ban", "haha hoa", "un") +
        row(360, "1", "bao hanh nhu ban dau", "ban hanh", "12") +
        row(340, "2", "an do bao", "non ga", "7") +
        row(320, "3", "dung o nha", "hoan po", "5") +
        spelled(90, 300, "banh hoa bao gan nha dung an no ba hung goe bao pha bon gao hon hoa un dau ban gon nau"),
    ),
  );
  expect(tables(document).map((table) => table.rowCount)).toEqual([4]);
  expect(grid(tables(document)[0] as never)[1]).toEqual(["1", "bao hanh nhu ban dau", "ban hanh", "12"]);
});
