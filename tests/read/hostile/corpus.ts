/**
 * Damaged and hostile files, each with the refusal it must get. All are made here; none comes from anywhere. A file is a
 * function, so that the corpus costs nothing until it is asked for, and mutations can be laid on top of any entry.
 */
import {
  at,
  docx,
  docxParts,
  line,
  odf,
  odfParts,
  pdf,
  relations,
  wc,
  wp,
  wr,
  wt,
  xlsx,
  xlsxParts,
  xrow,
  xs,
  zip,
} from "../build.ts";
import { central, ole, patch, rawZip } from "./containers.ts";
import { entry, type HostileFile } from "./entry.ts";
import { moreHostileFiles } from "./more.ts";
import { hostilePdfs } from "./pdfs.ts";

const text = "Báo cáo số 12/BC-UBND của Ủy ban nhân dân phường về nhiệm vụ trọng tâm";
const good = () => docx(wt(wr(wc("STT"), wc("Nhiệm vụ")), wr(wc("1"), wc(text))));
const goodSheet = `<sheetData>${xrow(1, xs("A1", "STT"), xs("B1", "Tên"))}</sheetData>`;
const cut = (share: number) => async () => {
  const bytes = await good();
  return bytes.subarray(0, Math.floor(bytes.length * share));
};

const record = (id: number, length: number) => {
  const out = Buffer.alloc(4 + length);
  out.writeUInt16LE(id, 0);
  out.writeUInt16LE(length, 2);
  return out;
};
const doctype = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>';
const w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const merges = (count: number, ref: (index: number) => string) =>
  `<mergeCells>${Array.from({ length: count }, (_, index) => `<mergeCell ref="${ref(index)}"/>`).join("")}</mergeCells>`;
const documentRelation = (type: string, target: string) => ({
  "word/_rels/document.xml.rels": relations({ id: "r1", type, target, external: true }),
});
const odsTable = (content: string) =>
  odf(`<office:spreadsheet><table:table table:name="a">${content}</table:table></office:spreadsheet>`);
const replaced = (parts: Record<string, string | Buffer>, path: string, content: string) =>
  zip({ ...parts, [path]: content });

export const hostileFiles: HostileFile[] = [
  // Nothing, or nothing to read
  entry("empty", "empty_file", () => Buffer.alloc(0)),
  entry("blank lines only", "no_text", () => Buffer.from(" \n\t\n\n")),
  entry("docx without text", "no_text", () => docx("<w:p/>")),
  entry("xlsx without cells", "no_text", () => xlsx("<sheetData/>")),
  entry("html without text", "no_text", () => Buffer.from("<html><body><table></table></body></html>")),
  entry("pdf page without anything", "no_text", () => pdf("")),
  // Not a report
  entry("zeros", "binary_file", () => Buffer.alloc(2000)),
  entry("png", "binary_file", () =>
    Buffer.concat([Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"), Buffer.alloc(600, 3)]),
  ),
  entry("elf", "binary_file", () => Buffer.concat([Buffer.from("7f454c4602010100", "hex"), Buffer.alloc(900)])),
  entry("control characters", "binary_file", () => Buffer.alloc(500, 7)),
  entry("zip of other files", "unknown_office_file", () => zip({ "ảnh.txt": "x" })),
  entry("empty zip", ["unknown_office_file", "damaged"], () => zip({})),
  entry("presentation", "unknown_office_file", () =>
    zip({
      "_rels/.rels": relations({ id: "a", type: "officeDocument", target: "ppt/presentation.xml" }),
      "ppt/presentation.xml": "<p/>",
    }),
  ),
  entry("xml of something else", "unsupported_format", () => Buffer.from('<?xml version="1.0"?><root/>')),
  entry("mht", "unsupported_format", () =>
    Buffer.from("From: x\nMIME-Version: 1.0\nContent-Type: multipart/related\n\nx"),
  ),
  // Cut off and damaged
  ...[0.1, 0.3, 0.5, 0.7, 0.9, 0.99].map((share) => entry(`docx cut at ${share * 100}%`, "damaged", cut(share))),
  entry("docx without its end record", "damaged", async () => (await good()).subarray(0, -22)),
  entry("wrong checksum", "damaged", () => patch(good(), central, 16, Buffer.from([1, 2, 3, 4]), true)),
  entry("wrong size", ["damaged", "zip_bomb"], () => patch(good(), central, 24, Buffer.from([9, 0, 0, 0]), true)),
  entry("garbled deflate data", "damaged", async () => {
    const bytes = Buffer.from(await good());
    const start = bytes.indexOf("word/document.xml") + 17;
    bytes.fill(0xff, start, start + 40);
    return bytes;
  }),
  entry("XML that ends early", "damaged", () => docx("<w:p><w:r>")),
  entry("XML with an undeclared entity", "damaged", () => docx(wp("&xxe;"))),
  entry("XML with bytes that are no UTF-8", "damaged", () =>
    zip({ ...docxParts(""), "word/document.xml": Buffer.from([0x3c, 0x61, 0x3e, 0xff, 0x3c, 0x2f, 0x61, 0x3e]) }),
  ),
  entry("sheet named but missing", "damaged", async () => {
    const parts = xlsxParts(goodSheet);
    delete parts["xl/worksheets/sheet1.xml"];
    return zip(parts);
  }),
  entry("shared string that is not there", "damaged", () =>
    xlsx(`<sheetData>${xrow(1, '<c r="A1" t="s"><v>5</v></c>')}</sheetData>`),
  ),
  entry("number that is none", "damaged", () =>
    xlsx(`<sheetData>${xrow(1, '<c r="A1"><v>12abc</v></c>')}</sheetData>`),
  ),
  entry("cell outside any sheet", "damaged", () =>
    xlsx('<sheetData><row r="1"><c r="ZZZZ1"><v>1</v></c></row></sheetData>'),
  ),
  entry("row beyond the last", "damaged", () => xlsx('<sheetData><row r="99999999"/></sheetData>')),
  entry("cell of another row", "damaged", () => xlsx('<sheetData><row r="1"><c r="A7"><v>1</v></c></row></sheetData>')),
  entry("one address, two values", "repeated_cell", () =>
    xlsx(`<sheetData>${xrow(1, xs("A1", "5"), xs("A1", "6"))}</sheetData>`),
  ),
  entry("pdf without its end", "damaged", () => pdf(at(50, 50, "x")).subarray(0, 300)),
  entry("pdf header and rubbish", "damaged", () => Buffer.from(`%PDF-1.7\n${"rubbish ".repeat(50)}\n%%EOF`)),
  entry("quote never closed", ["damaged"], () => Buffer.from(`a,b,c\n1,2,3\n4,5,6\n"7,8,9\n`)),
  entry("ole of 300 bytes", "damaged", () =>
    Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(292)]),
  ),
  entry("ole that bites its tail", ["damaged", "unsupported_format"], () => {
    const bytes = ole({ Workbook: Buffer.alloc(10) });
    bytes.writeUInt32LE(1, 512 + 4);
    return bytes;
  }),
  // Too much
  entry("zip bomb in the document", "zip_bomb", () => docx(wp("0".repeat(40_000_000)))),
  entry("zip bomb in the strings", "zip_bomb", () =>
    xlsx(goodSheet, { strings: `<si><t>${" ".repeat(40_000_000)}</t></si>` }),
  ),
  entry("declared larger than allowed", "zip_bomb", () =>
    rawZip("word/document.xml", Buffer.from("x"), { size: 0xf0000000 }),
  ),
  entry("entries that overlap", ["zip_bomb", "damaged"], async () => {
    const bytes = Buffer.from(await zip({ "a.xml": "x".repeat(400), "word/document.xml": "y".repeat(400) }));
    const second = bytes.lastIndexOf(central);
    bytes.writeUInt32LE(0, second + 42);
    return bytes;
  }),
  entry("10,000 entries", "too_many_entries", () =>
    zip(Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`f${i}`, ""])), { compress: false }),
  ),
  entry("DOCTYPE with entities in docx", "doctype", () =>
    replaced(docxParts(""), "word/document.xml", `${doctype}<w:document ${w}>&b;</w:document>`),
  ),
  entry("DOCTYPE in the workbook", "doctype", () =>
    replaced(xlsxParts(goodSheet), "xl/workbook.xml", `${doctype}<workbook/>`),
  ),
  entry("DOCTYPE in the relations", "doctype", () =>
    replaced(docxParts(wp("x")), "_rels/.rels", `${doctype}<Relationships/>`),
  ),
  entry("DOCTYPE with an outside entity in odt", "doctype", () =>
    replaced(
      odfParts(""),
      "content.xml",
      '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><office:document-content/>',
    ),
  ),
  entry("XML nested 5,000 deep", "too_deep", () => docx("<w:p>".repeat(5000) + "</w:p>".repeat(5000))),
  entry("tables nested 50 deep", "too_deep", () =>
    docx(`${"<w:tbl><w:tr><w:tc>".repeat(50)}${wp("x")}${"</w:tc></w:tr></w:tbl>".repeat(50)}`),
  ),
  entry("HTML nested 100,000 deep", "too_deep", () => Buffer.from(`<html>${"<div>".repeat(100_000)}x`)),
  entry("HTML tables nested 60 deep", "too_deep", () => Buffer.from(`${"<table><tr><td>".repeat(60)}x`)),
  entry("HTML inline elements nested 100,000 deep", "too_deep", () => Buffer.from(`<html>${"<b><i>".repeat(50_000)}x`)),
  entry("text of a million fields", "too_many_cells", () => Buffer.from("a\t".repeat(900).concat("\n").repeat(700))),
  entry("text of 5,000 columns", "too_wide", () => Buffer.from("a\t".repeat(5000))),
  entry("one field of two million letters", "text_too_long", () => Buffer.from(`a\t${"x".repeat(2_000_000)}`)),
  entry("sparse row over all columns", ["too_wide", "no_text"], () =>
    xlsx(`<sheetData>${xrow(1, xs("A1", "a"), xs("XFD1", "b"))}</sheetData>`),
  ),
  entry("half a million blank styled cells", ["too_many_cells", "zip_bomb"], () =>
    xlsx(
      `<sheetData>${Array.from({ length: 500 }, (_, r) => `<row r="${r + 1}">${'<c s="1"/>'.repeat(1000)}</row>`).join("")}</sheetData>`,
    ),
  ),
  entry("merges that overlap", "overlapping_merges", () => xlsx(goodSheet + merges(2, (i) => `A${i + 1}:C3`))),
  entry("30,000 merges", "too_many_merges", () =>
    xlsx(goodSheet + merges(30_000, (i) => `A${i * 2 + 1}:B${i * 2 + 1}`)),
  ),
  entry("a merge turned around", "damaged", () =>
    xlsx(`${goodSheet}<mergeCells><mergeCell ref="C3:A1"/></mergeCells>`),
  ),
  entry("ods cell repeated a million times", ["too_many_cells", "too_wide"], () =>
    odsTable(
      '<table:table-row><table:table-cell table:number-columns-repeated="1000000"><text:p>x</text:p></table:table-cell></table:table-row>',
    ),
  ),
  entry("ods row repeated a million times", "too_many_cells", () =>
    odsTable(
      '<table:table-row table:number-rows-repeated="1000000"><table:table-cell><text:p>x</text:p></table:table-cell><table:table-cell><text:p>y</text:p></table:table-cell></table:table-row>',
    ),
  ),
  entry("odt cell repeated", ["too_many_cells", "too_wide"], () =>
    odf(
      '<office:text><table:table><table:table-row><table:table-cell table:number-columns-repeated="900000"><text:p>x</text:p></table:table-cell></table:table-row></table:table></office:text>',
    ),
  ),
  entry("gridSpan of a million", "too_wide", () => docx(wt(wr(wc("a", '<w:gridSpan w:val="1000000"/>'), wc("b"))))),
  entry("HTML colspans over the limit", "too_wide", () =>
    Buffer.from(`<table><tr>${'<td colspan="1000">a</td>'.repeat(3)}</table>`),
  ),
  // Names, links, macros, references, passwords
  ...["../../etc/passwd", "/etc/passwd", "C:\\windows\\x", "a/../../b", "..\\x", "a\u0000b"].map((path) =>
    entry(`entry named ${JSON.stringify(path)}`, "unsafe_path", () => rawZip(path, Buffer.from("x"))),
  ),
  entry("entry that is a link", "unsafe_path", () =>
    rawZip("word/document.xml", Buffer.from("/etc/passwd"), { mode: 0o120777 }),
  ),
  entry("docx with a macro", "macros", () => docx(wp("x"), { "word/vbaProject.bin": "x" })),
  entry("xlsx with a macro", "macros", () => xlsx(goodSheet, { more: { "xl/vbaProject.bin": "x" } })),
  entry("xlsx with a macro sheet", "macros", () => xlsx(goodSheet, { more: { "xl/macrosheets/sheet1.xml": "<x/>" } })),
  entry("odt with Basic", "macros", () =>
    odf("<office:text><text:p>x</text:p></office:text>", { "Basic/Standard/Module1.xml": "<x/>" }),
  ),
  entry("old Word file with a macro", "macros", () => ole({ WordDocument: Buffer.alloc(64), Macros: Buffer.alloc(4) })),
  entry("old Excel file with a macro", "macros", () =>
    ole({ Workbook: Buffer.alloc(64), _VBA_PROJECT_CUR: Buffer.alloc(4) }),
  ),
  entry("template from a server", "external_content", () =>
    docx(wp("x"), documentRelation("attachedTemplate", "https://example.invalid/t.dotm")),
  ),
  entry("template from a share", "external_content", () =>
    docx(wp("x"), documentRelation("attachedTemplate", "\\\\host\\t.dotm")),
  ),
  entry("object from a server", "external_content", () =>
    docx(wp("x"), documentRelation("oleObject", "http://example.invalid/o")),
  ),
  entry("frame from a server", "external_content", () =>
    docx(wp("x"), documentRelation("frame", "http://example.invalid/f")),
  ),
  entry("encrypted zip entries", "encrypted", () =>
    rawZip("word/document.xml", Buffer.from("xxxxxxxxxxxxxxxx"), { flags: 0x801 }),
  ),
  entry("encrypted package", "encrypted", () =>
    ole({ EncryptionInfo: Buffer.alloc(8), EncryptedPackage: Buffer.alloc(8) }),
  ),
  entry("encrypted old Word file", "encrypted", () => {
    const head = Buffer.alloc(64);
    head[11] = 1;
    return ole({ WordDocument: head });
  }),
  entry("encrypted old Excel file", "encrypted", () =>
    ole({ Workbook: Buffer.concat([record(0x809, 16), record(0x2f, 54)]) }),
  ),
  entry("encrypted odt", "encrypted", () =>
    odf("", {
      "META-INF/manifest.xml":
        '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>',
    }),
  ),
  entry("encrypted pdf", ["encrypted", "damaged"], () =>
    Buffer.from(
      pdf(at(50, 50, "x"))
        .toString("latin1")
        .replace(
          "/Root 1 0 R",
          "/Root 1 0 R /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O (aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) /U (bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb) >> /ID [(a)(a)]",
        ),
      "latin1",
    ),
  ),
  entry("presentation of old", "unsupported_format", () => ole({ "PowerPoint Document": Buffer.alloc(8) })),
  // Scans
  entry("scan", "scan_without_text", () => pdf("q 500 0 0 300 50 50 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q")),
  entry("one page of two is a scan", "page_without_text", () =>
    pdf(at(50, 50, "Bao cao") + line(1, 1, 9, 9), "q 500 0 0 300 50 50 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q"),
  ),
  ...hostilePdfs,
  ...moreHostileFiles,
];
