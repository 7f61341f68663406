/** Every way in which a report is written for the equivalence tests. */
import { joinPages, type PrintedReport } from "../generator/printed.ts";
import { writeCsv } from "../generator/writers/csv.ts";
import { writeDocx } from "../generator/writers/docx.ts";
import { writeHtml } from "../generator/writers/html.ts";
import { writeMarkdown } from "../generator/writers/markdown.ts";
import { convertByOffice, findBrowser, findOffice, printByBrowser } from "../generator/writers/office.ts";
import { writeText } from "../generator/writers/text.ts";
import { writeXlsx } from "../generator/writers/xlsx.ts";

export interface Format {
  name: string;
  file: string;
  write: (report: PrintedReport) => Promise<Uint8Array>;
}

const encode = (text: string) => Promise.resolve(new TextEncoder().encode(text));

/** Written by the tests themselves, on any machine. */
export const ownFormats: Format[] = [
  { name: "text, pages joined", file: "report.txt", write: (r) => encode(writeText(joinPages(r))) },
  { name: "Word", file: "report.docx", write: (r) => writeDocx(r) },
  { name: "Word, runs split inside words", file: "report.docx", write: (r) => writeDocx(r, { runLength: 5 }) },
  { name: "Word, pages joined", file: "report.docx", write: (r) => writeDocx(joinPages(r)) },
  { name: "Word, no row marked as header", file: "report.docx", write: (r) => writeDocx(r, { marksHeader: false }) },
  { name: "Excel, all text on one sheet", file: "report.xlsx", write: (r) => writeXlsx(r) },
  { name: "Excel, numbers stored", file: "report.xlsx", write: (r) => writeXlsx(r, { storesNumbers: true }) },
  {
    name: "Excel, numbers stored, a sheet an appendix",
    file: "report.xlsx",
    write: (r) => writeXlsx(joinPages(r), { storesNumbers: true, sheetEach: true }),
  },
  { name: "HTML", file: "report.html", write: (r) => encode(writeHtml(r)) },
  { name: "HTML, pages joined", file: "report.html", write: (r) => encode(writeHtml(joinPages(r))) },
  { name: "Markdown", file: "report.md", write: (r) => encode(writeMarkdown(r)) },
  { name: "CSV", file: "report.csv", write: (r) => encode(writeCsv(r)) },
  { name: "CSV with semicolons", file: "report.csv", write: (r) => encode(writeCsv(joinPages(r), ";")) },
];

/** Written by LibreOffice, where it is installed. */
const byOffice: Format[] = [
  { name: "Writer (odt)", file: "report.odt", write: async (r) => convertByOffice(await writeDocx(r), "docx", "odt") },
  {
    name: "Word by LibreOffice",
    file: "report.docx",
    write: async (r) => convertByOffice(await writeDocx(r), "docx", "docx:MS Word 2007 XML"),
  },
  {
    name: "Calc (ods)",
    file: "report.ods",
    write: async (r) => convertByOffice(await writeXlsx(r, { storesNumbers: true }), "xlsx", "ods"),
  },
  {
    name: "Excel by LibreOffice",
    file: "report.xlsx",
    write: async (r) =>
      convertByOffice(
        await writeXlsx(joinPages(r), { storesNumbers: true, sheetEach: true }),
        "xlsx",
        "xlsx:Calc MS Excel 2007 XML",
      ),
  },
  {
    name: "HTML by LibreOffice",
    file: "report.html",
    write: async (r) => convertByOffice(await writeDocx(joinPages(r)), "docx", "html"),
  },
  {
    name: "PDF by LibreOffice",
    file: "report.pdf",
    write: async (r) => convertByOffice(await writeDocx(r), "docx", "pdf"),
  },
  {
    name: "PDF by LibreOffice, pages joined",
    file: "report.pdf",
    write: async (r) => convertByOffice(await writeDocx(joinPages(r)), "docx", "pdf"),
  },
];

export const officeFormats = findOffice() === null ? [] : byOffice;

/** Printed by a browser, where there is one. */
const byBrowser: Format[] = [
  { name: "PDF by a browser", file: "report.pdf", write: (r: PrintedReport) => printByBrowser(writeHtml(r)) },
  {
    name: "PDF by a browser, pages joined",
    file: "report.pdf",
    write: (r: PrintedReport) => printByBrowser(writeHtml(joinPages(r))),
  },
];

export const browserFormats = findBrowser() === null ? [] : byBrowser;
