/** PDFs made to cost their reader time or memory. They are small on the disk; all are made here. */
import { deflateSync } from "node:zlib";
import PdfDocument from "pdfkit";
import { at, line, pdf } from "../build.ts";
import { entry, type HostileFile } from "./entry.ts";

/** An object, or a stream with its data; `/Length` is added. */
export type PdfObject = string | { dictionary: string; data: Buffer | string };

/** A PDF of these objects, numbered from 1; the first one is the catalogue. */
export function pdfOf(objects: PdfObject[], trailer = ""): Buffer {
  const parts: Buffer[] = [Buffer.from("%PDF-1.5\n")];
  let length = 9;
  const places = objects.map((object, index) => {
    const place = length;
    const body =
      typeof object === "string"
        ? [Buffer.from(`${index + 1} 0 obj\n${object}\nendobj\n`, "latin1")]
        : [
            Buffer.from(`${index + 1} 0 obj\n<< ${object.dictionary} /Length ${object.data.length} >>\nstream\n`),
            Buffer.from(object.data as string, "latin1"),
            Buffer.from("\nendstream\nendobj\n"),
          ];
    for (const part of body) length += part.length;
    parts.push(...body);
    return place;
  });
  const table = places.map((place) => `${String(place).padStart(10, "0")} 00000 n \n`).join("");
  const size = objects.length + 1;
  parts.push(
    Buffer.from(
      `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer << /Size ${size} /Root 1 0 R ${trailer} >>\nstartxref\n${length}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}

const catalogue = "<< /Type /Catalog /Pages 2 0 R >>";
const font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>";
const pageOf = (contents: number, more = "") =>
  `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 400] /Contents ${contents} 0 R /Resources << /Font << /F1 3 0 R >> ${more} >> >>`;

/** One page with this content stream; further objects are numbered from 6. */
export const onePage = (contents: PdfObject, more: PdfObject[] = [], resources = "", fontObject: PdfObject = font) =>
  pdfOf([catalogue, "<< /Type /Pages /Kids [4 0 R] /Count 1 >>", fontObject, pageOf(5, resources), contents, ...more]);

const packed = (data: string | Buffer, more = ""): PdfObject => ({
  dictionary: `/Filter /FlateDecode ${more}`,
  data: deflateSync(data),
});
const form = (content: string, resources: string, number: number): PdfObject => ({
  dictionary: `/Type /XObject /Subtype /Form /BBox [0 0 600 400] /Resources << /XObject << ${resources} >> >> /N${number} 0`,
  data: content,
});
const report = at(50, 350, "Bao cao so 12/BC-UBND") + line(50, 300, 500, 300);
const dense = Array.from({ length: 60 }, (_, row) =>
  Array.from({ length: 9 }, (_, column) => at(20 + column * 60, 390 - row * 6, `${row}${column}.5`)).join(""),
).join("");

/** Stopped by what the file says of itself, before the library sees it, or by what it does then. */
const overdone = ["out_of_memory", "took_too_long", "page_too_dense", "damaged", "too_deep"];

function repeatedPage(times: number, content: string): Buffer {
  const kids = "4 0 R ".repeat(times);
  return pdfOf([catalogue, `<< /Type /Pages /Kids [${kids}] /Count ${times} >>`, font, pageOf(5), packed(content)]);
}

function exponentialForms(levels: number, fan: number): Buffer {
  const forms = Array.from({ length: levels }, (_, level) =>
    form("/X Do ".repeat(fan), level + 1 < levels ? `/X ${7 + level} 0 R` : "", level),
  );
  return onePage({ dictionary: "", data: `${report}/X Do` }, forms, "/XObject << /X 6 0 R >>");
}

/** For a reader: `userPassword`; against changes only: `ownerPassword`. */
export async function protectedPdf(passwords: { userPassword?: string; ownerPassword?: string }): Promise<Buffer> {
  const document = new PdfDocument({ ...passwords, pdfVersion: "1.7" });
  const chunks: Buffer[] = [];
  document.on("data", (chunk: Buffer) => chunks.push(chunk));
  const end = new Promise((resolve) => document.on("end", resolve));
  document.text("Bao cao");
  document.end();
  await end;
  return Buffer.concat(chunks);
}

export const hostilePdfs: HostileFile[] = [
  entry("pdf page that inflates to 200 MB", "zip_bomb", () => onePage(packed(`BT (${"a".repeat(200_000_000)}) Tj ET`))),
  entry("pdf with twenty pages of 3 MB", ["zip_bomb", "out_of_memory"], () => {
    const kids = Array.from({ length: 20 }, (_, page) => `${4 + page * 2} 0 R`).join(" ");
    const content = packed(report + " ".repeat(3_000_000));
    const pages = Array.from({ length: 20 }, (_, page): PdfObject[] => [pageOf(5 + page * 2), content]).flat();
    return pdfOf([catalogue, `<< /Type /Pages /Kids [${kids}] /Count 20 >>`, font, ...pages]);
  }),
  entry("pdf packed twice", "zip_bomb", () =>
    onePage({ dictionary: "/Filter [/FlateDecode /FlateDecode]", data: deflateSync(deflateSync(" ".repeat(9e6))) }),
  ),
  entry("pdf packed twice under escaped names", "zip_bomb", () =>
    onePage({ dictionary: "/Filter [/Fl#61teDecode /F#6cateDecode]", data: deflateSync(deflateSync("x")) }),
  ),
  entry("pdf object stream that inflates to 200 MB", "zip_bomb", () =>
    onePage({ dictionary: "", data: report }, [packed(" ".repeat(200_000_000), "/Type /ObjStm /N 9 /First 60")]),
  ),
  entry("pdf bomb as hexadecimal digits", overdone, () =>
    onePage({
      dictionary: "/Filter [/ASCIIHexDecode /FlateDecode]",
      data: `${deflateSync(`BT (${"a".repeat(150_000_000)}) Tj ET`).toString("hex")}>`,
    }),
  ),
  entry("pdf bomb by run lengths", overdone, () =>
    onePage({ dictionary: "/Filter /RunLengthDecode", data: Buffer.from("8161".repeat(1_500_000), "hex") }),
  ),
  entry("pdf of 999 dense pages", "too_many_pages", () => pdf(...Array.from({ length: 999 }, () => dense))),
  entry("pdf that claims two million pages", ["too_many_pages", "damaged", "read"], () =>
    pdfOf([catalogue, "<< /Type /Pages /Kids [4 0 R] /Count 2000000 >>", font, pageOf(5), packed(report)]),
  ),
  entry("pdf with one page listed 5,000 times", "too_many_pages", () => repeatedPage(5_000, report)),
  entry("pdf with one very dense page listed 290 times", overdone, () => repeatedPage(290, dense.repeat(60))),
  entry("pdf content called a picture", ["scan_without_text", "no_text"], () =>
    onePage(packed(`BT (${"a".repeat(100_000_000)}) Tj ET`, "/Subtype /Image /Width 1 /Height 1")),
  ),
  entry("pdf form that draws itself", [...overdone, "read"], () =>
    onePage(
      { dictionary: "", data: `${report}/X Do` },
      [form("/X Do /X Do", "/X 6 0 R", 0)],
      "/XObject << /X 6 0 R >>",
    ),
  ),
  entry("pdf forms in forms, ten to the power of twelve", overdone, () => exponentialForms(12, 10)),
  entry("pdf forms nested 3,000 deep", [...overdone, "read"], () => exponentialForms(3_000, 1)),
  entry("pdf with a million strokes", "zip_bomb", () => onePage(packed(report + line(1, 1, 9, 9).repeat(1_000_000)))),
  entry("pdf with 100,000 pieces of text", overdone, () => onePage(packed(at(1, 1, "a").repeat(100_000)))),
  entry("pdf inline picture of 900 million dots", overdone, () =>
    onePage({ dictionary: "", data: `${report} q BI /W 30000 /H 30000 /BPC 8 /CS /G ID xxxx EI Q` }),
  ),
  entry("pdf arrays nested 200,000 deep", overdone, () =>
    onePage({ dictionary: "", data: `${report}${"[".repeat(200_000)}` }),
  ),
  entry("pdf page tree that bites its tail", [...overdone, "no_text"], () =>
    pdfOf([catalogue, "<< /Type /Pages /Kids [4 0 R] /Count 1 >>", font, "<< /Type /Pages /Kids [2 0 R] /Count 1 >>"]),
  ),
  entry("pdf page tree 20,000 deep", [...overdone, "read"], () => {
    const levels = Array.from({ length: 20_000 }, (_, n) => `<< /Type /Pages /Kids [${n + 5} 0 R] /Count 1 >>`);
    return pdfOf([
      catalogue,
      "<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
      font,
      ...levels,
      pageOf(20_005),
      packed(report),
    ]);
  }),
  entry("pdf font whose letters span sixteen million codes", [...overdone, "read"], () => {
    const map =
      "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00000000> <FFFFFFFF> endcodespacerange " +
      `${"1 beginbfrange <00000000> <00FFFFF0> <0041> endbfrange ".repeat(20)} endcmap end`;
    const type0 =
      "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /ToUnicode 6 0 R /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor << /Type /FontDescriptor /FontName /X /Flags 4 >> >>] >>";
    return onePage({ dictionary: "", data: "BT /F1 10 Tf 50 50 Td <00410042> Tj ET" }, [packed(map)], "", type0);
  }),
  entry("pdf table of places that leads to itself", [...overdone, "read"], () => {
    const bytes = pdf(report).toString("latin1");
    const start = /startxref\n(\d+)/.exec(bytes)?.[1] ?? "0";
    return Buffer.from(bytes.replace("/Root 1 0 R", `/Root 1 0 R /Prev ${start}`), "latin1");
  }),
  entry("pdf of 30 MB with a million words that begin no stream", [...overdone, "no_text"], () =>
    Buffer.from(`%PDF-1.4\n${"1 0 obj << >> stream\n".repeat(1_400_000)}%%EOF`),
  ),
  entry("pdf shading with a function of a billion samples", [...overdone, "read"], () =>
    onePage(
      { dictionary: "", data: `${report} /S sh` },
      [
        {
          dictionary:
            "/FunctionType 0 /Domain [0 1 0 1 0 1] /Range [0 1 0 1 0 1] /Size [1000 1000 1000] /BitsPerSample 32",
          data: "x",
        },
      ],
      "/Shading << /S << /ShadingType 1 /ColorSpace /DeviceRGB /Domain [0 1 0 1] /Function 6 0 R >> >>",
    ),
  ),
  entry("pdf with a password", "encrypted", () => protectedPdf({ userPassword: "bi mat" })),
];
