/** Words of Word files by their style, their font and their program: shown, crossed out, hidden, chosen, embedded. Invented data. */
import { expect, test } from "vitest";
import { docx, grid, paragraphs, read, relations, tables, wc, wp, wr, wt } from "./build.ts";

const run = (text: string, properties = "") => `<w:r><w:rPr>${properties}</w:rPr><w:t>${text}</w:t></w:r>`;
const cell = (inner: string, style = "") =>
  `<w:tc><w:p>${style && `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`}${inner}</w:p></w:tc>`;
const namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const styled = (styles: string) => ({
  "word/_rels/document.xml.rels": relations({ id: "a", type: "styles", target: "styles.xml" }),
  "word/styles.xml": `<w:styles ${namespace}>${styles}</w:styles>`,
});
const style = (type: string, id: string, properties: string, based = "") =>
  `<w:style w:type="${type}" w:styleId="${id}">${based && `<w:basedOn w:val="${based}"/>`}<w:rPr>${properties}</w:rPr></w:style>`;

test("styles cross out and hide as runs do, and a run may switch it off", async () => {
  const more = styled(
    style("paragraph", "Bo", "<w:strike/>") +
      style("paragraph", "BoNua", "", "Bo") +
      style("character", "An", "<w:vanish/>") +
      style("character", "Mu", '<w:vertAlign w:val="superscript"/>') +
      style("character", "Giu", '<w:strike w:val="0"/>'),
  );
  const cells = [
    cell(run("12"), "Bo"),
    cell(run("13") + run("14", '<w:strike w:val="0"/>'), "BoNua"),
    cell(run("15") + run("16", '<w:rStyle w:val="An"/>')),
    cell(run("17") + run("1", '<w:rStyle w:val="Mu"/>')),
    cell(run("18", '<w:rStyle w:val="Giu"/><w:dstrike w:val="0"/>'), "Bo"),
    cell(run("19", '<w:strike/><w:dstrike w:val="0"/>')),
  ];
  const document = await read(await docx(wt(wr(...cells)), more));
  expect(grid(tables(document)[0]!)).toEqual([["", "14", "15", "17¹", "18", ""]]);
  expect(document.notes.map(({ rule, place, before }) => [rule, place.address, before])).toEqual([
    ["struck_text_left_out", "T1R1C1", "12"],
    ["struck_text_left_out", "T1R1C2", "13"],
    ["hidden_text_left_out", "T1R1C3", "16"],
    ["struck_text_left_out", "T1R1C6", "19"],
  ]);
});

test("characters of symbol fonts are the signs that they show", async () => {
  const font = (name: string) => `<w:rFonts w:ascii="${name}" w:hAnsi="${name}"/>`;
  const cells = [run("\uf0b3", font("Symbol")) + run("95"), run("ü", font("Wingdings")), run("\uf031\uf032"), run("ü")];
  const document = await read(await docx(wt(wr(...cells.map((inner) => cell(inner))))));
  expect(grid(tables(document)[0]!)).toEqual([["≥95", "✓", "12", "ü"]]);
});

test("a list to choose from shows what is chosen, else what it begins with", async () => {
  const list = (inner: string) =>
    `<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList>${inner}<w:listEntry w:val="Đạt"/><w:listEntry w:val="Không đạt"/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMDROPDOWN</w:instrText></w:r>`;
  const lists = ['<w:result w:val="1"/><w:default w:val="0"/>', '<w:default w:val="1"/>', ""];
  const document = await read(await docx(wt(wr(...lists.map((inner) => cell(list(inner)))))));
  expect(grid(tables(document)[0]!)).toEqual([["Không đạt", "Không đạt", "Đạt"]]);
});

test("what another program put in is told of with its place; a formula is none", async () => {
  const object = (program: string) =>
    `<w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" ProgID="${program}"/></w:object></w:r>`;
  const body = `${wp("Báo cáo")}<w:p>${object("Excel.Sheet.12")}</w:p>${wt(wr(wc("a"), cell(object("Equation.3") + object("Word.Document.12"))))}<w:altChunk/>`;
  const document = await read(await docx(body));
  expect(paragraphs(document)).toEqual(["Báo cáo"]);
  expect(document.notes.map(({ rule, place, before }) => [rule, place.address, before])).toEqual([
    ["embedded_left_out", "P2", "Excel.Sheet.12"],
    ["embedded_left_out", "T1R1C2", "Word.Document.12"],
    ["embedded_left_out", "P3", "altChunk"],
  ]);
});
