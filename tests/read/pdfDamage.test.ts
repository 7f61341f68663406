/** PDF: what the end of a page, a font without the letter and a damaged page leave of rows and figures. Invented data. */
import { expect, test } from "vitest";
import { at, grid, line, pdf, read, tables } from "./build.ts";

const xs = [40, 100, 250, 350, 450];
/** Ruled rows from `top` down, 20 points each. */
const ruled = (top: number, ...rows: string[][]) =>
  xs.map((x) => line(x, top - rows.length * 20, x, top)).join("") +
  [...rows, []].map((_, index) => line(40, top - index * 20, 450, top - index * 20)).join("") +
  rows
    .flatMap((row, r) => row.map((text, c) => (text ? at((xs[c] as number) + 5, top - r * 20 - 14, text) : "")))
    .join("");
const head = ["STT", "Ten du an", "Tong muc dau tu", "Giai ngan"];

test("under a head alone at the page's end the next page begins with a row of its own", async () => {
  const document = await read(
    pdf(ruled(390, head, ["1", "Duong A", "500", "200"]) + ruled(60, head), ruled(390, ["", "Tu van", "804", ""])),
  );
  expect(tables(document).flatMap(grid)).toEqual([
    head,
    ["1", "Duong A", "500", "200"],
    head,
    ["", "Tu van", "804", ""],
  ]);
  expect(document.notes).toEqual([]);
});

test("a head alone that no table before it has: two figures on one line are no ends of sentences", async () => {
  const document = await read(pdf(ruled(60, head), ruled(390, ["", "tu van", "804", "159"])));
  expect(tables(document).flatMap(grid)).toEqual([head, ["", "tu van", "804", "159"]]);
});

test("a row broken by the page's end is still joined under a repeated head", async () => {
  const document = await read(
    pdf(
      ruled(390, head, ["1", "Duong A", "500", "200"]) + ruled(60, head, ["2", "Duong tu cau", "700", "300"]),
      ruled(390, ["", "den cho", "", ""]),
    ),
  );
  expect(tables(document).flatMap(grid).at(-1)).toEqual(["2", "Duong tu cau den cho", "700", "300"]);
});

test("a figure with a sign that the font lacks keeps a box in its place", async () => {
  const page = ruled(390, head, ["1", "Duong A", "5\\0003", "\\000\\000"]);
  const rows = tables(await read(pdf(page))).flatMap(grid);
  expect(rows[1]).toEqual(["1", "Duong A", "5\u25a13", "\u25a1\u25a1"]);
});

test("a page whose drawing can't be found is a damaged file, a page left blank is none", async () => {
  const bytes = pdf(ruled(390, head, ["1", "Duong A", "500", "200"]), "", ruled(390, head, ["2", "Duong B", "1", "2"]));
  expect(tables(await read(bytes))).toHaveLength(2);
  const damaged = Buffer.from(bytes);
  damaged.write("s,ream", bytes.indexOf("stream\n"));
  await expect(read(damaged)).rejects.toMatchObject({ code: "damaged" });
});
