/** The annex's ruled tables, whose headings stand on each of their pages. */
import type { BriefTable } from "./content.ts";
import { artifact, group, type Parent, part } from "./pdf-tags.ts";

const padding = { x: 3, y: 2.5 };
const cellSize = 11;

/** The place that a table is drawn in: points from the left, and points in width. */
export interface Place {
  left: number;
  width: number;
  bottom: number;
}

type RowKind = "head" | "head_again" | "body";

/** Draws the rows from the document's `y` on; a table without rows draws nothing. */
export function drawTable(document: PDFKit.PDFDocument, table: BriefTable, place: Place, parent: Parent): void {
  if (table.rows.length === 0) return;
  const labels = table.columns.map((column) => column.label);
  const element = group(document, parent, "Table");
  const headHeight = rowHeight(document, table, labels, "head", place);
  drawRow(document, table, labels, "head", headHeight, place, element);
  for (const row of table.rows) {
    const height = rowHeight(document, table, row, "body", place);
    if (document.y + height > place.bottom) {
      document.addPage();
      drawRow(document, table, labels, "head_again", headHeight, place, element);
    }
    drawRow(document, table, row, "body", height, place, element);
  }
  element?.end();
}

/** Height of the heading with the first row, in points: what must stand together. */
export function firstRowsHeight(document: PDFKit.PDFDocument, table: BriefTable, place: Place): number {
  const labels = table.columns.map((column) => column.label);
  const first = table.rows[0];
  return (
    rowHeight(document, table, labels, "head", place) + (first ? rowHeight(document, table, first, "body", place) : 16)
  );
}

function rowHeight(
  document: PDFKit.PDFDocument,
  table: BriefTable,
  cells: readonly string[],
  kind: RowKind,
  place: Place,
): number {
  document.font(kind === "body" ? "regular" : "bold").fontSize(cellSize);
  const heights = table.columns.map((column, index) =>
    document.heightOfString(cells[index] || " ", { width: column.width * place.width - 2 * padding.x }),
  );
  return Math.max(...heights) + 2 * padding.y;
}

function drawRow(
  document: PDFKit.PDFDocument,
  table: BriefTable,
  cells: readonly string[],
  kind: RowKind,
  height: number,
  place: Place,
  tree: Parent,
): void {
  const top = document.y;
  const edges = table.columns.map(({ width }) => width * place.width);
  artifact(document, tree, "Layout", () => {
    document.lineWidth(0.5);
    let x = place.left;
    for (const width of edges) {
      document.rect(x, top, width, height).stroke();
      x += width;
    }
  });
  // The heading printed again on a further page is no row of the table.
  const row = kind === "head_again" ? null : group(document, tree, "TR");
  let x = place.left;
  for (const [index, column] of table.columns.entries()) {
    const width = edges[index] as number;
    const left = x + padding.x;
    const draw = () => {
      document
        .font(kind === "body" ? "regular" : "bold")
        .fontSize(cellSize)
        .text(cells[index] ?? "", left, top + padding.y, {
          width: width - 2 * padding.x,
          align: kind === "body" ? column.align : "center",
        });
    };
    if (kind === "head_again") artifact(document, tree, "Pagination", draw);
    else if (kind === "head") part(document, row, { type: "TH", scope: "Column" }, draw);
    else part(document, row, { type: "TD", lang: column.lang }, draw);
    x += width;
  }
  document.x = place.left;
  document.y = top + height;
}
