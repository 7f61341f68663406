/** Numbers that a writer's program counts: they are printed, and stand in no text of the file. Invented data. */
import { expect, test } from "vitest";
import { at, grid, odf, odfParts, paragraphs, pdf, read, tables, zip } from "./build.ts";

const heading = (level: number, text: string, more = "") =>
  `<text:h text:outline-level="${level}"${more}>${text}</text:h>`;
const outline =
  '<text:outline-style style:name="Outline">' +
  '<text:outline-level-style text:level="1" style:num-format="I" style:num-suffix="."/>' +
  '<text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/>' +
  '<text:outline-level-style text:level="3" style:num-format="a" style:num-suffix=")" text:start-value="3"/>' +
  "</text:outline-style>";
const stylesPart = `<office:document-styles xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"><office:styles>${outline}</office:styles></office:document-styles>`;

test("headings of an OpenDocument text have the outline's numbers, level by level, and start anew where it says so", async () => {
  const body = `<office:text>${[
    heading(1, "Kinh te"),
    heading(2, "Thu"),
    heading(2, "Chi"),
    heading(3, "Chi dau tu"),
    heading(1, "Xa hoi"),
    heading(2, "Y te"),
    heading(1, "Khong so", ' text:is-list-header="true"'),
    heading(1, "Phu luc", ' text:restart-numbering="true" text:start-value="7"'),
  ].join("")}</office:text>`;
  expect(paragraphs(await read(await zip(odfParts(body, { "styles.xml": stylesPart }))))).toEqual([
    "I. Kinh te",
    "I.1 Thu",
    "I.2 Chi",
    "c) Chi dau tu",
    "II. Xa hoi",
    "II.1 Y te",
    "Khong so",
    "VII. Phu luc",
  ]);
  expect(paragraphs(await read(await odf(body)))[0]).toBe("Kinh te");
});

test("a cell of an HTML table shows the number of its list item", async () => {
  const row = (list: string, name: string) => `<tr><td>${list}</td><td>${name}</td></tr>`;
  const html =
    "<table>" +
    row("TT", "Ten") +
    row('<ol type="I"><li><p></p></ol>', "Nhom mot") +
    row("<ol><ol><li><p></p></ol></ol>", "Viec mot") +
    row('<ol><ol start="2"><li><p></p></ol></ol>', "Viec hai") +
    row('<ol type="a"><li value="3">bo sung</ol>', "Viec ba") +
    row("<ul><li>khong so</ul>", "Viec bon") +
    "</table>";
  expect(grid(tables(await read(`<!doctype html><html><body>${html}</body></html>`))[0] as never)).toEqual([
    ["TT", "Ten"],
    ["I.", "Nhom mot"],
    ["1.", "Viec mot"],
    ["2.", "Viec hai"],
    ["c. bo sung", "Viec ba"],
    ["khong so", "Viec bon"],
  ]);
});

test("a figure too wide for its column is put together, on a page without ruled lines too", async () => {
  const row = (y: number, ...cells: string[]) =>
    cells.map((text, c) => (text ? at([40, 90, 200, 260][c] as number, y, text) : "")).join("");
  const document = await read(
    pdf(
      row(380, "TT", "Du an", "Von", "Chi") +
        row(350, "1", "Duong lien", "300.00", "50.000") +
        row(338, "", "thon", "0", "") +
        row(310, "2", "Tram y te", "20.000", "5.000"),
    ),
  );
  expect(grid(tables(document)[0] as never)[1]).toEqual(["1", "Duong lien thon", "300.000", "50.000"]);
});
