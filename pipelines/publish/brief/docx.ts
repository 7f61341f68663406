/** The brief as a Word file that an office can go on writing in. Equal content gives equal bytes. */
import { deflateRawSync } from "node:zlib";
import {
  AlignmentType,
  BorderStyle,
  Document,
  Header,
  type IParagraphOptions,
  type ITableCellOptions,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from "docx";
import { fromBufferPromise } from "yauzl";
import { zip } from "../../../src/lib/zip.ts";
import type { BriefColumn, BriefContent, BriefTable } from "./content.ts";
import { type Fit, fitOnOnePage } from "./pdf-summary.ts";

/** Twentieths of a point. */
const mm = 1440 / 25.4;
const pageWidth = Math.round(210 * mm);
const margin = {
  top: Math.round(20 * mm),
  bottom: Math.round(20 * mm),
  left: Math.round(30 * mm),
  right: Math.round(20 * mm),
};
const textWidth = pageWidth - margin.left - margin.right;
const indent = Math.round(10 * mm);

const alignments = { left: AlignmentType.LEFT, right: AlignmentType.RIGHT, center: AlignmentType.CENTER };
const noBorder = { style: BorderStyle.NONE, size: 0, color: "auto" };
const noBorders = { top: noBorder, bottom: noBorder, left: noBorder, right: noBorder };

/** The file's bytes. */
export async function briefDocx(content: BriefContent, fit: Fit = fitOnOnePage(content)): Promise<Buffer> {
  const document = new Document({
    title: `${content.kind}: ${content.subject}`,
    creator: content.office.join(" "),
    lastModifiedBy: content.office.join(" "),
    styles: {
      default: {
        document: {
          run: {
            font: "Times New Roman",
            size: fit.size * 2,
            language: { value: content.lang === "vi" ? "vi-VN" : "en-GB" },
          },
          paragraph: { spacing: { before: 0, after: 0, line: 240, lineRule: LineRuleType.AUTO } },
        },
      },
    },
    sections: [
      {
        properties: {
          titlePage: true,
          page: {
            size: { width: pageWidth, height: Math.round(297 * mm) },
            margin: { ...margin, header: Math.round(10 * mm), footer: Math.round(10 * mm) },
          },
        },
        headers: {
          first: new Header({ children: [new Paragraph("")] }),
          default: new Header({
            children: [
              new Paragraph({
                alignment: AlignmentType.CENTER,
                children: [new TextRun({ children: [PageNumber.CURRENT], size: 26 })],
              }),
            ],
          }),
        },
        children: [...summary(content, fit), ...annex(content)],
      },
    ],
  });
  return settle(await Packer.toBuffer(document), content.date);
}

function summary(content: BriefContent, fit: Fit): (Paragraph | Table)[] {
  const body: IParagraphOptions = { alignment: AlignmentType.JUSTIFIED, indent: { firstLine: indent } };
  return [
    heading(content),
    line(content.kind, { bold: true, size: 28 }, { alignment: AlignmentType.CENTER, spacing: { before: 240 } }),
    line(content.subject, { bold: true, size: 28 }, { alignment: AlignmentType.CENTER }),
    underline(textWidth / 4, textWidth, 120),
    line(content.opening, {}, body),
    ...content.points.flatMap((point, index) => [
      line(`${index + 1}. ${point.title}`, { bold: true }, { ...body, keepNext: true, spacing: { before: 80 } }),
      line(point.text, {}, body),
      ...point.details.slice(0, fit.details[index]).map((detail) => line(`- ${detail}`, {}, body)),
    ]),
    line(content.note, { italics: true }, { ...body, spacing: { before: 80, after: 120 } }),
    closing(content),
  ];
}

/** Who issues, its number, the nation's name and motto, place and day: a table without lines. */
function heading(content: BriefContent): Table {
  const left = Math.round(textWidth * 0.4);
  const right = textWidth - left;
  const centred = { alignment: AlignmentType.CENTER };
  return plainTable(
    [left, right],
    [
      [
        [
          ...content.office.map((text) => line(text, { bold: true, size: 25 }, centred)),
          underline(left * 0.4, left, 60),
        ],
        [
          line(content.nation, { bold: true, size: 25 }, centred),
          line(content.motto, { bold: true, size: 27 }, centred),
          underline(right * 0.56, right, 60),
        ],
      ],
      [[line(content.number, { size: 26 }, centred)], [line(content.placeDate, { italics: true, size: 26 }, centred)]],
    ],
  );
}

/** Whom it goes to, and the place of a signature. */
function closing(content: BriefContent): Table {
  const half = Math.round(textWidth / 2);
  return plainTable(
    [half, textWidth - half],
    [
      [
        [
          line(content.recipientsTitle, { bold: true, italics: true, size: 24 }),
          ...content.recipients.map((text) => line(text, { size: 22 })),
        ],
        [
          ...content.signatory.map((text) => line(text, { bold: true, size: 26 }, { alignment: AlignmentType.CENTER })),
          new Paragraph(""),
          new Paragraph(""),
        ],
      ],
    ],
  );
}

function annex(content: BriefContent): (Paragraph | Table)[] {
  return [
    line(content.annex, { bold: true, size: 28 }, { alignment: AlignmentType.CENTER, pageBreakBefore: true }),
    line(`(${content.annexOf})`, { italics: true, size: 26 }, { alignment: AlignmentType.CENTER }),
    ...content.tables.flatMap((table) => [
      line(table.title, { bold: true, size: 26 }, { keepNext: true, spacing: { before: 200, after: 60 } }),
      ...(table.rows.length > 0 ? [ruledTable(table)] : []),
      ...(table.note ? [line(table.note, { italics: true, size: 24 })] : []),
    ]),
  ];
}

function ruledTable(table: BriefTable): Table {
  const widths = table.columns.map((column) => Math.round(column.width * textWidth));
  const cell = (text: string, column: BriefColumn, index: number, isHead: boolean): TableCell =>
    new TableCell({
      width: { size: widths[index] as number, type: WidthType.DXA },
      margins: { top: 40, bottom: 40, left: 60, right: 60 },
      verticalAlign: isHead ? VerticalAlignTable.CENTER : VerticalAlignTable.TOP,
      children: [
        line(text, { bold: isHead, size: 22 }, { alignment: isHead ? AlignmentType.CENTER : alignments[column.align] }),
      ],
    });
  return new Table({
    width: { size: textWidth, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: table.columns.map((column, index) => cell(column.label, column, index, true)),
      }),
      ...table.rows.map(
        (row) =>
          new TableRow({
            cantSplit: true,
            children: table.columns.map((column, index) => cell(row[index] ?? "", column, index, false)),
          }),
      ),
    ],
  });
}

function plainTable(widths: number[], rows: ITableCellOptions["children"][][]): Table {
  return new Table({
    width: { size: textWidth, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    borders: { ...noBorders, insideHorizontal: noBorder, insideVertical: noBorder },
    rows: rows.map(
      (cells) =>
        new TableRow({
          cantSplit: true,
          children: cells.map(
            (children, index) =>
              new TableCell({
                width: { size: widths[index] as number, type: WidthType.DXA },
                margins: { left: 0, right: 0 },
                borders: noBorders,
                children,
              }),
          ),
        }),
    ),
  });
}

/** A short rule in the middle of a column: an empty paragraph with a line above, drawn in from both sides. */
function underline(width: number, within: number, after: number): Paragraph {
  const side = Math.round((within - width) / 2);
  return new Paragraph({
    indent: { left: side, right: side },
    spacing: { before: 20, after, line: 60, lineRule: LineRuleType.EXACT },
    border: { top: { style: BorderStyle.SINGLE, size: 6, color: "000000", space: 0 } },
  });
}

function line(
  text: string,
  run: { bold?: boolean; italics?: boolean; size?: number } = {},
  paragraph: IParagraphOptions = {},
): Paragraph {
  return new Paragraph({ ...paragraph, children: [new TextRun({ ...run, text })] });
}

/** Puts the report's day where the writer put the clock, in the parts and in the container. */
async function settle(bytes: Buffer, date: string): Promise<Buffer> {
  const archive = await fromBufferPromise(bytes, { lazyEntries: true });
  const entries: { path: string; bytes: Buffer; deflated: Buffer }[] = [];
  for await (const entry of archive.eachEntry()) {
    const chunks: Buffer[] = [];
    for await (const chunk of await archive.openReadStreamPromise(entry, undefined as never))
      chunks.push(chunk as Buffer);
    let content: Buffer = Buffer.concat(chunks);
    if (entry.fileName === "docProps/core.xml") {
      const dated = content.toString("utf8").replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, `${date}T00:00:00Z`);
      content = Buffer.from(dated, "utf8");
    }
    entries.push({ path: entry.fileName, bytes: content, deflated: deflateRawSync(content, { level: 9 }) });
  }
  return Buffer.from(zip(entries.filter((entry) => !entry.path.endsWith("/"))));
}
