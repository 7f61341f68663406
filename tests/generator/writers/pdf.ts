/** A printed page: ruled tables, words wrapped in their cells, a Vietnamese font enclosed; rows are never cut by a page's end. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import PdfDocument from "pdfkit";
import { type PrintedReport, type PrintedTable, spanAt } from "../printed.ts";

const font = readFileSync(
  fileURLToPath(import.meta.resolve("@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf")),
);
const size = 8;
const padding = 3;

export async function writePdf(report: PrintedReport): Promise<Uint8Array> {
  // A fixed date: the same report gives the same bytes.
  const info = { CreationDate: new Date(Date.UTC(2026, 0, 1)) };
  const document = new PdfDocument({ size: "A3", layout: "landscape", margin: 40, font: "", info });
  const chunks: Buffer[] = [];
  document.on("data", (chunk: Buffer) => chunks.push(chunk));
  const end = new Promise((resolve) => document.on("end", resolve));
  document.registerFont("text", font).font("text").fontSize(size);
  for (const block of report.blocks) {
    if (block.kind === "table") drawTable(document, block);
    else
      document
        .fontSize(block.style === "title" ? 11 : 9)
        .text(block.text, 40)
        .fontSize(size)
        .moveDown(0.4);
  }
  document.end();
  await end;
  return new Uint8Array(Buffer.concat(chunks));
}

type Page = InstanceType<typeof PdfDocument>;

function drawTable(page: Page, table: PrintedTable): void {
  const count = table.rows[0]?.length ?? 0;
  // Wide enough for the longest word and, up to a point, for the text.
  const wants = Array.from({ length: count }, (_, column) =>
    Math.max(
      ...table.rows.map((row) => {
        const text = row[column]?.text ?? "";
        const word = Math.max(0, ...text.split(/\s+/).map((one) => page.widthOfString(one)));
        return Math.max(24, word + 2 * padding + 2, Math.min(160, Math.sqrt(page.widthOfString(text)) * 6));
      }),
    ),
  );
  const share = Math.min(1, (page.page.width - 80) / wants.reduce((sum, width) => sum + width, 0));
  const xs = placesFrom(
    40,
    wants.map((width) => width * share),
  );
  const widthOf = (column: number, columns: number) => (xs[column + columns] as number) - (xs[column] as number);
  const heights = table.rows.map(() => size + 2 * padding);
  const cells = table.rows.flatMap((row, index) =>
    row.flatMap((cell, column) => {
      const span = spanAt(table, index, column);
      return span ? [{ text: cell.text, index, column, ...span }] : [];
    }),
  );
  for (const { text, index, column, rows, columns } of cells) {
    const need = page.heightOfString(text || " ", { width: widthOf(column, columns) - 2 * padding }) + 2 * padding;
    const has = heights.slice(index, index + rows).reduce((sum, height) => sum + height, 0);
    if (need > has) heights[index + rows - 1] = (heights[index + rows - 1] as number) + need - has;
  }
  let top = page.y;
  for (let start = 0; start < table.rows.length; ) {
    // Rows that a merged cell ties together stay on one page.
    let end = start + 1;
    while (table.rows[end]?.some((cell) => cell.merge === "up")) end += 1;
    const height = heights.slice(start, end).reduce((sum, one) => sum + one, 0);
    if (top + height > page.page.height - 45) {
      page.addPage();
      top = 40;
    }
    const tops = placesFrom(top, heights.slice(start, end));
    for (const { text, index, column, rows, columns } of cells.filter((one) => one.index >= start && one.index < end)) {
      const [x, y] = [xs[column] as number, tops[index - start] as number];
      const bottom = tops[Math.min(index - start + rows, tops.length - 1)] as number;
      page.rect(x, y, widthOf(column, columns), bottom - y).stroke();
      if (text) page.text(text, x + padding, y + padding, { width: widthOf(column, columns) - 2 * padding });
    }
    top = tops.at(-1) as number;
    start = end;
  }
  page.x = 40;
  page.y = top + 8;
}

/** Where each of the stretches begins, and where the last one ends. */
function placesFrom(start: number, lengths: number[]): number[] {
  const places = [start];
  for (const length of lengths) places.push((places.at(-1) as number) + length);
  return places;
}
