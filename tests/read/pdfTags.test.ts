/** PDF tables without ruled lines whose writer has tagged them, as browsers and office programs do. Invented data. */
import PdfDocument from "pdfkit";
import { describe, expect, test } from "vitest";
import { grid, paragraphs, read, tables } from "./build.ts";

type Page = InstanceType<typeof PdfDocument>;
/** Words at a place, each line a drawing of its own. */
type Words = [x: number, y: number, ...lines: string[]];

const at = (page: Page, [x, y, ...lines]: Words) =>
  lines.forEach((text, index) => {
    page.text(text, x, y + index * 10, { lineBreak: false });
  });

/** Rows of cells; `roles` for the table, its rows and its cells. */
async function tagged(pages: Words[][][], roles = ["Table", "TR", "TD"]): Promise<Buffer> {
  const info = { CreationDate: new Date(Date.UTC(2026, 0, 1)) };
  const options = { size: [400, 300], margin: 20, tagged: true, pdfVersion: "1.7", lang: "vi", info } as const;
  const document = new PdfDocument(options as never);
  const chunks: Buffer[] = [];
  document.on("data", (chunk: Buffer) => chunks.push(chunk));
  const end = new Promise((resolve) => document.on("end", resolve));
  document.font("Helvetica").fontSize(10);
  pages.forEach((rows, number) => {
    if (number > 0) document.addPage();
    const [table, row, cell] = roles as [string, string, string];
    const element = document.struct(table, {}, [
      ...rows.map((cells) =>
        document.struct(row, {}, [...cells.map((words) => document.struct(cell, {}, () => at(document, words)))]),
      ),
    ]);
    document.addStructure(element);
    element.end();
  });
  document.end();
  await end;
  return Buffer.concat(chunks);
}

/** Columns that touch: Helvetica's figures are 5.56 points wide at 10 points. */
const head: Words[] = [
  [40, 30, "STT"],
  [60, 30, "Du an"],
  [120, 20, "Tong", "muc"],
  [147.8, 30, "Ky nay"],
];
const rows: Words[][] = [
  head,
  [
    [40, 55, "1"],
    [60, 50, "Duong A dai", "doan cuoi"],
    [120, 55, "12000"],
    [147.8, 55, "300"],
  ],
  [
    [60, 75, "Xay lap"],
    [120, 75, "90000"],
    [147.8, 75, "20000"],
  ],
  [
    [40, 90, "2"],
    [60, 90, "Tram y te"],
    [147.8, 90, "7"],
  ],
];
const expected = [
  ["STT", "Du an", "Tong muc", "Ky nay"],
  ["1", "Duong A dai doan cuoi", "12000", "300"],
  ["", "Xay lap", "90000", "20000"],
  ["2", "Tram y te", "", "7"],
];

describe.each([
  ["called a table", ["Table", "TR", "TD"]],
  // Browsers write small tables of pages so.
  ["built like a table", ["NonStruct", "NonStruct", "NonStruct"]],
])("%s", (_, roles) => {
  test("its cells are what is tagged as cells, though no gap parts them; blank ones keep their places", async () => {
    expect(tables(await read(await tagged([rows], roles))).map(grid)).toEqual([expected]);
  });
});

test("tags that the places of the words don't bear out are not believed: figures stay in their line", async () => {
  const swapped = rows.map((cells, index) => {
    const other = rows[index === 1 ? 2 : index === 2 ? 1 : index] as Words[];
    return [...cells.slice(0, -1), other.at(-1) as Words];
  });
  const lines = (await read(await tagged([swapped]))).blocks.map((block) =>
    block.kind === "table" ? grid(block).map((row) => row.join(" ")) : block.text,
  );
  expect(lines.flat().filter((line) => /12000.*20000|90000.*300\b/.test(line))).toEqual([]);
});

test("pieces of a sentence are no table", async () => {
  const sentence: Words[] = [
    [40, 30, "Can cu"],
    [80, 30, "Quyet dinh so 12"],
    [165, 30, "cua Uy ban"],
    [220, 30, "nhan dan xa"],
  ];
  const document = await read(await tagged([[sentence]], ["NonStruct", "NonStruct", "Span"]));
  expect(tables(document)).toEqual([]);
  expect(paragraphs(document).join(" ")).toBe("Can cu Quyet dinh so 12 cua Uy ban nhan dan xa");
});

test("a head that the end of the page cuts is one with its rows, captions and all", async () => {
  const above: Words[][] = [
    [
      [40, 270, "STT"],
      [60, 270, "Chi tieu", "chu yeu"],
      [120, 270, "Ket qua thuc hien"],
      [220, 270, "Co quan"],
    ],
  ];
  const below: Words[][] = [
    [
      [60, 20, "nam nay"],
      [220, 20, "chu tri"],
    ],
    [
      [120, 30, "Thang 3"],
      [170, 30, "Luy ke"],
    ],
    [
      [40, 50, "1"],
      [60, 50, "Thu ngan sach"],
      [128, 50, "100"],
      [170, 50, "90"],
      [220, 50, "Phong KT"],
    ],
  ];
  const found = tables(await read(await tagged([above, below])));
  expect(found.map(grid)).toEqual([
    [
      ["STT", "Chi tieu chu yeu nam nay", "Ket qua thuc hien", null, "Co quan chu tri"],
      ["", "", "Thang 3", "Luy ke", ""],
      ["1", "Thu ngan sach", "100", "90", "Phong KT"],
    ],
  ]);
  expect(found[0]?.cells.map(({ place }) => place.page)).toContain(2);
});
