/** Texts and office files that multiply what they hold, or lie in wait for a slow pattern. All are made here. */
import { docx, docxParts, odf, relations, wc, wp, wr, wt, xlsx, xlsxParts, xrow, xs, zip } from "../build.ts";
import { entry, type HostileFile } from "./entry.ts";

const long = 4_000_000;
/** Hardly to be packed, so that no cap on packing stops it. */
const mega = Array.from({ length: 160_000 }, (_, n) => ((n * 7_919 + 12_345) % 1_000_003).toString(36)).join(" ");
const w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const goodSheet = `<sheetData>${xrow(1, xs("A1", "STT"), xs("B1", "Tên"))}</sheetData>`;
/** What is slow for a pattern only, and otherwise no harm: it may be read, but not hang. */
const any = [
  "read",
  "text_too_long",
  "too_wide",
  "too_many_cells",
  "no_text",
  "damaged",
  "out_of_memory",
  "took_too_long",
  "unsupported_format",
  "too_deep",
];
const slow = (name: string, text: () => string) => entry(`text: ${name}`, any, () => Buffer.from(text()));

export const moreHostileFiles: HostileFile[] = [
  entry("file of 70 MB", "too_large", () => Buffer.alloc(70 * 1024 * 1024, "a\n")),
  entry("single line of 40 MB", ["text_too_long", "out_of_memory"], () => Buffer.alloc(40_000_000, "chu ")),
  entry("CSV of a single line of 20 MB", ["text_too_long", "too_wide", "too_many_cells", "out_of_memory"], () =>
    Buffer.from(`a,b,c\n${"1,".repeat(10_000_000)}\n`),
  ),
  entry("UTF-16 line of 30 MB", ["text_too_long", "out_of_memory"], () =>
    Buffer.from(`\ufeff${"chữ ".repeat(4_000_000)}`, "utf16le"),
  ),
  entry("gzip", "binary_file", () => Buffer.concat([Buffer.from("1f8b0800000000000003", "hex"), Buffer.alloc(99, 1)])),
  entry("zip with a docx inside", "unknown_office_file", async () => zip({ "báo cáo.docx": await docx(wp("x")) })),
  entry("rar", "binary_file", () => Buffer.concat([Buffer.from("526172211a0700", "hex"), Buffer.alloc(99)])),
  // One part of the file, told many times
  entry("shared string of a megabyte in 5,000 cells", ["too_many_cells", "text_too_long", "too_much_text"], () =>
    xlsx(
      `<sheetData>${Array.from({ length: 5_000 }, (_, r) => xrow(r + 1, `<c r="A${r + 1}" t="s"><v>0</v></c>`)).join("")}</sheetData>`,
      { strings: `<si><t>${mega}</t></si>` },
    ),
  ),
  entry("footnote of a megabyte cited 3,000 times", ["read", "text_too_long", "too_much_text"], () =>
    docx(`<w:p>${'<w:r><w:footnoteReference w:id="2"/></w:r>'.repeat(3_000)}</w:p>`, {
      "word/_rels/document.xml.rels": relations({ id: "f", type: "footnotes", target: "footnotes.xml" }),
      "word/footnotes.xml": `<w:footnotes ${w}><w:footnote w:id="2">${wp(mega)}</w:footnote></w:footnotes>`,
    }),
  ),
  entry("ods cell of a megabyte repeated 900 times", ["too_many_cells", "too_wide", "too_much_text"], () =>
    odf(
      `<office:spreadsheet><table:table table:name="a"><table:table-row><table:table-cell table:number-columns-repeated="900"><text:p>${mega}</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet>`,
    ),
  ),
  entry("one sheet named 4,000 times", ["too_many_cells", "took_too_long"], () => {
    const rows = Array.from({ length: 200 }, (_, r) => xrow(r + 1, xs(`A${r + 1}`, `dòng ${r}`))).join("");
    const parts = xlsxParts(`<sheetData>${rows}</sheetData>`);
    const sheet = (n: number) => `<sheet name="B${n}" sheetId="${n}" r:id="rId1"/>`;
    const all = Array.from({ length: 4_000 }, (_, n) => sheet(n + 1)).join("");
    parts["xl/workbook.xml"] = String(parts["xl/workbook.xml"]).replace(
      /<sheets>.*<\/sheets>/,
      `<sheets>${all}</sheets>`,
    );
    return zip(parts);
  }),
  entry("merge of a billion cells, two of them used", "read", () =>
    xlsx(`${goodSheet}<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>`),
  ),
  entry("two cells a million rows apart", [...any, "too_many_merges"], () =>
    xlsx(`<sheetData>${xrow(1, xs("A1", "a"))}${xrow(1_048_576, xs("A1048576", "b"))}</sheetData>`),
  ),
  entry("element with 300,000 attributes", ["damaged", "zip_bomb", "took_too_long", "read", "no_text"], () =>
    docx(`<w:p ${Array.from({ length: 300_000 }, (_, n) => `a${n}="${n}"`).join(" ")}/>`),
  ),
  entry("styles based on each other in a ring", "read", () =>
    docx(`<w:p><w:pPr><w:pStyle w:val="a"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>`, {
      "word/styles.xml": `<w:styles ${w}><w:style w:type="paragraph" w:styleId="a"><w:basedOn w:val="b"/></w:style><w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/></w:style></w:styles>`,
    }),
  ),
  entry("flat ODF with a DOCTYPE", ["doctype", "unsupported_format"], () =>
    Buffer.from(
      `<?xml version="1.0"?><!DOCTYPE x><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"/>`,
    ),
  ),
  entry("docx text of 30 MB in one paragraph", ["text_too_long", "zip_bomb"], () =>
    docx(wp(Array.from({ length: 3_000_000 }, (_, n) => (n * 7919).toString(36)).join(" "))),
  ),
  entry("table of 300,000 cells in Word", ["too_many_cells", "zip_bomb"], () =>
    zip({
      ...docxParts(
        wt(
          ...Array.from({ length: 30_000 }, (_, r) =>
            wr(...Array.from({ length: 10 }, (_, c) => wc(`${(r * 7919 + c * 104_729) % 1_000_003}`))),
          ),
        ),
      ),
    }),
  ),
  entry("HTML rows that span all others, 3,000 columns", [...any, "overlapping_merges", "too_many_merges"], () =>
    Buffer.from(`<table>${`<tr>${'<td rowspan="65534">a</td>'.repeat(30)}</tr>`.repeat(900)}</table>`),
  ),
  entry("HTML of a million tags that are never closed", any, () => Buffer.from(`<html>${"<p>a".repeat(1_000_000)}`)),
  entry("HTML attribute of 4 MB", any, () => Buffer.from(`<html><p title="${"x".repeat(long)}">a</p>`)),
  // Slow for a careless pattern
  slow("blanks", () => `a${" ".repeat(long)}b`),
  slow("blanks and line ends", () => " \n".repeat(long / 2)),
  slow("bars", () => "|".repeat(long)),
  slow("bars and dashes", () => `${"|---".repeat(300_000)}x\n`.repeat(2)),
  slow("angle brackets", () => "<".repeat(long)),
  slow("opened tags", () => "<b ".repeat(long / 4)),
  slow("opened comments", () => "<!--".repeat(long / 4)),
  slow("quotes", () => `a,b\n${'"'.repeat(long)}`),
  slow("brackets", () => "(".repeat(long)),
  slow("figures with dots", () => "1.".repeat(long / 2)),
  slow("figures with spaces", () => "1 ".repeat(long / 2)),
  slow("words with colons", () => "a:".repeat(long / 2)),
  slow("ampersands", () => "&".repeat(long)),
  slow("header lines of mail", () => "a: b\n".repeat(300_000)),
  slow("accents on one letter", () => `a${"\u0301".repeat(1_000_000)}`),
  slow("tables of one column", () => "a\t\n\n".repeat(150_000)),
];
