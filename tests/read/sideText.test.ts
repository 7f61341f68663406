/** Headers, footers, text boxes and comments: kept or told of, never silently dropped, never part of a cell. Invented data. */
import { expect, test } from "vitest";
import { docx, grid, odf, paragraphs, read, relations, tables, wc, wp, wr, wt, xlsx, xrow, xs } from "./build.ts";

const w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const x = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';

test("Word: header and footer follow the body, each text once; a page's number says nothing; comments are noted", async () => {
  const page =
    "<w:p><w:r><w:t>Trang </w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>3</w:t></w:r></w:p>";
  const document = await read(
    await docx(wp("Báo cáo"), {
      "word/_rels/document.xml.rels": relations(
        { id: "a", type: "header", target: "header1.xml" },
        { id: "b", type: "header", target: "header2.xml" },
        { id: "c", type: "footer", target: "footer1.xml" },
        { id: "d", type: "comments", target: "comments.xml" },
      ),
      "word/header1.xml": `<w:hdr ${w}>${wp("UBND xã Bình An")}</w:hdr>`,
      "word/header2.xml": `<w:hdr ${w}>${wp("UBND xã Bình An")}${wt(wr(wc("Biểu 2"), wc("Mật")))}</w:hdr>`,
      "word/footer1.xml": `<w:ftr ${w}>${page}</w:ftr>`,
      "word/comments.xml": `<w:comments ${w}><w:comment w:id="1">${wp("Xem lại số này: 250")}</w:comment></w:comments>`,
    }),
  );
  expect(paragraphs(document)).toEqual(["Báo cáo", "UBND xã Bình An", "Biểu 2", "Mật"]);
  expect(tables(document)).toEqual([]);
  expect(document.notes).toMatchObject([{ rule: "comment_left_out", before: "Xem lại số này: 250" }]);
});

test("Word: a comment is told of where it is fastened", async () => {
  const mark = (id: string) => `<w:r><w:commentReference w:id="${id}"/></w:r>`;
  const cell = `<w:tc><w:p><w:r><w:t>250</w:t></w:r>${mark("7")}</w:p></w:tc>`;
  const comment = (id: string, text: string) => `<w:comment w:id="${id}">${wp(text)}</w:comment>`;
  const document = await read(
    await docx(`${wp("Báo cáo")}<w:p>${mark("3")}</w:p>${wt(wr(wc("Thu"), cell))}`, {
      "word/_rels/document.xml.rels": relations({ id: "d", type: "comments", target: "comments.xml" }),
      "word/comments.xml": `<w:comments ${w}>${comment("3", "một")}${comment("7", "hai")}${comment("9", "ba")}</w:comments>`,
    }),
  );
  expect(document.notes.map(({ before, place }) => [before, place.address])).toEqual([
    ["một", "P2"],
    ["hai", "T1R1C2"],
    ["ba", "comment 3"],
  ]);
});

test("Word: a text box fastened to a cell is no part of the cell's number", async () => {
  const box = `<w:r><w:pict><v:textbox xmlns:v="urn:v"><w:txbxContent>${wp("Số tạm tính")}</w:txbxContent></v:textbox></w:pict></w:r>`;
  const cell = `<w:tc><w:p>${box}<w:r><w:t>26.405</w:t></w:r></w:p></w:tc>`;
  const document = await read(await docx(wt(wr(wc("Thu"), cell))));
  expect(tables(document).map(grid)).toEqual([[["Thu", "26.405"]]]);
  expect(paragraphs(document)).toEqual(["Số tạm tính"]);
});

test("workbooks: header, text of drawings, comments with their cells", async () => {
  const rows = `<sheetData>${xrow(1, xs("A1", "TT"), xs("B1", "Tên"))}${xrow(2, xs("A2", "1"), xs("B2", "Đường"))}</sheetData>`;
  const document = await read(
    await xlsx(
      `${rows}<headerFooter><oddHeader>&amp;C&amp;"Arial,Bold"&amp;12UBND xã Bình An</oddHeader><oddFooter>&amp;RTrang &amp;P</oddFooter></headerFooter>`,
      {
        more: {
          "xl/worksheets/_rels/sheet1.xml.rels": relations(
            { id: "a", type: "comments", target: "../comments1.xml" },
            { id: "b", type: "drawing", target: "../drawings/drawing1.xml" },
          ),
          "xl/comments1.xml": `<comments ${x}><commentList><comment ref="B2"><text><r><t>Đã đổi tên</t></r></text></comment></commentList></comments>`,
          "xl/drawings/drawing1.xml":
            '<d:wsDr xmlns:d="urn:d" xmlns:a="urn:a"><d:sp><a:p><a:r><a:t>ĐVT: triệu đồng</a:t></a:r></a:p></d:sp></d:wsDr>',
        },
      },
    ),
  );
  expect(paragraphs(document)).toEqual(["UBND xã Bình An", "ĐVT: triệu đồng"]);
  expect(document.notes).toMatchObject([
    { rule: "comment_left_out", before: "Đã đổi tên", place: { sheet: "Bảng", address: "B2" } },
  ]);
});

const odfCell = (text: string) => `<table:table-cell>${text}</table:table-cell>`;
const draw = 'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"';

test("OpenDocument: comments noted, text boxes beside their cells, headers behind the body", async () => {
  const cell = odfCell(
    `<office:annotation><dc:creator xmlns:dc="urn:dc">An</dc:creator><text:p>Xem lại</text:p></office:annotation><text:p><draw:frame ${draw}><draw:text-box><text:p>Số tạm tính</text:p></draw:text-box></draw:frame>26.405</text:p>`,
  );
  const styles =
    '<office:document-styles xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><style:header><text:p>UBND xã Bình An</text:p></style:header><style:footer><text:p>Trang <text:page-number>3</text:page-number></text:p></style:footer><style:header-left style:display="false"><text:p>Cũ</text:p></style:header-left></office:document-styles>';
  const document = await read(
    await odf(
      `<office:text><table:table><table:table-row>${odfCell("<text:p>Thu</text:p>")}${cell}</table:table-row></table:table></office:text>`,
      { "styles.xml": styles },
    ),
  );
  expect(tables(document).map(grid)).toEqual([[["Thu", "26.405"]]]);
  expect(paragraphs(document)).toEqual(["Số tạm tính", "UBND xã Bình An"]);
  expect(document.notes).toMatchObject([{ rule: "comment_left_out", before: "Xem lại", place: { address: "T1R1C2" } }]);
});

test("OpenDocument: automatic numbers are read as printed, on and on over cells, levels and formats", async () => {
  const item = (inner: string) => `<text:list-item>${inner}</text:list-item>`;
  const list = (inner: string, more = "") => `<text:list text:style-name="L1"${more}>${inner}</text:list>`;
  const row = (first: string) => `<table:table-row>${odfCell(first)}${odfCell("<text:p>x</text:p>")}</table:table-row>`;
  const level = (number: number, format: string, more: string) =>
    `<text:list-level-style-number text:level="${number}" style:num-format="${format}" ${more}/>`;
  const style = `<text:list-style style:name="L1">${level(1, "I", 'style:num-suffix="."')}${level(2, "1", 'text:display-levels="2"')}</text:list-style>`;
  const go = ' text:continue-numbering="true"';
  const rows = [
    list(item("<text:p/>")),
    list(item(list(item("<text:p/>"))), go),
    list(item(list(item("<text:p/>"))), go),
    list(item("<text:p/>"), go),
    list(item("<text:p>mới</text:p><text:p>tiếp</text:p>")),
  ].map(row);
  const body = `<office:text>${style}<table:table>${rows.join("")}</table:table></office:text>`;
  const first = grid(tables(await read(await odf(body)))[0]!).map((cells) => cells[0]);
  expect(first).toEqual(["I.", "I.1", "I.2", "II.", "I. mới\ntiếp"]);
});
