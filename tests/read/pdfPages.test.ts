/** What the pages of a PDF have around and behind their tables: heads and feet, stripes, rows without lines. ASCII only. */
import { expect, test } from "vitest";
import { at, grid, line, paragraphs, pdf, read, tables } from "./build.ts";

const xs = [40, 90, 260, 420, 560];

/** Rows with lines around their cells: the upper edge, the lines of text of each cell, rows 30 points high. */
const ruled = (top: number, ...rows: string[][]) =>
  rows
    .flatMap((cells, row) => {
      const y = top - row * 30;
      return [
        line(40, y, 560, y),
        ...xs.map((x) => line(x, y, x, y - 30)),
        ...cells.flatMap((text, column) =>
          text
            .split("/")
            .map((words, index) => (words ? at((xs[column] as number) + 3, y - 12 - index * 12, words) : "")),
        ),
      ];
    })
    .join("") + line(40, top - rows.length * 30, 560, top - rows.length * 30);

const head = ["STT", "Nhiem vu", "Ket qua", "So"];

test("a row broken by the end of a page goes on below the heads and feet that all pages have", async () => {
  const [top, foot] = [
    at(230, 385, "UBND phuong Mot Hai"),
    (page: number) => at(240, 15, `Bao cao T8/2026 - Trang ${page}/2`),
  ];
  const document = await read(
    pdf(
      top +
        ruled(360, head, ["1", "Ra soat quy che", "Da ban hanh", "12"], ["2", "Giai phong", "Con 5", "7"]) +
        foot(1),
      top + ruled(360, head, ["", "mat bang", "ho", ""], ["3", "So hoa", "Xong", "9"]) + foot(2),
    ),
  );
  expect(tables(document).map(grid)).toEqual([
    [head, ["1", "Ra soat quy che", "Da ban hanh", "12"], ["2", "Giai phong mat bang", "Con 5 ho", "7"]],
    [head, ["3", "So hoa", "Xong", "9"]],
  ]);
  expect(paragraphs(document)).toContain("UBND phuong Mot Hai");
});

test("the title of the next appendix, at the same height, parts the tables", async () => {
  const document = await read(
    pdf(
      at(40, 385, "PHU LUC 1") + ruled(360, head, ["1", "Ra soat", "Da ban hanh", "12"]),
      at(40, 385, "PHU LUC 2") + ruled(360, ["", "so lieu", "uoc", ""], ["3", "So hoa", "Xong", "9"]),
    ),
  );
  expect(tables(document).map(grid)[0]).toEqual([head, ["1", "Ra soat", "Da ban hanh", "12"]]);
});

test("without lines, a head that all pages have is no part of the table's head", async () => {
  const row = (y: number, ...cells: string[]) =>
    cells.map((text, column) => (text ? at([40, 90, 260, 420][column] as number, y, text) : "")).join("");
  const page = (...rows: string[][]) =>
    at(40, 385, "UBND phuong Mot Hai") + rows.map((cells, index) => row(355 - index * 20, ...cells)).join("");
  const document = await read(
    pdf(
      page(head, ["1", "Ra soat quy che", "Da ban hanh", "12"], ["2", "Cap giay phep", "Da cap", "7"]),
      page(head, ["3", "So hoa ho so", "Xong", "9"], ["4", "Don ve sinh", "Xong", "11"]),
    ),
  );
  expect(tables(document).map(grid)).toEqual([
    [head, ["1", "Ra soat quy che", "Da ban hanh", "12"], ["2", "Cap giay phep", "Da cap", "7"]],
    [head, ["3", "So hoa ho so", "Xong", "9"], ["4", "Don ve sinh", "Xong", "11"]],
  ]);
});

test("stripes behind every other row make no tables of these rows alone", async () => {
  const row = (y: number, cells: string[]) =>
    cells.map((text, column) => at((xs[column] as number) + 3, y, text)).join("");
  const stripe = (y: number) =>
    xs
      .slice(0, -1)
      .map((x, column) => `0.9 g ${x} ${y} ${(xs[column + 1] as number) - x} 20 re f 0 g\n`)
      .join("");
  const rows = [
    head,
    ["1", "Ra soat", "Da xong", "12"],
    ["2", "Cap giay", "Da cap", "7"],
    ["3", "So hoa", "Xong", "9"],
  ];
  const more = [...rows, ["4", "Don ve sinh", "Xong", "11"]];
  const document = await read(
    pdf(
      more.map((cells, index) => (index % 2 ? stripe(354 - index * 20) : "") + row(360 - index * 20, cells)).join(""),
    ),
  );
  expect(tables(document).map(grid)).toEqual([more]);
});

test("a row without lines between its columns stands in the columns of the rows around it", async () => {
  const document = await read(
    pdf(
      ruled(360, head) +
        line(40, 330, 40, 270) +
        line(560, 330, 560, 270) +
        ["1", "Ra soat/quy che", "Da ban hanh", "12"]
          .map((text, column) =>
            text
              .split("/")
              .map((words, index) => at((xs[column] as number) + 3, 318 - index * 12, words))
              .join(""),
          )
          .join("") +
        line(40, 300, 560, 300) +
        at(43, 288, "II") +
        at(93, 288, "Van hoa, xa hoi va cac linh vuc khac cua dia phuong trong thang nay") +
        line(40, 270, 560, 270) +
        ruled(270, ["2", "So hoa", "Xong", "9"]),
    ),
  );
  expect(grid(tables(document)[0] as never)).toEqual([
    head,
    ["1", "Ra soat quy che", "Da ban hanh", "12"],
    ["II Van hoa, xa hoi va cac linh vuc khac cua dia phuong trong thang nay", null, null, null],
    ["2", "So hoa", "Xong", "9"],
  ]);
});

test("a table printed sideways on an upright page is read upright", async () => {
  const rows = [head, ["1", "Ra soat", "Da ban hanh", "12"], ["2", "Cap giay", "Da cap", "7"]];
  for (const turn of ["0 0.6 -0.6 0 400 10 cm", "0 -0.6 0.6 0 0 390 cm", "-1 0 0 -1 600 400 cm"]) {
    const document = await read(pdf(`q ${turn}\n${ruled(360, ...rows)}Q\n`));
    expect(tables(document).map(grid)).toEqual([rows]);
  }
});

test("a browser's raised note, hardly smaller than its word, is its mark and no figure above it", async () => {
  const note = "BT /F1 8.3 Tf 442.5 322 Td ((1)) Tj ET\n";
  const document = await read(pdf(ruled(360, head, ["1", "Ra soat", "Da ban hanh", "95.3"]) + note));
  expect(grid(tables(document)[0] as never)[1]?.[3]).toMatch(/^95\.3(?:\(1\)|⁽¹⁾)$/);
});
